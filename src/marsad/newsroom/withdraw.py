"""Withdraw a verdict that nobody stands behind any more: one editor asks, with the reason, and another confirms."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from marsad.newsroom.acts import recorded
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Assessment, Person, Withdrawal
from marsad.store.record import assessments, corrections

_PUBLIC = {Assessment.Status.PUBLISHED, Assessment.Status.SUPERSEDED}


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What readers will see once a verdict is withdrawn: which go with it, and which stands then (None: the promise has none)."""

    gone: tuple[Assessment, ...]
    stands: Assessment | None
    was_standing: bool


def foresee(assessment: Assessment) -> Foreseen:
    """Return what withdrawing *assessment* would do; nothing is changed."""
    gone = assessments.with_corrected(assessment)
    was_standing = assessment.status == Assessment.Status.PUBLISHED
    return Foreseen(gone, assessments.next_to_stand(assessment.promise, gone), was_standing)


def _open_published(assessment_id: int) -> Assessment:
    assessment = assessments.lock_assessment(assessment_id)
    if assessment.status not in _PUBLIC:
        raise Refusal("", "لا يُسحب إلا حكم منشور لم يُسحب.", "Only a published verdict that still is can be withdrawn.")
    return assessment


@recorded("assessment.ask_withdrawal")
@transaction.atomic
def ask(assessment_id: int, person: Person, *, reason_ar: str, reason_en: str = "", at: dt.datetime | None = None) -> Withdrawal:
    """Ask for a published assessment to be withdrawn; another editor confirms. Raises Refusal without a reason in Arabic."""
    if not reason_ar.strip():
        raise Refusal("reason_ar", "قل للقارئ لماذا يُسحب الحكم.", "Tell readers, in Arabic, why the verdict is withdrawn.")
    assessment = _open_published(assessment_id)
    if corrections.lock_withdrawal(assessment_id) is not None:
        raise Refusal("", "طُلب سحب هذا الحكم من قبل وينتظر ثانيا.", "Its withdrawal was asked for already and waits for another.")
    return corrections.keep_withdrawal(
        assessment, reason_ar=reason_ar.strip(), reason_en=reason_en.strip(), asked_by=person, at=at or timezone.now()
    )


def _asked(assessment_id: int) -> Withdrawal:
    withdrawal = corrections.lock_withdrawal(assessment_id)
    if withdrawal is None:
        raise Refusal("", "لم يعد هناك طلب سحب ينتظر؛ حدّث الصفحة.", "No withdrawal waits any more; reload the page.")
    return withdrawal


@recorded("assessment.withdraw")
@transaction.atomic
def confirm(assessment_id: int, person: Person, *, at: dt.datetime | None = None) -> Assessment | None:
    """Withdraw the assessment as the second person; return what stands now, or None."""
    assessment = _open_published(assessment_id)
    withdrawal = _asked(assessment_id)
    if withdrawal.asked_by_id == person.pk:
        raise Refusal("", "لا يؤكد السحب من طلبه: يلزم محرر ثان.", "Nobody confirms a withdrawal of their own: ask another.")
    moment = at or timezone.now()
    corrections.confirm_withdrawal(withdrawal, person=person, at=moment)
    return assessments.withdraw(
        assessment,
        reason_ar=withdrawal.reason_ar,
        reason_en=withdrawal.reason_en,
        asked_by=withdrawal.asked_by,
        confirmed_by=person,
        at=moment,
    )


@recorded("assessment.keep")
@transaction.atomic
def drop(assessment_id: int, person: Person, *, at: dt.datetime | None = None) -> Withdrawal:
    """Let a withdrawal that is asked for come to nothing; the verdict stays as it is."""
    withdrawal = _asked(assessment_id)
    corrections.drop_withdrawal(withdrawal, person=person, at=at or timezone.now())
    return withdrawal
