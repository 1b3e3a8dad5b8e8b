"""Record corrections and withdrawals: what waits for a second person, and what becomes public with its ledger entry."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from marsad.store.models import Assessment, Correction, Person, Promise, Withdrawal
from marsad.store.record.ledger import append_entry, hold_tail


@transaction.atomic
def keep_correction(
    promise: Promise,
    *,
    subject: str,
    subject_key: str,
    severity: str,
    found_by: str,
    wrong_ar: str,
    wrong_en: str,
    right_ar: str,
    right_en: str,
    author: Person,
    at: dt.datetime,
    mended_by: Assessment | None = None,
) -> Correction:
    """Record a correction that waits for a second person; with *mended_by*, of the assessment that this one corrects."""
    return Correction.objects.create(
        promise=promise,
        subject=subject,
        subject_key=subject_key,
        assessment=mended_by.corrects if mended_by else None,
        mended_by=mended_by,
        severity=severity,
        found_by=found_by,
        wrong_ar=wrong_ar,
        wrong_en=wrong_en,
        right_ar=right_ar,
        right_en=right_en,
        author=author,
        written_at=at,
    )


def lock_correction(correction_id: int) -> Correction:
    """Return the correction, held against others, the ledger's tail before it, until the transaction ends."""
    hold_tail()
    return (
        Correction.objects.select_for_update(no_key=True, of=("self",)).select_related("promise", "author").get(pk=correction_id)
    )


def drop_correction(correction: Correction) -> None:
    """Let a correction that waits come to nothing."""
    if correction.status != Correction.Status.PROPOSED:
        raise RuntimeError(f"correction {correction.pk} is {correction.status}: only one that waits can be dropped")
    correction.status = Correction.Status.DROPPED
    correction.save(update_fields=["status"])


@transaction.atomic
def publish_correction(correction: Correction, *, seconder: Person, at: dt.datetime) -> Correction:
    """Publish a correction that waits, and write its entry."""
    hold_tail()
    if correction.status != Correction.Status.PROPOSED:
        raise RuntimeError(f"correction {correction.pk} is {correction.status}: only one that waits can be published")
    correction.status, correction.seconder, correction.published_at = Correction.Status.PUBLISHED, seconder, at
    correction.save(update_fields=["status", "seconder", "published_at"])
    payload = {
        "author": correction.author.public_name,
        "correction": correction.pk,
        "found_by": correction.found_by,
        "mended_by": correction.mended_by_id,
        "promise": correction.promise.key,
        "right": correction.right_ar,
        "right_en": correction.right_en,
        "seconder": seconder.public_name,
        "severity": correction.severity,
        "subject": correction.subject,
        "subject_key": correction.subject_key,
        "wrong": correction.wrong_ar,
        "wrong_en": correction.wrong_en,
    }
    append_entry(
        "correction.published",
        payload,
        actor=seconder.public_name,
        at=at,
        promise=correction.promise,
        assessment=correction.mended_by,
        rows=[row for row in (correction, correction.mended_by) if row is not None],
    )
    return correction


@transaction.atomic
def keep_withdrawal(assessment: Assessment, *, reason_ar: str, reason_en: str, asked_by: Person, at: dt.datetime) -> Withdrawal:
    """Record that *asked_by* asks for *assessment* to be withdrawn."""
    return Withdrawal.objects.create(
        assessment=assessment, reason_ar=reason_ar, reason_en=reason_en, asked_by=asked_by, asked_at=at
    )


def lock_withdrawal(assessment_id: int) -> Withdrawal | None:
    """Return the withdrawal that is asked for, held against others until the transaction ends; None where none is."""
    asked = Withdrawal.objects.filter(assessment=assessment_id, status=Withdrawal.Status.ASKED)
    return asked.select_for_update(no_key=True, of=("self",)).select_related("asked_by").first()


def drop_withdrawal(withdrawal: Withdrawal, *, person: Person, at: dt.datetime) -> None:
    """Let a withdrawal that is asked for come to nothing."""
    withdrawal.status, withdrawal.decided_by, withdrawal.decided_at = Withdrawal.Status.DROPPED, person, at
    withdrawal.save(update_fields=["status", "decided_by", "decided_at"])


def confirm_withdrawal(withdrawal: Withdrawal, *, person: Person, at: dt.datetime) -> None:
    """Record that another confirms the withdrawal; `assessments.withdraw` is called in the same transaction."""
    withdrawal.status, withdrawal.decided_by, withdrawal.decided_at = Withdrawal.Status.CONFIRMED, person, at
    withdrawal.save(update_fields=["status", "decided_by", "decided_at"])
