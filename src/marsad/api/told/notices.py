"""Replies of bodies and corrections, as the interface tells them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from marsad.api.told.common import ListAnswer, Named, Words, named, page_address, words
from marsad.store.queries.corrections import ToldCorrection
from marsad.store.queries.replies import Exchange


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that came with a reply; it is kept as it came and given out on request."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What a body replied and what we answered; or, of the kind `silence`, that nothing had come by the day that was set.

    *verdict* is the number of the verdict that it was about, *followed_by* of the one that came of it. *effect* is `none`,
    `correction`, `new_assessment` or `under_review`. The body's words are never edited, and stand in the language they came in.
    """

    kind: str
    number: int
    promise: str
    body: Named | None
    body_name: str
    asked_at: dt.datetime | None
    question: Words | None
    deadline_on: dt.date | None
    received_at: dt.datetime | None
    author: str
    author_post: str
    text: Words | None
    correction_asked: str
    answer: Words | None
    effect: str | None
    concluded: Words | None
    is_withdrawn: bool
    verdict: int | None
    followed_by: int | None
    files: tuple[SentFile, ...]
    published_at: dt.datetime
    entry: int | None
    page: str


@dataclass(frozen=True, slots=True)
class ReplyList(ListAnswer):
    """Replies and silences, newest first."""

    items: tuple[Reply, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """What was wrong, and what is right now. *before* and *after* number the verdicts, where a verdict was mended."""

    number: int
    promise: str
    subject: str
    subject_key: str
    severity: str
    found_by: str
    wrong: Words
    right: Words
    changes_verdict: bool
    before: int | None
    after: int | None
    author: str
    seconder: str
    published_at: dt.datetime
    entry: int | None
    page: str


@dataclass(frozen=True, slots=True)
class CorrectionList(ListAnswer):
    """Corrections, newest first."""

    items: tuple[Correction, ...]


def tell_reply(one: Exchange, known_on: dt.date | None) -> Reply:
    """Return a reply with our answer, or a silence."""
    reply, request = one.reply, one.request
    whose = reply.body if reply is not None else request.body if request is not None else None
    page = page_address("site:promise", one.promise.key, known_on=known_on)
    return Reply(
        kind="reply" if reply is not None else "silence",
        number=reply.pk if reply is not None else request.pk if request is not None else 0,
        promise=one.promise.key,
        body=named(whose) if whose is not None else None,
        body_name=one.body_name,
        asked_at=request.asked_at if request else None,
        question=words(request.question_ar, request.question_en) if request else None,
        deadline_on=request.deadline_on if request else None,
        received_at=reply.received_at if reply else None,
        author=reply.author if reply else "",
        author_post=reply.author_post if reply else "",
        text=words(reply.text_ar, reply.text_en) if reply else None,
        correction_asked=reply.correction_asked if reply and reply.asks_correction else "",
        answer=words(reply.answer_ar, reply.answer_en) if reply else None,
        effect=one.effect or None,
        concluded=words(reply.concluded_ar, reply.concluded_en) if reply and one.is_concluded else None,
        is_withdrawn=one.is_withdrawn,
        verdict=one.verdict.assessment.pk if one.verdict and one.verdict.assessment else None,
        followed_by=one.followed.assessment.pk if one.followed and one.followed.assessment else None,
        files=tuple(SentFile(file.name, file.size, file.sha256) for file in one.files),
        published_at=one.published_at,
        entry=one.entry,
        page=f"{page}#{f'reply-{reply.pk}' if reply else 'replies'}",
    )


def tell_correction(one: ToldCorrection, known_on: dt.date | None) -> Correction:
    """Return a correction."""
    row = one.row
    assert row.published_at is not None, "what is published has its moment"
    return Correction(
        number=row.pk,
        promise=row.promise.key,
        subject=row.subject,
        subject_key=row.subject_key,
        severity=row.severity,
        found_by=row.found_by,
        wrong=words(row.wrong_ar, row.wrong_en),
        right=words(row.right_ar, row.right_en),
        changes_verdict=one.changes_verdict,
        before=one.before.assessment.pk if one.before else None,
        after=one.after.assessment.pk if one.after else None,
        author=row.author.public_name,
        seconder=row.seconder.public_name if row.seconder else "",
        published_at=row.published_at,
        entry=one.entry,
        page=f"{page_address('site:promise', row.promise.key, known_on=known_on)}#c{row.pk}",
    )
