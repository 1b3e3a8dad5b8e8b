"""Write the addresses of a site for those who search it: sitemaps and their index, by the protocol of sitemaps.org."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable
from dataclasses import dataclass

from marsad.domain.xml_text import xml_text

MOST = 50_000  # addresses a part may hold, by the protocol
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


@dataclass(frozen=True, slots=True)
class SitemapAddress:
    """One page, or in an index one part. *changed_on* is a day or a moment as ISO 8601, "" where it is not known.

    *others* are the same page in each language, itself among them: pairs of a language (or "x-default") and an address.
    """

    url: str
    changed_on: str = ""
    others: tuple[tuple[str, str], ...] = ()


def _write(root: ElementTree.Element, name: str, addresses: Iterable[SitemapAddress]) -> bytes:
    for count, address in enumerate(addresses, 1):
        if count > MOST:
            raise ValueError(f"a part of a sitemap holds no more than {MOST} addresses")
        row = ElementTree.SubElement(root, name)
        ElementTree.SubElement(row, "loc").text = xml_text(address.url)
        if address.changed_on:
            ElementTree.SubElement(row, "lastmod").text = xml_text(address.changed_on)
        for language, url in address.others:
            link = {"rel": "alternate", "hreflang": language, "href": xml_text(url)}
            ElementTree.SubElement(row, "xhtml:link", link)
    body: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=False)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + body


def write_sitemap(addresses: Iterable[SitemapAddress]) -> bytes:
    """Return a part with *addresses*; raise ValueError for more than the protocol allows."""
    return _write(ElementTree.Element("urlset", {"xmlns": _NAMESPACE, "xmlns:xhtml": _XHTML}), "url", addresses)


def write_index(parts: Iterable[SitemapAddress]) -> bytes:
    """Return the index of *parts*; raise ValueError for more than the protocol allows."""
    return _write(ElementTree.Element("sitemapindex", {"xmlns": _NAMESPACE}), "sitemap", parts)
