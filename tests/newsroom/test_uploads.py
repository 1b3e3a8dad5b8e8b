"""Files as attackers send them: what the name says must be what the content is, and what runs code is not taken."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from marsad.newsroom.refusal import Refusal
from marsad.newsroom.uploads import keep_files, media_type

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def packed(*names):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, "content " * 50)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("report.pdf", b"plain words"),
        ("report.pdf", b"<html><script>alert(1)</script>"),
        ("photo.jpg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("photo.png", b"MZ\x90\0"),
        ("photo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("page.html", b"<html>"),
        ("letter.docx", packed("run.exe")),
        ("letter.docx", packed("../../etc/passwd")),
        ("letter.docm", packed("[Content_Types].xml", "word/vbaProject.bin")),
        ("letter.docx", packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")),
        ("table.xlsm", packed("[Content_Types].xml", "xl/vbaProject.bin")),
        ("table.xlsx", packed("[Content_Types].xml", "xl/vbaProject.bin")),
        ("old.doc", OLE + "_VBA_PROJECT".encode("utf-16-le")),
        ("old.doc", b"<html>"),
        ("archive.zip", packed("a")),
        ("sound.wav", b"RIFF\0\0\0\0AVI LIST"),
        ("photo.jpg.exe", b"\xff\xd8\xff\xe0"),
    ],
)
def test_what_is_not_what_its_name_says_or_runs_code_is_refused(settings, tmp_path, name, content):
    settings.UPLOAD_ROOT = tmp_path
    with pytest.raises(Refusal):
        keep_files([SimpleUploadedFile(name, content)])
    assert list(tmp_path.iterdir()) == []


def test_macros_are_found_across_the_border_of_two_chunks(settings, tmp_path):
    settings.UPLOAD_ROOT = tmp_path
    padding = b"x" * (64 * 1024 - len(OLE) - 7)
    content = OLE + padding + "_VBA_PROJECT".encode("utf-16-le") + b"x" * 100
    with pytest.raises(Refusal, match="macros"):
        keep_files([SimpleUploadedFile("old.doc", content)])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.heic", b"\0\0\0\x18ftypheic\0\0\0\0"),
        ("clip.3gp", b"\0\0\0\x18ftyp3gp4\0\0\0\0"),
        ("clip.mov", b"\0\0\0\x14ftypqt  "),
        ("sound.mp3", b"\xff\xfb\x90\0" + b"\0" * 400),
        ("photo.JPG", b"\xff\xd8\xff\xe1\0\0Exif"),
        ("photo.webp", b"RIFF\0\0\0\0WEBPVP8 "),
        ("letter.docx", packed("[Content_Types].xml", "word/document.xml")),
        ("table.xlsx", packed("_rels/.rels", "[Content_Types].xml")),
        ("old.xls", OLE),
    ],
)
def test_what_phones_and_offices_make_is_taken(name, content):
    assert "/" in media_type(name, content)
