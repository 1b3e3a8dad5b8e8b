"""Bytes into text: told apart from binaries, and decoded only by charsets that pages are written in."""

from __future__ import annotations

import pytest

from marsad.gather.decode import binary_kind, decode_html, mend_surrogates

HTML = "<p>وزارة الصحة</p>"


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("utf-8", "UTF-8"), ("cp1256", "windows-1256"), ("iso8859-6", "ISO-8859-6"), ("utf-8", "'utf8'")],
)
def test_the_charset_of_the_header_is_believed_where_it_fits(encoding: str, named: str) -> None:
    assert decode_html(HTML.encode(encoding), f"text/html; charset={named}") == HTML


@pytest.mark.parametrize(
    "content_type",
    ["", "text/html", "text/html; charset=", "text/html; charset=iso-8859-1", "text/html; charset=us-ascii",
     "text/html; charset=utf-8", "text/html; charset=punycode", "text/html; charset=utf-7", "text/html; charset=zlib",
     "text/html; charset=nonsense"],
)  # fmt: skip
def test_bytes_go_through_where_the_header_is_no_help(content_type: str) -> None:
    assert decode_html(HTML.encode("cp1256"), content_type) == HTML.encode("cp1256")


def test_a_byte_order_mark_outranks_the_header() -> None:
    body = HTML.encode("utf-16")
    assert decode_html(body, "text/html; charset=windows-1256") == body


@pytest.mark.parametrize("encoding", ["utf-8", "cp1256", "utf-16"])
def test_a_page_is_not_taken_for_a_binary(encoding: str) -> None:
    assert binary_kind(HTML.encode(encoding)) is None
    assert binary_kind(b"") is None
    assert binary_kind(b"BM is how this sentence begins, and ID is in it") is None


def test_a_whole_emoji_is_left_alone() -> None:
    assert mend_surrogates("😀\ud83d") == "😀\ufffd"
