"""Propose a verdict on a promise; it waits for a second person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from marsad.domain.codebook import CodebookError
from marsad.domain.rules import Finding, examine
from marsad.newsroom.refusal import Blocked, Refusal
from marsad.store.models import Assessment, Evidence, Person, Promise
from marsad.store.queries.newsroom import assessment_fact, current_codebook, read_codebook
from marsad.store.record import assessments as record
from marsad.store.record.review import lock_evidence


def _pick(promise: Promise, evidence_ids: Sequence[int], *, is_held: bool = False) -> list[Evidence]:
    wanted = Evidence.objects.filter(pk__in=evidence_ids, promise=promise, withdrawn_at__isnull=True)
    found = lock_evidence(wanted) if is_held else list(wanted.select_related("document"))
    if len(found) != len(set(evidence_ids)):
        raise Refusal(
            "evidence",
            "من الأدلة المختارة ما سُحب أو يخص وعدا آخر؛ حدّث الصفحة واختر من جديد.",
            "Some of the evidence was withdrawn or is another promise's; reload and pick again.",
        )
    return found


def examine_proposal(
    promise: Promise,
    *,
    verdict: str,
    effective_on: dt.date,
    evidence_ids: Sequence[int],
    is_closing: bool = False,
    author: str = "",
) -> Sequence[Finding]:
    """Return what the rules would find in such an assessment, before it is written."""
    fact = assessment_fact(
        promise,
        verdict=verdict,
        effective_on=effective_on,
        evidence=_pick(promise, evidence_ids),
        is_closing=is_closing,
        author=author,
    )
    return examine(fact, read_codebook(current_codebook()))


@transaction.atomic
def propose(
    promise: Promise,
    author: Person,
    *,
    verdict: str,
    effective_on: dt.date,
    summary_ar: str,
    evidence_ids: Sequence[int],
    outlook: str = "",
    summary_en: str = "",
    reasons_ar: str = "",
    is_closing: bool = False,
    at: dt.datetime | None = None,
) -> Assessment:
    """Record a verdict that waits for a second person; raise Refusal for a bad field and Blocked for a broken rule."""
    row = current_codebook()
    codebook = read_codebook(row)
    try:
        codebook.verdict(verdict)
        if outlook:
            codebook.outlook(outlook)
    except CodebookError as error:
        raise Refusal("verdict", "اختر الحكم من دليل الترميز.", str(error)) from error
    if not summary_ar.strip():
        raise Refusal("summary_ar", "قل في جملة واحدة لماذا هذا الحكم.", "Say in one sentence why this verdict.")
    if effective_on > timezone.localdate():
        raise Refusal("effective_on", "يوم السريان في المستقبل.", "The effective day lies in the future.")
    evidence = _pick(promise, evidence_ids, is_held=True)  # or it could be withdrawn before it stands in the assessment
    fact = assessment_fact(
        promise, verdict=verdict, effective_on=effective_on, evidence=evidence, is_closing=is_closing, author=author.username
    )
    findings = examine(fact, codebook)
    if any(finding.level == "block" for finding in findings):
        raise Blocked(findings)
    return record.keep_proposal(
        promise,
        codebook=row,
        verdict=verdict,
        outlook=outlook,
        effective_on=effective_on,
        is_closing=is_closing,
        summary_ar=summary_ar.strip(),
        summary_en=summary_en.strip(),
        reasons_ar=reasons_ar.strip(),
        evidence=evidence,
        author=author,
        at=at or timezone.now(),
    )
