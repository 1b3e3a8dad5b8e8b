"""Read the links of a sitemap, or the sitemaps of an index, out of bytes. Fetches nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from marsad.gather.links import Link, LinksError, absolute, host_of, keep_links
from marsad.gather.unpack import UnpackError, unpack
from marsad.gather.xml import XmlError, local_name, parse_xml

MAX_BYTES = 50 * 2**20


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What one sitemap holds: links of pages, or (an index) links of further sitemaps."""

    pages: tuple[Link, ...] = ()
    sitemaps: tuple[Link, ...] = ()


def read_sitemap(body: bytes, base_url: str, *, pattern: str = "", max_bytes: int = MAX_BYTES) -> Sitemap:
    """Return what the sitemap *body*, gzip or not, lists, newest first where it gives moments.

    Only addresses on the host of *base_url* are kept, as the protocol demands; *pattern* chooses among pages. Google's
    news extension gives titles and moments. Raises LinksError.
    """
    try:
        if body.startswith(b"\x1f\x8b"):
            body = unpack([body], "gzip", max_bytes)
        elif len(body) > max_bytes:
            raise UnpackError(f"is longer than the limit of {max_bytes:,} bytes")
        root = parse_xml(body)
    except (UnpackError, XmlError) as error:
        raise LinksError(f"{base_url}: the sitemap {error}") from error
    name = local_name(root)
    if name not in {"urlset", "sitemapindex"}:
        raise LinksError(f"{base_url}: is <{name}>, not a sitemap (<urlset> or <sitemapindex>)")
    found = sorted(_links(root, base_url), key=lambda link: link.published or "", reverse=True)
    if name == "sitemapindex":
        return Sitemap(sitemaps=keep_links(found))
    return Sitemap(pages=keep_links(found, pattern))


def _links(root: etree._Element, base_url: str) -> Iterator[Link]:
    """Yield a link for each entry that names a page of this host; the sort above is stable, so order is kept."""
    home = host_of(base_url)
    for entry in root:
        said: dict[str, str] = {}
        for element in entry.iter("{*}loc", "{*}lastmod", "{*}publication_date", "{*}title"):
            words = " ".join((element.text or "").split())
            if words:
                said.setdefault(local_name(element), words)
        url = absolute(base_url, said["loc"]) if "loc" in said else None
        if url is not None and host_of(url) == home:
            yield Link(url, said.get("title"), said.get("publication_date") or said.get("lastmod"))
