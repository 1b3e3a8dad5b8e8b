"""`marsad conflicts`, as a stranger runs it after `marsad read`."""

import gzip
import json

import pytest
from click.testing import CliRunner

from marsad.cli.conflicts import command
from marsad.cli.read import command as read_command

ROWS = [
    {"id": "p1", "text": "وقعت وزارة الإعمار مع شركة النخيل 12 عقدا لبناء جسور في مدينة السدير.", "published": "2025-03-01"},
    {"id": "p2", "text": "في مدينة السدير وقعت شركة النخيل ووزارة الإعمار ثلاثة عقود لبناء جسور.", "published": "2025-03-01"},
]
KEYS = {"a", "b", "kind", "a_start", "a_end", "b_start", "b_end", "reason", "reason_en"}


@pytest.fixture
def findings(tmp_path):
    pages, out = tmp_path / "pages.jsonl", tmp_path / "findings.jsonl"
    pages.write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")
    assert CliRunner().invoke(read_command, [str(pages), "-o", str(out), "--quiet"]).exit_code == 0
    return out


def run(*arguments):
    return CliRunner().invoke(command, [*map(str, arguments)])


def test_a_conflict_is_written_with_the_keys_of_the_contract(findings):
    done = run(findings)
    (row,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 0
    assert set(row) >= KEYS
    assert (row["a"], row["b"], row["kind"]) == ("p1", "p2", "amount")
    assert ROWS[0]["text"][row["a_start"] : row["a_end"]] == "12 عقدا"
    assert ROWS[1]["text"][row["b_start"] : row["b_end"]] == "ثلاثة عقود"


def test_a_packed_file_is_read_and_a_file_written(findings, tmp_path):
    packed, out = tmp_path / "findings.jsonl.gz", tmp_path / "conflicts.jsonl"
    packed.write_bytes(gzip.compress(findings.read_bytes()))
    assert run(packed, "-o", out).exit_code == 0
    assert len(out.read_text(encoding="utf-8").splitlines()) == 1


def test_findings_of_an_older_reading_will_do(findings, tmp_path):
    bare = tmp_path / "bare.jsonl"
    kept = ("id", "text", "published", "amounts")
    lines = [json.loads(line) for line in findings.read_text(encoding="utf-8").splitlines()]
    amounts = [[{key: one[key] for key in ("start", "end", "value", "unit")} for one in line["amounts"]] for line in lines]
    rows = [{key: line[key] for key in kept} | {"amounts": found, "new": 1} for line, found in zip(lines, amounts, strict=True)]
    bare.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    assert len(run(bare).stdout.splitlines()) == 1


@pytest.mark.parametrize(
    "bad",
    [
        "[]",
        "{",
        '{"id": "x"}',
        '{"id": "x", "text": 3}',
        '{"id": "x", "text": "a", "dates": [{"start": 0}]}',
        '{"id": "x", "text": "a", "dates": [{"start": 0, "end": 9, "value": null}]}',
        '{"id": "x", "text": "abc", "amounts": [{"start": 2, "end": 1, "value": 1}]}',
    ],
)
def test_a_bad_line_is_named(findings, bad):
    findings.write_text(findings.read_text(encoding="utf-8") + bad + "\n", encoding="utf-8")
    done = run(findings)
    assert done.exit_code == 1
    assert "line 3" in done.stderr


def test_what_is_no_text_is_refused(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_bytes(b"\xff\xfe\x00")
    done = run(path)
    assert done.exit_code == 1
    assert "not JSON lines of findings" in done.stderr


def test_pages_given_in_place_of_findings_are_told_apart(tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<p>أعلنت الوزارة.</p>", encoding="utf-8")
    done = run(page)
    assert done.exit_code == 1
    assert "page.html, line 1: not JSON; give what `marsad read` wrote" in done.output
