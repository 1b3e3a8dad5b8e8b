"""Bad input of every kind that has been met: each becomes a stored failure with its reason, and the rest is taken in."""

import gzip
import io
import json
import re
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from marsad.cli.ingest import command
from marsad.store.models import Document, FailureRow

pytestmark = pytest.mark.django_db
WORDS = "أعلنت وزارة النقل إكمال الرصيف الأول من أرصفة ميناء الفاو، وقال الوزير إن العمل مستمر في الأرصفة الأخرى. "
HEAD = "<html><head><title>أرصفة الميناء</title></head><body><article><h1>أرصفة الميناء</h1>"
GOOD = f"{HEAD}<p>{WORDS * 3}</p></article></body></html>"


def row(number):
    return json.dumps({"id": f"row{number}", "text": f"{number} {WORDS}"}, ensure_ascii=False)


def warc(pages):
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=True)
    for number in range(pages):
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        payload = io.BytesIO(GOOD.replace("الأول", f"رقم {number}").encode())
        writer.write_record(
            writer.create_warc_record(
                f"https://port.example/{number}",
                "response",
                payload=payload,
                http_headers=headers,
                warc_headers_dict={"WARC-Date": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")},
            )
        )
    return stream.getvalue()


def run(*paths):
    result = CliRunner().invoke(command, ["--quiet", *map(str, paths)])
    assert not isinstance(result.exception, (TypeError, AttributeError)), result.exception
    return result


@pytest.fixture
def good(tmp_path):
    path = tmp_path / "good.html"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_good_pages_end_with_zero_and_a_summary(good):
    result = run(good)
    assert result.exit_code == 0
    assert "1 new documents" in result.output


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("cut.jsonl.gz", gzip.compress((row(1) + "\n").encode() * 200)[:-40], "gzip"),
        ("empty.html", b"", "empty"),
        ("picture.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "not"),
        ("huge.html", b"<html><body><p>" + b"x" * 50 * 2**20 + b"</p></body></html>", "bytes|MB|larger|limit"),
        ("list.jsonl", b'[1, 2, 3]\n"words"\n', "object"),
        ("broken.jsonl", b'{"id": "x", "text": \n', "JSON"),
        ("neither.jsonl", b'{"id": "x"}\n', "html.*text|text.*html"),
        ("cut.warc.gz", warc(3)[:-200], "WARC|gzip|record"),
        ("odd.pdf", b"%PDF-1.4", "pdf|kind|suffix|read"),
    ],
)
def test_bad_input_is_a_stored_failure_and_the_rest_is_taken_in(tmp_path, good, name, content, told):
    bad = tmp_path / name
    bad.write_bytes(content)
    result = run(bad, good)
    assert result.exit_code == 1
    assert "could not be read" in result.output
    assert Document.objects.filter(title="أرصفة الميناء").exists()
    reasons = list(FailureRow.objects.values_list("reason", flat=True))
    assert reasons
    assert all(reason.strip() for reason in reasons)
    assert any(re.search(told, reason) for reason in reasons), reasons


def test_a_page_in_windows_1256_without_a_declaration_is_read(tmp_path):
    path = tmp_path / "old.html"
    path.write_bytes(GOOD.encode("windows-1256"))
    assert run(path).exit_code == 0
    assert "ميناء الفاو" in Document.objects.get().text


def test_records_before_a_cut_in_a_warc_are_taken_in(tmp_path):
    path = tmp_path / "cut.warc.gz"
    path.write_bytes(warc(3)[:-200])
    run(path)
    assert Document.objects.count() == 2


def test_lines_around_a_bad_one_are_taken_in(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join([row(1), "[]", row(2)]), encoding="utf-8")
    assert run(path).exit_code == 1
    assert Document.objects.count() == 2
    assert "2" in FailureRow.objects.get().page_id


def test_a_private_address_is_never_fetched():
    result = run("http://127.0.0.1:9/", "http://169.254.169.254/latest/meta-data/")
    assert result.exit_code == 1
    assert FailureRow.objects.count() == 2


def test_a_path_that_is_not_there_is_named(tmp_path):
    result = run(tmp_path / "nowhere.html")
    assert result.exit_code == 1
    assert "does not exist" in result.output


def test_a_disk_that_takes_no_more_is_said_in_words(good, settings, tmp_path):
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    settings.ARCHIVE_ROOT = tmp_path / "file" / "archive"
    result = run(good)
    assert result.exit_code == 1
    assert "cannot be written" in result.output


def test_an_observatorys_own_names_are_read_and_a_mistake_in_them_is_named(tmp_path, settings):
    settings.OWN_NAMES = tmp_path / "gazetteer"
    settings.OWN_NAMES.mkdir()
    own = settings.OWN_NAMES / "own.yml"
    own.write_text("names:\n  - {id: body-port, kind: body, forms: [هيئة الموانئ الجديدة]}\n", encoding="utf-8")
    page = tmp_path / "a.txt"
    page.write_text(f"قالت هيئة الموانئ الجديدة إن العمل انتهى. {WORDS}", encoding="utf-8")
    assert CliRunner().invoke(command, [str(page)]).exit_code == 0
    assert "body-port" in {name["id"] for name in Document.objects.get().names}
    own.write_text("names:\n  - {id: body-port, kind: harbour, forms: [هيئة الموانئ]}\n", encoding="utf-8")
    done = CliRunner().invoke(command, [str(page)])
    assert done.exit_code == 1
    assert "own.yml" in done.output
    assert "harbour" in done.output
