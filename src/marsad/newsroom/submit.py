"""What a member of the public sends about a promise, and what the receipt code tells them of it."""

from __future__ import annotations

import datetime as dt
import fcntl
import hashlib
import os
import secrets
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from marsad.newsroom.refusal import Refusal
from marsad.newsroom.uploads import Upload, discard, keep_files
from marsad.store.models import Promise, Submission
from marsad.store.record.submissions import keep_submission

MIN_LETTERS, MAX_LETTERS, MAX_CONTACT = 20, 20_000, 300
_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0/O, 1/I: codes are read aloud and copied by hand


class SubmissionRefused(Refusal):
    """Information that cannot be taken as sent."""


@dataclass(frozen=True, slots=True)
class SubmissionState:
    """What the holder of a receipt code may know."""

    status: str
    answer: str
    received_on: dt.date
    promise_title: str


def _hash(code: str) -> str:
    plain = "".join(letter for letter in code.upper() if letter in _ALPHABET)
    return hashlib.sha256(f"{settings.SECRET_KEY}:{plain}".encode()).hexdigest()


def _new_code() -> str:
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(16))
    return "-".join(letters[at : at + 4] for at in range(0, 16, 4))


def _count(act: str, caller: str, limit: int) -> None:
    """Count one more attempt of *caller*; raise SubmissionRefused past *limit* an hour.

    The cache alone counts in two steps, between which other threads and processes would come: a lock holds them off.
    """
    key = f"{act}:{hashlib.sha256(f'{settings.SECRET_KEY}:{caller}'.encode()).hexdigest()}"
    with open(os.open(settings.OPERATOR.data / "counting.lock", os.O_WRONLY | os.O_CREAT, 0o600), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        times, until = cache.get(key) or (0, time.time() + 3600)
        cache.set(key, (times + 1, until), timeout=max(1, until - time.time()))
    if times >= limit:
        raise SubmissionRefused(
            "", "وصلتنا محاولات كثيرة من جهتك؛ حاول بعد ساعة.", "We had many attempts from you; try again in an hour."
        )


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
    code = _new_code()
    with ExitStack() as otherwise:
        otherwise.callback(discard, kept)
        keep_submission(promise, receipt_hash=_hash(code), text=text, contact=contact, files=kept, at=timezone.now())
        otherwise.pop_all()
    return code


def look_up(code: str, caller: str) -> SubmissionState | None:
    """Return the state of the submission of receipt *code*, or None; raise SubmissionRefused past the limit."""
    _count("receipt", caller, 30)
    row = Submission.objects.filter(receipt_hash=_hash(code)).select_related("promise").first()
    if row is None:
        return None
    return SubmissionState(
        status=row.status,
        answer=row.answer,
        received_on=timezone.localdate(row.received_at),
        promise_title=row.promise.title if row.promise else "",
    )
