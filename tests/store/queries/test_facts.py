import datetime as dt

import pytest
from django.utils import timezone

from marsad.newsroom import assess, publish, review
from marsad.store.models import ConflictRow
from marsad.store.queries.facts import deliverables_of, evidence_facts, standing_fact
from marsad.store.queries.newsroom import assessment_fact
from marsad.store.record.sources import save_outlet
from tests import observatory

pytestmark = pytest.mark.django_db
DAY = dt.date(2025, 10, 2)


def accept(about, person, **values):
    text = values.pop("text", observatory.TEXT)
    document = observatory.document(text=text, **values)
    found = observatory.candidate(about, of=document, start=0, end=len(text))
    return review.accept(found.pk, person, stance="supports", rung="under_way", start=0, end=len(text))


@pytest.fixture
def about(codebook):
    return observatory.promise(text_ar="تحاور الحكومة دول التحالف وصولا إلى جدول زمني.")


def test_a_ministrys_own_page_is_official_and_a_papers_is_press(about, zahra):
    ministry = save_outlet(
        "mod", sources=(), name_ar="وزارة الدفاع", name_en="Defence", country="IQ", site="https://mod.example/", kind="ministry"
    )
    own, press = accept(about, zahra), accept(about, zahra)
    own.document.outlet = ministry
    own.document.save(update_fields=["outlet"])
    kinds = {fact.id: (fact.kind, fact.is_party) for fact in evidence_facts([own, press])}
    assert kinds == {str(own.pk): ("official", True), str(press.pk): ("press", False)}


def test_evidence_in_an_open_conflict_is_disputed_until_it_is_settled(about, zahra):
    left, right, other = (accept(about, zahra) for _ in range(3))
    row = ConflictRow.objects.create(
        promise=about,
        kind="amount",
        left=left.document,
        right=right.document,
        left_start=0,
        left_end=5,
        left_quote_start=0,
        left_quote_end=5,
        left_quote="أعلنت",
        right_start=0,
        right_end=5,
        right_quote_start=0,
        right_quote_end=5,
        right_quote="أعلنت",
        reason_ar="عددان",
        reason_en="two numbers",
        score=0.9,
        key="k",
        finder_version="tests",
        found_at=timezone.now(),
    )
    assert [fact.is_disputed for fact in evidence_facts([left, right, other])] == [True, True, False]
    ConflictRow.objects.filter(pk=row.pk).update(status="dismissed", decided_by=zahra, decided_at=timezone.now(), note="لا")
    assert not any(fact.is_disputed for fact in evidence_facts([left, right, other]))


def test_what_was_promised_and_what_evidence_says_of_it_are_read(about, zahra):
    denied = accept(about, zahra, text="لم يصدر حتى اليوم أي جدول زمني لخروج القوات.")
    told = accept(about, zahra, text="اتفق الطرفان على جدول زمني لإنهاء المهمة.")
    timetable = next(item for item in deliverables_of(about, [denied, told]) if item.key == "timetable")
    assert timetable.is_promised
    assert (timetable.affirmed, timetable.denied) == ((str(told.pk),), (str(denied.pk),))


def test_the_verdict_that_stands_is_told_with_its_evidence_and_never_itself(about, zahra, omar):
    pieces = [accept(about, zahra) for _ in range(2)]
    assert standing_fact(about) is None
    waiting = assess.propose(
        about,
        zahra,
        verdict="half_done",
        effective_on=DAY,
        summary_ar="خرج المستشارون.",
        evidence_ids=[piece.pk for piece in pieces],
    )
    row = publish.publish(waiting.pk, omar)
    standing = standing_fact(about)
    assert standing is not None
    assert (standing.fulfilment, standing.effective_on) == ("half_done", DAY)
    assert standing.evidence == {str(piece.pk) for piece in pieces}
    assert standing_fact(about, but=row.pk) is None


def test_a_fact_costs_the_same_however_much_evidence_there_is(about, zahra, django_assert_num_queries):
    few = [accept(about, zahra)]
    many = [*few, *(accept(about, zahra) for _ in range(4))]
    for pieces in (few, many):
        with django_assert_num_queries(3):
            assessment_fact(about, verdict="started", effective_on=DAY, evidence=pieces)
