"""Two editors, or an editor and a machine's run, at one milestone or series at the same moment: nobody waits for ever."""

import threading
import time
from contextlib import suppress

import pytest
from django.db import connection
from django.utils import timezone

from marsad.domain.ledger import find_breaks
from marsad.newsroom import milestones, series
from marsad.store.models import Entry, MilestoneRow, SeriesPointRow, SeriesRow
from marsad.store.queries.newsroom import ledger_links
from marsad.store.record import milestones as record
from tests import observatory
from tests.newsroom.test_milestones import FIRST, LATER, accept, propose
from tests.newsroom.test_series import COUNTS, page, publish
from tests.newsroom.test_series import accept as accept_all
from tests.store.test_ledger_concurrency import at_once, kinds

pytestmark = pytest.mark.django_db(transaction=True)
WHAT = "اكتمال الانسحاب من قاعدة حرير"


@pytest.fixture
def people():
    return observatory.person("zahra"), observatory.person("sivan", "editor"), observatory.person("omar", "editor")


def milestone(about, text, day, zahra):
    known = set(MilestoneRow.objects.values_list("pk", flat=True))
    accept(propose(about, text, day), zahra)
    return MilestoneRow.objects.exclude(pk__in=known).get()


def test_a_milestone_and_the_one_it_puts_off_are_confirmed_at_once(people, monkeypatch):
    zahra, sivan, omar = people
    about = observatory.promise("coalition", title="إنهاء مهمة التحالف الدولي")
    earlier = milestone(about, FIRST, "2026-01-10", zahra)
    milestones.confirm(earlier.pk, sivan, what_ar=WHAT)
    later = milestone(about, LATER, "2026-08-01", zahra)
    assert later.replaces == earlier
    both_hold_their_row, quotes = threading.Barrier(2), milestones.read.tellable_quotes

    def slowly(row):
        with suppress(threading.BrokenBarrierError):
            both_hold_their_row.wait(timeout=1)
            time.sleep(0.3 if row.pk == earlier.pk else 0)  # the later one is at the ledger first
        return quotes(row)

    monkeypatch.setattr(milestones.read, "tellable_quotes", slowly)
    outcomes = at_once(
        lambda: milestones.confirm(later.pk, sivan, what_ar=WHAT),
        lambda: milestones.confirm(earlier.pk, omar, what_ar=WHAT),
    )
    assert set(kinds(outcomes)) <= {"done", "refused"}
    assert set(MilestoneRow.objects.values_list("pk", "status")) == {(earlier.pk, "postponed"), (later.pk, "confirmed")}
    assert list(find_breaks(ledger_links())) == []


def test_a_milestone_confirmed_while_the_machine_looks_again_keeps_its_quotes(people):
    zahra, sivan, _ = people
    about = observatory.promise("coalition", title="إنهاء مهمة التحالف الدولي")
    row = milestone(about, FIRST, "2026-01-10", zahra)
    quotes_gone, confirmed = threading.Event(), threading.Event()

    def look_again():
        def wait(execute, sql, params, many, context):
            given = execute(sql, params, many, context)
            if sql.startswith("DELETE") and "milestonequoterow" in sql:
                quotes_gone.set()
                confirmed.wait(timeout=1)
            return given

        with connection.execute_wrapper(wait):
            return record.keep_found(about, [], version="later", at=timezone.now())

    def confirm():
        quotes_gone.wait(timeout=20)
        try:
            return milestones.confirm(row.pk, sivan, what_ar=WHAT)
        finally:
            confirmed.set()

    at_once(look_again, confirm)
    assert not MilestoneRow.objects.filter(status="confirmed", quotes__isnull=True).exists()


def test_a_series_published_while_the_machine_looks_again_is_not_dropped(people, monkeypatch):
    zahra, _, omar = people
    about = observatory.promise("camps", title="إغلاق مخيمات النزوح", sector="displacement")
    candidates = [page(about, row) for row in COUNTS]
    series.find([about])
    accept_all(candidates, zahra)
    row = SeriesRow.objects.get()
    looking, published = threading.Event(), threading.Event()

    def nothing(material):
        looking.set()
        published.wait(timeout=1)
        return []

    monkeypatch.setattr(series, "propose", nothing)

    def act():
        looking.wait(timeout=20)
        try:
            return publish(row, omar)
        finally:
            published.set()

    at_once(lambda: series.find([about]), act)
    told = Entry.objects.filter(kind="series.published").count()
    assert SeriesRow.objects.filter(status="published").count() == told
    assert SeriesPointRow.objects.filter(series__status="published").count() == 3 * told
