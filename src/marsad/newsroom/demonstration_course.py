"""What became of the demonstration's verdicts after publishing: a correction, a withdrawal, a body's reply with our answer."""

from __future__ import annotations

import datetime as dt
import secrets
from collections import deque
from typing import Any

from django.db import transaction
from django.utils import timezone

from marsad.newsroom import answer_reply, correct, publish, reply, withdraw
from marsad.store.models import Assessment, Correction, Person, Promise, Reply

Course = deque[dict[str, Any]]


def noon(day: dt.date) -> dt.datetime:
    """Return the moment at which the demonstration has something done on *day*."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))


def course_of(description: dict[str, Any]) -> Course:
    """Return the corrections and withdrawals of the demonstration, oldest first."""
    return deque(sorted([*description["corrections"], *description["withdrawals"]], key=lambda row: row["done_on"]))


def follow(course: Course, until: dt.date = dt.date.max) -> None:
    """Do what the demonstration did to its published verdicts up to *until*, and take it from *course*."""
    while course and course[0]["done_on"] <= until:
        row = course.popleft()
        _correct(row) if "wrong" in row else _withdraw(row)


def _published(row: dict[str, Any]) -> Assessment | None:
    """Return the verdict that *row* is of, as readers see it, or None where it was withdrawn before."""
    shown = (Assessment.Status.PUBLISHED, Assessment.Status.SUPERSEDED)
    found = Assessment.objects.filter(promise__key=row["promise"], effective_on=row["of"], status__in=shown)
    return found.order_by("pk").first()


def _person(key: str) -> Person:
    return Person.objects.get(username=key)


@transaction.atomic
def _correct(row: dict[str, Any]) -> None:
    old, at = _published(row), noon(row["done_on"])
    if old is None or Correction.objects.filter(subject_key=str(old.pk), subject=Correction.Subject.ASSESSMENT).exists():
        return  # loaded before
    told = correct.Told(
        wrong_ar=row["wrong"]["ar"],
        wrong_en=row["wrong"]["en"],
        right_ar=row["right"]["ar"],
        right_en=row["right"]["en"],
        severity=row["severity"],
        found_by=row["found_by"],
    )
    mended = correct.Mended(
        verdict=old.verdict,
        outlook=old.outlook,
        cause=old.cause,
        effective_on=old.effective_on,
        summary_ar=row["summary"]["ar"],
        summary_en=row["summary"]["en"],
        reasons_ar=old.reasons_ar,
        evidence_ids=tuple(old.evidence.values_list("pk", flat=True)),
    )
    made = correct.propose_correction(old.pk, _person(row["author"]), told, mended, at=at)
    assert made.mended_by_id is not None
    publish.publish(made.mended_by_id, _person(row["seconder"]), at=at + dt.timedelta(hours=3))


@transaction.atomic
def _withdraw(row: dict[str, Any]) -> None:
    old, at = _published(row), noon(row["done_on"])
    if old is None:
        return  # loaded before
    withdraw.ask(old.pk, _person(row["asker"]), reason_ar=row["reason"]["ar"], reason_en=row["reason"]["en"], at=at)
    withdraw.confirm(old.pk, _person(row["seconder"]), at=at + dt.timedelta(hours=3))


@transaction.atomic
def load_replies(description: dict[str, Any]) -> int:
    """Ask, reply, answer and publish as the demonstration tells, today; return how many replies there are."""
    for row in description["replies"]:
        promise = Promise.objects.everything().get(key=row["promise"])
        if Reply.objects.filter(promise=promise, body__key=row["body"]).exists():
            continue  # loaded before
        verdict = _published(row)
        sent = answer_reply.ask(
            promise,
            _person(row["editor"]),
            body_key=row["body"],
            assessment_id=verdict.pk if verdict else None,
            question_ar=row["question"]["ar"],
            question_en=row["question"]["en"],
        )
        words = reply.ReplyWords(row["text"]["ar"], row["text"]["en"], row["author"], row["author_post"])
        # As from a caller of its own: the hourly limit is for the web.
        reply.reply_by_code(sent.code, words, files=[], caller=secrets.token_hex(8))
        came = Reply.objects.get(request=sent.request)
        told = {"answer_ar": row["answer"]["ar"], "answer_en": row["answer"]["en"], "effect": row["effect"]}
        answer_reply.answer(came.pk, _person(row["answerer"]), **told)
        answer_reply.publish(came.pk, _person(row["publisher"]))
    return len(description["replies"])
