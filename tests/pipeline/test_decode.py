"""Tests for marsad.pipeline.page.decode."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.pipeline.page.decode import DecodeError, check_readable, decode

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


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_two_byte_pages_without_a_byte_order_mark_are_known_by_their_markup(encoding):
    assert "افتتح الوزير" in decode(PAGE.format(meta="").encode(encoding))


@pytest.mark.parametrize(
    "label", ["", '<meta charset="windows-1256">', '<meta charset="utf-8">', '<meta charset="iso-8859-6-i">']
)
def test_iso_8859_6_is_known_by_its_letters_under_any_label(label):
    assert "افتتح الوزير" in decode(PAGE.format(meta=label).encode("iso8859-6"))


def test_windows_1256_under_an_iso_label_is_read_as_windows_1256():
    assert "افتتح الوزير مدرسة" in decode(PAGE.format(meta='<meta charset="iso-8859-6">').encode("cp1256"))


@pytest.mark.parametrize("name", ["utf-16", "unicode_escape", "idna", "utf-7"])
def test_a_label_that_no_such_page_can_have_is_passed_over(name):
    assert "افتتح الوزير" in decode(PAGE.format(meta=f'<meta charset="{name}">').encode("cp1256"))


def twice(text: str, encoding: str) -> str:
    """Return *text* as a database under a wrong label keeps it."""
    return "".join(bytes((byte,)).decode(encoding, "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "cp1256"])
def test_text_that_was_encoded_twice_is_mended(encoding):
    page = PAGE.format(meta="") + "<p>«نعم» – قال الوزير</p>"
    assert decode(twice(page, encoding).encode()) == page


@pytest.mark.parametrize("encoding", ["cp1252", "cp1256"])
def test_a_page_may_be_encoded_twice_in_part(encoding):
    sound, broken = "<h1>عنوان الخبر عن ظاهرة الطقس وطول العطلة</h1>", "<p>قال الوزير إن المدرسة جاهزة قبل موعدها</p>"
    assert decode((sound + twice(broken, encoding)).encode()) == sound + broken


@pytest.mark.parametrize("text", ["Ø 20 mm, Ùber, Ørsted", "année été Noël Øre " * 20, "ظ„ ط§ «ظ» ظل وطال عطل", "§ ط ¹ ظ ± " * 3])
def test_what_only_looks_encoded_twice_is_left(text):
    assert check_readable(text) == text


@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_are_text_or_refused(raw):
    try:
        text = decode(raw)
    except DecodeError:
        return
    assert isinstance(text, str)


@given(st.text(max_size=200))
def test_text_without_signs_of_double_encoding_is_kept(text):
    if not set("ØÙطظ\ufffd") & set(text) and min(map(ord, text), default=32) >= 32:
        assert check_readable(text) == text
