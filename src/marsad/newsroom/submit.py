"""What a member of the public sends about a promise, and what the receipt code tells them of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from marsad.newsroom.codes import count_attempt, hash_code, new_code
from marsad.newsroom.refusal import Refusal
from marsad.newsroom.uploads import Upload, discard, keep_files
from marsad.store.models import Promise, Submission
from marsad.store.record.submissions import keep_submission

MIN_LETTERS, MAX_LETTERS, MAX_CONTACT = 20, 20_000, 300


class SubmissionRefused(Refusal):
    """Information that cannot be taken as sent."""


@dataclass(frozen=True, slots=True)
class SubmissionState:
    """What the holder of a receipt code may know."""

    status: str
    answer: str
    received_on: dt.date
    promise_title: str


def _count(act: str, caller: str, limit: int) -> None:
    try:
        count_attempt(act, caller, limit)
    except Refusal as refusal:
        raise SubmissionRefused(refusal.field, refusal.ar, refusal.en) from refusal


def submit(*, promise_key: str | None, text: str, contact: str, has_consented: bool, files: Sequence[Upload], caller: str) -> str:
    """Keep what was sent and return its receipt code, which is stored nowhere; raise SubmissionRefused for a bad one."""
    text, contact = text.strip(), contact.strip()
    if len(text) < MIN_LETTERS:
        raise SubmissionRefused("text", "اكتب ما تعرفه في جملة على الأقل.", "Write what you know, a sentence at least.")
    if len(text) > MAX_LETTERS:
        raise SubmissionRefused(
            "text",
            f"النص أطول من {MAX_LETTERS} حرف؛ أرفق الباقي في ملف.",
            f"The text is over {MAX_LETTERS} letters; attach the rest.",
        )
    if len(contact) > MAX_CONTACT:
        raise SubmissionRefused("contact", "وسيلة الاتصال أطول مما يلزم.", "The contact is longer than it need be.")
    if not has_consented:
        raise SubmissionRefused("consent", "نحتاج إلى موافقتك كي نحفظ ما ترسله.", "We need your consent to keep what you send.")
    promise = None
    if promise_key is not None:
        promise = Promise.objects.published().filter(key=promise_key).first()
        if promise is None:
            raise SubmissionRefused("", "لا يوجد وعد بهذا العنوان.", "There is no such promise.")
    _count("submit", caller, settings.OPERATOR.submissions_per_hour)
    try:
        kept = keep_files(files)
    except SubmissionRefused:
        raise
    except Refusal as refusal:
        raise SubmissionRefused(refusal.field, refusal.ar, refusal.en) from refusal
    code = new_code()
    with ExitStack() as otherwise:
        otherwise.callback(discard, kept)
        keep_submission(promise, receipt_hash=hash_code(code), text=text, contact=contact, files=kept, at=timezone.now())
        otherwise.pop_all()
    return code


def look_up(code: str, caller: str) -> SubmissionState | None:
    """Return the state of the submission of receipt *code*, or None; raise SubmissionRefused past the limit."""
    _count("receipt", caller, 30)
    row = Submission.objects.filter(receipt_hash=hash_code(code)).select_related("promise").first()
    if row is None:
        return None
    return SubmissionState(
        status=row.status,
        answer=row.answer,
        received_on=timezone.localdate(row.received_at),
        promise_title=row.promise.title if row.promise else "",
    )
