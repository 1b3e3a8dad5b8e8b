"""Rendered copies: the same page for every reader, never one reader's own, and never older than the ledger."""

import datetime as dt
import gzip
from dataclasses import replace

import pytest
from django.conf import settings as marsad_settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from marsad.newsroom import publish
from marsad.site import rendered
from tests import observatory
from tests.site.conftest import propose, prove

HERE = "/promises/coalition/"


@pytest.fixture
def moments(monkeypatch):
    """Let a test move the clock of the copies by hand: `moments(2)` is two seconds later."""
    now = [1_000.0]
    monkeypatch.setattr(rendered.time, "monotonic", lambda: now[0])

    def pass_by(seconds):
        now[0] += seconds

    return pass_by


@pytest.fixture
def reader(rated, monkeypatch, moments):
    """A reader of a site that keeps copies."""
    monkeypatch.setattr(marsad_settings, "OPERATOR", replace(marsad_settings.OPERATOR, rendered_copies=True, rendered_mb=1))
    return Client(HTTP_ACCEPT_ENCODING="gzip")


def text(response):
    body = response.content
    return (gzip.decompress(body) if response.get("Content-Encoding") == "gzip" else body).decode()


def queries(reader, path, **headers):
    with CaptureQueriesContext(connection) as asked:
        response = reader.get(path, **headers)
    return response, len(asked)


def test_the_second_reader_costs_no_question_to_the_record(reader):
    first, many = queries(reader, HERE)
    second, none = queries(reader, HERE)
    assert many > 0
    assert none == 0
    assert first.content == second.content
    assert second["Content-Encoding"] == "gzip"
    assert second["Content-Security-Policy"] == first["Content-Security-Policy"]
    assert "Accept-Encoding" in second["Vary"]


def test_the_head_of_the_ledger_is_asked_again_each_second(reader, moments):
    reader.get(HERE)
    moments(rendered.HEAD_S)
    _, asked = queries(reader, HERE)
    assert asked == 1


def test_a_copy_ends_with_the_next_entry(reader, moments, rated, zahra, omar):
    assert "نصف منجز" in text(reader.get(HERE))
    proof = [prove(rated, zahra, outlet=name) for name in ("صحيفة الجسر", "إذاعة السد")]
    later = propose(rated, zahra, proof, verdict="started", effective_on=dt.date(2025, 11, 2), summary_ar="عاد بعضهم.")
    publish.publish(later.pk, omar)
    moments(rendered.HEAD_S)
    assert "عاد بعضهم." in text(reader.get(HERE))


def test_a_copy_ends_with_the_day(reader, monkeypatch):
    reader.get(HERE)
    monkeypatch.setattr(rendered.timezone, "localdate", lambda: dt.date(2031, 1, 1))
    _, asked = queries(reader, HERE)
    assert asked > 0


def test_a_copy_ends_with_its_age(reader, moments):
    reader.get(HERE)
    moments(rendered.OLDEST_S + 1)
    _, asked = queries(reader, HERE)
    assert asked > 1


def test_who_has_the_page_already_is_told_so_in_short(reader):
    first = reader.get(HERE)
    again = reader.get(HERE, HTTP_IF_NONE_MATCH=f'"other", {first["ETag"]}')
    assert again.status_code == 304
    assert again.content == b""
    assert again["ETag"] == first["ETag"]
    assert "Content-Type" not in again


@pytest.mark.parametrize("takes", ["", "br", "gzip;q=0", "deflate, gzip;q=0.0"])
def test_who_takes_no_gzip_gets_plain_text(reader, takes):
    packed = text(reader.get(HERE))
    plain = reader.get(HERE, HTTP_ACCEPT_ENCODING=takes)
    assert "Content-Encoding" not in plain
    assert plain.content.decode() == packed
    assert plain["Content-Length"] == str(len(plain.content))


def test_whoever_is_signed_in_gets_a_page_of_their_own(reader, omar):
    reader.get(HERE)
    own = Client(HTTP_ACCEPT_ENCODING="gzip")
    own.force_login(omar)
    response, asked = queries(own, HERE)
    assert asked > 0
    assert "ETag" not in response


@pytest.mark.parametrize("path", ["/promises/coalition/contribute/", "/receipt/", "/accounts/login/", "/promises/none/"])
def test_forms_and_faults_are_not_kept(reader, path):
    for _ in range(2):
        assert "ETag" not in reader.get(path)


def test_pages_of_other_days_languages_and_hosts_are_other_copies(reader):
    today, english = text(reader.get(HERE)), text(reader.get("/en" + HERE))
    assert today != english
    assert reader.get(HERE + "?as_of=2020-01-01").status_code == 404  # it was not published then
    assert reader.get(HERE, HTTP_HOST="evil.example").status_code == 400


FOR_PROGRAMS = (
    "/calendars/deadlines.ics",
    "/en/calendars/promises/coalition.ics",
    "/sitemap.xml",
    "/sitemaps/pages.xml",
    "/sitemaps/promises-1.xml",
    "/robots.txt",
    "/feeds/changes.atom",
    "/feeds/promises/coalition.json",
)


@pytest.mark.parametrize("path", FOR_PROGRAMS)
def test_what_programs_read_is_kept_too_with_what_it_is_given_out_with(reader, path):
    first, many = queries(reader, path)
    second, none = queries(reader, path)
    assert (many > 0, none, second.status_code) == (True, 0, 200)
    assert second.content == first.content
    assert dict(second.items()) == dict(first.items())
    bare = Client().get(path, **{"marsad.fresh": True})  # as the view alone answers
    assert bare.content.decode() == text(second)
    for name in ("Content-Type", "Content-Disposition", "Cache-Control", "Last-Modified", "Access-Control-Allow-Origin"):
        assert second.get(name) == bare.get(name), name
    assert second["Access-Control-Allow-Origin"] == "*"
    assert "public" in second["Cache-Control"]
    assert "Accept-Encoding" in second["Vary"]


@pytest.mark.parametrize("path", FOR_PROGRAMS)
def test_a_program_that_has_it_is_told_so_by_tag_and_by_moment(reader, path):
    first = reader.get(path)
    for known in ({"HTTP_IF_NONE_MATCH": first["ETag"]}, {"HTTP_IF_MODIFIED_SINCE": first["Last-Modified"]}):
        again, asked = queries(reader, path, **known)
        assert (again.status_code, again.content, asked) == (304, b"", 0)
        assert again["Cache-Control"] == first["Cache-Control"]
    other = {"HTTP_IF_NONE_MATCH": '"other"', "HTTP_IF_MODIFIED_SINCE": first["Last-Modified"]}
    assert reader.get(path, **other).status_code == 200, "a tag that is not ours outweighs the moment"


@pytest.mark.parametrize("path", [path for path in FOR_PROGRAMS if path != "/robots.txt"])
def test_they_are_made_anew_after_the_next_entry(reader, moments, path):
    before = reader.get(path)
    at = dt.datetime(2027, 2, 1, 9, tzinfo=dt.UTC)
    observatory.promise("another", title="وعد آخر", deadline="2028-03", at=at)
    moments(rendered.HEAD_S)
    after, asked = queries(reader, path, HTTP_IF_NONE_MATCH=before["ETag"])
    assert asked > 0
    if "coalition" not in path:
        assert after.status_code == 200
        assert after["ETag"] != before["ETag"]


def test_a_post_is_never_answered_from_a_copy(reader):
    reader.get(HERE)
    assert reader.post(HERE).status_code == 405


def test_the_shelf_holds_no_more_than_it_may():
    def copy(size):
        return rendered.Copy(("", dt.date(2026, 1, 1)), float("inf"), (), b"x" * size, "t")

    shelf = rendered.Shelf(10_000)
    for number in range(10):
        shelf.keep(str(number), copy(1_000))
    shelf.keep("whole", copy(20_000))
    kept = [name for name in [*map(str, range(10)), "whole"] if shelf.knows(name)]
    assert kept == ["7", "8", "9"]
