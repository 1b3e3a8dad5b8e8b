"""`marsad read`, as a stranger runs it."""

import gzip
import json

import pytest
from click.testing import CliRunner

from marsad.cli.read import command

ROWS = [
    {"id": "a1", "title": "افتتاح جسر في البصرة", "text": "افتتحت محافظة البصرة جسرا جديدا.", "published": "2024-03-04"},
    {"id": "a2", "text": "افتتحت محافظة البصرة جسرا جديدا."},
]
PROMISE = {"id": "P1", "title": "بناء الجسور في البصرة", "government": "حكومة", "period": "2022-10/2025"}
KEYS = {"id", "title", "text", "published", "outlet", "agencies", "story", "dates", "amounts", "claims", "matches"}
MATCH_KEYS = {"promise_id", "score", "suggested", "stance", "rung", "start", "end", "reasons", "reasons_en"}


@pytest.fixture
def pages(tmp_path):
    path = tmp_path / "pages.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")
    return path


def read(*arguments):
    return CliRunner().invoke(command, [*map(str, arguments), "--quiet"])


def test_a_finding_has_the_keys_of_the_contract(pages):
    done = read(pages)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 0
    assert [row["id"] for row in rows] == ["a1", "a2"]
    assert set(rows[0]) >= KEYS
    assert rows[0]["story"] == rows[1]["story"]
    assert rows[0]["text"] == ROWS[0]["text"]


def test_promises_are_matched_and_written_to_a_file(pages, tmp_path):
    promises, out = tmp_path / "promises.jsonl.gz", tmp_path / "out.jsonl"
    promises.write_bytes(gzip.compress(json.dumps(PROMISE).encode()))
    done = read(pages, "--promises", promises, "-o", out)
    row = json.loads(out.read_text(encoding="utf-8").splitlines()[0])
    assert done.exit_code == 0
    assert [match["promise_id"] for match in row["matches"]] == ["P1"]
    assert set(row["matches"][0]) == MATCH_KEYS


def test_a_page_that_cannot_be_read_is_named_and_the_rest_is_written(pages):
    pages.write_text(pages.read_text(encoding="utf-8") + '\n{"id": "broken"}\n', encoding="utf-8")
    done = read(pages)
    assert done.exit_code == 1
    assert len(done.stdout.splitlines()) == 2
    assert "1 could not be read" in done.stderr


def test_two_pages_of_one_name_are_both_written(pages):
    done = read(pages, pages)
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["a1", "a2", "a1#2", "a2#2"]


def test_a_bad_line_of_promises_is_named(pages, tmp_path):
    promises = tmp_path / "promises.jsonl"
    promises.write_text(json.dumps(PROMISE) + "\n[]\n", encoding="utf-8")
    done = read(pages, "--promises", promises)
    assert done.exit_code == 1
    assert "line 2" in done.stderr


@pytest.mark.parametrize(
    ("name", "content"), [("p.jsonl.gz", b"\x1f\x8b\x08"), ("p.jsonl.gz", b"plain"), ("p.jsonl", b"\xff\xfe{}")]
)
def test_promises_that_are_no_text_are_named(pages, tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    done = read(pages, "--promises", tmp_path / name)
    assert done.exit_code == 1
    assert name in done.output


@pytest.mark.parametrize(("content", "word"), [("", "no promise in it"), ('[{"id": "P1"}]', "one promise as an object")])
def test_promises_that_are_none_are_said_in_words(pages, tmp_path, content, word):
    promises = tmp_path / "promises.jsonl"
    promises.write_text(content, encoding="utf-8")
    done = read(pages, "--promises", promises)
    assert done.exit_code == 1
    assert word in done.stderr
