"""Record proposed assessments, and publish them with their ledger entry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from marsad.store.models import Assessment, CodebookVersion, Evidence, Person, Promise
from marsad.store.record.ledger import append_entry, hold_tail


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
) -> Assessment:
    """Record an assessment that waits for a second person."""
    assessment = Assessment.objects.create(
        promise=promise,
        codebook=codebook,
        verdict=verdict,
        outlook=outlook,
        effective_on=effective_on,
        is_closing=is_closing,
        summary_ar=summary_ar,
        summary_en=summary_en,
        reasons_ar=reasons_ar,
        author=author,
        written_at=at,
        is_imported=is_imported,
    )
    assessment.evidence.set(evidence)
    return assessment


def lock_assessment(assessment_id: int) -> Assessment:
    """Return the assessment, held against others until the transaction ends."""
    return Assessment.objects.select_for_update().get(pk=assessment_id)


def return_proposal(assessment: Assessment, reason: str) -> None:
    """Give a proposal back to its author with a reason."""
    assessment.status, assessment.returned_reason = Assessment.Status.RETURNED, reason
    assessment.save(update_fields=["status", "returned_reason"])


@transaction.atomic
def publish(assessment: Assessment, *, seconder: Person, at: dt.datetime) -> Assessment:
    """Publish *assessment*, let it supersede those of the same promise that take effect no later, and write its entry."""
    hold_tail()  # or two of one promise, published at once, would not see each other and both stand
    standing = Assessment.objects.filter(promise=assessment.promise, status=Assessment.Status.PUBLISHED)
    newer = standing.filter(effective_on__gt=assessment.effective_on).exists()
    standing.filter(effective_on__lte=assessment.effective_on).update(status=Assessment.Status.SUPERSEDED)
    assessment.status = Assessment.Status.SUPERSEDED if newer else Assessment.Status.PUBLISHED
    assessment.seconder, assessment.published_at = seconder, at
    assessment.save(update_fields=["status", "seconder", "published_at"])
    append_entry(
        "assessment.published",
        {
            "assessment": assessment.pk,
            "author": assessment.author.public_name,
            "codebook": f"{assessment.codebook.key} {assessment.codebook.version}",
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
            "promise": assessment.promise.key,
            "reasons": assessment.reasons_ar,
            "seconder": seconder.public_name,
            "summary": assessment.summary_ar,
            "verdict": assessment.verdict,
        },
        actor=seconder.public_name,
        at=at,
        promise=assessment.promise,
        assessment=assessment,
        rows=[assessment, *assessment.evidence.all()],
    )
    return assessment
