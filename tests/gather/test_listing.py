"""Listings: the links of a section's page, to its own host, with their words."""

from __future__ import annotations

import pytest

from marsad.gather.links import Link, LinksError
from marsad.gather.listing import read_listing

HOME = "https://www.a.iq/politics"
HTML = """<!doctype html><html><head><meta charset="utf-8"></head><body>
<a href="/politics">الصفحة</a><a href="#top">أعلى</a><a href="/news/10"><img src="x.jpg"></a>
<a href="/news/10">وزير الكهرباء:  المحطة
ستنجز</a><a href="https://a.iq/news/11/خبر" title="عنوان"></a><a href="https://elsewhere.example/news/12">خارج</a>
<a href="mailto:x@a.iq">بريد</a><a href="javascript:void(0)">x</a><a href="http://[bad">y</a><a>z</a><a href="/about">عنا</a>
</body></html>"""


def test_a_listing_gives_links_of_its_own_host_in_page_order_with_their_words() -> None:
    assert read_listing(HTML.encode(), HOME, pattern=r"/news/\d+") == (
        Link("https://www.a.iq/news/10", "وزير الكهرباء: المحطة ستنجز"),
        Link("https://a.iq/news/11/%D8%AE%D8%A8%D8%B1", "عنوان"),
    )


def test_a_listing_without_a_pattern_gives_every_link_but_itself() -> None:
    assert [link.url for link in read_listing(HTML.encode(), HOME)][-1] == "https://www.a.iq/about"
    assert HOME not in [link.url for link in read_listing(HTML.encode(), HOME)]


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (HTML.encode(), ""),
        (HTML.replace('<meta charset="utf-8">', "").encode(), ""),
        (HTML.replace("utf-8", "windows-1256").encode("cp1256"), ""),
        (HTML.replace('<meta charset="utf-8">', "").encode("cp1256"), "text/html; charset=windows-1256"),
        (('<?xml version="1.0" encoding="utf-8"?>' + HTML).encode(), "text/html; charset=utf-8"),
    ],
)
def test_words_come_out_right_in_every_encoding(body: bytes, content_type: str) -> None:
    links = read_listing(body, HOME, pattern="/news/10", content_type=content_type)
    assert links[0].title == "وزير الكهرباء: المحطة ستنجز"


def test_the_base_of_a_page_is_heeded() -> None:
    assert read_listing(b'<base href="/x/"><a href="1">n</a>', HOME)[0].url == "https://www.a.iq/x/1"


@pytest.mark.parametrize("body", [b"", b"   "])
def test_an_empty_page_is_refused(body: bytes) -> None:
    with pytest.raises(LinksError, match="no HTML page"):
        read_listing(body, HOME)
