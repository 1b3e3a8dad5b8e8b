"""What is due: milestones that lie ahead stand among the deadlines, each leading to its place; at a steady cost, on any day."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from marsad.newsroom import milestones
from marsad.store.models import Assessment, Entry, Evidence, MilestoneQuoteRow, MilestoneRow
from marsad.store.queries import glance as glances
from marsad.store.queries.glance import read_glance
from marsad.store.queries.listing import Wanted
from tests import observatory
from tests.site.conftest import prove, words

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 8, 1)
PAGES = ("/", "/governments/sudani/", "/sectors/security/", "/bodies/defence/")


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    real = timezone.localdate
    monkeypatch.setattr(timezone, "localdate", lambda value=None, zone=None: TODAY if value is None else real(value, zone))


@pytest.fixture
def confirm(rated, zahra, omar):
    """Return what shows readers a milestone of a promise on a day, told by a page that is its evidence."""

    def make(day, about=rated, **values):
        proof = about.evidence.filter(withdrawn_at__isnull=True).first() or prove(about, zahra)
        text, made = proof.document.text, MilestoneRow.objects.count()
        row = MilestoneRow.objects.create(
            **{
                "promise": about,
                "day": day,
                "last_on": dt.date.fromisoformat(day),
                "told_on": dt.date(2026, 1, 1),
                "what_ar": f"اكتمال المرحلة {made}",
                "what_en": f"Phase {made} is complete",
                "sense": "by",
                "certainty": "set",
                "key": f"{made:064x}",
                "finder_version": "person",
                "found_at": timezone.now(),
            }
            | values
        )
        MilestoneQuoteRow.objects.create(
            milestone=row,
            document=proof.document,
            start=0,
            end=20,
            day_start=5,
            day_end=9,
            quote=text[:20],
            what="المرحلة",
            day=day,
        )
        return milestones.confirm(row.pk, omar, what_ar=row.what_ar, what_en=row.what_en)

    return make


def due(page="/", client=None, **asked):
    """Return the numbers of the milestones that *page*, or a glance, tells of."""
    if client is None:
        return [one.milestone.id for one in read_glance(Wanted(**asked)).milestones]
    return [int(number) for number in re.findall(r'href="[^"]*#milestone-(\d+)"', client.get(page).content.decode())]


def tell_entries_on(kind, day):
    Entry.objects.filter(kind=kind).update(at=f"{day}T09:00:00.000000+00:00")


@pytest.mark.parametrize("page", PAGES)
def test_a_milestone_ahead_stands_there_and_leads_to_its_place_on_the_page_of_its_promise(client, confirm, noise, page):
    row = confirm("2026-09-30")
    html = client.get(f"/en{page}").content.decode()
    assert f'href="/en/promises/coalition/#milestone-{row.pk}"' in html
    assert row.what_en in html
    assert "1 milestone falls within 90 days" in words(client.get(f"/en{page}"))
    assert f'id="milestone-{row.pk}"' in client.get("/en/promises/coalition/").content.decode()


def test_they_stand_by_day_and_only_those_within_the_days_of_what_is_due(client, confirm):
    confirm("2026-07-31")
    last, first = confirm("2026-10-30"), confirm("2026-08-01")
    confirm("2026-10-31")
    assert due(client=client) == [first.pk, last.pk]


def test_one_of_another_government_or_of_a_day_before_which_nothing_is_due_is_not_told(client, confirm, noise, zahra):
    other = confirm("2026-09-01", noise["other"])
    confirm("2026-09-02", sense="not_before")
    assert due(client=client) == []
    assert due("/?government=kadhimi", client) == due("/?government=all", client) == [other.pk]


def test_what_waits_what_was_said_to_be_done_and_what_lost_its_evidence_is_not_told(confirm, rated, omar):
    row, gone = confirm("2026-09-30"), confirm("2026-09-29")
    milestones.reopen(gone.pk, omar)
    assert due() == [row.pk]
    milestones.meet(row.pk, omar, evidence_id=rated.evidence.first().pk)
    assert due() == []
    milestones.reopen(row.pk, omar)
    assert due() == [row.pk]
    Evidence.objects.filter(promise=rated).update(withdrawn_at="2026-03-01T00:00Z")
    assert due() == []


def test_of_a_promise_that_a_verdict_has_settled_nothing_is_awaited(confirm, rated):
    confirm("2026-09-30")
    Assessment.objects.filter(promise=rated).update(verdict="broken")
    assert due() == []


def test_a_past_day_tells_what_the_ledger_told_by_then_and_stood_ahead(client, confirm, omar):
    row = confirm("2026-09-30")
    milestones.miss(row.pk, omar, today=dt.date(2026, 11, 1))
    tell_entries_on("milestone.published", "2026-05-01")
    tell_entries_on("milestone.closed", "2026-07-20")
    assert due("/?as_of=2026-04-30", client) == []
    assert due("/?as_of=2026-05-01", client) == []  # more than ninety days before
    assert due("/?as_of=2026-07-10", client) == [row.pk]
    assert due("/?as_of=2026-07-20", client) == []
    html = client.get("/?as_of=2026-07-10").content.decode()
    assert f'href="/promises/coalition/?as_of=2026-07-10#milestone-{row.pk}"' in html
    assert f'id="milestone-{row.pk}"' in client.get("/promises/coalition/?as_of=2026-07-10").content.decode()


def test_a_crowded_sky_tells_the_same(confirm, rated, monkeypatch):
    for number in range(12):
        about = observatory.promise(f"more-{number}", deadline=f"2026-{8 + number % 3:02}-15", deadline_on=dt.date(2026, 8, 15))
        if number > 9:
            confirm("2026-09-01", about)
    confirm("2026-09-30")
    whole = read_glance(Wanted())
    monkeypatch.setattr(glances, "MOST_MOONS", 5)
    crowded = read_glance(Wanted())
    assert crowded.moons == ()
    assert len(whole.milestones) == 3
    assert crowded.milestones == whole.milestones
    assert (crowded.overdue_first, crowded.next_first) == (whole.overdue_first, whole.next_first)


@pytest.mark.parametrize("day", ["", "?as_of=2026-07-31"])
@pytest.mark.parametrize("most_moons", [400, 3])
@pytest.mark.parametrize("page", PAGES)
def test_many_cost_as_many_queries_as_one(client, confirm, rated, monkeypatch, page, day, most_moons):
    monkeypatch.setattr(glances, "MOST_MOONS", most_moons)
    abouts = [observatory.promise(f"more-{number}", body=rated.body) for number in range(6)]

    def cost():
        tell_entries_on("milestone.published", "2026-07-01")
        client.get(page + day)
        with CaptureQueriesContext(connection) as captured:
            client.get(page + day)
        return len(captured)

    confirm("2026-09-30")
    few = cost()
    for about in abouts:
        confirm("2026-09-15", about)
    assert cost() == few <= 12
    assert len(due(page + day, client)) == 7


def test_the_first_five_stand_open_and_the_later_ones_are_folded(client, confirm):
    for number in range(7):
        confirm(f"2026-09-{number + 1:02}")
    html = client.get("/en/").content.decode()
    assert "7 milestones fall within 90 days" in html
    open_part, folded = html.split("The later ones")
    assert (len(re.findall("#milestone-", open_part)), len(re.findall("#milestone-", folded))) == (5, 2)


def test_without_any_nothing_is_said_of_them(client, rated, noise):
    assert "milestone" not in words(client.get("/en/"))
