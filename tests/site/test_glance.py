"""Front page, governments, sectors, bodies and outlets at a glance: figures that lead to what they count, at a steady cost."""

import datetime as dt
import re
from html import unescape

import pytest
from django.utils import timezone

from marsad.domain.rhythm import Rhythm
from marsad.newsroom import publish
from marsad.store.models import Assessment, Body, Document, Outlet, Reply, ReplyRequest
from marsad.store.queries import glance as glances
from marsad.store.queries.glance import read_glance
from marsad.store.queries.listing import Wanted, list_promises
from marsad.store.queries.outlets import read_told_outlets
from tests import observatory
from tests.site.conftest import propose, prove, words
from tests.sky import read_sky

pytestmark = pytest.mark.django_db
PAGES = ["/", "/sectors/", "/sectors/security/", "/bodies/", "/bodies/defence/", "/governments/sudani/", "/outlets/"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("day", ["", "?as_of=2030-01-01", "?as_of=2019-01-01"])
def test_a_page_answers_in_both_languages_on_any_day(client, rated, noise, page, day):
    lists = page in {"/", "/sectors/", "/bodies/", "/outlets/"}
    expected = 200 if lists or "2019" not in day else 404
    assert client.get(page + day).status_code == expected
    assert client.get(f"/en{page}{day}").status_code == expected


@pytest.mark.parametrize("page", PAGES)
def test_a_page_costs_the_same_however_many_promises(client, rated, noise, page, django_assert_max_num_queries):
    client.get(page)  # a process reads a codebook's body once
    for number in range(12):
        observatory.promise(f"more-{number}", sector=f"sector-{number}", body=rated.body, deadline="2026-09")
        observatory.document(outlet=f"صحيفة {number}")
    with django_assert_max_num_queries(12):
        client.get(page)
    with django_assert_max_num_queries(12):
        client.get(f"{page}?as_of={timezone.localdate() - dt.timedelta(days=1)}")


def test_a_glance_counts_what_the_sky_counts(rated, noise):
    glance, sky = read_glance(Wanted()), read_sky()
    assert [(one.key, one.count) for one in glance.tallies] == [(one.key, one.count) for one in sky.tallies]
    assert glance.assessed == sky.assessed
    assert [one.promise.key for one in glance.moons] == [one.promise.key for one in sky.standings]
    assert [one.row.key for one in glance.governments] == [one.key for one in sky.governments]
    assert [one.row.key for one in glance.sectors] == [one.key for one in sky.sectors]


def test_every_figure_of_a_government_is_the_length_of_the_list_that_it_leads_to(client, rated, noise):
    observatory.promise("late", sector="water", deadline="2024-01")
    html = client.get("/governments/sudani/").content.decode()
    found = re.findall(r'<a href="(/promises/\?[^"]*)">(?:(?!</a>).)*?(?:<b>)?(\d+)(?:</b>)?\s*</a>', html, re.DOTALL)
    assert len(found) > 4
    for address, figure in found:
        asked = client.get(unescape(address)).context["listing"]
        assert asked.page.paginator.count == int(figure), address


def test_overdue_is_what_passed_and_no_verdict_settled(rated, zahra, omar):
    observatory.promise("late", deadline="2024-01")
    kept = observatory.promise("kept", deadline="2024-02")
    evidence = [prove(kept, zahra), prove(kept, zahra, outlet="صحيفة النهر")]
    for item in evidence:
        type(item).objects.filter(pk=item.pk).update(rung="delivered")
    row = propose(kept, zahra, evidence)
    Assessment.objects.filter(pk=row.pk).update(verdict="done")
    publish.publish(row.pk, omar)
    overdue = list_promises(Wanted(deadline="overdue"))
    assert "late" in {one.promise.key for one in overdue.standings}
    assert "kept" not in {one.promise.key for one in overdue.standings}
    assert "kept" in {one.promise.key for one in list_promises(Wanted(deadline="passed")).standings}
    assert read_glance(Wanted()).overdue == overdue.page.paginator.count


def test_a_quiet_month_shows_the_month_before_the_newest_change_and_says_so(client, rated):
    Assessment.objects.update(published_at=dt.datetime(2025, 10, 4, 9, tzinfo=dt.UTC))
    glance = read_glance(Wanted())
    assert (glance.is_recent, glance.since, glance.changed) == (False, dt.date(2025, 9, 4), 1)
    assert "Nothing in the last 30 days" in words(client.get("/en/"))


def test_the_front_page_chooses_the_newest_government_and_shows_another_when_asked(client, rated, noise):
    assert client.get("/").context["chosen"] == "sudani"
    assert client.get("/?government=kadhimi").context["chosen"] == "kadhimi"
    assert client.get("/?government=all").context["glance"].count == 2
    assert client.get("/?government=nobody").context["chosen"] == "sudani"


def test_a_crowded_sky_draws_few_moons_and_leads_to_lists(client, rated, monkeypatch):
    for number in range(20):
        observatory.promise(f"more-{number}", deadline="2024-01" if number % 2 else "2031-01")
    whole = read_glance(Wanted())
    monkeypatch.setattr(glances, "MOST_MOONS", 5)
    crowded = read_glance(Wanted())
    assert crowded.moons == ()
    assert (crowded.overdue_first, crowded.next_first) == (whole.overdue_first, whole.next_first)
    html = client.get("/").content.decode()
    assert 'class="patches"' in html
    assert "verdict=unrated" in html


def test_a_body_shows_the_replies_that_it_owes_only_while_it_has_time_to_give_them(client, rated, zahra):
    now = timezone.now()
    asked = {"body": Body.objects.get(key="defence"), "asked_by": zahra, "asked_at": now - dt.timedelta(days=3)}
    ends = {"code_expires_at": now + dt.timedelta(days=9)}
    today = timezone.localdate()
    ReplyRequest.objects.create(promise=rated, deadline_on=today + dt.timedelta(days=4), code_hash="a" * 64, **asked, **ends)
    ReplyRequest.objects.create(promise=rated, deadline_on=today - dt.timedelta(days=1), code_hash="b" * 64, **asked, **ends)
    assert "1 reply is awaited" in words(client.get("/en/bodies/defence/"))
    assert "4 days left" in words(client.get("/en/bodies/defence/"))
    assert "is awaited" not in words(client.get(f"/en/bodies/defence/?as_of={today - dt.timedelta(days=9)}"))
    Reply.objects.create(
        promise=rated,
        request=ReplyRequest.objects.get(code_hash="a" * 64),
        body=asked["body"],
        origin="link",
        body_told="x",
        author="y",
        text_ar="رد",
        receipt_hash="c" * 64,
        received_at=now,
    )
    assert "is awaited" not in words(client.get("/en/bodies/defence/"))


def test_a_question_about_a_verdict_that_readers_do_not_see_is_not_told(client, rated, noise, zahra):
    now = timezone.now()
    ReplyRequest.objects.create(
        promise=rated,
        assessment=noise["proposal"],
        body=Body.objects.get(key="defence"),
        asked_by=zahra,
        asked_at=now,
        deadline_on=timezone.localdate() + dt.timedelta(days=4),
        code_hash="a" * 64,
        code_expires_at=now,
    )
    assert "is awaited" not in words(client.get("/en/bodies/defence/"))


def test_an_outlet_says_how_many_of_its_pages_verdicts_rest_on_and_lists_them(client, rated):
    outlet = Outlet.objects.create(key="river", name_ar="صحيفة النهر", name_en="The River")
    Document.objects.filter(outlet_name="صحيفة النهر").update(outlet=outlet)
    told = next(one for one in read_told_outlets() if one.cited)
    html = words(client.get(f"/en/outlets/{told.outlet.key}/"))
    assert f"{told.cited} page" in html
    assert rated.title_en in html
    assert client.get("/outlets/nobody/").status_code == 404


def test_an_outlet_that_is_silent_longer_than_its_rhythm_is_said_to_be_so(client, rated):
    outlet = Outlet.objects.create(key="river", name_ar="صحيفة النهر", name_en="The River")
    for number in range(6):
        page = observatory.document()
        Document.objects.filter(pk=page.pk).update(
            outlet=outlet, published_on=dt.date(2026, 1, 1) + dt.timedelta(days=2 * number)
        )
    told = next(one for one in read_told_outlets() if one.outlet == outlet)
    assert told.is_silent
    assert "has been silent" in words(client.get("/en/outlets/"))


def test_a_rhythm_alarms_after_four_times_its_gap_and_a_week_at_least():
    daily = Rhythm(31, dt.date(2026, 1, 1), dt.date(2026, 1, 31))
    assert daily.every == 1
    assert not daily.is_silent(dt.date(2026, 2, 7))
    assert daily.is_silent(dt.date(2026, 2, 8))
    weekly = Rhythm(5, dt.date(2026, 1, 1), dt.date(2026, 1, 29))
    assert not weekly.is_silent(dt.date(2026, 2, 26))
    assert weekly.is_silent(dt.date(2026, 2, 27))
    assert Rhythm(4, dt.date(2026, 1, 1), dt.date(2026, 1, 29)).every is None
    with pytest.raises(ValueError, match="do not lie"):
        Rhythm(9, dt.date(2026, 1, 1), dt.date(2026, 1, 2))
