"""Record assessments: proposed, published with their ledger entry, withdrawn. What was published is never written over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q

from marsad.store.models import Assessment, CodebookVersion, Correction, Evidence, Person, Promise
from marsad.store.queries.sources import sources_behind, write_sources
from marsad.store.record.codings import told_codings
from marsad.store.record.corrections import drop_correction, publish_correction
from marsad.store.record.ledger import append_entry, hold_tail

_PUBLIC = Q(status__in=[Assessment.Status.PUBLISHED, Assessment.Status.SUPERSEDED])
_STANDS_FIRST = ("-effective_on", "-published_at", "-pk")


@transaction.atomic
def keep_proposal(
    promise: Promise,
    *,
    codebook: CodebookVersion,
    verdict: str,
    outlook: str,
    effective_on: dt.date,
    is_closing: bool,
    summary_ar: str,
    summary_en: str,
    reasons_ar: str,
    evidence: Sequence[Evidence],
    author: Person,
    at: dt.datetime,
    is_imported: bool = False,
    cause: str = "",
    corrects: Assessment | None = None,
    **ties: Any,
) -> Assessment:
    """Record an assessment that waits for a second person; *ties* are columns of where it comes from, as its round."""
    assessment = Assessment.objects.create(
        promise=promise,
        codebook=codebook,
        verdict=verdict,
        cause=cause,
        outlook=outlook,
        effective_on=effective_on,
        is_closing=is_closing,
        summary_ar=summary_ar,
        summary_en=summary_en,
        reasons_ar=reasons_ar,
        author=author,
        written_at=at,
        is_imported=is_imported,
        corrects=corrects,
        **ties,
    )
    assessment.evidence.set(evidence)
    return assessment


def lock_assessment(assessment_id: int) -> Assessment:
    """Return the assessment, held against others, the ledger's tail before it, until the transaction ends."""
    hold_tail()
    return Assessment.objects.select_for_update(no_key=True).get(pk=assessment_id)


def _must_be_proposed(assessment: Assessment) -> None:
    if assessment.status != Assessment.Status.PROPOSED:
        raise RuntimeError(f"assessment {assessment.pk} is {assessment.status}: only one that waits can be published or returned")


def _waiting_correction(assessment: Assessment) -> Correction | None:
    waiting = Correction.objects.filter(mended_by=assessment, status=Correction.Status.PROPOSED)
    return waiting.select_related("promise", "author", "mended_by").first()


@transaction.atomic
def return_proposal(assessment: Assessment, reason: str) -> None:
    """Give a proposal back to its author with a reason; the correction that it belongs to comes to nothing."""
    _must_be_proposed(assessment)
    correction = _waiting_correction(assessment)
    if correction is not None:
        drop_correction(correction)
    assessment.status, assessment.returned_reason = Assessment.Status.RETURNED, reason
    assessment.save(update_fields=["status", "returned_reason"])


@transaction.atomic
def publish(
    assessment: Assessment, *, seconder: Person, at: dt.datetime, overrides: Sequence[Mapping[str, str]] = ()
) -> Assessment:
    """Publish *assessment*, let it supersede those of the same promise that take effect no later, and write its entry.

    *overrides* are the findings set aside: mappings of `code`, `reason_ar`, `reason_en` and `by`. One that corrects another takes
    its correction with it, in an entry of its own; one whose effective day it moves back is withdrawn, or it would still stand.
    """
    hold_tail()  # or two of one promise, published at once, would not see each other and both stand
    _must_be_proposed(assessment)
    mistaken = _set_aside_mistaken(assessment, seconder, at)
    public = Assessment.objects.filter(_PUBLIC, promise=assessment.promise)
    newer = public.filter(effective_on__gt=assessment.effective_on).exists()
    public.filter(effective_on__lte=assessment.effective_on).update(status=Assessment.Status.SUPERSEDED)
    assessment.status = Assessment.Status.SUPERSEDED if newer else Assessment.Status.PUBLISHED
    assessment.seconder, assessment.published_at = seconder, at
    assessment.overrides = [dict(one) for one in overrides]
    assessment.save(update_fields=["status", "seconder", "published_at", "overrides"])
    codings, coded_rows = told_codings(assessment)
    append_entry(
        "assessment.published",
        {**_told(assessment, seconder), **codings},
        actor=seconder.public_name,
        at=at,
        promise=assessment.promise,
        assessment=assessment,
        rows=[assessment, *assessment.evidence.all(), *coded_rows],
    )
    correction = _waiting_correction(assessment)
    if correction is not None:
        publish_correction(correction, seconder=seconder, at=at)
    if mistaken is not None:
        stands = _let_newest_stand(assessment.promise)
        _tell_withdrawn(mistaken, (mistaken,), assessment.author, seconder, at, stands)
    return assessment


def _told(assessment: Assessment, seconder: Person) -> dict[str, object]:
    return {
        "assessment": assessment.pk,
        "author": assessment.author.public_name,
        "cause": assessment.cause,
        "codebook": f"{assessment.codebook.key} {assessment.codebook.version}",
        "corrects": assessment.corrects_id,
        "effective_on": assessment.effective_on.isoformat(),
        "evidence": [
            {
                "outlet": item.document.source_name if item.document else "",
                "quote": item.quote,
                "rung": item.rung,
                "said_on": item.said_on.isoformat() if item.said_on else None,
                "snapshot_sha256": item.snapshot.sha256 if item.snapshot else None,
                "stance": item.stance,
                "url": item.document.url if item.document else "",
            }
            for item in assessment.evidence.select_related("document__outlet", "snapshot").order_by("id")
        ],
        "is_closing": assessment.is_closing,
        "outlook": assessment.outlook,
        "overrides": assessment.overrides,
        "promise": assessment.promise.key,
        "reasons": assessment.reasons_ar,
        "seconder": seconder.public_name,
        "sources": write_sources(sources_behind(assessment.evidence.select_related("document__outlet").order_by("id"))),
        "summary": assessment.summary_ar,
        "verdict": assessment.verdict,
    }


def _set_aside_mistaken(assessment: Assessment, seconder: Person, at: dt.datetime) -> Assessment | None:
    """Withdraw the assessment that *assessment* corrects where it takes effect later, so that a known mistake never stands."""
    mistaken = assessment.corrects
    if mistaken is None or mistaken.effective_on <= assessment.effective_on:
        return None
    if mistaken.status == Assessment.Status.WITHDRAWN:
        return None
    correction = _waiting_correction(assessment)
    ar, en = (correction.wrong_ar, correction.wrong_en) if correction else (assessment.summary_ar, assessment.summary_en)
    _mark_withdrawn(mistaken, person=seconder, reason_ar=ar, reason_en=en, at=at)
    return mistaken


@transaction.atomic
def withdraw(
    assessment: Assessment, *, reason_ar: str, reason_en: str, asked_by: Person, confirmed_by: Person, at: dt.datetime
) -> Assessment | None:
    """Withdraw a published assessment, and what it was published to correct; return the assessment that stands now, or None."""
    hold_tail()
    gone = with_corrected(assessment)
    for row in gone:
        _mark_withdrawn(row, person=confirmed_by, reason_ar=reason_ar, reason_en=reason_en, at=at)
    stands = _let_newest_stand(assessment.promise)
    _tell_withdrawn(assessment, gone, asked_by, confirmed_by, at, stands)
    return stands


def with_corrected(assessment: Assessment) -> tuple[Assessment, ...]:
    """Return *assessment* and those, still public, that it was published to correct: a known mistake never stands again."""
    gone, row = [assessment], assessment.corrects
    while row is not None and row.status != Assessment.Status.WITHDRAWN:
        gone.append(row)
        row = row.corrects
    return tuple(gone)


def next_to_stand(promise: Promise, without: Sequence[Assessment] = ()) -> Assessment | None:
    """Return the published assessment of *promise* that stands once those of *without* are gone, or None."""
    rows = Assessment.objects.filter(_PUBLIC, promise=promise).exclude(pk__in=[row.pk for row in without])
    return rows.order_by(*_STANDS_FIRST).first()


def _mark_withdrawn(row: Assessment, *, person: Person, reason_ar: str, reason_en: str, at: dt.datetime) -> None:
    if row.status not in {Assessment.Status.PUBLISHED, Assessment.Status.SUPERSEDED}:
        raise RuntimeError(f"assessment {row.pk} is {row.status}: only a published one can be withdrawn")
    row.status, row.withdrawn_at, row.withdrawn_by = Assessment.Status.WITHDRAWN, at, person
    row.withdrawn_reason_ar, row.withdrawn_reason_en = reason_ar, reason_en
    row.save(update_fields=["status", "withdrawn_at", "withdrawn_by", "withdrawn_reason_ar", "withdrawn_reason_en"])


def _let_newest_stand(promise: Promise) -> Assessment | None:
    stands = next_to_stand(promise)
    if stands is not None and stands.status != Assessment.Status.PUBLISHED:
        stands.status = Assessment.Status.PUBLISHED
        stands.save(update_fields=["status"])
    return stands


def _tell_withdrawn(
    assessment: Assessment,
    gone: Sequence[Assessment],
    asked_by: Person,
    confirmed_by: Person,
    at: dt.datetime,
    stands: Assessment | None,
) -> None:
    payload = {
        "also_withdrawn": [row.pk for row in gone if row.pk != assessment.pk],
        "asked_by": asked_by.public_name,
        "assessment": assessment.pk,
        "confirmed_by": confirmed_by.public_name,
        "promise": assessment.promise.key,
        "reason": assessment.withdrawn_reason_ar,
        "reason_en": assessment.withdrawn_reason_en,
        "stands": stands.pk if stands else None,
        "verdict": assessment.verdict,
    }
    append_entry(
        "assessment.withdrawn",
        payload,
        actor=confirmed_by.public_name,
        at=at,
        promise=assessment.promise,
        assessment=assessment,
        rows=[*gone, *([stands] if stands else [])],
    )
