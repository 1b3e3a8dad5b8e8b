"""The rules of assessment: what may not be published, and what a reader should be warned of. Pure: days come in as arguments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from marsad.domain.codebook import Codebook, Verdict
from marsad.domain.counted import RUNG_NAMES, by_days_ar, days_en, sources_ar, sources_en
from marsad.domain.reading import RUNGS


@dataclass(frozen=True, slots=True)
class EvidenceFact:
    """What the rules need of a piece of evidence. *source* names the voice behind it (`domain.origins`), so that copies and the
    texts of one agency count once; *is_party* where that is the party's own.
    """

    id: str
    said_on: dt.date | None
    stance: str
    rung: str
    source: str
    is_party: bool = False
    kind: str = "press"
    story: str = ""
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class AssessmentFact:
    """What the rules need of an assessment and its promise. *is_closing*: the last word after a term's end."""

    verdict: str
    effective_on: dt.date
    term_began_on: dt.date
    term_ended_on: dt.date | None
    deadline_on: dt.date | None
    evidence: tuple[EvidenceFact, ...]
    is_closing: bool = False
    author: str = ""
    seconder: str | None = None
    cause: str = ""
    coders: tuple[str, ...] = ()
    is_imported: bool = False
    overrides: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: *level* is "block" or "warn"; the message says what to do, in Arabic and English."""

    code: str
    level: str
    ar: str
    en: str
    evidence: str | None = None


_PARTY_LEFT_OUT = ("، وما تنشره الجهة المعنية عن نفسها لا يُحسب", ", and what the party publishes of itself does not count")


def _late_evidence(fact: AssessmentFact) -> Iterator[Finding]:
    for item in fact.evidence:
        if item.said_on is not None and item.said_on > fact.effective_on:
            days = (item.said_on - fact.effective_on).days
            yield Finding(
                "evidence-later",
                "block",
                f"دليل مؤرخ في {item.said_on} يأتي بعد يوم الحكم {fact.effective_on} {by_days_ar(days)}؛ "
                "غيّر يوم السريان أو ارفع هذا الدليل.",
                f"Evidence of {item.said_on} is {days_en(days)} later than the rating of {fact.effective_on} that it supports; "
                "change the effective day or take this evidence out.",
                item.id,
            )
        if item.said_on is None:
            yield Finding(
                "evidence-undated",
                "warn",
                "دليل لا يُعرف يوم نشره؛ تحقق من أنه سابق ليوم الحكم.",
                "A piece of evidence has no known day; check that it is not later than the rating.",
                item.id,
            )


def _term(fact: AssessmentFact) -> Iterator[Finding]:
    if fact.effective_on < fact.term_began_on:
        yield Finding(
            "before-term",
            "block",
            f"يوم السريان {fact.effective_on} سابق لبدء ولاية الحكومة في {fact.term_began_on}.",
            f"The effective day {fact.effective_on} is before the government's term began on {fact.term_began_on}.",
        )
    if fact.term_ended_on is not None and fact.effective_on > fact.term_ended_on and not fact.is_closing:
        yield Finding(
            "after-term",
            "block",
            f"يوم السريان {fact.effective_on} بعد نهاية الولاية في {fact.term_ended_on}؛ لا يجوز بعدها إلا التقييم الختامي.",
            f"The effective day {fact.effective_on} is after the term ended on {fact.term_ended_on}; "
            "only a closing assessment may be.",
        )


def _requirements(fact: AssessmentFact, verdict: Verdict) -> Iterator[Finding]:
    if not fact.evidence:
        if not verdict.requires_sources and verdict.requires_rung is None:
            return
        yield Finding(
            "no-evidence",
            "block",
            "لا حكم بلا دليل: اختر دليلا واحدا على الأقل.",
            "No verdict without evidence: pick at least one.",
        )
        return
    weaker = verdict.requires_stance == "discusses"  # then evidence of any stance will do
    backing = tuple(item for item in fact.evidence if weaker or item.stance == verdict.requires_stance)
    reached = max((RUNGS.index(item.rung) for item in backing), default=-1)
    needed = -1 if verdict.requires_rung is None else RUNGS.index(verdict.requires_rung)
    if reached < needed and verdict.requires_rung is not None:
        only_announced = reached == 0
        rung_ar, rung_en = RUNG_NAMES[verdict.requires_rung]
        yield Finding(
            "announcement-only" if only_announced else "rung-missing",
            "block",
            "الإعلان وحده لا يرفع الحكم: يلزم دليل مؤيد من درجة أعلى."
            if only_announced
            else f"يشترط حكم «{verdict.label.ar}» دليلا من درجة «{rung_ar}» أو أعلى.",
            "An announcement alone does not raise a verdict: supporting evidence of a higher rung is needed."
            if only_announced
            else f"“{verdict.label.en}” requires evidence of rung “{rung_en}” or higher.",
        )
    own = {item.source for item in backing if item.is_party}
    sources = len({item.source for item in backing} - (set() if verdict.counts_party else own))
    if sources < verdict.requires_sources:
        left_out_ar, left_out_en = ("", "") if verdict.counts_party or not own else _PARTY_LEFT_OUT
        yield Finding(
            "too-few-sources",
            "block",
            f"يشترط حكم «{verdict.label.ar}» {sources_ar(verdict.requires_sources)}، والموجود {sources_ar(sources)} "
            f"(النسخ ونصوص الوكالة الواحدة تُحسب مرة واحدة{left_out_ar}).",
            f"“{verdict.label.en}” requires {sources_en(verdict.requires_sources)}; there {'is' if sources == 1 else 'are'} "
            f"{sources_en(sources)} (copies and the texts of one agency count once{left_out_en}).",
        )
    if any(item.stance == "refutes" for item in fact.evidence) and verdict.fulfilment == "done":
        yield Finding(
            "refuted",
            "warn",
            "من بين الأدلة ما يناقض الإنجاز؛ اذكر في التعليل لماذا لم يؤخذ به.",
            "Some of the evidence contradicts completion; say in the reasons why it did not prevail.",
        )


def _deadline(fact: AssessmentFact, verdict: Verdict) -> Iterator[Finding]:
    if fact.deadline_on is not None and fact.effective_on > fact.deadline_on and verdict.fulfilment not in {"done", "broken"}:
        yield Finding(
            "deadline-passed",
            "warn",
            f"انقضى الموعد في {fact.deadline_on} ولم يثبت التسليم؛ اذكر ذلك في التعليل.",
            f"The deadline of {fact.deadline_on} has passed without delivery; say so in the reasons.",
        )


def _persons(fact: AssessmentFact) -> Iterator[Finding]:
    if fact.seconder is not None and fact.seconder == fact.author:
        yield Finding(
            "own-seconder",
            "block",
            "لا يقرّ الحكم من كتبه: يلزم شخص ثان.",
            "The author of an assessment never seconds it: a second person is needed.",
        )


def examine(fact: AssessmentFact, codebook: Codebook) -> Sequence[Finding]:
    """Return all that the rules find in *fact*, blocking ones first; raise CodebookError for an unknown verdict."""
    verdict = codebook.verdict(fact.verdict)
    found = [*_late_evidence(fact), *_term(fact), *_requirements(fact, verdict), *_deadline(fact, verdict), *_persons(fact)]
    return tuple(sorted(found, key=lambda finding: finding.level != "block"))
