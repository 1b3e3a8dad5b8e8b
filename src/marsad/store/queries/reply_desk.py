"""What the desk reads of the right of reply: who was asked, what came, what waits for whom."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from marsad.domain.codebook import Verdict
from marsad.store.models import Assessment, Body, Promise, Reply, ReplyRequest
from marsad.store.queries.public import read_codebooks

STATES = ("received", "answered", "awaiting", "overdue", "published", "closed")
SHOWN = 200


@dataclass(frozen=True, slots=True)
class ReplyLine:
    """A reply, or a request that none has come to yet, in the desk's list. *days* are left until the day set, or since it."""

    request: ReplyRequest | None
    reply: Reply | None
    state: str
    days: int | None

    @property
    def promise(self) -> Promise:
        """The promise that it is about."""
        row = self.reply or self.request
        assert row is not None
        return row.promise

    @property
    def body_name(self) -> str:
        """The body, as it is known, or as the form told it."""
        if self.reply is not None and self.reply.body is None:
            return self.reply.body_told
        body = self.reply.body if self.reply is not None else self.request.body if self.request is not None else None
        return body.name if body else ""

    @property
    def at(self) -> dt.datetime:
        """When it came, or when the body was asked."""
        if self.reply is not None:
            return self.reply.received_at
        assert self.request is not None
        return self.request.asked_at


@dataclass(frozen=True, slots=True)
class Choice:
    """A verdict that a request may be about, or that may have followed a reply."""

    assessment: Assessment
    verdict: Verdict


def state_of(reply: Reply) -> str:
    """Return where a reply stands, as one of STATES."""
    if reply.published_at is not None:
        return "published"
    if reply.refused_at is not None or reply.withdrawn_at is not None:
        return "closed"
    return "answered" if reply.answered_at is not None else "received"


def request_state(request: ReplyRequest, today: dt.date) -> str:
    """Return where a request stands that no reply has come to, as one of STATES."""
    if request.silence_published_at is not None:
        return "published"
    if request.revoked_at is not None:
        return "closed"
    return "overdue" if request.deadline_on < today else "awaiting"


def _unanswered() -> QuerySet[ReplyRequest]:
    return ReplyRequest.objects.annotate(came=Count("replies")).filter(came=0).select_related("promise", "body", "asked_by")


def list_replies(state: str, today: dt.date) -> tuple[ReplyLine, ...]:
    """Return the replies, and the requests without one, that stand in *state* ("" for all): what is most pressing first."""
    replies = Reply.objects.select_related("promise", "body", "request__body", "answered_by")
    rows = [ReplyLine(row.request, row, state_of(row), None) for row in replies]
    rows += [ReplyLine(row, None, request_state(row, today), (row.deadline_on - today).days) for row in _unanswered()]
    wanted = [row for row in rows if not state or row.state == state]
    wanted.sort(key=lambda row: row.at, reverse=True)
    return tuple(sorted(wanted, key=lambda row: STATES.index(row.state))[:SHOWN])


def reply_counts(today: dt.date) -> dict[str, int]:
    """Return how many replies and requests stand in each state."""
    counts = dict.fromkeys(STATES, 0)
    for reply in Reply.objects.only("published_at", "refused_at", "withdrawn_at", "answered_at"):
        counts[state_of(reply)] += 1
    for request in _unanswered():
        counts[request_state(request, today)] += 1
    return counts


def replies_waiting() -> int:
    """Return how many replies wait for the newsroom: to be made sure of, answered or published."""
    return Reply.objects.filter(published_at__isnull=True, refused_at__isnull=True, withdrawn_at__isnull=True).count()


def find_reply(reply_id: int) -> Reply:
    """Return the reply with all that hangs on it; raise Reply.DoesNotExist."""
    ties = (
        "promise__body", "promise__government", "body", "request__asked_by", "request__body", "assessment", "followed_by",
        "concluded_with", "answered_by", "published_by", "verified_by", "refused_by", "concluded_by",
    )  # fmt: skip
    return Reply.objects.select_related(*ties).prefetch_related("files").get(pk=reply_id)


def find_request(request_id: int) -> ReplyRequest:
    """Return the request with all that hangs on it; raise ReplyRequest.DoesNotExist."""
    ties = ("promise__government", "body", "assessment", "asked_by", "revoked_by", "silence_published_by")
    return ReplyRequest.objects.select_related(*ties).prefetch_related("replies").get(pk=request_id)


def verdicts_of(promise: Promise, *, with_proposed: bool = True) -> tuple[Choice, ...]:
    """Return the verdicts on *promise* that are published (and proposed), newest first."""
    codebooks = read_codebooks()
    standing = Q(status__in=["published", "superseded"]) | (Q(status="proposed") if with_proposed else Q(pk__in=[]))
    rows = Assessment.objects.filter(standing, promise=promise).order_by("-effective_on", "-pk")
    return tuple(Choice(row, codebooks[row.codebook_id].verdict(row.verdict)) for row in rows)


def all_bodies() -> tuple[Body, ...]:
    """Return every responsible body, by name."""
    return tuple(Body.objects.all())
