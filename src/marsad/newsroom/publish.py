"""A second person publishes a proposed assessment, or gives it back with a reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from marsad.domain.rules import Finding, examine
from marsad.newsroom.refusal import Blocked, Refusal
from marsad.store.models import Assessment, Person
from marsad.store.queries.newsroom import fact_of, read_codebook
from marsad.store.record import assessments as record


def examine_assessment(assessment: Assessment, seconder: Person | None = None) -> Sequence[Finding]:
    """Return what the rules find in a proposed assessment, were *seconder* to publish it."""
    return examine(fact_of(assessment, seconder.username if seconder else None), read_codebook(assessment.codebook))


def _open_proposal(assessment_id: int, person: Person) -> Assessment:
    if not person.is_editor:
        raise Refusal("", "النشر والإعادة للمحررين.", "Only editors publish or return an assessment.")
    assessment = record.lock_assessment(assessment_id)
    if assessment.status != Assessment.Status.PROPOSED:
        raise Refusal(
            "",
            "لم يعد هذا التقييم بانتظار ثان؛ حدّث الصفحة.",
            "This assessment no longer waits for a second person; reload the page.",
        )
    return assessment


@transaction.atomic
def publish(assessment_id: int, person: Person, *, at: dt.datetime | None = None) -> Assessment:
    """Publish a proposed assessment as its second person; raise Blocked where a rule is broken, Refusal where it cannot be."""
    assessment = _open_proposal(assessment_id, person)
    if assessment.evidence.filter(withdrawn_at__isnull=False).exists():
        raise Refusal(
            "",
            "سُحب دليل من أدلة هذا التقييم؛ أعده إلى كاتبه.",
            "Some of its evidence was withdrawn; return it to its author.",
        )
    findings = examine_assessment(assessment, person)
    if any(finding.level == "block" for finding in findings):
        raise Blocked(findings)
    return record.publish(assessment, seconder=person, at=at or timezone.now())


@transaction.atomic
def return_to_author(assessment_id: int, person: Person, *, reason: str) -> Assessment:
    """Give a proposal back to its author with a reason; raise Refusal without one."""
    if not reason.strip():
        raise Refusal("reason", "اكتب ما ينبغي إصلاحه.", "Say what should be mended.")
    assessment = _open_proposal(assessment_id, person)
    record.return_proposal(assessment, reason.strip())
    return assessment
