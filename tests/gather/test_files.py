"""Files of pages: every good row comes out, every bad one becomes a Failure that says where and why."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from marsad.domain.reading import Failure, Page
from marsad.gather.files import read_rows

SENTENCE = "أعلنت وزارة الموارد المائية افتتاح سد جديد في السليمانية."
HTML = f"<!doctype html><html lang=ar><body><p>{SENTENCE}</p></body></html>".encode()
ROW = json.dumps({"id": "n1", "text": SENTENCE}, ensure_ascii=False)


def write(folder: Path, name: str, body: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(body.encode() if isinstance(body, str) else body)
    return path


def split(path: Path, **options: int) -> tuple[list[Page], list[Failure]]:
    rows = list(read_rows(path, **options))
    return [row for row in rows if isinstance(row, Page)], [row for row in rows if isinstance(row, Failure)]


def warc(
    *pages: tuple[str, bytes], gzipped: bool = True, content_type: str = "text/html; charset=utf-8", status: str = "200 OK"
) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzipped)
    writer.write_record(writer.create_warcinfo_record("t.warc", {"software": "test"}))
    for url, body in pages:
        headers = StatusAndHeaders(status, [("Content-Type", content_type)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers))
    return out.getvalue()


def test_an_html_file_keeps_its_bytes_and_takes_its_name_as_id(tmp_path: Path) -> None:
    pages, failures = split(write(tmp_path, "dam.html", HTML))
    assert pages == [Page(id="dam", html=HTML)]
    assert failures == []


def test_a_text_file_is_kept_to_the_letter(tmp_path: Path) -> None:
    body = "\ufeff" + f"\r\n  {SENTENCE}\r\n\r\n"
    (page,), _ = split(write(tmp_path, "dam.txt", body))
    assert page.text == body[1:]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1256"])
def test_a_text_file_is_read_in_the_encodings_of_arabic_pages(tmp_path: Path, encoding: str) -> None:
    (page,), _ = split(write(tmp_path, "dam.txt", SENTENCE.encode(encoding)))
    assert page.text == SENTENCE


@pytest.mark.parametrize("body", [bytes(range(128, 256)) * 20, b"\xff\xfe\x00", b"\xef\xbb\xbf\xff\xfe"])
def test_an_undecodable_text_file_is_a_failure(tmp_path: Path, body: bytes) -> None:
    pages, failures = split(write(tmp_path, "noise.txt", body))
    assert pages == []
    assert failures[0].reason.startswith("noise.txt: ")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(40), "image/png"),
        (b"%PDF-1.7\n1 0 obj\n<< >>\nendobj", "application/pdf"),
        (b"PK\x03\x04\x14\x00\x06\x00" + b"x" * 40, "openxml"),
        (b"words and then" + bytes(3) + b"more", "binary data"),
        (gzip.compress(HTML), "gzip"),
    ],
)
def test_a_binary_called_html_is_a_failure_that_says_what_it_is(tmp_path: Path, body: bytes, kind: str) -> None:
    pages, (failure,) = split(write(tmp_path, "photo.html", body))
    assert pages == []
    assert kind in failure.reason


@pytest.mark.parametrize("name", ["a.html", "a.txt", "a.jsonl", "a.jsonl.gz", "a.warc", "a.warc.gz"])
@pytest.mark.parametrize("body", [b"", b" \n\n"])
def test_an_empty_file_is_a_failure(tmp_path: Path, name: str, body: bytes) -> None:
    assert split(write(tmp_path, name, body)) == ([], [Failure(name, "files", f"{name}: is empty")])


def test_a_gzip_of_nothing_is_a_failure(tmp_path: Path) -> None:
    for name in ("a.jsonl.gz", "a.warc.gz"):
        pages, failures = split(write(tmp_path, name, gzip.compress(b"")))
        assert pages == []
        assert len(failures) == 1


def test_a_page_over_the_limit_is_a_failure_wherever_it_comes_from(tmp_path: Path) -> None:
    big = b"<p>" + b"a" * 5000
    row = json.dumps({"id": "big", "text": "a" * 5000})
    for path in (
        write(tmp_path, "a.html", big),
        write(tmp_path, "a.txt", big),
        write(tmp_path, "a.jsonl", row),
        write(tmp_path, "a.jsonl.gz", gzip.compress(row.encode())),
        write(tmp_path, "a.warc.gz", warc(("http://a.iq/1", big))),
    ):
        pages, (failure,) = split(path, max_bytes=4000)
        assert pages == []
        assert "limit of 4,000 bytes" in failure.reason


def test_the_rows_after_a_line_over_the_limit_are_read(tmp_path: Path) -> None:
    long = json.dumps({"id": "long", "text": "a" * 200_000})
    pages, failures = split(write(tmp_path, "a.jsonl", f"{long}\n{ROW}\n"), max_bytes=1000)
    assert [page.id for page in pages] == ["n1"]
    assert failures[0].page_id == "a.jsonl, line 1"


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("[1, 2]", "a list"),
        ('"words"', "a string"),
        ("null", "null"),
        ("{not json", "not JSON"),
        ('{"id": "x"}', "neither html nor text"),
        ('{"id": "x", "html": "  "}', "neither html nor text"),
        ('{"id": "x", "text": 5}', '"text" is a number'),
        ('{"id": "x", "html": ["a"]}', '"html" is a list'),
        ('{"id": true, "text": "a"}', '"id" is a boolean'),
        ('{"id": "x", "text": "a", "published": 2025}', '"published" is a number'),
        ("[" * 100_000, "not JSON"),
        ('{"id": ' + "9" * 5000 + "}", "JSON"),
    ],
)
def test_a_bad_line_is_a_failure_and_the_rest_is_read(tmp_path: Path, line: str, word: str) -> None:
    pages, (failure,) = split(write(tmp_path, "news.jsonl", f"{ROW}\n{line}\n\n{ROW}\n"))
    assert len(pages) == 2
    assert word in failure.reason
    assert failure.reason.startswith("news.jsonl, line 2: ")
    assert str(tmp_path) not in failure.reason


def test_a_line_that_is_not_utf8_is_a_failure_and_the_rest_is_read(tmp_path: Path) -> None:
    body = ROW.encode() + b"\n" + ROW.encode("cp1256") + b"\n" + ROW.encode()
    pages, (failure,) = split(write(tmp_path, "a.jsonl", body))
    assert len(pages) == 2
    assert "not UTF-8" in failure.reason


def test_a_row_keeps_every_key_and_an_id_is_found_where_none_is_given(tmp_path: Path) -> None:
    rows = [
        {"id": "n", "url": "http://a.iq/n", "html": "<p>أ", "title": "ع", "published": "2025-08-17", "outlet": "واع", "x": [1]},
        {"url": "http://a.iq/m", "text": "نص", "title": None},
        {"text": "نص"},
        {"id": 7, "text": "نص"},
    ]
    pages, failures = split(write(tmp_path, "a.jsonl", "\n".join(json.dumps(row) for row in rows)))
    assert failures == []
    assert pages[0] == Page("n", html="<p>أ", url="http://a.iq/n", title="ع", published="2025-08-17", outlet="واع")
    assert [page.id for page in pages[1:]] == ["http://a.iq/m", "a:3", "7"]


def test_a_row_whose_text_is_empty_is_still_a_page(tmp_path: Path) -> None:
    row = '{"id": "x", "title": "عنوان", "text": ""}'
    assert split(write(tmp_path, "a.jsonl", row))[0] == [Page("x", text="", title="عنوان")]


def test_half_a_surrogate_pair_does_not_move_the_offsets(tmp_path: Path) -> None:
    (page,), _ = split(write(tmp_path, "a.jsonl", r'{"id": "x", "text": "a\ud83db"}'))
    assert page.text == "a\ufffdb"


def test_a_gzip_cut_short_yields_the_rows_before_the_cut(tmp_path: Path) -> None:
    body = gzip.compress("\n".join(json.dumps({"id": f"n{i}", "text": f"{SENTENCE}{i * 7919}"}) for i in range(500)).encode())
    pages, (failure,) = split(write(tmp_path, "a.jsonl.gz", body[: len(body) // 2]))
    assert len(pages) > 10
    assert "cut off" in failure.reason
    assert failure.page_id == f"a.jsonl.gz, line {len(pages) + 1}"


def test_a_damaged_gzip_is_a_failure(tmp_path: Path) -> None:
    body = bytearray(gzip.compress(ROW.encode() * 50))
    body[-6] ^= 0xFF
    _, failures = split(write(tmp_path, "a.jsonl.gz", bytes(body)))
    assert "damaged" in failures[-1].reason


def test_gzip_is_known_by_its_bytes_and_not_by_its_name(tmp_path: Path) -> None:
    assert len(split(write(tmp_path, "a.jsonl", gzip.compress(ROW.encode())))[0]) == 1
    assert len(split(write(tmp_path, "b.jsonl.gz", ROW))[0]) == 1


@pytest.mark.parametrize(("name", "gzipped"), [("a.warc", False), ("a.warc.gz", True)])
def test_a_warc_gives_its_responses(tmp_path: Path, name: str, gzipped: bool) -> None:
    body = warc(("http://a.iq/1", HTML), ("http://a.iq/2", HTML), ("http://a.iq/1", HTML), gzipped=gzipped)
    pages, failures = split(write(tmp_path, name, body))
    assert failures == []
    assert [page.url for page in pages] == ["http://a.iq/1", "http://a.iq/2", "http://a.iq/1"]
    assert len({page.id for page in pages}) == 3
    assert pages[0].html == HTML.decode()


def test_a_warc_page_in_windows_1256_is_decoded_by_its_header_or_left_alone(tmp_path: Path) -> None:
    body = HTML.decode().encode("cp1256")
    right = warc(("http://a.iq/1", body), content_type="text/html; charset=windows-1256")
    wrong = warc(("http://a.iq/1", body), content_type="text/html; charset=utf-8")
    assert split(write(tmp_path, "a.warc.gz", right))[0][0].html == HTML.decode()
    assert split(write(tmp_path, "b.warc.gz", wrong))[0][0].html == body


def test_a_warc_passes_over_images_and_redirects_and_reports_errors(tmp_path: Path) -> None:
    page = ("http://a.iq/1", HTML)
    assert split(write(tmp_path, "a.warc.gz", warc(page, content_type="image/png"))) == ([], [])
    assert split(write(tmp_path, "b.warc.gz", warc(page, status="302 Found"))) == ([], [])
    assert "answered 404" in split(write(tmp_path, "c.warc.gz", warc(page, status="404 Not Found")))[1][0].reason


@pytest.mark.parametrize("gzipped", [False, True])
def test_a_warc_cut_in_the_middle_yields_the_records_before_the_cut(tmp_path: Path, gzipped: bool) -> None:
    pages = [(f"http://a.iq/{i}", HTML + bytes(str(i * 7919), "ascii") * 300) for i in range(3)]
    whole = warc(*pages, gzipped=gzipped)
    two = len(warc(*pages[:2], gzipped=gzipped))
    for cut in (two + 5, (two + len(whole)) // 2, len(whole) - 40):
        read, failures = split(write(tmp_path, "cut.warc", whole[:cut]))
        assert [page.url for page in read] == ["http://a.iq/0", "http://a.iq/1"]
        assert failures[-1].page_id == "cut.warc, record 4"


def test_a_warc_header_that_never_ends_is_a_failure(tmp_path: Path) -> None:
    body = gzip.compress(b"WARC/1.0\r\nWARC-Type: " + b"a" * 30_000_000)
    pages, (failure,) = split(write(tmp_path, "bomb.warc.gz", body))
    assert pages == []
    assert "header" in failure.reason


def test_a_mangled_warc_never_raises(tmp_path: Path) -> None:
    whole = bytearray(warc(("http://a.iq/1", HTML), ("http://a.iq/2", HTML), gzipped=False))
    for place in range(0, len(whole), 7):
        mangled = bytearray(whole)
        mangled[place] ^= 0x15
        split(write(tmp_path, "m.warc", bytes(mangled)))


def test_text_that_is_no_warc_is_a_failure(tmp_path: Path) -> None:
    assert len(split(write(tmp_path, "a.warc", SENTENCE))[1]) == 1


def test_an_unknown_suffix_and_a_missing_file_are_failures(tmp_path: Path) -> None:
    assert ".jsonl" in split(write(tmp_path, "a.docx", b"x"))[1][0].reason
    assert "a.html: cannot be opened" in split(tmp_path / "a.html")[1][0].reason
    (tmp_path / "folder.html").mkdir()
    assert "cannot be opened" in split(tmp_path / "folder.html")[1][0].reason


def test_the_evaluation_rows_are_read_without_a_failure(shared: Path) -> None:
    for path in sorted((shared / "eval").glob("*/pages.jsonl*")):
        pages, failures = split(path)
        assert pages
        assert failures == []
