"""Programmes as files: pages, lines and kinds are kept; what is hostile, locked, scanned or broken is told and harms nobody."""

import io
import zipfile

import pytest

from marsad.gather.apart import ApartError, read_apart
from marsad.gather.programmes.choose import read_programme_file
from marsad.gather.programmes.clean import clean
from marsad.gather.programmes.glyphs import Glyph, lay_lines

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(path, body, parts=(), head=""):
    document = f'<?xml version="1.0" encoding="UTF-8"?>{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", document)
        for name, content in parts:
            packed.writestr(name, content)
    return path


def paragraph(words, inside=""):
    return f"<w:p><w:r>{inside}<w:t>{words}</w:t></w:r></w:p>"


def test_pages_of_a_docx_are_those_that_were_printed(tmp_path):
    broken = "<w:p><w:r><w:t>في الصفحة الأولى</w:t><w:lastRenderedPageBreak/><w:t> وفي الثانية</w:t></w:r></w:p>"
    body = paragraph("سطر أول") + broken + paragraph("سطر تال") + paragraph("جديدة", '<w:br w:type="page"/>')
    read = read_programme_file(docx(tmp_path / "a.docx", body))
    assert [(line.page, line.number) for line in read.lines] == [(1, 1), (1, 2), (2, 1), (3, 1)]
    assert read.pages == 3


def test_what_was_struck_out_and_the_double_of_a_text_box_are_left_out(tmp_path):
    ns = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    gone = "<w:p><w:del><w:r><w:delText>محذوف</w:delText></w:r></w:del><w:ins><w:r><w:t>مضاف</w:t></w:r></w:ins></w:p>"
    box = (
        f'<w:p><w:r><mc:AlternateContent xmlns:mc="{ns}"><mc:Choice Requires="wps"><w:t>صندوق</w:t></mc:Choice>'
        "<mc:Fallback><w:t>صندوق</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    read = read_programme_file(docx(tmp_path / "a.docx", gone + box))
    assert [line.text for line in read.lines] == ["مضاف", "صندوق"]


def test_words_of_a_table_within_a_table_are_read_once(tmp_path):
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('داخل')}</w:tc></w:tr></w:tbl>"
    body = f"<w:tbl><w:tr><w:tc>{paragraph('يمين')}{inner}</w:tc><w:tc>{paragraph('يسار')}</w:tc></w:tr></w:tbl>"
    assert [line.text for line in read_programme_file(docx(tmp_path / "a.docx", body)).lines] == ["يمين | يسار", "داخل"]


@pytest.mark.parametrize(
    ("parts", "head", "said"),
    [
        ([("word/vbaProject.bin", b"x")], "", "macros"),
        ([("word/big.bin", b"\0" * 30_000_000)], "", "unpacks to more"),
        ([], '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>', "XML definitions"),
        ([], f'<!--<w>{"x" * 70_000}--><!DOCTYPE w [<!ENTITY x "y">]>', "XML definitions"),  # pushed out of sight
        ([("word/styles.xml", "<w:styles")], "", "damaged"),
    ],
)
def test_a_hostile_docx_is_told_and_not_opened(tmp_path, parts, head, said):
    with pytest.raises(ApartError, match=said):
        read_programme_file(docx(tmp_path / "a.docx", paragraph("نص"), parts, head))


def test_what_only_bears_the_name_of_a_kind_is_told(tmp_path):
    for name in ("a.docx", "a.pdf"):
        (tmp_path / name).write_bytes(b"not what it says")
        with pytest.raises(ApartError, match=r"damaged|no text"):
            read_programme_file(tmp_path / name)
    (tmp_path / "a.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    with pytest.raises(ApartError, match="no text"):
        read_programme_file(tmp_path / "a.txt")


def scanned():
    """Return a PDF of one page that draws a picture and no letter."""
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>",
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
        b"stream\n\0\nendstream",
        b"<</Length 28>>stream\nq 200 0 0 200 0 0 cm /I Do Q \nendstream",
    ]
    out, places = io.BytesIO(b"%PDF-1.4\n"), []
    out.seek(0, 2)
    for number, part in enumerate(parts, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, part))
    start = out.tell()
    out.write(b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start)
    return out.getvalue()


def test_a_scan_without_text_is_told_with_what_would_do(tmp_path):
    (tmp_path / "a.pdf").write_bytes(scanned())
    with pytest.raises(ApartError, match="OCR"):
        read_programme_file(tmp_path / "a.pdf")


def test_a_reader_that_takes_too_long_or_too_much_is_ended(tmp_path):
    with pytest.raises(ApartError, match="within 1 seconds"):
        read_apart("tests.gather.slow", "time", seconds=1)
    with pytest.raises(ApartError, match="fills the memory"):
        read_apart("tests.gather.slow", "memory", seconds=60)
    with pytest.raises(ApartError, match="divide it"):
        read_apart("tests.gather.slow", "answer", seconds=60)


def test_an_answer_keeps_halves_of_letters_for_those_who_check_them():
    assert read_apart("tests.gather.slow", "half") == "\ud800"


def test_a_text_longer_than_any_programme_is_told(tmp_path):
    (tmp_path / "a.txt").write_text("ن" * 5_000_001, encoding="utf-8")
    with pytest.raises(ApartError, match="letters; divide it"):
        read_programme_file(tmp_path / "a.txt")


def test_text_keeps_its_pages_headings_items_and_lines(tmp_path):
    path = tmp_path / "a.txt"
    first = "محور الطاقة\n\nفقرة تمتد في هذا الملف على سطرين اثنين\nولا تنتهي قبل هذا.\n1. بند\n"
    path.write_text(f"{first}\fصفحة ثانية تبدأ هنا وتطول حتى لا تكون عنوانا لما بعدها أبدا.", encoding="utf-8")
    read = read_programme_file(path)
    assert [(line.page, line.number, line.kind, line.is_start) for line in read.lines] == [
        (1, 1, "heading", True), (1, 2, "text", True), (1, 3, "text", False), (1, 4, "item", True), (2, 1, "text", True),
    ]  # fmt: skip


def line_of(*letters):
    """Lay *letters* on one line from left to right, a point wide each; None is a gap of a word."""
    glyphs, at = [], 0.0
    for letter in letters:
        if letter is not None:
            glyphs.append(Glyph(at, at + 5, 100, 10, letter))
        at += 5
    (line,) = lay_lines(glyphs)
    return clean(line.text)


def test_letters_of_a_page_are_read_from_the_right_and_numbers_from_the_left():
    assert line_of(*"،", *"2025", None, *"ماع") == "عام 2025،"
    assert line_of("ل", "\ufefc", "خ") == "خلال"
    assert line_of(*"%7.5", None, *"ةبسن") == "نسبة 7.5%"
    assert line_of(*"(", *"أ", *")") == "(أ)"
    assert line_of(*"PDF", None, *"فلم") == "ملف PDF"
