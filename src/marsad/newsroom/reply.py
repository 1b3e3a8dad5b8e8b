"""The body's side of the right of reply: opening an invitation, replying by it or by the form, the receipt, taking it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from marsad.newsroom.codes import count_attempt, hash_code, new_code
from marsad.newsroom.refusal import Refusal
from marsad.newsroom.uploads import Upload, discard, keep_files
from marsad.store.models import Promise, Reply, ReplyRequest
from marsad.store.record import replies as record
from marsad.store.record.replies import ReplyWords

__all__ = [
    "MAX_LETTERS",
    "Refusal",
    "ReplyState",
    "ReplyWords",
    "look_up",
    "open_request",
    "reply_by_code",
    "reply_by_form",
    "withdraw",
]

MIN_LETTERS, MAX_LETTERS, MAX_NAME = 20, 20_000, 200
_TRIES_AN_HOUR = 30


@dataclass(frozen=True, slots=True)
class ReplyState:
    """What the holder of a reply's receipt may know."""

    promise_key: str
    promise_title: str
    body: str
    received_at: dt.datetime
    is_refused: bool
    refused_reason: str
    waits_for_verification: bool
    is_answered: bool
    published_at: dt.datetime | None
    withdrawn_at: dt.datetime | None


def _unknown() -> Refusal:
    return Refusal(
        "code",
        "لا يفتح هذا الرمز شيئا: ربما كُتب خطأ، أو انتهت مدته، أو أُلغي. اكتب إلى فريق المرصد يرسل غيره.",
        "This code opens nothing: it was mistyped, or has expired, or was revoked. Write to the observatory for another.",
    )


def open_request(code: str, caller: str) -> ReplyRequest:
    """Return the request that *code* opens; raise Refusal for one that opens none, or past the attempts of an hour."""
    count_attempt("reply-code", caller, _TRIES_AN_HOUR)
    row = ReplyRequest.objects.filter(code_hash=hash_code(code)).select_related("promise", "assessment", "body").first()
    if row is None or not row.takes_replies(timezone.now()):
        raise _unknown()
    return row


def _checked(words: ReplyWords) -> ReplyWords:
    words = replace(
        words,
        text_ar=words.text_ar.strip(),
        text_en=words.text_en.strip(),
        author=words.author.strip(),
        author_post=words.author_post.strip(),
        contact=words.contact.strip(),
        correction_asked=words.correction_asked.strip(),
    )
    if max(len(words.text_ar), len(words.text_en)) < MIN_LETTERS:
        raise Refusal("text_ar", "اكتب الرد، بالعربية أو بالإنكليزية.", "Write the reply, in Arabic or in English.")
    for field, text in (("text_ar", words.text_ar), ("text_en", words.text_en), ("correction_asked", words.correction_asked)):
        if len(text) > MAX_LETTERS:
            ar = f"النص أطول من {MAX_LETTERS} حرف؛ أرفق الباقي في ملف."
            raise Refusal(field, ar, f"The text is over {MAX_LETTERS} letters; attach the rest.")
    if not words.author:
        raise Refusal("author", "اكتب اسم من يرد باسم الجهة.", "Write the name of who replies for the body.")
    if not words.author_post:
        raise Refusal("author_post", "اكتب صفته في الجهة.", "Write their post at the body.")
    if max(len(words.author), len(words.author_post)) > MAX_NAME:
        raise Refusal("author", "الاسم أو الصفة أطول مما يلزم.", "The name or the post is longer than it need be.")
    if words.asks_correction and not words.correction_asked:
        raise Refusal("correction_asked", "اكتب ما ترى تصحيحه.", "Write what you ask to be corrected.")
    return words if words.asks_correction else replace(words, correction_asked="")


def reply_by_code(code: str, words: ReplyWords, *, files: Sequence[Upload], caller: str) -> str:
    """Keep a body's reply to our request and return its receipt code, which is stored nowhere; raise Refusal for a bad one.

    The same code takes a further reply; one that was sent is never edited.
    """
    asked, words = open_request(code, caller), _checked(words)
    count_attempt("reply", caller, settings.OPERATOR.submissions_per_hour)
    return _keep(asked.promise, asked, words, asked.body.name_ar, files)


def reply_by_form(promise_key: str, body_told: str, words: ReplyWords, *, files: Sequence[Upload], caller: str) -> str:
    """Keep a reply that says it is a body's; it counts once the newsroom has made sure. Otherwise as `reply_by_code`."""
    words, body_told = _checked(words), body_told.strip()
    if not body_told or len(body_told) > MAX_NAME:
        raise Refusal("body_told", "اكتب اسم الجهة التي ترد باسمها.", "Write the name of the body that you reply for.")
    if not words.contact:
        raise Refusal(
            "contact",
            "اكتب كيف نتصل بالجهة رسميا لنتثبت؛ لا يُنشر ذلك.",
            "Write how we reach the body officially to make sure; it is not published.",
        )
    promise = Promise.objects.published().filter(key=promise_key).first()
    if promise is None:
        raise Refusal("", "لا يوجد وعد بهذا العنوان.", "There is no such promise.")
    count_attempt("reply", caller, settings.OPERATOR.submissions_per_hour)
    return _keep(promise, None, words, body_told, files)


def _keep(promise: Promise, asked: ReplyRequest | None, words: ReplyWords, body_told: str, files: Sequence[Upload]) -> str:
    kept, code = keep_files(files), new_code()
    with ExitStack() as otherwise:
        otherwise.callback(discard, kept)
        with transaction.atomic():
            if asked is not None and not record.lock_request(asked.pk).takes_replies(timezone.now()):
                raise _unknown()  # revoked while the body was writing
            record.keep_reply(
                promise, asked, words, body_told=body_told, receipt_hash=hash_code(code), files=kept, at=timezone.now()
            )
        otherwise.pop_all()
    return code


def _find(receipt: str, caller: str) -> Reply | None:
    count_attempt("reply-receipt", caller, _TRIES_AN_HOUR)
    return Reply.objects.filter(receipt_hash=hash_code(receipt)).select_related("promise").first()


def look_up(receipt: str, caller: str) -> ReplyState | None:
    """Return where the reply of code *receipt* stands, or None; raise Refusal past the attempts of an hour."""
    row = _find(receipt, caller)
    if row is None:
        return None
    return ReplyState(
        promise_key=row.promise.key,
        promise_title=row.promise.title,
        body=row.body_told,
        received_at=row.received_at,
        is_refused=row.refused_at is not None,
        refused_reason=row.refused_reason,
        waits_for_verification=row.origin == Reply.Origin.FORM and row.verified_at is None and row.refused_at is None,
        is_answered=row.answered_at is not None,
        published_at=row.published_at,
        withdrawn_at=row.withdrawn_at,
    )


def withdraw(receipt: str, *, reason: str, caller: str) -> None:
    """Take a reply back; raise Refusal for an unknown code, without a reason, or twice. What was published stays on record."""
    if not reason.strip():
        raise Refusal("reason", "اكتب سبب سحب الرد.", "Say why the reply is withdrawn.")
    found = _find(receipt, caller)
    if found is None:
        raise Refusal("code", "لا نعرف هذا الرمز.", "We do not know this code.")
    with transaction.atomic():
        row = record.lock_reply(found.pk)
        if row.withdrawn_at is not None:
            raise Refusal("", "سُحب هذا الرد من قبل.", "This reply was withdrawn already.")
        record.withdraw(row, reason=reason.strip()[:2000], at=timezone.now())
