"""Propose a verdict on a promise; it waits for a second person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from marsad.domain.codebook import Codebook, CodebookError
from marsad.domain.rules import Finding, can_set_aside, examine
from marsad.newsroom.acts import recorded
from marsad.newsroom.refusal import Blocked, Refusal
from marsad.store.models import Assessment, CodebookVersion, Evidence, Person, Promise
from marsad.store.queries.newsroom import assessment_fact, current_codebook, read_codebook
from marsad.store.record import assessments as record
from marsad.store.record.review import lock_evidence


def pick_evidence(promise: Promise, evidence_ids: Sequence[int], *, is_held: bool = False) -> list[Evidence]:
    """Return the evidence of *promise* with these numbers, held until the transaction ends where *is_held*.

    Raises Refusal where some of it was withdrawn or is another promise's.
    """
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
    cause: str = "",
    coders: tuple[str, ...] = (),
    codebook: Codebook | None = None,
) -> Sequence[Finding]:
    """Return what the rules would find in such an assessment, under *codebook* or the one in force, before it is written."""
    fact = assessment_fact(
        promise,
        verdict=verdict,
        effective_on=effective_on,
        evidence=pick_evidence(promise, evidence_ids),
        is_closing=is_closing,
        author=author,
    )
    return examine(replace(fact, cause=cause, coders=coders), codebook or read_codebook(current_codebook()))


@recorded("assessment.propose")
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
    cause: str = "",
    summary_en: str = "",
    reasons_ar: str = "",
    is_closing: bool = False,
    despite_rules: bool = False,
    at: dt.datetime | None = None,
) -> Assessment:
    """Record a verdict that waits for a second person; raise Refusal for a bad field and Blocked for a broken rule.

    The desk does not call it: there a verdict comes of two blind codings (`newsroom.coding`). *despite_rules*: see `lay_down`.
    """
    return lay_down(
        promise,
        author,
        codebook_row=current_codebook(),
        verdict=verdict,
        cause=cause,
        outlook=outlook,
        effective_on=effective_on,
        summary_ar=summary_ar,
        summary_en=summary_en,
        reasons_ar=reasons_ar,
        evidence_ids=evidence_ids,
        is_closing=is_closing,
        despite_rules=despite_rules,
        at=at,
    )


def check_values(codebook: Codebook, *, verdict: str, outlook: str, cause: str) -> None:
    """Raise Refusal, naming the field, where one of them is not the codebook's, or the verdict lacks the cause that it needs."""
    for field, ar, en, look in (
        ("verdict", "اختر الحكم من دليل الترميز.", "Choose the verdict from the codebook.", lambda: codebook.verdict(verdict)),
        (
            "outlook",
            "اختر المآل من دليل الترميز.",
            "Choose the outlook from the codebook.",
            lambda: codebook.outlook(outlook) if outlook else None,
        ),
        (
            "cause",
            "اختر السبب من دليل الترميز.",
            "Choose the reason from the codebook.",
            lambda: codebook.verdict(verdict).cause(cause) if cause else None,
        ),
    ):
        try:
            look()
        except CodebookError as error:
            raise Refusal(field, ar, en) from error
    if codebook.verdict(verdict).causes and not cause:
        raise Refusal("cause", "اختر السبب: هذا الحكم لا يقوم بلا سبب.", "Choose the reason: this verdict needs one.")


def check_told(*, summary_ar: str, effective_on: dt.date) -> None:
    """Raise Refusal where a verdict lacks the sentence that says why, or takes effect on a day that lies ahead."""
    if not summary_ar.strip():
        raise Refusal("summary_ar", "قل في جملة واحدة لماذا هذا الحكم.", "Say in one sentence why this verdict.")
    check_day(effective_on)


def check_day(effective_on: dt.date) -> None:
    """Raise Refusal where the day lies ahead."""
    if effective_on > timezone.localdate():
        raise Refusal("effective_on", "يوم السريان في المستقبل.", "The effective day lies in the future.")


@transaction.atomic
def lay_down(
    promise: Promise,
    author: Person,
    *,
    codebook_row: CodebookVersion,
    verdict: str,
    effective_on: dt.date,
    summary_ar: str,
    evidence_ids: Sequence[int],
    outlook: str = "",
    cause: str = "",
    summary_en: str = "",
    reasons_ar: str = "",
    is_closing: bool = False,
    coders: tuple[str, ...] = (),
    despite_rules: bool = False,
    at: dt.datetime | None = None,
    **ties: Any,
) -> Assessment:
    """Record a verdict that waits for a second person, under *codebook_row*; *ties* are the rows that it comes of, by column.

    Raises Refusal for a bad field and Blocked for a broken rule. It asks nobody's leave: the verb that calls it has. With
    *despite_rules* only rules that nobody may set aside stop it: the others wait for a chief editor who does, when publishing.
    """
    codebook = read_codebook(codebook_row)
    check_values(codebook, verdict=verdict, outlook=outlook, cause=cause)
    check_told(summary_ar=summary_ar, effective_on=effective_on)
    evidence = pick_evidence(promise, evidence_ids, is_held=True)  # or it could be withdrawn before it stands in the assessment
    fact = assessment_fact(
        promise, verdict=verdict, effective_on=effective_on, evidence=evidence, is_closing=is_closing, author=author.username
    )
    findings = examine(replace(fact, cause=cause, coders=coders), codebook)
    if any(finding.level == "block" and not (despite_rules and can_set_aside(finding)) for finding in findings):
        raise Blocked(findings)
    return record.keep_proposal(
        promise,
        codebook=codebook_row,
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
        cause=cause,
        **ties,
    )
