"""Record what the public sends, and what became of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from marsad.store.models import Attachment, Person, Promise, Submission


@dataclass(frozen=True, slots=True)
class KeptFile:
    """An uploaded file as it lies below the upload folder."""

    name: str
    media_type: str
    size: int
    sha256: str
    path: str


@transaction.atomic
def keep_submission(
    promise: Promise | None, *, receipt_hash: str, text: str, contact: str, files: Sequence[KeptFile], at: dt.datetime
) -> Submission:
    """Record a submission with its files; the sender has consented, or there is none to record."""
    submission = Submission.objects.create(
        promise=promise, receipt_hash=receipt_hash, text=text, contact=contact, has_consented=True, received_at=at
    )
    Attachment.objects.bulk_create(
        Attachment(
            submission=submission, name=file.name, media_type=file.media_type, size=file.size, sha256=file.sha256, path=file.path
        )
        for file in files
    )
    return submission


def lock_submission(submission_id: int) -> Submission:
    """Return the submission, held against others until the transaction ends."""
    return Submission.objects.select_for_update(no_key=True).get(pk=submission_id)


def move_submission(
    submission: Submission, status: str, *, person: Person, at: dt.datetime, answer: str = "", reason: str = ""
) -> None:
    """Record where a submission now stands; an empty answer or reason leaves the earlier one."""
    submission.status, submission.handled_by, submission.handled_at = status, person, at
    submission.answer, submission.reason = answer or submission.answer, reason or submission.reason
    submission.save(update_fields=["status", "handled_by", "handled_at", "answer", "reason"])
