"""An export holds the whole public site, nothing else, and the same bytes each time; it replaces nothing but an export."""

import datetime as dt
import hashlib
import json
import re
import shutil
import subprocess

import pytest
from click.testing import CliRunner
from django.conf import settings

from marsad.cli.export_site import command
from marsad.domain import report as values
from marsad.domain.about import read_about
from marsad.domain.open_tables import TABLES
from marsad.mirror import export, make
from marsad.mirror.check import links_of, target_of
from marsad.mirror.folder import MANIFEST, MirrorError
from marsad.newsroom.release import make_release
from marsad.shipped import SHIPPED
from marsad.site.views import report_pdf
from marsad.store.models import Entry
from marsad.tables.write import forms_offered
from tests.once import ONCE
from tests.store import published_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(db):
    return published_record.build()


def files_of(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_two_exports_of_one_head_are_the_same_bytes_though_no_file_is_kept(full, tmp_path, settings):
    settings.RELEASE_ROOT = tmp_path / "releases"
    settings.ABOUT = read_about((SHIPPED / "demo" / "about.yml").read_text(encoding="utf-8"))
    made = make_release()[0]
    for name in ("one", "two"):
        settings.TABLES_ROOT = tmp_path / "kept" / name
        export.export_site(tmp_path / name)
    one = files_of(tmp_path / "one")
    assert one == files_of(tmp_path / "two")
    assert {path.name for path in tmp_path.iterdir()} == {"one", "two", "releases", "kept"}
    _holds_the_open_data(one, made)
    for language in ("", "en/", "ckb/"):  # and who runs the observatory, though nothing of that is in the record
        assert 'href="mailto:desk@observatory.example"' in one[f"{language}about/index.html"].decode()


def _holds_the_open_data(files, release):
    for language in ("", "en/", "ckb/"):
        assert {f"{language}data/index.html", f"{language}api/index.html", f"{language}search/index.html"} <= set(files)
        page = files[f"{language}data/index.html"].decode()
        assert "/data/files/" in page
        assert f'href="{settings.OPERATOR.base_url}/data/files/' not in page
    tables = {f"data/files/{name}.{form}" for name in TABLES for form in forms_offered()}
    assert tables | {f"data/files/bom=yes/{name}.csv" for name in TABLES} <= set(files)
    assert files["data/files/bom=yes/promises.csv"] == b"\xef\xbb\xbf" + files["data/files/promises.csv"]
    for file in release.files:
        assert hashlib.sha256(files[f"data/files/releases/{release.name}/{file.name}"]).hexdigest() == file.sha256
    assert hashlib.sha256(files[f"data/files/releases/{release.zip.name}"]).hexdigest() == release.zip.sha256
    assert json.loads(files["api/v1/openapi.json"])["paths"]
    _lists_lead_to_their_files(files)


def _lists_lead_to_their_files(files):
    """Assert that a whole list leads to the table in the copy, and a narrowed one to that of the live site."""
    whole, narrowed = (
        files["en/promises/index.html"].decode(),
        files["en/promises/government=sudani/verdict=assessed/index.html"].decode(),
    )
    assert 'href="../../data/files/promises.csv"' in whole
    query = "government=sudani&amp;verdict=assessed"
    assert f'href="{settings.OPERATOR.base_url}/data/files/promises.csv?{query}"' in narrowed
    left_out = re.findall(r"/data/\S*", files["LEFT-OUT.txt"].decode())
    assert left_out
    assert not [one for one in left_out if not re.match(r"/data/files/promises\.(csv|xlsx|parquet)\?", one)]
    home = files["en/index.html"].decode()
    assert 'href="../en/promises/government=sudani/verdict=assessed/index.html"' in home


@ONCE
def test_a_report_that_cannot_be_set_is_left_out_and_said(full, tmp_path, monkeypatch):
    monkeypatch.setattr(report_pdf, "set_report", _fails)
    made = export.export_site(tmp_path / "site")
    files = files_of(tmp_path / "site")
    assert len(made.failed) == 6  # two governments, three languages
    assert "governments/sudani/report/index.html" in files
    assert not [name for name in files if name.endswith(".pdf")]
    assert "/governments/sudani/report.pdf" in files["LEFT-OUT.txt"].decode()


def _fails(told, page_of):
    raise RuntimeError("too long")


@ONCE
def test_what_a_report_counts_is_listed_and_a_report_too_long_for_a_pdf_is_left_out(full, tmp_path, monkeypatch):
    monkeypatch.setattr(report_pdf, "MOST_SET", 0)
    monkeypatch.setattr(values, "MOST_QUOTES", 0)
    made = export.export_site(tmp_path / "site")
    files = files_of(tmp_path / "site")
    assert len(made.failed) == 6
    assert not [name for name in files if name.endswith(".pdf")]
    for one in ("", "en/", "ckb/"):
        folder = f"{one}governments/sudani/report"
        page = files[f"{folder}/index.html"].decode()
        assert "<blockquote" not in page
        assert 'id="left"' in page
        assert [name for name in files if name.startswith(f"{folder}/keeping=")]
        assert f"{folder}/withdrawn=yes/index.html" in files
    assert "keeping=" not in files["LEFT-OUT.txt"].decode()


@ONCE
def test_a_past_day_is_told_without_what_tells_of_today(full, tmp_path, settings):
    settings.RELEASE_ROOT = tmp_path / "releases"
    make_release()
    Entry.objects.update(at="2025-01-01T00:00:00+00:00")
    export.export_site(tmp_path / "site", dt.date(2025, 6, 1))
    names = set(files_of(tmp_path / "site"))
    assert {"data/index.html", "data/files/promises.csv", "ckb/data/index.html", "api/v1/openapi.json"} <= names
    assert not [name for name in names if name.startswith(("data/files/releases/", "feeds/", "calendars/"))]


def test_every_link_leads_to_a_file_no_form_needs_a_server_and_the_manifest_holds_all(full, tmp_path):
    made = export.export_site(tmp_path / "site")
    files = files_of(tmp_path / "site")
    known = frozenset(files)
    assert loose_links(files) == []
    rows = [line.split("  ", 1) for line in files[MANIFEST].decode().splitlines() if not line.startswith("#")]
    assert {name: digest for digest, name in rows} == {
        name: hashlib.sha256(body).hexdigest() for name, body in files.items() if name != MANIFEST
    }
    assert Entry.objects.latest("sequence").hash in files[MANIFEST].decode()
    assert made.files == len(files) - 1
    assert {"index.html", "en/index.html", "promises/coalition/index.html", "en/promises/coalition/index.html"} <= known
    assert {"governments/sudani/report.pdf", "feeds/changes.atom", "calendars/deadlines.ics", "robots.txt"} <= known
    _check_no_form_needs_a_server(files)
    program = shutil.which("sha256sum")
    if program is not None:
        done = subprocess.run([program, "--check", "--quiet", MANIFEST], cwd=tmp_path / "site", capture_output=True, check=False)
        assert done.returncode == 0, done.stderr


def loose_links(files):
    """Return, with its page, each link that leads neither to a file of the copy nor off it."""
    links = [(name, link) for name, body in files.items() if name.endswith(".html") for link in links_of(body)]
    return [(name, link) for name, link in links if target_of(link, name) not in {"", *files}]


def _check_no_form_needs_a_server(files):
    for name, body in files.items():
        if name.endswith(".html"):
            page = body.decode()
            assert 'method="post"' not in page, name
            assert "csrfmiddlewaretoken" not in page, name
            assert "data-suggest" not in page, name


def test_before_anything_was_published_there_is_no_site_to_write(full, tmp_path):
    with pytest.raises(MirrorError, match="nothing was published"):
        export.export_site(tmp_path / "site", dt.date(2001, 1, 1))
    assert list(tmp_path.iterdir()) == []


@ONCE
def test_other_files_are_never_replaced(full, tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    told = CliRunner().invoke(command, [str(tmp_path), "--quiet"])
    assert told.exit_code == 1
    assert "holds other files" in told.output
    assert files_of(tmp_path) == {"thesis.txt": b"mine"}


@ONCE
def test_an_earlier_export_is_replaced_whole_and_only_by_a_whole_one(full, tmp_path, monkeypatch):
    place = tmp_path / "site"
    export.export_site(place)
    (place / "left-over.html").write_text("old")
    with monkeypatch.context() as broken:
        broken.setattr(make, "make_index", lambda found: (_ for _ in ()).throw(MirrorError("no")))
        with pytest.raises(MirrorError):
            export.export_site(place)
    assert (place / "left-over.html").exists()
    export.export_site(place)
    assert not (place / "left-over.html").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
