"""Rules about proof: what the codebook requires of a verdict, its cause, and what the promise names as its outcome."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from marsad.domain.codebook_values import Verdict
from marsad.domain.counted import RUNG_NAMES, sources_ar, sources_en
from marsad.domain.facts import AssessmentFact, EvidenceFact, Found
from marsad.domain.reading import RUNGS

KIND_NAMES = {
    "official": ("جهة رسمية", "an official body"),
    "press": ("وسيلة إعلام", "a news outlet"),
    "public": ("أحد من الجمهور", "a member of the public"),
}
_RAISED = frozenset({"started", "half_done", "done"})
_PARTY_LEFT_OUT = ("، وما تنشره الجهة المعنية عن نفسها لا يُحسب", ", and what the party publishes of itself does not count")


def backing(fact: AssessmentFact, verdict: Verdict) -> tuple[EvidenceFact, ...]:
    """Return the evidence that takes the stance which *verdict* requires; all of it where any will do."""
    weaker = verdict.requires_stance == "discusses"
    return tuple(item for item in fact.evidence if weaker or item.stance == verdict.requires_stance)


def requirements(fact: AssessmentFact, verdict: Verdict) -> Iterator[Found]:
    """Yield what the codebook requires of *verdict* and its evidence does not have."""
    if not fact.evidence:
        if verdict.requires_sources or verdict.requires_rung is not None:
            yield Found(
                "no-evidence",
                "لا حكم بلا دليل: اختر دليلا واحدا على الأقل.",
                "No verdict without evidence: pick at least one.",
            )
        return
    items = backing(fact, verdict)
    yield from _rung(items, verdict)
    yield from _sources(items, verdict)
    if items and verdict.requires_kinds and not {item.kind for item in items} & set(verdict.requires_kinds):
        kinds = [KIND_NAMES[kind] for kind in verdict.requires_kinds]
        yield Found(
            "source-kinds",
            f"يشترط حكم «{verdict.label.ar}» مصدرا من هذه: {'، '.join(f'«{ar}»' for ar, _ in kinds)}؛ أضف دليلا منها.",
            f"“{verdict.label.en}” requires one source of these: {', '.join(f'“{en}”' for _, en in kinds)}; add such evidence.",
        )
    if any(item.stance == "refutes" for item in fact.evidence) and verdict.fulfilment == "done":
        yield Found(
            "refuted",
            "من بين الأدلة ما يناقض الإنجاز؛ اذكر في التعليل لماذا لم يؤخذ به.",
            "Some of the evidence contradicts completion; say in the reasons why it did not prevail.",
        )


def _rung(items: tuple[EvidenceFact, ...], verdict: Verdict) -> Iterator[Found]:
    reached = max((RUNGS.index(item.rung) for item in items), default=-1)
    needed = -1 if verdict.requires_rung is None else RUNGS.index(verdict.requires_rung)
    if reached == 0 and (needed > 0 or verdict.fulfilment in _RAISED):  # whatever a lenient codebook asks for
        yield Found(
            "announcement-only",
            "الإعلان وحده لا يرفع الحكم: يلزم دليل مؤيد من درجة أعلى.",
            "An announcement alone does not raise a verdict: supporting evidence of a higher rung is needed.",
        )
        return
    if verdict.requires_rung is None or reached >= needed:
        return
    rung_ar, rung_en = RUNG_NAMES[verdict.requires_rung]
    yield Found(
        "rung-missing",
        f"يشترط حكم «{verdict.label.ar}» دليلا من درجة «{rung_ar}» أو أعلى.",
        f"“{verdict.label.en}” requires evidence of rung “{rung_en}” or higher.",
    )


def _sources(items: tuple[EvidenceFact, ...], verdict: Verdict) -> Iterator[Found]:
    own = {item.source for item in items if item.is_party}
    sources = len({item.source for item in items} - (set() if verdict.counts_party else own))
    if sources < verdict.requires_sources:
        left_out_ar, left_out_en = ("", "") if verdict.counts_party or not own else _PARTY_LEFT_OUT
        yield Found(
            "too-few-sources",
            f"يشترط حكم «{verdict.label.ar}» {sources_ar(verdict.requires_sources)}، والموجود {sources_ar(sources)} "
            f"(النسخ ونصوص الوكالة الواحدة تُحسب مرة واحدة{left_out_ar}).",
            f"“{verdict.label.en}” requires {sources_en(verdict.requires_sources)}; there {'is' if sources == 1 else 'are'} "
            f"{sources_en(sources)} (copies and the texts of one agency count once{left_out_en}).",
        )


def causes(fact: AssessmentFact, verdict: Verdict) -> Iterator[Found]:
    """Yield that a verdict with causes lacks one, or that its cause is none of them."""
    if verdict.causes and not fact.cause:
        choices_ar = "، ".join(f"«{cause.label.ar}»" for cause in verdict.causes)
        choices_en = ", ".join(f"“{cause.label.en}”" for cause in verdict.causes)
        yield Found(
            "cause-missing",
            f"يشترط حكم «{verdict.label.ar}» سببا: {choices_ar}.",
            f"“{verdict.label.en}” needs its cause: {choices_en}.",
        )
    elif fact.cause and fact.cause not in {cause.key for cause in verdict.causes}:
        yield Found(
            "cause-unknown",
            f"السبب «{fact.cause}» ليس من أسباب حكم «{verdict.label.ar}» في دليل الترميز؛ اختر غيره.",
            f"The cause “{fact.cause}” is none that the codebook names for “{verdict.label.en}”; choose another.",
        )


def deliverables(fact: AssessmentFact, verdict: Verdict) -> Iterator[Found]:
    """Yield for a verdict of completion what was to be delivered and is not in its evidence, or is said never to have come."""
    if verdict.fulfilment != "done":
        return
    if (
        fact.deadline_on is None
        and verdict.requires_rung != "delivered"
        and not any(item.rung == "delivered" and item.stance == "supports" for item in fact.evidence)
    ):
        yield Found(
            "done-undelivered",
            "لا موعد للوعد ولا دليل من درجة «نُفذ»؛ أضف دليل التسليم أو اختر حكما أدنى.",
            "The promise has no deadline and no evidence stands on the rung “delivered”; add proof or choose a lower verdict.",
        )
    for item in fact.deliverables:
        denial = _last_denial(fact, item.affirmed, item.denied)
        if denial is not None:
            told = f" ({denial.said_on})" if denial.said_on else ""
            yield Found(
                "deliverable-denied",
                f"يقول دليل{told} إنه لم يصدر «{item.ar}»، ولا دليل بعده على صدوره؛ أضفه أو اختر حكما أدنى.",
                f"A piece of evidence{told} says that no “{item.en}” was issued, and none after it says that one was; add it or "
                "choose a lower verdict.",
                denial.id,
            )
        elif item.is_promised and not item.affirmed:
            yield Found(
                "deliverable-missing",
                f"يسمي الوعد مخرجا هو «{item.ar}»، ولا يذكره دليل من أدلة الإنجاز؛ أضف ما يثبته أو اختر حكما أدنى.",
                f"The promise names as its outcome “{item.en}”, and no evidence of completion mentions one; add proof of it or "
                "choose a lower verdict.",
            )


def _last_denial(fact: AssessmentFact, affirmed: tuple[str, ...], denied: tuple[str, ...]) -> EvidenceFact | None:
    def day(item: EvidenceFact) -> dt.date:
        return item.said_on or dt.date.min

    denials = [item for item in fact.evidence if item.id in denied]
    if not denials:
        return None
    last = max(denials, key=lambda item: (day(item), item.id))
    later = any(day(item) > day(last) for item in fact.evidence if item.id in affirmed)
    return None if later else last
