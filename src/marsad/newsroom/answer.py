"""What becomes of information from the public: it is checked, answered, made evidence, or closed with a reason."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from marsad.domain.reading import RUNGS, STANCES
from marsad.newsroom.acts import recorded
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Evidence, Person, Submission
from marsad.store.record import review as review_record
from marsad.store.record import submissions as record


def _open_submission(submission_id: int) -> Submission:
    submission = record.lock_submission(submission_id)
    if submission.status == Submission.Status.CLOSED:
        raise Refusal("", "أُغلق هذا البلاغ من قبل.", "This submission is already closed.")
    return submission


@recorded("submission.check")
@transaction.atomic
def check(submission_id: int, person: Person) -> Submission:
    """Take a submission up for checking."""
    submission = _open_submission(submission_id)
    record.move_submission(submission, Submission.Status.CHECKING, person=person, at=timezone.now())
    return submission


@recorded("submission.answer")
@transaction.atomic
def answer(submission_id: int, person: Person, *, text: str) -> Submission:
    """Write what the sender reads with the receipt code; raise Refusal for an empty answer."""
    if not text.strip():
        raise Refusal("answer", "اكتب الجواب.", "Write the answer.")
    submission = record.lock_submission(submission_id)
    record.move_submission(submission, submission.status, person=person, at=timezone.now(), answer=text.strip())
    return submission


@recorded("submission.close")
@transaction.atomic
def close(submission_id: int, person: Person, *, reason: str) -> Submission:
    """Close a submission; raise Refusal without a reason."""
    if not reason.strip():
        raise Refusal("reason", "اكتب سبب الإغلاق.", "Say why it is closed.")
    submission = _open_submission(submission_id)
    record.move_submission(submission, Submission.Status.CLOSED, person=person, at=timezone.now(), reason=reason.strip())
    return submission


@recorded("submission.accept")
@transaction.atomic
def accept_submission(
    submission_id: int, person: Person, *, quote: str, stance: str, rung: str, said_on: dt.date | None = None
) -> Evidence:
    """Make evidence of words that stand in a submission; raise Refusal where they do not."""
    submission = _open_submission(submission_id)
    if submission.promise is None:
        raise Refusal("", "لا يخص هذا البلاغ وعدا؛ اربطه بوعد أولا.", "This submission is about no promise.")
    if not quote.strip() or quote.strip() not in submission.text:
        raise Refusal("quote", "انسخ الكلمات كما وردت في البلاغ.", "Copy the words as they stand in the submission.")
    if stance not in STANCES[:3] or rung not in RUNGS:
        raise Refusal("stance", "اختر الموقف والدرجة.", "Choose the stance and the rung.")
    now = timezone.now()
    evidence = review_record.keep_submitted_evidence(
        submission, quote=quote.strip(), stance=stance, rung=rung, said_on=said_on, person=person, at=now
    )
    record.move_submission(submission, Submission.Status.ACCEPTED, person=person, at=now)
    return evidence
