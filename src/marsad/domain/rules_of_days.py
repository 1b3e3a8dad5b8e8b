"""Rules about days: the term, the closing assessment, the deadline, and the verdict that stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from marsad.domain.codebook_values import Codebook, Verdict
from marsad.domain.facts import AssessmentFact, Found
from marsad.domain.rule_levels import level_of

_SETTLED = {"done", "broken", "not_verifiable"}


def term(fact: AssessmentFact) -> Iterator[Found]:
    """Yield what is wrong with the effective day beside the government's term."""
    if fact.effective_on < fact.term_began_on:
        yield Found(
            "before-term",
            f"يوم السريان {fact.effective_on} سابق لبدء ولاية الحكومة في {fact.term_began_on}؛ غيّر يوم السريان.",
            f"The effective day {fact.effective_on} is before the government's term began on {fact.term_began_on}; change it.",
        )
    if fact.term_ended_on is not None and fact.effective_on > fact.term_ended_on and not fact.is_closing:
        yield Found(
            "after-term",
            f"يوم السريان {fact.effective_on} بعد نهاية الولاية في {fact.term_ended_on}؛ لا يجوز بعدها إلا التقييم الختامي.",
            f"The effective day {fact.effective_on} is after the term ended on {fact.term_ended_on}; "
            "only a closing assessment may be.",
        )


def closing(fact: AssessmentFact, codebook: Codebook) -> Iterator[Found]:
    """Yield what is wrong with a closing assessment: its day, and a verdict that settles nothing."""
    if not fact.is_closing:
        return
    if fact.term_ended_on is None or fact.effective_on < fact.term_ended_on:
        yield Found(
            "closing-early",
            "تقييم ختامي قبل نهاية الولاية؛ اجعله حكما عاديا أو غيّر يوم السريان."
            if fact.term_ended_on is None
            else f"تقييم ختامي قبل نهاية الولاية في {fact.term_ended_on}؛ اجعله حكما عاديا أو غيّر يوم السريان.",
            "A closing assessment before the term ended; change the day, or do not close."
            if fact.term_ended_on is None
            else f"A closing assessment before the term ended on {fact.term_ended_on}; change the day, or do not close.",
        )
    if codebook.term is not None and fact.verdict not in codebook.term.closing_verdicts:
        label = codebook.verdict(fact.verdict).label
        choices_ar, choices_en = codebook.named(codebook.term.closing_verdicts)
        yield Found(
            "closing-verdict",
            f"لا يصلح «{label.ar}» تقييما ختاميا، فالختامي يحسم: اختر من {choices_ar}.",
            f"“{label.en}” cannot close a promise, for a closing assessment settles: choose among {choices_en}.",
        )


def deadline(fact: AssessmentFact, verdict: Verdict, codebook: Codebook) -> Iterator[Found]:
    """Yield that the deadline has passed without delivery, and whether this verdict may still be given."""
    due = fact.deadline_on
    if due is None or fact.effective_on <= due:
        return
    rule = codebook.deadline
    is_asked = rule is not None and level_of(codebook, "deadline-verdict") != "off"
    if rule is not None and is_asked and verdict.key not in rule.verdicts and (fact.effective_on - due).days > rule.grace_days:
        last = due + dt.timedelta(days=rule.grace_days)
        choices_ar, choices_en = codebook.named(rule.verdicts)
        yield Found(
            "deadline-verdict",
            f"انقضى الموعد في {due} ومهلته في {last} ولم يثبت التسليم؛ لم يعد يجوز إلا {choices_ar}.",
            f"The deadline of {due} and its grace until {last} have passed without delivery; only {choices_en} may be given.",
        )
        return
    if verdict.fulfilment not in _SETTLED:
        yield Found(
            "deadline-passed",
            f"انقضى الموعد في {due} ولم يثبت التسليم؛ اذكر ذلك في التعليل.",
            f"The deadline of {due} has passed without delivery; say so in the reasons.",
        )


_STEPS = {"not_started": 0, "started": 1, "half_done": 2, "done": 3}
_TO_BROKEN = 2  # nobody breaks a promise by degrees: it is never one step away


def _steps(before: str, after: str) -> int:
    if before == after or "not_verifiable" in (before, after):
        return 0
    if "broken" in (before, after):
        return _TO_BROKEN
    return abs(_STEPS[after] - _STEPS[before])


def course(fact: AssessmentFact, verdict: Verdict) -> Iterator[Found]:
    """Yield what is odd beside the verdict that stands: a leap without new evidence, or a day before it."""
    standing = fact.standing
    if standing is None:
        return
    known = standing.evidence >= {item.id for item in fact.evidence}
    if known and _steps(standing.fulfilment, verdict.fulfilment) > 1:
        yield Found(
            "leap",
            "يتغير الحكم أكثر من درجة ولا دليل فيه لم يقم عليه الحكم السابق؛ أضف الدليل الجديد أو اشرح التغيير في التعليل.",
            "The verdict moves by more than one step on no evidence that the one before did not have; add what is new, or "
            "explain the change in the reasons.",
        )
    if fact.effective_on < standing.effective_on:
        yield Found(
            "effective-backwards",
            f"يوم السريان {fact.effective_on} سابق ليوم الحكم القائم {standing.effective_on}؛ سيدخل هذا الحكم في التاريخ "
            "ولن يغيّر القائم.",
            f"The effective day {fact.effective_on} is before that of the verdict that stands, {standing.effective_on}; this one "
            "goes into history and does not change what stands.",
        )
