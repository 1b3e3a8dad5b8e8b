"""A second person publishes a proposed assessment or gives it back; a chief editor may set a rule aside, with a public reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from marsad.domain.rules import Finding, can_set_aside, examine
from marsad.newsroom.acts import recorded
from marsad.newsroom.refusal import Blocked, Refusal
from marsad.store.models import Assessment, Person
from marsad.store.queries.newsroom import fact_of, read_codebook
from marsad.store.record import assessments as record

Overrides = Mapping[str, tuple[str, str]]  # a rule's code, and why it is set aside, in Arabic and English ("" for none)


def examine_assessment(
    assessment: Assessment, seconder: Person | None = None, overrides: frozenset[str] = frozenset()
) -> Sequence[Finding]:
    """Return what the rules find in a proposed assessment, were *seconder* to publish it and set the rules *overrides* aside."""
    fact = replace(fact_of(assessment, seconder.username if seconder else None), overrides=overrides)
    return examine(fact, read_codebook(assessment.codebook))


def _open_proposal(assessment_id: int) -> Assessment:
    assessment = record.lock_assessment(assessment_id)
    if assessment.status != Assessment.Status.PROPOSED:
        raise Refusal(
            "",
            "لم يعد هذا التقييم بانتظار ثان؛ حدّث الصفحة.",
            "This assessment no longer waits for a second person; reload the page.",
        )
    return assessment


def _check_overrides(assessment: Assessment, person: Person, overrides: Overrides) -> None:
    if not overrides:
        return
    if not person.is_chief:
        raise Refusal("", "استثناء القواعد لرئيس التحرير وحده.", "Only a chief editor sets a rule aside.")
    blocking = {finding.code: finding for finding in examine_assessment(assessment, person) if finding.level == "block"}
    for code, (reason_ar, _) in overrides.items():
        if code not in blocking:
            raise Refusal(
                f"reason_ar_{code}",
                "لا تمنع هذه القاعدة النشر الآن؛ حدّث الصفحة.",
                f"The rule “{code}” does not stop this assessment; reload the page.",
            )
        if not can_set_aside(blocking[code]):
            raise Refusal(f"reason_ar_{code}", "هذه القاعدة لا تُستثنى.", f"The rule “{code}” can never be set aside.")
        if not reason_ar.strip():
            raise Refusal(
                f"reason_ar_{code}",
                "اكتب بالعربية لماذا تُستثنى القاعدة؛ سيقرؤه الناس بجانب الحكم.",
                "Say in Arabic why the rule is set aside; readers will see it beside the verdict.",
            )


@recorded("assessment.publish")
@transaction.atomic
def publish(
    assessment_id: int, person: Person, *, overrides: Overrides | None = None, at: dt.datetime | None = None
) -> Assessment:
    """Publish a proposed assessment as its second person.

    *overrides* are the rules that a chief editor sets aside; the reasons are published with the verdict and stand in the ledger.
    Raises Blocked where a rule is broken, Refusal where it cannot be published.
    """
    assessment = _open_proposal(assessment_id)
    if assessment.evidence.filter(withdrawn_at__isnull=False).exists():
        raise Refusal(
            "",
            "سُحب دليل من أدلة هذا التقييم؛ أعده إلى كاتبه.",
            "Some of its evidence was withdrawn; return it to its author.",
        )
    asked = overrides or {}
    _check_overrides(assessment, person, asked)
    findings = examine_assessment(assessment, person, frozenset(asked))
    if any(finding.level == "block" for finding in findings):
        raise Blocked(findings)
    told = [
        {"code": code, "reason_ar": reason_ar.strip(), "reason_en": reason_en.strip(), "by": person.public_name}
        for code, (reason_ar, reason_en) in sorted(asked.items())
    ]
    return record.publish(assessment, seconder=person, at=at or timezone.now(), overrides=told)


@recorded("assessment.return")
@transaction.atomic
def return_to_author(assessment_id: int, person: Person, *, reason: str) -> Assessment:
    """Give a proposal back to its author with a reason; raise Refusal without one."""
    if not reason.strip():
        raise Refusal("reason", "اكتب ما ينبغي إصلاحه.", "Say what should be mended.")
    assessment = _open_proposal(assessment_id)
    record.return_proposal(assessment, reason.strip())
    return assessment
