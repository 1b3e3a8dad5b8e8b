"""Rules about each piece of evidence, and about all of it together: its days, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.domain.codebook_values import Codebook
from marsad.domain.counted import by_days_ar, days_en
from marsad.domain.facts import AssessmentFact, EvidenceFact, Found


def evidence(fact: AssessmentFact, codebook: Codebook) -> Iterator[Found]:
    """Yield what is wrong with the evidence, piece by piece and as a whole."""
    for item in fact.evidence:
        yield from _piece(item, fact)
    yield from _staleness(fact, codebook.staleness_days)
    stories = {item.story for item in fact.evidence}
    if len(fact.evidence) > 1 and len(stories) == 1 and "" not in stories:
        yield Found(
            "one-story",
            "كل الأدلة من نص واحد؛ ابحث عن نص آخر يشهد بالأمر أو اذكر في التعليل لماذا يكفي.",
            "All the evidence stands in one text; look for another that attests to it, or say in the reasons why it is enough.",
        )


def _piece(item: EvidenceFact, fact: AssessmentFact) -> Iterator[Found]:
    if item.said_on is not None and item.said_on > fact.effective_on:
        days = (item.said_on - fact.effective_on).days
        yield Found(
            "evidence-later",
            f"دليل مؤرخ في {item.said_on} يأتي بعد يوم الحكم {fact.effective_on} {by_days_ar(days)}؛ "
            "غيّر يوم السريان أو ارفع هذا الدليل.",
            f"Evidence of {item.said_on} is {days_en(days)} later than the rating of {fact.effective_on} that it supports; "
            "change the effective day or take this evidence out.",
            item.id,
        )
    if item.said_on is None:
        yield Found(
            "evidence-undated",
            "دليل لا يُعرف يوم نشره؛ تحقق من أنه سابق ليوم الحكم.",
            "A piece of evidence has no known day; check that it is not later than the rating.",
            item.id,
        )
    if item.is_withdrawn:
        yield Found(
            "evidence-withdrawn",
            "سُحب هذا الدليل؛ ارفعه من الحكم أو أعد الحكم إلى كاتبه.",
            "This evidence was withdrawn; take it out, or return the assessment to its author.",
            item.id,
        )
    if item.is_disputed:
        yield Found(
            "conflict-open",
            "لهذا الدليل تضارب لم يُحسم؛ احسمه أو اشرحه للقراء قبل النشر.",
            "This evidence stands in a conflict that is open; settle it, or explain it to readers, before publishing.",
            item.id,
        )


def _staleness(fact: AssessmentFact, days: int) -> Iterator[Found]:
    known = [item.said_on for item in fact.evidence if item.said_on is not None]
    if not days or not known:
        return
    newest = max(known)
    age = (fact.effective_on - newest).days
    if age > days:
        yield Found(
            "evidence-stale",
            f"أحدث الأدلة مؤرخ في {newest} ويسبق يوم الحكم {by_days_ar(age)}؛ ابحث عما استجد أو قرّب يوم السريان منه.",
            f"The newest evidence is of {newest}, {days_en(age)} before the verdict; look for news, or move the effective day "
            "closer to it.",
        )
