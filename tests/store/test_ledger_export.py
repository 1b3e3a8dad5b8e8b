"""An export says what the ledger said: against the record, and by the program that needs nothing of Marsad."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from marsad.cli import marsad
from marsad.store.models import Entry
from tests import observatory

pytestmark = pytest.mark.django_db
PROGRAM = Path(__file__).resolve().parents[2] / "tools/verify_ledger.py"


def run(*words):
    return CliRunner().invoke(marsad, list(map(str, words)))


def offline(*words):
    return subprocess.run([sys.executable, "-I", str(PROGRAM), *map(str, words)], capture_output=True, text=True, check=False)


@pytest.fixture
def exported(db, tmp_path):
    observatory.load_codebook()
    observatory.promise("port", title="إكمال ميناء «الفاو»\nالكبير")
    file = tmp_path / "ledger.jsonl"
    assert run("ledger", "export", file).exit_code == 0
    return file


def test_an_export_holds_by_both_programs(exported, tmp_path):
    assert run("ledger", "verify", "--export", exported).exit_code == 0
    kept = tmp_path / "heads"
    kept.write_text(run("ledger", "heads").output)
    done = offline(exported, kept)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{Entry.objects.count()} entries hold" in done.stdout


def test_an_export_is_not_written_over_unless_asked(exported):
    assert run("ledger", "export", exported).exit_code == 1
    assert run("ledger", "export", exported, "--force").exit_code == 0


def test_a_change_of_any_line_is_found_without_marsad(exported):
    lines = exported.read_text(encoding="utf-8").splitlines()
    for number in range(1, len(lines)):
        told = json.loads(lines[number])
        for name, value in told.items():
            changed = told | {name: value + 1 if isinstance(value, int) else value.replace(value[-1], "x")}
            exported.write_text("\n".join([*lines[:number], json.dumps(changed), *lines[number + 1 :]]), encoding="utf-8")
            assert offline(exported).returncode == 1, (number, name)
        exported.write_text("\n".join(lines[:number] + lines[number + 1 :]), encoding="utf-8")
        assert offline(exported).returncode == 1


def test_a_ledger_cut_short_or_written_anew_is_found_by_an_export(exported):
    last = Entry.objects.order_by("-pk").first()
    Entry.objects.filter(pk=last.pk).delete()
    result = run("ledger", "verify", "--export", exported)
    assert result.exit_code == 1
    assert f"entry {last.pk}: the export tells of it" in result.output


def test_a_head_that_was_kept_shows_another_ledger(exported, tmp_path):
    kept = tmp_path / "heads"
    kept.write_text(f"2 {'0' * 64}\n")
    done = offline(exported, kept)
    assert done.returncode == 1
    assert "entry 2: you kept" in done.stderr


def test_what_is_no_export_is_refused_in_words(tmp_path):
    other = tmp_path / "other.jsonl"
    other.write_text("[]\n")
    assert "no header" in run("ledger", "verify", "--export", other).output
    assert offline(other).returncode == 2


def test_the_documented_vectors_hold():
    from marsad.domain.ledger import GENESIS, chain_hash

    first = chain_hash(
        sequence=1,
        at="2026-01-02T03:04:05.000006+00:00",
        actor="عمر",
        kind="promise.published",
        payload='{"n":1,"promise":"port","title":"إكمال ميناء الفاو"}',
        previous_hash=GENESIS,
    )
    second = chain_hash(
        sequence=2,
        at="2026-01-03T00:00:00.000000+00:00",
        actor="Zahra",
        kind="conflict.withdrawn",
        payload='{"why":"سطر\\nثان \\"مقتبس\\""}',
        previous_hash=first,
    )
    for language in ("ar", "en"):
        text = (PROGRAM.parents[1] / "docs" / language / "ledger.md").read_text(encoding="utf-8")
        assert first in text
        assert second in text
