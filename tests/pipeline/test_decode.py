"""Tests for marsad.pipeline.decode."""

import pytest

from marsad.pipeline.decode import DecodeError, check_readable, decode

PAGE = "<html><head>{meta}</head><body><p>افتتح الوزير مدرسة جديدة في البصرة صباح اليوم</p></body></html>"


def test_undeclared_windows_1256_is_read_as_arabic():
    assert "افتتح الوزير" in decode(PAGE.format(meta="").encode("cp1256"))


def test_utf8_under_a_windows_label_is_read_as_utf8():
    meta = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1256">'
    assert "افتتح الوزير" in decode(PAGE.format(meta=meta).encode())


def test_windows_1256_under_a_utf8_label_is_read_as_windows_1256():
    assert "افتتح الوزير" in decode(PAGE.format(meta='<meta charset="utf-8">').encode("cp1256"))


def test_windows_1256_under_a_latin_label_is_read_as_windows_1256():
    assert "افتتح الوزير" in decode(PAGE.format(meta='<meta charset="iso-8859-1">').encode("cp1256"))


def test_a_declared_iso_8859_6_page_is_read_as_declared():
    assert "افتتح الوزير" in decode(PAGE.format(meta='<meta charset="iso-8859-6">').encode("iso8859-6"))


def test_a_byte_order_mark_decides():
    assert "افتتح الوزير" in decode(PAGE.format(meta="").encode("utf-16"))


def test_a_byte_cut_in_half_does_not_turn_a_utf8_page_into_another():
    assert "افتتح الوزير" in decode(PAGE.format(meta="").replace("</p></body></html>", "").encode()[:-1])


def test_sparse_accents_are_read_as_western():
    assert "année" in decode("<p>Une année de plus pour le gouvernement de Tunis et ses promesses</p>".encode("cp1252"))


@pytest.mark.parametrize("raw", [b"%PDF-1.7 ...", b"\x89PNG\r\n", b"PK\x03\x04abc", bytes(range(32)) * 40])
def test_binary_content_is_refused_with_a_reason(raw):
    with pytest.raises(DecodeError, match="the page is"):
        decode(raw)


def test_an_unknown_or_useless_charset_name_is_passed_over():
    for name in ("rot13", "nonsense-9", "punycode"):
        assert "افتتح الوزير" in decode(PAGE.format(meta=f'<meta charset="{name}">').encode("cp1256"))


def test_ordinary_text_is_readable():
    assert check_readable("نص\tعادي\n") == "نص\tعادي\n"
