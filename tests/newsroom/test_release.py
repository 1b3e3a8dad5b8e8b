"""A release is a valid Data Package that says what the record says, the same bytes each time, and is never written again."""

import csv
import hashlib
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from frictionless import Package, system

from marsad.cli.release import command
from marsad.domain.about import read_about
from marsad.newsroom.refusal import Refusal
from marsad.newsroom.release import make_release
from marsad.shipped import SHIPPED
from marsad.store.models import Promise
from marsad.store.queries.ledger import last_entry
from marsad.store.releases import read_release, read_releases, released_path
from tests import observatory
from tests.store import published_record

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.RELEASE_ROOT = tmp_path / "releases"


@pytest.fixture
def full(db):
    return published_record.build()


def folder_of(release, settings):
    return settings.RELEASE_ROOT / release.name


def test_a_release_is_a_valid_data_package(full, settings):
    release, is_new = make_release()
    assert is_new
    with system.use_context(trusted=True):
        report = Package(str(folder_of(release, settings) / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "message"])
    assert {task.name for task in report.tasks} >= {"promises", "assessments", "evidence"}


@pytest.mark.parametrize("is_told", [True, False])
def test_it_says_who_publishes_it_and_how_to_reach_them(full, settings, is_told):
    settings.ABOUT = read_about((SHIPPED / "demo" / "about.yml").read_text(encoding="utf-8")) if is_told else None
    release, _ = make_release()
    (publisher,) = json.loads((folder_of(release, settings) / "datapackage.json").read_text(encoding="utf-8"))["contributors"]
    assert publisher["role"] == "publisher"
    assert publisher["title"] == (settings.ABOUT.name.ar if is_told else settings.SITE_NAME)
    assert publisher.get("email") == (settings.ABOUT.mail if is_told else None)


def test_its_checksums_hold(full, settings):
    release, _ = make_release()
    folder = folder_of(release, settings)
    for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    told = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in told["resources"]:
        data = (folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
    packed = settings.RELEASE_ROOT / release.zip.name
    assert hashlib.sha256(packed.read_bytes()).hexdigest() == release.zip.sha256


def test_the_zip_holds_the_folder(full, settings):
    release, _ = make_release()
    folder = folder_of(release, settings)
    with zipfile.ZipFile(settings.RELEASE_ROOT / release.zip.name) as packed:
        held = {name.partition("/")[2]: packed.read(name) for name in packed.namelist()}
    assert held == {path.name: path.read_bytes() for path in folder.iterdir()}


def test_its_ledger_is_checked_by_the_program_that_needs_nothing_of_ours(full, settings):
    release, _ = make_release()
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools/verify_ledger.py"), str(folder_of(release, settings) / "ledger.jsonl")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert release.head in done.stdout + done.stderr
    assert release.head == last_entry().hash


def test_its_figures_are_those_of_the_record(full, settings):
    release, _ = make_release()
    with (folder_of(release, settings) / "promises.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["key"]: row for row in csv.DictReader(file)}
    assert set(rows) == set(Promise.objects.published().values_list("key", flat=True))
    assert rows["coalition"]["verdict"] == "half_done"
    assert rows["coalition-before"]["verdict"] == ""


def test_one_of_the_same_head_is_never_written_again(full, settings):
    release, _ = make_release()
    before = {path.name: path.stat().st_mtime_ns for path in folder_of(release, settings).iterdir()}
    again, is_new = make_release()
    assert (again, is_new) == (release, False)
    assert {path.name: path.stat().st_mtime_ns for path in folder_of(release, settings).iterdir()} == before
    assert all(not path.stat().st_mode & 0o222 for path in folder_of(release, settings).iterdir())


def test_the_same_head_gives_the_same_bytes(full, settings, tmp_path):
    first, _ = make_release()
    settings.RELEASE_ROOT = tmp_path / "elsewhere"
    second, is_new = make_release()
    assert is_new
    assert first == second


def test_what_is_published_makes_another_release(full, settings):
    first, _ = make_release()
    observatory.promise("another")
    second, _ = make_release()
    assert {one.name for one in read_releases()} == {first.name, second.name}
    assert second.sequence > first.sequence


def test_a_past_day_is_released_as_it_was_known(full, settings):
    import datetime as dt

    release, _ = make_release(dt.date(2021, 1, 1))
    assert release.name.startswith("as-of-2021-01-01-entry-")
    folder = folder_of(release, settings)
    assert (folder / "assessments.csv").read_text(encoding="utf-8").count("\n") == 1
    with system.use_context(trusted=True):
        assert Package(str(folder / "datapackage.json")).validate().valid


def test_nothing_is_released_before_anything_is_published(db):
    with pytest.raises(Refusal):
        make_release()
    assert read_releases() == ()


def test_a_release_that_was_broken_off_leaves_nothing(full, settings, monkeypatch):
    def fail(*_):
        raise OSError("no room")

    monkeypatch.setattr("marsad.newsroom.release._pack", fail)
    with pytest.raises(OSError, match="no room"):
        make_release()
    assert read_releases() == ()
    assert list(settings.RELEASE_ROOT.iterdir()) == []


def test_only_what_a_release_names_is_given_out(full, settings):
    release, _ = make_release()
    assert released_path(release.name, "promises.csv")
    assert released_path(release.name, release.zip.name)
    (folder_of(release, settings).parent / "secret").write_text("x")
    for name, file in ((release.name, "../secret"), (release.name, "other.csv"), ("..", "secret"), ("nothing", "promises.csv")):
        assert released_path(name, file) is None


def test_a_folder_that_is_no_release_is_left_out(full, settings):
    release, _ = make_release()
    os.mkdir(settings.RELEASE_ROOT / "2020-01-01-entry-1")
    assert [one.name for one in read_releases()] == [release.name]
    assert read_release("2020-01-01-entry-1") is None


def test_the_command_says_where_it_lies_and_does_not_write_twice(full, settings):
    first, second = (CliRunner().invoke(command, []) for _ in range(2))
    assert first.exit_code == second.exit_code == 0
    assert "written:" in first.output
    assert "was written before" in second.output
    assert read_releases()[0].zip.sha256 in second.output


def test_the_command_says_what_is_missing(db):
    told = CliRunner().invoke(command, [])
    assert told.exit_code == 1
    assert "nothing to release" in told.output
