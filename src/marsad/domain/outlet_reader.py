"""How one outlet's pages are read where the general reading fails: selectors, and the days on which they held."""

from __future__ import annotations

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
