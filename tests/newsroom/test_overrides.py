import datetime as dt
import json

import pytest

from marsad.newsroom import assess, publish, review
from marsad.newsroom.publish import examine_assessment
from marsad.newsroom.refusal import Blocked, Refusal
from marsad.store.models import Entry
from tests import observatory

pytestmark = pytest.mark.django_db
WHY = ("الدليل بيان الوزارة الوحيد، ولا مصدر آخر في المنطقة.", "The ministry’s statement is all there is in that area.")


@pytest.fixture
def thin(codebook, zahra, noise):
    """A verdict of half done that rests on one source alone: the codebook asks for two."""
    about = observatory.promise()
    piece = review.accept(observatory.candidate(about).pk, zahra, stance="supports", rung="under_way")
    return {
        "promise": about,
        "author": zahra,
        "verdict": "half_done",
        "effective_on": dt.date(2025, 10, 2),
        "summary_ar": "خرج المستشارون.",
        "evidence_ids": [piece.pk],
    }


def propose(thin, **changes):
    return assess.propose(**(thin | {"despite_rules": True} | changes))


def test_a_rule_stops_a_proposal_unless_it_is_to_wait_for_a_chief_editor(thin):
    with pytest.raises(Blocked):
        propose(thin, despite_rules=False)
    assert propose(thin).status == "proposed"


def test_an_editor_cannot_publish_it_and_cannot_set_the_rule_aside(thin, omar):
    waiting = propose(thin)
    with pytest.raises(Blocked, match="2 independent sources"):
        publish.publish(waiting.pk, omar)
    with pytest.raises(Refusal, match="chief editor"):
        publish.publish(waiting.pk, omar, overrides={"too-few-sources": WHY})


def test_a_chief_editor_sets_it_aside_and_the_reason_is_in_the_ledger(thin, layla):
    waiting = propose(thin)
    assert {finding.level for finding in examine_assessment(waiting, layla, frozenset({"too-few-sources"}))} == {"aside"}
    published = publish.publish(waiting.pk, layla, overrides={"too-few-sources": (f" {WHY[0]} ", WHY[1])})
    told = [{"code": "too-few-sources", "reason_ar": WHY[0], "reason_en": WHY[1], "by": layla.public_name}]
    published.refresh_from_db()
    assert (published.status, published.overrides) == ("published", told)
    assert json.loads(Entry.objects.get(kind="assessment.published").payload)["overrides"] == told


@pytest.mark.parametrize(
    ("overrides", "field", "told"),
    [
        ({"too-few-sources": ("  ", "in English only")}, "reason_ar_too-few-sources", "in Arabic"),
        ({"too-few-sources": WHY, "evidence-later": WHY}, "reason_ar_evidence-later", "does not stop"),
    ],
)
def test_a_rule_is_set_aside_with_a_reason_and_only_where_it_stops(thin, layla, overrides, field, told):
    waiting = propose(thin)
    with pytest.raises(Refusal, match=told) as refused:
        publish.publish(waiting.pk, layla, overrides=overrides)
    assert refused.value.field == field
    waiting.refresh_from_db()
    assert (waiting.status, waiting.overrides) == ("proposed", [])


def test_a_rule_that_was_not_named_still_stops_it(thin, layla):
    waiting = propose(thin, effective_on=dt.date(2025, 9, 1))  # before its evidence, too
    with pytest.raises(Blocked, match="later than the rating"):
        publish.publish(waiting.pk, layla, overrides={"too-few-sources": WHY})
    both = {"too-few-sources": WHY, "evidence-later": ("نُشر النص بعد يوم من صدوره.", "")}
    assert [one["code"] for one in publish.publish(waiting.pk, layla, overrides=both).overrides] == [
        "evidence-later",
        "too-few-sources",
    ]


def test_nobody_sets_aside_that_the_author_does_not_second(thin, layla):
    waiting = propose(thin, author=layla)
    with pytest.raises(Refusal, match="never be set aside"):
        publish.publish(waiting.pk, layla, overrides={"too-few-sources": WHY, "own-seconder": WHY})
