"""What readers see of bodies' replies, today or as known on a day; and what a body that was asked is shown."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from marsad.domain.codebook import Codebook
from marsad.store.models import Assessment, Entry, Evidence, Promise, Reply, ReplyRequest
from marsad.store.queries.passages import Passage, cut_passage
from marsad.store.queries.public import Standing, end_of, known, make_standing, read_codebooks
from marsad.store.queries.wordings import promises_known_among


@dataclass(frozen=True, slots=True)
class Exchange:
    """A body's reply with our answer, or (without *reply*) that none had come by the day that was set.

    *verdict* is what was replied to, *followed* the verdict that came of it; each None where there is none, or not in public.
    """

    promise: Promise
    body_name: str
    request: ReplyRequest | None
    reply: Reply | None
    published_at: dt.datetime
    is_withdrawn: bool
    is_concluded: bool
    verdict: Standing | None
    followed: Standing | None
    entry: int | None

    @property
    def effect(self) -> str:
        """What the reply did to the verdict, as it was known then."""
        if self.reply is None:
            return ""
        return self.reply.concluded_effect if self.is_concluded else self.reply.effect


@dataclass(frozen=True, slots=True)
class Asked:
    """What a body that was asked to reply is shown of the verdict: its words and the quotes that it rests on."""

    request: ReplyRequest
    standing: Standing
    proofs: tuple[tuple[Evidence, Passage], ...]
    is_published: bool
    days_left: int


def _public(known_on: dt.date | None) -> tuple[QuerySet[Reply], QuerySet[ReplyRequest]]:
    replies = Reply.objects.filter(published_at__isnull=False)
    silences = ReplyRequest.objects.filter(silence_published_at__isnull=False)
    if known_on is not None:
        replies = replies.filter(published_at__lt=end_of(known_on))
        silences = silences.filter(silence_published_at__lt=end_of(known_on))
    people = ("body", "request__body", "answered_by", "published_by", "assessment", "followed_by", "concluded_with")
    return replies.select_related(*people).prefetch_related("files"), silences.select_related("body", "assessment")


def read_replies(promise: Promise, known_on: dt.date | None = None) -> tuple[Exchange, ...]:
    """Return what bodies replied about *promise*, newest first; the number of queries does not grow."""
    replies, silences = _public(known_on)
    return _exchanges({promise.pk: promise}, replies.filter(promise=promise), silences.filter(promise=promise), known_on)


def list_replies(known_on: dt.date | None = None, *, page: str | int = 1, page_size: int = 20) -> Page[Exchange]:
    """Return one page of every reply that readers may see, newest first, about promises that they may see."""
    replies, silences = _public(known_on)
    about = {*replies.values_list("promise", flat=True), *silences.values_list("promise", flat=True)}
    promises = promises_known_among(about, known_on)
    return Paginator(_exchanges(promises, replies, silences, known_on), page_size).get_page(page)


def _exchanges(
    promises: Mapping[int, Promise], replies: Iterable[Reply], silences: Iterable[ReplyRequest], known_on: dt.date | None
) -> tuple[Exchange, ...]:
    replies, silences = tuple(replies), tuple(silences)
    if not replies and not silences:
        return ()
    codebooks, ends = read_codebooks(), end_of(known_on) if known_on else timezone.now()
    rows: list[Exchange] = []
    entries = _entries(promises)
    public = _seen((*replies, *silences), known_on)
    for reply in replies:
        if reply.promise_id not in promises or reply.published_at is None:
            continue
        promise = promises[reply.promise_id]
        is_concluded = reply.concluded_at is not None and reply.concluded_at < ends
        follower = reply.concluded_with if is_concluded else reply.followed_by
        rows.append(
            Exchange(
                promise,
                reply.body.name if reply.body else reply.body_told,
                reply.request,
                reply,
                reply.published_at,
                reply.withdrawn_at is not None and reply.withdrawn_at < ends,
                is_concluded,
                _told(promise, reply.assessment, codebooks, public),
                _told(promise, follower, codebooks, public),
                entries.get(f"reply:{reply.pk}"),
            )
        )
    for request in silences:
        if request.promise_id in promises and request.silence_published_at is not None:
            promise = promises[request.promise_id]
            verdict, moment = _told(promise, request.assessment, codebooks, public), request.silence_published_at
            entry = entries.get(f"request:{request.pk}")
            rows.append(Exchange(promise, request.body.name, request, None, moment, False, False, verdict, None, entry))
    return tuple(sorted(rows, key=lambda row: row.published_at, reverse=True))


def _seen(rows: Iterable[Reply | ReplyRequest], known_on: dt.date | None) -> set[int]:
    asked: set[int | None] = set()
    for row in rows:
        asked |= {row.assessment_id}
        if isinstance(row, Reply):
            asked |= {row.followed_by_id, row.concluded_with_id}
    return set(known(Assessment.objects.filter(pk__in=[pk for pk in asked if pk]), known_on).values_list("pk", flat=True))


def _told(promise: Promise, row: Assessment | None, codebooks: Mapping[int, Codebook], public: set[int]) -> Standing | None:
    return make_standing(promise, row, codebooks) if row is not None and row.pk in public else None


def _entries(promises: Mapping[int, Promise]) -> dict[str, int]:
    """Return the number in the ledger under which each reply and each silence was published."""
    kinds = {"reply.published": "reply", "reply.none_by_deadline": "request"}
    rows = Entry.objects.filter(kind__in=kinds, promise__in=promises).values_list("sequence", "kind", "payload")
    return {f"{kinds[kind]}:{json.loads(payload)[kinds[kind]]}": sequence for sequence, kind, payload in rows}


def read_asked(request: ReplyRequest) -> Asked:
    """Return what the body of *request* is shown: the verdict that it was asked about, with what it rests on."""
    evidence = Evidence.objects.select_related("document", "document__outlet").filter(withdrawn_at__isnull=True)
    row = (
        Assessment.objects.filter(pk=request.assessment_id or 0)
        .exclude(status=Assessment.Status.RETURNED)  # given back to its author: nobody stands behind it
        .prefetch_related(Prefetch("evidence", queryset=evidence))
        .select_related("promise")
        .first()
    )
    proofs = tuple((item, _passage(item)) for item in row.evidence.all()) if row else ()
    return Asked(
        request,
        make_standing(request.promise, row, read_codebooks()),
        proofs,
        row is not None and row.published_at is not None,
        (request.deadline_on - timezone.localdate()).days,
    )


def _passage(item: Evidence) -> Passage:
    if item.document is None:
        return Passage("", item.quote, "")
    return cut_passage(item.document.text, item.quote, item.start, item.end)
