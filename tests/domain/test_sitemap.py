import xml.etree.ElementTree as ElementTree

import pytest

from marsad.domain.sitemap import MOST, SitemapAddress, write_index, write_sitemap

S = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_a_page_is_told_with_its_day_and_its_languages():
    body = write_sitemap([SitemapAddress("https://w.example/?a=1&b=2", "2026-03-01", (("ar", "https://w.example/"),))])
    row = ElementTree.fromstring(body).find(f"{S}url")
    assert row.findtext(f"{S}loc") == "https://w.example/?a=1&b=2"
    assert row.findtext(f"{S}lastmod") == "2026-03-01"
    assert row.find("{http://www.w3.org/1999/xhtml}link").attrib == {
        "rel": "alternate",
        "hreflang": "ar",
        "href": "https://w.example/",
    }


def test_an_index_names_its_parts():
    root = ElementTree.fromstring(write_index([SitemapAddress("https://w.example/1.xml")]))
    assert root.tag == f"{S}sitemapindex"
    assert root.find(f"{S}sitemap").findtext(f"{S}loc") == "https://w.example/1.xml"
    assert root.find(f"{S}sitemap").find(f"{S}lastmod") is None


def test_more_than_the_protocol_allows_is_refused():
    with pytest.raises(ValueError, match="50000"):
        write_sitemap(SitemapAddress("https://w.example/") for _ in range(MOST + 1))
