"""What a feed, sitemap or listing gives: links, in the order of the page. Knows nothing of how pages are fetched."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import httpx

MAX_LINKS = 50_000


class LinksError(ValueError):
    """A feed, sitemap or listing that cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Link:
    """The address of a page, with the title and the moment (ISO 8601) that the source gives it."""

    url: str
    title: str | None = None
    published: str | None = None


def absolute(base_url: str, href: str) -> str | None:
    """Return *href* as an http(s) address seen from *base_url*, without its fragment, or None where it is none."""
    try:
        joined = httpx.URL(base_url).join(href.strip()).copy_with(fragment=None)
    except (httpx.InvalidURL, UnicodeError, ValueError):
        return None
    return str(joined) if joined.scheme in {"http", "https"} and joined.host else None


def host_of(url: str) -> str:
    """Return the host of an absolute address without its "www."."""
    return httpx.URL(url).host.lower().removeprefix("www.")


def keep_links(links: Iterable[Link], pattern: str = "") -> tuple[Link, ...]:
    """Return the links whose address has *pattern* (a regular expression) in it, each address once, at most MAX_LINKS."""
    wanted = re.compile(pattern)
    kept: dict[str, Link] = {}
    for link in links:
        if link.url not in kept and wanted.search(link.url):
            kept[link.url] = link
            if len(kept) == MAX_LINKS:
                break
    return tuple(kept.values())
