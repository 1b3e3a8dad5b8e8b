"""Where an address of the site lies in the folder. Pure: knows no file that is there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

PAGE = "index.html"
# What a file on a USB stick (FAT, exFAT, NTFS) may not be called by.
_NEVER = frozenset('<>:"\\|?*') | {chr(code) for code in range(32)}
_SAFE = "/=,@+~!$'()"


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """An address of the site: its path, not encoded, and what it asks, in the order of names. Two that ask the same are equal."""

    path: str
    query: tuple[tuple[str, str], ...] = ()

    @property
    def url(self) -> str:
        """The address as a reader's browser asks for it, below the site's root."""
        path = quote(self.path, safe="/=,@+~!$'():*;&-._")
        return f"{path}?{urlencode(self.query)}" if self.query else path

    def asks(self, **query: str) -> Address:
        """Return this address asking *query* too."""
        return Address(self.path, tuple(sorted({**dict(self.query), **query}.items())))

    def without(self, names: Collection[str]) -> Address:
        """Return this address without what it asks by *names*."""
        return Address(self.path, tuple(pair for pair in self.query if pair[0] not in names))


def read_address(link: str, page: str = "/") -> tuple[Address, str] | None:
    """Return the address that *link*, on the page at the encoded address *page*, leads to, and its fragment.

    None for what leads off the site or is no address of pages at all.
    """
    parts = urlsplit(urljoin(page, link))
    if parts.scheme or parts.netloc or not parts.path.startswith("/"):
        return None
    asked = {name: value for name, value in parse_qsl(parts.query) if value and (name, value) != ("page", "1")}
    return Address(unquote(parts.path), tuple(sorted(asked.items()))), parts.fragment


def file_of(address: Address) -> str | None:
    """Return where *address* lies, relative to the folder: a page as index.html, what it asks as folders `name=value` before it.

    None for an address that cannot be a file's name everywhere.
    """
    folders = [part for part in address.path.split("/") if part]
    name = PAGE if address.path.endswith("/") else folders.pop() if folders else PAGE
    folders += [f"{asked}={value}" for asked, value in address.query]
    if any(_is_bad(part) for part in (*folders, name)):
        return None
    return "/".join((*folders, name))


def _is_bad(part: str) -> bool:
    is_odd = part in {".", ".."} or "/" in part or part.endswith((".", " "))
    return is_odd or not _NEVER.isdisjoint(part) or len(part.encode()) > 200


def lead(root: str, file: str, fragment: str = "") -> str:
    """Return the link that leads to *file* from a page whose way to the folder is *root*."""
    return root + quote(file, safe=_SAFE) + (f"#{fragment}" if fragment else "")


def root_of(here: str) -> str:
    """Return the link by which the file *here* leads to the folder, with a slash at its end."""
    return "../" * here.count("/") or "./"
