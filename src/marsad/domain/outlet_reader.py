"""How one outlet's pages are read where the general reading fails: selectors, and the days on which they held."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OutletReader:
    """CSS selectors for the pages of *host* published or fetched from *valid_from* to *valid_to* (ISO days, "" for open).

    An empty selector leaves that part to the general reading; *drop* are elements that are no part of the article.
    """

    host: str
    body: str = ""
    title: str = ""
    published: str = ""
    drop: tuple[str, ...] = ()
    valid_from: str = ""
    valid_to: str = ""

    def __post_init__(self) -> None:
        """Raise ValueError for a reader without host or selector, and for days in the wrong order."""
        if not self.host:
            raise ValueError("a reader needs the host whose pages it reads")
        if not (self.body or self.title or self.published or self.drop):
            raise ValueError("a reader needs one of body, title, published, drop")
        if self.valid_from and self.valid_to and self.valid_from > self.valid_to:
            raise ValueError(f"from {self.valid_from} is after to {self.valid_to}")

    def is_for(self, host: str) -> bool:
        """Tell whether *host* is the reader's own or lies under it."""
        return host == self.host or host.endswith(f".{self.host}")

    def holds_on(self, day: str) -> bool:
        """Tell whether the reader holds for pages published on the ISO *day*."""
        return self.valid_from <= day and (not self.valid_to or day <= self.valid_to)

    def overlaps(self, other: OutletReader) -> bool:
        """Tell whether some day falls to both readers."""
        begins, ends = max(self.valid_from, other.valid_from), (self.valid_to or "9999", other.valid_to or "9999")
        return self.host == other.host and begins <= min(ends)


def choose_reader(readers: Iterable[OutletReader], host: str | None, day: str | None) -> OutletReader | None:
    """Return the reader for a page of *host* published on *day*, or None where none holds.

    The reader of the nearest host wins; where the day is not known, the newest reader.
    """
    own = [reader for reader in readers if host and reader.is_for(host) and (day is None or reader.holds_on(day[:10]))]
    return max(own, key=lambda reader: (len(reader.host), reader.valid_from), default=None)
