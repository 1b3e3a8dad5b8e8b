"""Feeds: links, titles and moments out of RSS and Atom bytes, and nothing ever fetched."""

from __future__ import annotations

import socket

import pytest

from marsad.gather.feeds import read_feed
from marsad.gather.links import Link, LinksError

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>أخبار</title><link>https://a.iq/</link>
<item><title>مجلس الوزراء  يقر
 الموازنة</title><link>https://a.iq/news/1?a=1&amp;b=2#top</link><pubDate>Sun, 17 Aug 2025 11:30:00 +0300</pubDate></item>
<item><title>رياضة</title><link>/sport/2</link></item>
<item><title>بلا رابط</title></item>
<item><title>مكرر</title><link>https://a.iq/news/1?a=1&amp;b=2</link></item>
<item><link>javascript:alert(1)</link></item>
</channel></rss>""".encode()


def test_an_rss_feed_gives_each_link_once_with_title_and_its_own_moment() -> None:
    assert read_feed(RSS, "https://a.iq/rss") == (
        Link("https://a.iq/news/1?a=1&b=2", "مجلس الوزراء يقر الموازنة", "2025-08-17T11:30:00+03:00"),
        Link("https://a.iq/sport/2", "رياضة", None),
    )


def test_a_pattern_chooses_links() -> None:
    assert [link.url for link in read_feed(RSS, "https://a.iq/rss", pattern="/sport/")] == ["https://a.iq/sport/2"]


def test_an_atom_feed_is_read() -> None:
    atom = """<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry><title>خبر</title>
    <link href="/n/1"/><updated>2025-08-17T08:00:00Z</updated></entry></feed>"""
    assert read_feed(atom.encode(), "https://a.iq/atom") == (Link("https://a.iq/n/1", "خبر", "2025-08-17T08:00:00+00:00"),)


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("Mon, 18 Aug 2025 00:30:00 +0300", "2025-08-18T00:30:00+03:00"),
        ("2025-08-18T00:30:00+03:00", "2025-08-18T00:30:00+03:00"),
        ("2025-08-18", "2025-08-18"),
        ("18 آب", None),
        ("Mon, 99 Aug 99999 00:30:00 +9999", None),
        ("", None),
    ],
)
def test_a_moment_keeps_the_day_of_the_outlet_and_nonsense_is_none(said: str, moment: str | None) -> None:
    item = f"<item><link>https://a.iq/1</link><pubDate>{said}</pubDate></item>"
    body = f"<rss version='2.0'><channel>{item}</channel></rss>".encode()
    assert read_feed(body, "https://a.iq/rss")[0].published == moment


def test_a_feed_that_breaks_off_gives_what_came_before() -> None:
    assert read_feed(RSS[: RSS.index("رياضة".encode())], "https://a.iq/rss")[0].url.startswith("https://a.iq/news/1")


def test_a_feed_without_entries_is_still_a_feed() -> None:
    assert read_feed(b"<rss version='2.0'><channel></channel></rss>", "https://a.iq/rss") == ()


@pytest.mark.parametrize(
    "body", [b"", b"words", b"<!doctype html><html><body>x</body></html>", b"http://127.0.0.1/feed", b"/etc/passwd"]
)
def test_what_is_no_feed_is_refused_and_not_fetched(body: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **options: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    with pytest.raises(LinksError, match="no RSS or Atom feed"):
        read_feed(body, "https://a.iq/rss")


def test_a_feed_that_declares_entities_is_refused() -> None:
    bomb = b'<!DOCTYPE rss [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><rss version="2.0"><channel><title>&b;</title></channel></rss>'
    with pytest.raises(LinksError, match="entities"):
        read_feed(bomb, "https://a.iq/rss")
