"""Record what a body was asked, what it replied, and what we answered; what readers see of it gets its entry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from marsad.store.fit import fit
from marsad.store.models import Assessment, Body, Person, Promise, Reply, ReplyFile, ReplyRequest
from marsad.store.record.ledger import append_entry, hold_tail
from marsad.store.record.submissions import KeptFile


@dataclass(frozen=True, slots=True)
class ReplyWords:
    """What a body writes: its words in either language or both, who writes, and whether it asks for a correction."""

    text_ar: str
    text_en: str
    author: str
    author_post: str
    contact: str = ""
    asks_correction: bool = False
    correction_asked: str = ""


def add_request(
    promise: Promise,
    assessment: Assessment | None,
    body: Body,
    *,
    question: tuple[str, str],
    sent_to: str,
    code_hash: str,
    deadline_on: dt.date,
    expires_at: dt.datetime,
    person: Person,
    at: dt.datetime,
) -> ReplyRequest:
    """Record that *body* was asked to reply by *deadline_on*. Readers are told of it with the reply, or of its lack."""
    return ReplyRequest.objects.create(
        promise=promise,
        assessment=assessment,
        body=body,
        question_ar=question[0],
        question_en=question[1],
        sent_to=fit(sent_to, 300),
        asked_by=person,
        asked_at=at,
        deadline_on=deadline_on,
        code_hash=code_hash,
        code_expires_at=expires_at,
    )


def lock_request(request_id: int) -> ReplyRequest:
    """Return the request, held against others, the ledger's tail with it, until the transaction ends."""
    hold_tail()
    return ReplyRequest.objects.select_for_update(no_key=True, of=("self",)).select_related("promise", "body").get(pk=request_id)


def lock_reply(reply_id: int) -> Reply:
    """Return the reply, held against others, the ledger's tail with it, until the transaction ends."""
    hold_tail()
    return (
        Reply.objects.select_for_update(no_key=True, of=("self",)).select_related("promise", "body", "request").get(pk=reply_id)
    )


def revoke(row: ReplyRequest, *, person: Person, at: dt.datetime) -> None:
    """Record that the secret of a request opens nothing any more."""
    row.revoked_at, row.revoked_by = at, person
    row.save(update_fields=["revoked_at", "revoked_by"])


def renew_code(row: ReplyRequest, *, code_hash: str, expires_at: dt.datetime) -> None:
    """Record another secret in the place of one that was lost."""
    row.code_hash, row.code_expires_at, row.revoked_at, row.revoked_by = code_hash, expires_at, None, None
    row.save(update_fields=["code_hash", "code_expires_at", "revoked_at", "revoked_by"])


@transaction.atomic
def keep_reply(
    promise: Promise,
    request: ReplyRequest | None,
    words: ReplyWords,
    *,
    body_told: str,
    receipt_hash: str,
    files: Sequence[KeptFile],
    at: dt.datetime,
) -> Reply:
    """Record a reply with its files, word for word."""
    reply = Reply.objects.create(
        promise=promise,
        request=request,
        assessment=request.assessment if request else None,
        origin=Reply.Origin.LINK if request else Reply.Origin.FORM,
        body=request.body if request else None,
        body_told=body_told,
        author=words.author,
        author_post=words.author_post,
        contact=words.contact,
        text_ar=words.text_ar,
        text_en=words.text_en,
        asks_correction=words.asks_correction,
        correction_asked=words.correction_asked,
        receipt_hash=receipt_hash,
        received_at=at,
    )
    ReplyFile.objects.bulk_create(
        ReplyFile(reply=reply, name=file.name, media_type=file.media_type, size=file.size, sha256=file.sha256, path=file.path)
        for file in files
    )
    return reply


def verify(reply: Reply, body: Body, *, how: str, person: Person, at: dt.datetime) -> None:
    """Record that a reply of the public form is *body*'s, and how that was made sure."""
    reply.body, reply.verified_by, reply.verified_at, reply.verified_how = body, person, at, how
    reply.save(update_fields=["body", "verified_by", "verified_at", "verified_how"])


def refuse(reply: Reply, *, reason: str, person: Person, at: dt.datetime) -> None:
    """Record that a reply of the public form is not what it says it is."""
    reply.refused_by, reply.refused_at, reply.refused_reason = person, at, reason
    reply.save(update_fields=["refused_by", "refused_at", "refused_reason"])


def answer(
    reply: Reply, *, words: tuple[str, str], effect: str, followed_by: Assessment | None, person: Person, at: dt.datetime
) -> None:
    """Record our answer (Arabic, English) and what the reply did to the verdict; nothing of it is public yet."""
    reply.answer_ar, reply.answer_en = words
    reply.effect, reply.followed_by, reply.answered_by, reply.answered_at = effect, followed_by, person, at
    reply.save(update_fields=["answer_ar", "answer_en", "effect", "followed_by", "answered_by", "answered_at"])


@transaction.atomic
def publish(reply: Reply, *, person: Person, at: dt.datetime) -> None:
    """Publish a reply and our answer together, in one entry, word for word."""
    hold_tail()
    reply.published_by, reply.published_at = person, at
    reply.save(update_fields=["published_by", "published_at"])
    files = list(reply.files.order_by("pk"))
    request = [reply.request] if reply.request else []
    payload = _told(reply) | {
        "files": [{"media_type": file.media_type, "name": file.name, "sha256": file.sha256, "size": file.size} for file in files]
    }
    rows = [reply, *files, *request]
    append_entry("reply.published", payload, actor=person.public_name, at=at, promise=reply.promise, rows=rows)


@transaction.atomic
def conclude(
    reply: Reply, *, words: tuple[str, str], effect: str, followed_by: Assessment | None, person: Person, at: dt.datetime
) -> None:
    """Publish what the review came to that a published reply led to."""
    hold_tail()
    reply.concluded_ar, reply.concluded_en = words
    reply.concluded_effect, reply.concluded_with = effect, followed_by
    reply.concluded_by, reply.concluded_at = person, at
    fields = ["concluded_ar", "concluded_en", "concluded_effect", "concluded_with", "concluded_by", "concluded_at"]
    reply.save(update_fields=fields)
    payload = {
        "assessment": followed_by.pk if followed_by else None,
        "concluded": words[0],
        "concluded_en": words[1],
        "effect": effect,
        "promise": reply.promise.key,
        "reply": reply.pk,
    }
    append_entry("reply.concluded", payload, actor=person.public_name, at=at, promise=reply.promise, rows=[reply])


@transaction.atomic
def publish_silence(row: ReplyRequest, *, person: Person, at: dt.datetime) -> None:
    """Publish that a body had not replied by its day."""
    hold_tail()
    row.silence_published_at, row.silence_published_by = at, person
    row.save(update_fields=["silence_published_at", "silence_published_by"])
    payload = _asked(row) | {"promise": row.promise.key}
    append_entry("reply.none_by_deadline", payload, actor=person.public_name, at=at, promise=row.promise, rows=[row])


@transaction.atomic
def withdraw(reply: Reply, *, reason: str, at: dt.datetime) -> None:
    """Record that the body takes its reply back; of one that is published, readers are told, and it stays on record."""
    hold_tail()
    reply.withdrawn_at, reply.withdrawn_reason = at, reason
    reply.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    if reply.published_at is not None:
        payload = {"promise": reply.promise.key, "reason": reason, "reply": reply.pk}
        append_entry("reply.withdrawn", payload, actor=reply.author, at=at, promise=reply.promise, rows=[reply])


def _asked(row: ReplyRequest) -> dict[str, object]:
    return {
        "asked_on": row.asked_at.astimezone(dt.UTC).date().isoformat(),
        "assessment": row.assessment_id,
        "body": row.body.key,
        "deadline_on": row.deadline_on.isoformat(),
        "question": row.question_ar,
        "question_en": row.question_en,
        "request": row.pk,
    }


def _told(reply: Reply) -> dict[str, object]:
    assert reply.body is not None  # the database refuses to publish without the two
    assert reply.answered_at is not None
    return {
        "answer": reply.answer_ar,
        "answer_en": reply.answer_en,
        "answered_by": reply.answered_by.public_name if reply.answered_by else "",
        "answered_on": reply.answered_at.astimezone(dt.UTC).date().isoformat(),
        "asked": _asked(reply.request) if reply.request else None,
        "asks_correction": reply.asks_correction,
        "assessment": reply.assessment_id,
        "author": reply.author,
        "author_post": reply.author_post,
        "body": reply.body.key,
        "body_name": reply.body.name_ar,
        "correction_asked": reply.correction_asked,
        "effect": reply.effect,
        "followed_by": reply.followed_by_id,
        "origin": str(reply.origin),
        "promise": reply.promise.key,
        "received_on": reply.received_at.astimezone(dt.UTC).date().isoformat(),
        "reply": reply.pk,
        "text": reply.text_ar,
        "text_en": reply.text_en,
    }
