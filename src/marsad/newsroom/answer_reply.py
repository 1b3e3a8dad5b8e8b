"""The newsroom's side of the right of reply: ask a body, make sure who replies, answer, and publish both together."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from marsad.newsroom.acts import recorded
from marsad.newsroom.codes import hash_code, new_code
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Assessment, Body, CodebookVersion, Person, Promise, Reply, ReplyRequest
from marsad.store.record import replies as record

DEFAULT_DAYS, MOST_DAYS = 10, 90
GRACE_DAYS = 30  # a late reply is still a reply: the code opens the form so long after the day that was set
_LETTERS = 24  # 120 bits: the code stands alone, no name is asked beside it
_PUBLIC = (Assessment.Status.PUBLISHED, Assessment.Status.SUPERSEDED)
_CONCLUSIONS = (Reply.Effect.NONE, Reply.Effect.CORRECTION, Reply.Effect.NEW_ASSESSMENT)


@dataclass(frozen=True, slots=True)
class Sent:
    """A request as made: the row, and the secret for the body, which is kept nowhere and shown this once."""

    request: ReplyRequest
    code: str


def reply_days() -> int:
    """Return how many days a body has: what the codebook in force says under `reply: {days: …}`, else ten."""
    row = CodebookVersion.objects.filter(is_current=True).order_by("-loaded_at").first()
    told = row.body.get("reply") if row else None
    days = told.get("days") if isinstance(told, dict) else None
    return days if isinstance(days, int) and 1 <= days <= MOST_DAYS else DEFAULT_DAYS


@recorded("reply.ask")
def ask(
    promise: Promise,
    person: Person,
    *,
    body_key: str,
    assessment_id: int | None = None,
    days: int | None = None,
    question_ar: str = "",
    question_en: str = "",
    sent_to: str = "",
) -> Sent:
    """Ask a body to reply about *promise*, or about one verdict on it, and return the code to send it.

    Raises Refusal for a body or assessment that is none, a promise that readers do not see, a time out of bounds, or no question.
    """
    days = reply_days() if days is None else days
    if not 1 <= days <= MOST_DAYS:
        raise Refusal("days", f"أعط الجهة من يوم إلى {MOST_DAYS} يوما.", f"Give the body 1 to {MOST_DAYS} days.")
    if not promise.is_published:
        raise Refusal("", "لا يرى القراء هذا الوعد.", "Readers do not see this promise.")
    body = Body.objects.filter(key=body_key).first()
    if body is None:
        raise Refusal("body", "اختر الجهة التي تسألها.", "Choose the body that you ask.")
    assessment = None
    if assessment_id is not None:
        wanted = (*_PUBLIC, Assessment.Status.PROPOSED)
        assessment = Assessment.objects.filter(pk=assessment_id, promise=promise, status__in=wanted).first()
        if assessment is None:
            raise Refusal("assessment", "اختر حكما منشورا أو مقترحا.", "Choose a verdict that is published or proposed.")
    if not (question_ar.strip() or question_en.strip()):
        raise Refusal("question_ar", "اكتب ما تسأل الجهة عنه.", "Write what you ask the body.")
    now, code = timezone.now(), new_code(_LETTERS)
    deadline_on = timezone.localdate(now) + dt.timedelta(days=days)
    request = record.add_request(
        promise,
        assessment,
        body,
        question=(question_ar.strip(), question_en.strip()),
        sent_to=sent_to.strip(),
        code_hash=hash_code(code),
        deadline_on=deadline_on,
        expires_at=_expires(deadline_on, now),
        person=person,
        at=now,
    )
    return Sent(request, code)


def _expires(deadline_on: dt.date, now: dt.datetime) -> dt.datetime:
    last = max(deadline_on, timezone.localdate(now)) + dt.timedelta(days=GRACE_DAYS + 1)
    return dt.datetime.combine(last, dt.time(), tzinfo=timezone.get_current_timezone())


@recorded("reply.revoke")
def revoke(request_id: int, person: Person) -> ReplyRequest:
    """Make the code of a request open nothing any more; replies that came by it stay."""
    with transaction.atomic():
        row = record.lock_request(request_id)
        if row.revoked_at is not None:
            raise Refusal("", "أُلغي رمز هذا الطلب من قبل.", "The code of this request was revoked already.")
        record.revoke(row, person=person, at=timezone.now())
        return row


@recorded("reply.renew")
def renew(request_id: int, person: Person) -> Sent:
    """Make another code for a request, in the place of one that was lost or revoked; the day that was set stays."""
    with transaction.atomic():
        row, code = record.lock_request(request_id), new_code(_LETTERS)
        record.renew_code(row, code_hash=hash_code(code), expires_at=_expires(row.deadline_on, timezone.now()))
        return Sent(row, code)


def _open_reply(reply_id: int) -> Reply:
    reply = record.lock_reply(reply_id)
    if reply.published_at is not None:
        raise Refusal("", "نُشر هذا الرد وجوابه؛ لا يُغيّر ما نُشر.", "This reply and its answer are published, and stay so.")
    if reply.refused_at is not None:
        raise Refusal("", "رُدّ هذا الرد لأنه لم يثبت ممن هو.", "This reply was set aside: whom it is from was not made sure.")
    if reply.withdrawn_at is not None:
        raise Refusal("", "سحبت الجهة هذا الرد.", "The body withdrew this reply.")
    return reply


@recorded("reply.verify")
def verify(reply_id: int, person: Person, *, body_key: str, how: str) -> Reply:
    """Record that a reply of the public form is the body's own, and how that was made sure."""
    with transaction.atomic():
        reply = _open_reply(reply_id)
        if reply.origin != Reply.Origin.FORM or reply.verified_at is not None:
            raise Refusal("", "ثبت من قبل ممن هذا الرد.", "Whom this reply is from is sure already.")
        body = Body.objects.filter(key=body_key).first()
        if body is None:
            raise Refusal("body", "اختر الجهة التي ثبت أن الرد منها.", "Choose the body that the reply is from.")
        if not how.strip():
            raise Refusal("how", "اكتب كيف تثبت.", "Write how you made sure.")
        record.verify(reply, body, how=how.strip(), person=person, at=timezone.now())
        return reply


@recorded("reply.refuse")
def refuse(reply_id: int, person: Person, *, reason: str) -> Reply:
    """Set aside a reply of the public form that is not what it says it is; the sender reads *reason* with the receipt."""
    with transaction.atomic():
        reply = _open_reply(reply_id)
        if reply.origin != Reply.Origin.FORM or reply.verified_at is not None:
            raise Refusal("", "ثبت ممن هذا الرد؛ أجب عنه.", "Whom this reply is from is sure; answer it.")
        if not reason.strip():
            raise Refusal("reason", "اكتب السبب ليقرأه المرسل.", "Write why; the sender reads it.")
        record.refuse(reply, reason=reason.strip(), person=person, at=timezone.now())
        return reply


def _follower(reply: Reply, effect: str, assessment_id: int | None, choices: tuple[str, ...]) -> Assessment | None:
    if effect not in choices:
        raise Refusal("effect", "اختر أثر الرد في الحكم.", "Choose what the reply did to the verdict.")
    if effect in {Reply.Effect.NONE, Reply.Effect.UNDER_REVIEW}:
        return None
    found = Assessment.objects.filter(pk=assessment_id or 0, promise=reply.promise).first()
    if found is None or (effect == Reply.Effect.CORRECTION and found.corrects_id is None):
        raise Refusal(
            "followed_by",
            "اختر التقييم الذي صحح الحكم أو حل محله.",
            "Choose the assessment that corrected the verdict, or took its place.",
        )
    return found


@recorded("reply.answer")
def answer(
    reply_id: int,
    person: Person,
    *,
    answer_ar: str,
    answer_en: str = "",
    effect: str,
    followed_by: int | None = None,
    since: str | None = None,
) -> Reply:
    """Write our answer and what the reply did to the verdict. Until both are published, the answer may be written anew.

    *since* is the moment (ISO 8601, "" for none) of the answer that the person had before them: another's, written meanwhile,
    is not written over unseen.
    """
    with transaction.atomic():
        reply = _open_reply(reply_id)
        if since is not None and since != (reply.answered_at.isoformat() if reply.answered_at else ""):
            name = reply.answered_by.public_name if reply.answered_by else ""
            raise Refusal(
                "",
                f"كتب {name} جوابا أثناء عملك، تراه أعلاه. ما كتبته باق: قارن، ثم احفظ إن كان هو الأصح.",
                f"{name} wrote an answer while you worked, shown above. Yours is kept below: compare, then keep the right one.",
            )
        if reply.origin == Reply.Origin.FORM and reply.verified_at is None:
            raise Refusal("", "تثبّت أولا ممن هذا الرد.", "First make sure whom this reply is from.")
        if not answer_ar.strip():
            raise Refusal("answer_ar", "اكتب الجواب.", "Write the answer.")
        follower = _follower(reply, effect, followed_by, tuple(Reply.Effect.values))
        words = (answer_ar.strip(), answer_en.strip())
        record.answer(reply, words=words, effect=effect, followed_by=follower, person=person, at=timezone.now())
        return reply


def _check_public(assessment: Assessment | None, field: str) -> None:
    if assessment is not None and assessment.status not in _PUBLIC:
        raise Refusal(
            field,
            "لم يُنشر بعد التقييم الذي تشير إليه؛ انشره أولا.",
            "The assessment that it points to is not published yet; publish that first.",
        )


@recorded("reply.publish")
def publish(reply_id: int, person: Person) -> Reply:
    """Publish a reply and our answer together; raise Refusal for who wrote the answer, and where something is missing."""
    with transaction.atomic():
        reply = _open_reply(reply_id)
        if reply.answered_by is None:
            raise Refusal("", "لا يُنشر رد دون جوابنا عنه.", "A reply is not published without our answer.")
        if reply.answered_by == person:
            raise Refusal("", "ينشره محرر غير من كتب الجواب.", "An editor other than who wrote the answer publishes it.")
        if reply.assessment is not None and reply.assessment.status == Assessment.Status.PROPOSED:
            raise Refusal(
                "",
                "الحكم الذي يرد عليه لا يزال مقترحا؛ انشره أو أعده أولا.",
                "The verdict that it replies to is still proposed; publish or return that first.",
            )
        _check_public(reply.followed_by, "")
        record.publish(reply, person=person, at=timezone.now())
        return reply


@recorded("reply.conclude")
def conclude(
    reply_id: int, person: Person, *, concluded_ar: str, concluded_en: str = "", effect: str, followed_by: int | None = None
) -> Reply:
    """Publish what the review came to that a published reply led to."""
    with transaction.atomic():
        reply = record.lock_reply(reply_id)
        if reply.published_at is None or reply.effect != Reply.Effect.UNDER_REVIEW or reply.concluded_at is not None:
            raise Refusal("", "ليس هذا الرد قيد المراجعة.", "This reply is not under review.")
        if not concluded_ar.strip():
            raise Refusal("concluded_ar", "اكتب ما انتهت إليه المراجعة.", "Write what the review came to.")
        follower = _follower(reply, effect, followed_by, _CONCLUSIONS)
        _check_public(follower, "followed_by")
        words = (concluded_ar.strip(), concluded_en.strip())
        record.conclude(reply, words=words, effect=effect, followed_by=follower, person=person, at=timezone.now())
        return reply


@recorded("reply.silence")
def publish_silence(request_id: int, person: Person) -> ReplyRequest:
    """Publish that a body had not replied by its day; raise Refusal before that day is over, or where it did reply."""
    with transaction.atomic():
        row = record.lock_request(request_id)
        if row.silence_published_at is not None:
            raise Refusal("", "نُشر ذلك من قبل.", "That is published already.")
        if timezone.localdate() <= row.deadline_on:
            raise Refusal("", "لم تنته المهلة بعد.", "The time given is not over yet.")
        if row.replies.filter(withdrawn_at__isnull=True).exists():
            raise Refusal("", "وصل رد؛ أجب عنه وانشره.", "A reply has come; answer and publish it.")
        if row.assessment is not None and row.assessment.status == Assessment.Status.PROPOSED:
            raise Refusal("", "الحكم الذي سألت عنه لا يزال مقترحا.", "The verdict that was asked about is still only proposed.")
        record.publish_silence(row, person=person, at=timezone.now())
        return row
