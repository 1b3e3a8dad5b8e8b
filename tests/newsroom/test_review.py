import datetime as dt

import pytest
from django.utils import timezone

from marsad.newsroom import assess, review
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Candidate, Evidence
from tests import observatory

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(noise):
    return observatory.candidate(observatory.promise())


def test_accepting_keeps_the_words_their_day_and_the_snapshot(waiting, zahra):
    evidence = review.accept(waiting.pk, zahra, stance="supports", rung="delivered")
    waiting.refresh_from_db()
    assert evidence.quote == waiting.document.text[:52]
    assert evidence.said_on == waiting.document.published_on
    assert evidence.snapshot == waiting.document.snapshots.get()
    assert (waiting.status, waiting.decided_by) == ("accepted", zahra)


def test_other_words_may_be_marked(waiting, zahra):
    start = waiting.document.text.index("المرحلة")
    evidence = review.accept(waiting.pk, zahra, stance="supports", rung="delivered", start=start, end=start + 14)
    assert evidence.quote == "المرحلة الأولى"


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"stance": "unrelated", "rung": "decided"}, "stance"),
        ({"stance": "supports", "rung": "finished"}, "rung"),
        ({"stance": "supports", "rung": "decided", "start": 5, "end": 5}, "quote"),
        ({"stance": "supports", "rung": "decided", "start": 0, "end": 10_000}, "quote"),
        ({"stance": "supports", "rung": "decided", "start": -4, "end": 10}, "quote"),
    ],
)
def test_a_bad_acceptance_names_its_field_and_changes_nothing(waiting, zahra, words, field):
    with pytest.raises(Refusal) as refused:
        review.accept(waiting.pk, zahra, **words)
    assert refused.value.field == field
    assert refused.value.ar
    waiting.refresh_from_db()
    assert waiting.status == "waiting"
    assert not Evidence.objects.exists()


def test_a_decided_candidate_is_not_decided_twice(waiting, zahra, omar):
    review.reject(waiting.pk, zahra, reason="unrelated")
    with pytest.raises(Refusal, match="الراصد zahra"):
        review.accept(waiting.pk, omar, stance="supports", rung="decided")


def test_rejecting_for_another_reason_needs_words(waiting, zahra):
    with pytest.raises(Refusal):
        review.reject(waiting.pk, zahra, reason="other")
    assert review.reject(waiting.pk, zahra, reason="other", note="رأي لا خبر").reason == "other: رأي لا خبر"


def test_deferring_gives_a_day(waiting, zahra):
    put_off = review.defer(waiting.pk, zahra, days=7)
    assert put_off.deferred_until == timezone.localdate() + dt.timedelta(days=7)
    assert review.accept(waiting.pk, zahra, stance="supports", rung="decided").candidate == waiting


def test_undo_brings_back_what_was(waiting, zahra):
    evidence = review.accept(waiting.pk, zahra, stance="supports", rung="decided")
    assert review.undo_last(zahra) == waiting
    waiting.refresh_from_db()
    evidence.refresh_from_db()
    assert waiting.status == "waiting"
    assert evidence.withdrawn_at is not None


def test_undo_with_nothing_decided_is_none(waiting, zahra):
    assert review.undo_last(zahra) is None


def test_another_monitor_does_not_undo_but_an_editor_may(waiting, zahra, omar):
    haidar = observatory.person("haidar")
    review.reject(waiting.pk, zahra, reason="unrelated")
    with pytest.raises(Refusal):
        review.undo(waiting.pk, haidar)
    assert review.undo(waiting.pk, omar).status == Candidate.Status.WAITING


def test_evidence_in_an_assessment_is_not_taken_back(waiting, zahra, codebook):
    evidence = review.accept(waiting.pk, zahra, stance="supports", rung="decided")
    assess.propose(
        waiting.promise,
        zahra,
        verdict="started",
        effective_on=dt.date(2025, 10, 2),
        summary_ar="بدأ العمل.",
        evidence_ids=[evidence.pk],
    )
    with pytest.raises(Refusal, match="assessment"):
        review.undo(waiting.pk, zahra)


def test_taking_a_story_back_leaves_what_was_accepted(waiting, zahra):
    review.accept(waiting.pk, zahra, stance="supports", rung="decided")
    waiting.refresh_from_db()
    with pytest.raises(Refusal, match="no decision"):
        review.undo_story(waiting.document.story_id, zahra, decided_at=waiting.decided_at)
    waiting.refresh_from_db()
    assert waiting.status == "accepted"
