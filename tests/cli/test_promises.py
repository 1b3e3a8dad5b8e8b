"""`marsad promises`: tables out and in, and what a programme promises, from the command line."""

import pytest
from click.testing import CliRunner

from marsad.cli.promises import command
from marsad.store.models import Promise, PromiseProposal
from marsad.store.record import programme
from tests import observatory
from tests.newsroom.test_exchange_programme import TEXT


@pytest.fixture
def paper(codebook):
    cabinet = observatory.government("sudani")
    observatory.promise("s-old", cabinet=cabinet, sector="energy", title="وعد قديم")
    return programme.save_programme("s-programme", government=cabinet, title_ar="المنهاج")


def run(*arguments):
    return CliRunner().invoke(command, [str(one) for one in arguments])


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_is_exported_is_imported_without_change(paper, tmp_path, kind):
    path = tmp_path / f"p.{kind}"
    assert run("export", path).exit_code == 0
    done = run("import", path)
    assert done.exit_code == 0
    assert "0 to add, 0 to change, 1 unchanged" in done.output


def test_a_dry_run_tells_before_and_after_and_writes_nothing(paper, tmp_path):
    path = tmp_path / "p.csv"
    path.write_text("key,title_en\ns-old,Renamed\n", encoding="utf-8")
    told = run("import", path, "--dry-run").output
    assert "title_en: ∅ → Renamed" in told
    assert Promise.objects.everything().get(key="s-old").title_en == ""
    assert "changed 1" in run("import", path).output


def test_a_bad_row_ends_with_its_name_and_good_rows_are_taken_when_asked(paper, tmp_path):
    path = tmp_path / "p.csv"
    path.write_text("key,government,sector,title_ar,text_ar\ngood,sudani,energy,ع,ن\nbad,sudani,enrgy,ع,ن\n", encoding="utf-8")
    refused = run("import", path)
    assert refused.exit_code == 1
    assert "row 3, sector: 'enrgy'" in refused.output
    assert not Promise.objects.everything().filter(key="good").exists()
    assert run("import", path, "--good-rows").exit_code == 0
    assert Promise.objects.everything().filter(key="good").exists()


def test_promises_of_a_programme_are_shown_or_laid_on_the_desk(paper, tmp_path):
    path = tmp_path / "p.txt"
    path.write_text(TEXT, encoding="utf-8")
    shown = run("propose", path, "--programme", "s-programme", "--dry-run").output
    assert "ص 1 س 3\t" in shown
    assert not PromiseProposal.objects.exists()
    told = run("propose", path, "--programme", "s-programme").output
    assert "5 proposals wait (1 vague)" in told
    assert "no programme" in run("propose", path, "--programme", "none", "--dry-run").output.lower()


def test_a_file_that_cannot_be_written_is_told_and_is_no_crash(paper, tmp_path):
    done = run("export", tmp_path / "no-such-folder" / "p.csv")
    assert done.exit_code == 1
    assert "p.csv cannot be written: No such file or directory" in done.output
