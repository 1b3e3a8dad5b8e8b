"""Read a written folder again: every link of every page must lead to a file that is there, or off the copy by a whole address."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from lxml import html

_LINKS = ("href", "src", "srcset", "action", "poster")


@dataclass(frozen=True, slots=True)
class Loose:
    """A link on the page *file* that leads nowhere."""

    file: str
    link: str


def loose_links(root: Path, files: Callable[[], Iterator[str]], known: frozenset[str]) -> Iterator[Loose]:
    """Yield the links of the pages among *files* below *root* that lead to none of the *known* files."""
    for file in files():
        if file.endswith(".html"):
            for link in _links((root / file).read_bytes()):
                if not _leads(link, file, known):
                    yield Loose(file, link)


def _links(page: bytes) -> Iterator[str]:
    tree = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))
    for element in tree.iter():
        for name in _LINKS:
            link = element.get(name)
            if link is not None:
                yield from (part.split()[0] for part in link.split(",") if part.split()) if name == "srcset" else (link,)


def _leads(link: str, file: str, known: frozenset[str]) -> bool:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not parts.path:
        return not link.startswith("//")
    if parts.path.startswith("/") or parts.query:
        return False
    place: list[str] = []
    for part in (PurePosixPath(file).parent / unquote(parts.path)).parts:
        if part == "..":
            if not place:
                return False
            place.pop()
        else:
            place.append(part)
    return "/".join(place) in known
