import datetime as dt
import json

import pytest

from marsad.newsroom import milestones
from marsad.site.deadlines import write_state
from marsad.store.models import Entry, Evidence, MilestoneRow
from marsad.store.queries.timetable import read_timetable
from tests.newsroom.test_milestones import FIRST, LATER, accept, propose
from tests.site.conftest import words

pytestmark = pytest.mark.django_db
HEADING = "أيام حددتها المصادر"
WHAT = "اكتمال الانسحاب من قاعدة حرير"


@pytest.fixture
def row(rated, zahra):
    accept(propose(rated, FIRST, outlet="وكالة أولى"), zahra)
    return MilestoneRow.objects.get(day="2026-09", promise=rated, quotes__quote=FIRST)


@pytest.fixture
def confirmed(row, omar):
    return milestones.confirm(row.pk, omar, what_ar=WHAT, what_en="Withdrawal from Harir is complete")


def at(kind, day):
    Entry.objects.filter(kind=kind).update(at=f"{day}T09:00:00.000000+00:00")


def test_readers_see_what_when_the_quote_and_its_source(client, confirmed, noise):
    response = client.get("/promises/coalition/")
    html, shown = response.content.decode(), words(response)
    assert HEADING in shown
    assert WHAT in shown
    assert "<mark>أيلول 2026</mark>" in html
    assert "وكالة أولى" in shown
    assert f'id="milestone-{confirmed.pk}"' in html
    assert "القيد" in shown


def test_in_english_the_milestone_has_its_english_words(client, confirmed):
    assert "Withdrawal from Harir is complete" in words(client.get("/en/promises/coalition/"))


def test_what_waits_is_not_on_the_page(client, row):
    assert HEADING not in words(client.get("/promises/coalition/"))


def test_a_day_gone_by_is_not_called_missed_before_an_editor_says_so(client, confirmed, rated):
    payload = json.loads(Entry.objects.get(kind="milestone.published").payload)
    assert payload["last_on"] == "2026-09-30"
    (before,) = read_timetable(rated, dt.date(2026, 9, 30))
    (after,) = read_timetable(rated, dt.date(2026, 10, 1))
    assert (before.state, after.state) == ("ahead", "due")


def test_a_missed_milestone_says_who_confirmed_it_and_when(client, confirmed, omar):
    milestones.miss(confirmed.pk, omar, note="لم تجب الوزارة.", today=dt.date(2026, 11, 1))
    shown = words(client.get("/promises/coalition/"))
    assert "مضى بلا دليل، بتأكيد" in shown
    assert "لم تجب الوزارة." in shown


def test_a_met_milestone_shows_the_evidence(client, confirmed, rated, zahra, omar):
    evidence = accept(propose(rated, "أكملت القوات انسحابها من قاعدة حرير.", "2026-09-20"), zahra, rung="delivered")
    milestones.meet(confirmed.pk, omar, evidence_id=evidence.pk)
    shown = words(client.get("/promises/coalition/"))
    assert "أُنجز، بتأكيد" in shown
    assert "أكملت القوات انسحابها من قاعدة حرير." in shown


def test_a_postponed_milestone_leads_to_the_later_one(client, confirmed, rated, zahra, omar):
    accept(propose(rated, LATER, "2026-08-01"), zahra)
    later = MilestoneRow.objects.get(is_postponement=True)
    milestones.confirm(later.pk, omar, what_ar=WHAT)
    response = client.get("/promises/coalition/")
    assert "أُجّل إلى" in words(response)
    assert f'href="#milestone-{later.pk}"' in response.content.decode()


def test_the_page_tells_it_as_known_on_a_day(client, confirmed, omar):
    milestones.miss(confirmed.pk, omar, today=dt.date(2026, 11, 1))
    at("milestone.published", "2026-02-01")
    at("milestone.closed", "2026-10-05")
    assert HEADING not in words(client.get("/promises/coalition/?on=2026-01-31"))
    ahead = words(client.get("/promises/coalition/?on=2026-02-01"))
    assert "مضى بلا دليل" not in ahead
    assert "بقي 7 أشهر" in ahead
    assert "لم يُبتّ فيه بعد" in words(client.get("/promises/coalition/?on=2026-10-04"))
    assert "مضى بلا دليل" in words(client.get("/promises/coalition/?on=2026-10-05"))


def test_it_leaves_the_page_with_its_evidence(client, confirmed):
    Evidence.objects.filter(document__milestone_quotes__milestone=confirmed).update(withdrawn_at="2026-03-01T00:00Z")
    assert HEADING not in words(client.get("/promises/coalition/"))


def test_where_it_stands_is_told_in_words(confirmed, rated):
    def stands(day):
        (found,) = read_timetable(rated, day)
        return write_state(found, day)

    assert stands(dt.date(2026, 9, 30)) == "موعده اليوم"
    assert stands(dt.date(2026, 9, 29)) == "بقي يوم"
    assert stands(dt.date(2026, 10, 2)) == "لم يُبتّ فيه بعد"
