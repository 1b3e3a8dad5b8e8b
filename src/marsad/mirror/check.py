"""Read a made page again: where each of its links leads, to a file of the copy or off it by a whole address."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from lxml import etree

_LINKS = ("href", "src", "srcset", "action", "poster")


class _Links:
    """Takes the links while a parser reads, so that no tree of the page is built: a page may be very long."""

    def __init__(self) -> None:
        self.found: dict[str, None] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Keep what the element leads to."""
        for name in _LINKS:
            link = attributes.get(name)
            if link is None:
                continue
            if name == "srcset":
                self.found.update((part.split()[0], None) for part in link.split(",") if part.split())
            else:
                self.found[link] = None

    def close(self) -> dict[str, None]:
        """Return what was found, each once, in the order of the page."""
        return self.found


def links_of(page: bytes) -> Iterator[str]:
    """Yield the links of *page*, each once."""
    parser = etree.HTMLParser(target=_Links(), encoding="utf-8", huge_tree=True)
    parser.feed(page)
    yield from parser.close()


def target_of(link: str, file: str) -> str | None:
    """Return the file that *link* on the page *file* leads to, "" where it leads off the copy or stays, None where nowhere."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not parts.path:
        return None if link.startswith("//") else ""
    if parts.path.startswith("/") or parts.query:
        return None
    place = file.split("/")[:-1]
    for part in unquote(parts.path).split("/"):
        if part == "..":
            if not place:
                return None
            place.pop()
        elif part not in ("", "."):
            place.append(part)
    return "/".join(place)
