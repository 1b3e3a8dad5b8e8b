"""What a responsible body was asked to answer, what it answered and how soon, and what it still has time to answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from marsad.store.models import Assessment, Promise, Reply, ReplyRequest
from marsad.store.queries.public import end_of, known
from marsad.store.queries.wordings import promises_known_among


@dataclass(frozen=True, slots=True)
class Given:
    """A reply that readers see: when it came, how many *days* after it was asked for (None where nobody did), if late."""

    promise: Promise
    came_on: dt.date
    days: int | None
    is_late: bool
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class Owed:
    """A question to the body without a reply: *days_left* until *due_on*; below 0 where readers were told that none had come."""

    promise: Promise
    asked_on: dt.date
    due_on: dt.date
    days_left: int


@dataclass(frozen=True, slots=True)
class BodyReplies:
    """The replies of a body: *given*, the newest first; *owed*, the nearest day first; *silences*, published as such."""

    given: tuple[Given, ...]
    owed: tuple[Owed, ...]
    silences: tuple[Owed, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.given or self.owed or self.silences)


def read_body_replies(key: str, known_on: dt.date | None = None) -> BodyReplies:
    """Return the replies of the body named *key*, today or as known on a day. Three queries.

    A question is told of while the body has time to answer and no answer came, and only where it is about what readers see
    already. That a day passed in silence is told once an editor published it, not before.
    """
    day = known_on or timezone.localdate()
    ends = end_of(day)
    replies = tuple(Reply.objects.filter(body__key=key, published_at__lt=ends).select_related("request"))
    open_ones = Q(silence_published_at__isnull=True) | Q(silence_published_at__gte=ends)
    came = Reply.objects.filter(request=OuterRef("pk"), received_at__lt=ends, refused_at__isnull=True)
    public = known(Assessment.objects.filter(pk=OuterRef("assessment")), known_on)
    waiting = (
        open_ones
        & Q(asked_at__lt=ends, deadline_on__gte=day)
        & (Q(revoked_at__isnull=True) | Q(revoked_at__gte=ends))
        & (Q(assessment__isnull=True) | Q(Exists(public)))
        & ~Q(Exists(came))
    )
    requests = tuple(ReplyRequest.objects.filter(waiting | Q(silence_published_at__lt=ends), body__key=key))
    about = {row.promise_id for row in replies} | {row.promise_id for row in requests}
    promises = promises_known_among(about, known_on)
    given = [_given(promises[row.promise_id], row, ends) for row in replies if row.promise_id in promises]
    owed: list[Owed] = []
    silences: list[Owed] = []
    for row in requests:
        if row.promise_id in promises:
            is_silence = row.silence_published_at is not None and row.silence_published_at < ends
            (silences if is_silence else owed).append(_owed(promises[row.promise_id], row, day))
    return BodyReplies(
        tuple(sorted(given, key=lambda one: one.came_on, reverse=True)),
        tuple(sorted(owed, key=lambda one: one.due_on)),
        tuple(sorted(silences, key=lambda one: one.due_on, reverse=True)),
    )


def _given(promise: Promise, reply: Reply, ends: dt.datetime) -> Given:
    came, request = timezone.localdate(reply.received_at), reply.request
    days = (came - timezone.localdate(request.asked_at)).days if request else None
    is_withdrawn = reply.withdrawn_at is not None and reply.withdrawn_at < ends
    return Given(promise, came, days, request is not None and came > request.deadline_on, is_withdrawn)


def _owed(promise: Promise, request: ReplyRequest, day: dt.date) -> Owed:
    return Owed(promise, timezone.localdate(request.asked_at), request.deadline_on, (request.deadline_on - day).days)
