"""Sitemaps: pages and further sitemaps out of bytes, and bombs defused."""

from __future__ import annotations

import gzip

import pytest

from marsad.gather.links import Link, LinksError
from marsad.gather.sitemaps import read_sitemap

HOME = "https://www.a.iq/sitemap.xml"
URLS = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://a.iq/1 </loc><lastmod>2025-08-15</lastmod></url>
<url><loc>https://www.a.iq/2</loc><news:news><news:publication_date>2025-08-17T08:00:00+03:00</news:publication_date>
<news:title>افتتاح مستشفى</news:title></news:news></url>
<url><loc>https://elsewhere.example/3</loc></url>
<url><lastmod>2025-08-15</lastmod></url>
</urlset>""".encode()


def test_a_sitemap_gives_the_pages_of_its_own_host_newest_first() -> None:
    assert read_sitemap(URLS, HOME).pages == (
        Link("https://www.a.iq/2", "افتتاح مستشفى", "2025-08-17T08:00:00+03:00"),
        Link("https://a.iq/1", None, "2025-08-15"),
    )


def test_a_pattern_chooses_pages() -> None:
    assert [link.url for link in read_sitemap(URLS, HOME, pattern=r"/1$").pages] == ["https://a.iq/1"]


def test_a_gzip_sitemap_is_unpacked() -> None:
    assert read_sitemap(gzip.compress(URLS), HOME) == read_sitemap(URLS, HOME)


def test_an_index_gives_sitemaps_whatever_the_pattern_for_pages() -> None:
    index = b"""<sitemapindex><sitemap><loc>https://a.iq/s1.xml</loc><lastmod>2024-01-01</lastmod></sitemap>
    <sitemap><loc>https://a.iq/s2.xml.gz</loc><lastmod>2025-01-01</lastmod></sitemap></sitemapindex>"""
    found = read_sitemap(index, HOME, pattern="/news/")
    assert [link.url for link in found.sitemaps] == ["https://a.iq/s2.xml.gz", "https://a.iq/s1.xml"]
    assert found.pages == ()


def test_a_billion_laughs_are_not_laughed() -> None:
    entities = '<!ENTITY l0 "لا">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f"<?xml version='1.0'?><!DOCTYPE urlset [{entities}]><urlset><url><loc>https://a.iq/&l9;</loc></url></urlset>"
    for body in (bomb.encode(), bomb.replace("'1.0'", "'1.0' encoding='utf-16'").encode("utf-16"), gzip.compress(bomb.encode())):
        with pytest.raises(LinksError, match="entities"):
            read_sitemap(body, HOME)


def test_an_entity_that_names_a_file_is_refused() -> None:
    body = b'<!DOCTYPE urlset [<!ENTITY f SYSTEM "file:///etc/passwd">]><urlset><url><loc>https://a.iq/&f;</loc></url></urlset>'
    with pytest.raises(LinksError, match="entities"):
        read_sitemap(body, HOME)


def test_an_outside_dtd_is_not_loaded() -> None:
    body = b'<!DOCTYPE urlset SYSTEM "http://127.0.0.1:9/x.dtd"><urlset><url><loc>https://a.iq/1</loc></url></urlset>'
    assert len(read_sitemap(body, HOME).pages) == 1


def test_a_gzip_bomb_is_refused() -> None:
    with pytest.raises(LinksError, match="limit of 1,000,000 bytes"):
        read_sitemap(gzip.compress(bytes(100_000_000)), HOME, max_bytes=1_000_000)


def test_a_sitemap_cut_short_gives_the_pages_before_the_cut_and_a_cut_gzip_none() -> None:
    assert [link.url for link in read_sitemap(URLS[: URLS.index(b"https://www.a.iq/2")], HOME).pages] == ["https://a.iq/1"]
    with pytest.raises(LinksError, match="cut off"):
        read_sitemap(gzip.compress(URLS)[:-20], HOME)


@pytest.mark.parametrize("body", [b"", b"words", b"<html><body/></html>", b"\x00\x01", b"<rss version='2.0'/>", b"<p:></p:>"])
def test_what_is_no_sitemap_is_refused(body: bytes) -> None:
    with pytest.raises(LinksError, match=r"https://www\.a\.iq/sitemap\.xml"):
        read_sitemap(body, HOME)
