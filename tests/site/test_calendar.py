"""Calendars of deadlines: whole days under names that stay, stamped by the ledger, with milestones that readers see."""

import datetime as dt

import icalendar
import pytest

from marsad.store.models import Entry, MilestoneQuoteRow, MilestoneRow
from marsad.store.record import programme
from tests import observatory

pytestmark = pytest.mark.django_db


def read(client, address="/calendars/deadlines.ics"):
    answer = client.get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return icalendar.Calendar.from_ical(answer.content)


@pytest.fixture
def set_day(rated):
    """A milestone of the promise that readers see, with a quote that stands as evidence."""
    document = rated.evidence.filter(document__isnull=False).first().document
    row = MilestoneRow.objects.create(
        promise=rated,
        day="2026-06",
        last_on=dt.date(2026, 6, 30),
        told_on=dt.date(2025, 10, 1),
        what_ar="انسحاب المرحلة الأولى",
        what_en="The first phase withdraws",
        sense="by",
        certainty="planned",
        key="k",
        finder_version="person",
        found_at=dt.datetime(2025, 10, 5, tzinfo=dt.UTC),
        status="confirmed",
        decided_by=rated.assessments.first().author,
        decided_at=dt.datetime(2025, 10, 6, 12, 0, 0, 5, tzinfo=dt.UTC),
    )
    MilestoneQuoteRow.objects.create(
        milestone=row,
        document=document,
        start=0,
        end=10,
        day_start=0,
        day_end=5,
        quote=document.text[:10],
        what="ما",
        day="2026-06",
    )
    return row


def test_a_deadline_is_the_last_day_that_it_covers_with_the_verdict_now(client, rated):
    event = read(client).events[0]
    assert event["DTSTART"].dt == dt.date(2026, 9, 30)
    assert event["UID"] == "deadline-coalition@127.0.0.1"
    assert str(event["SUMMARY"]) == "موعد الوعد: إنهاء مهمة التحالف الدولي"
    assert "الحكم الآن: نصف منجز" in event["DESCRIPTION"]
    assert "أيلول 2026" in event["DESCRIPTION"]
    assert event["URL"].endswith("/promises/coalition/")


def test_it_is_stamped_by_the_ledger(client, rated):
    told = Entry.objects.filter(promise=rated, kind="assessment.published").get()
    event = read(client).events[0]
    assert event["DTSTAMP"].dt == dt.datetime.fromisoformat(told.at).replace(microsecond=0)
    assert event["SEQUENCE"] == 0


def test_a_deadline_told_anew_counts_on_under_the_same_name(client, rated):
    observatory.promise(
        "coalition", title_en="End it", body=rated.body, deadline="2027", at=dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
    )
    event = read(client).events[0]
    assert (event["UID"], event["SEQUENCE"]) == ("deadline-coalition@127.0.0.1", 1)
    assert event["DTSTART"].dt == dt.date(2027, 12, 31)


def test_milestones_that_readers_see_are_in_it(client, set_day):
    found = {str(event["UID"]): event for event in read(client, "/en/calendars/promises/coalition.ics").events}
    event = found[f"milestone-{set_day.pk}@127.0.0.1"]
    assert str(event["SUMMARY"]) == "The first phase withdraws – End the coalition mission"
    assert event["DTSTART"].dt == dt.date(2026, 6, 30)
    assert event["DTSTAMP"].dt == dt.datetime(2025, 10, 6, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize("seen_by_none", [{"status": "proposed", "decided_by": None}, {"status": "dismissed", "note": "لا"}])
def test_those_that_no_reader_sees_are_not(client, set_day, seen_by_none):
    MilestoneRow.objects.update(**({"decided_at": None} if "decided_by" in seen_by_none else {}), **seen_by_none)
    assert len(read(client).events) == 1


def test_one_whose_quotes_no_longer_stand_is_not(client, set_day):
    set_day.promise.evidence.update(withdrawn_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    assert len(read(client).events) == 1


def test_one_that_was_put_off_is_cancelled(client, set_day):
    MilestoneRow.objects.update(status="postponed")
    assert {str(event["STATUS"]) for event in read(client).events} == {"CONFIRMED", "CANCELLED"}


def test_each_scope_has_its_own(client, rated, noise):
    other = noise["other"]
    observatory.promise("other", title="تحلية", cabinet=other.government, sector="water", deadline="2026")
    observatory.promise("hidden", sector="water", deadline="2026", is_published=False)
    for address, keys in {
        "/calendars/deadlines.ics": {"coalition", "other"},
        "/calendars/sectors/water.ics": {"other"},
        "/calendars/governments/sudani.ics": {"coalition"},
        "/calendars/bodies/defence.ics": {"coalition"},
        "/calendars/promises/other.ics": {"other"},
    }.items():
        found = {str(event["UID"]) for event in read(client, address).events}
        assert found == {f"deadline-{key}@127.0.0.1" for key in keys}, address
    assert client.get("/calendars/promises/hidden.ics").status_code == 404


def test_an_empty_calendar_is_one(client, db):
    assert read(client).events == []


def test_keys_in_other_letters_have_their_calendar(client, rated):
    programme.save_body("وزارة", name_ar="وزارة")
    answer = client.get("/calendars/bodies/وزارة.ics")
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == 'inline; filename="deadlines.ics"'
