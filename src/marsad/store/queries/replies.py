"""What readers see of bodies' replies, today or as known on a day; and what a body that was asked is shown."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from marsad.domain.codebook import Codebook
from marsad.store.models import Assessment, Entry, Evidence, Promise, Reply, ReplyRequest
from marsad.store.queries.compiled import compiled_once
from marsad.store.queries.entries_told import Told
from marsad.store.queries.names_known import Told as Names
from marsad.store.queries.names_known import as_told, people_as_told, told_by
from marsad.store.queries.passages import Passage, cut_passage
from marsad.store.queries.public import (
    Standing,
    codebooks_behind,
    end_of,
    known,
    make_standing,
    read_codebooks,
    with_codebook,
)
from marsad.store.queries.wordings import promises_known_among

_KINDS = {"reply.published": "reply", "reply.none_by_deadline": "request"}


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that came with a reply, as the ledger tells of it; *size* in bytes."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Behind:
    """What replies are shown with: the *verdicts* that readers see, by number, their codebooks, and what the ledger tells."""

    codebooks: Mapping[int, Codebook]
    verdicts: Mapping[int, Assessment]
    entries: Sequence[Entry]
    names: Names

    def standing(self, promise: Promise, assessment_id: int | None) -> Standing | None:
        """Return a verdict on *promise* in its codebook's words, None for none that readers see."""
        row = self.verdicts.get(assessment_id) if assessment_id is not None else None
        return None if row is None else make_standing(promise, row, self.codebooks)


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
    files: tuple[SentFile, ...] = ()

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


def replies_known(known_on: dt.date | None) -> tuple[QuerySet[Reply], QuerySet[ReplyRequest]]:
    """Return the replies that readers see, and the requests to which none came in time; today or as known on a day."""
    replies = Reply.objects.filter(published_at__isnull=False)
    silences = ReplyRequest.objects.filter(silence_published_at__isnull=False)
    if known_on is not None:
        replies = replies.filter(published_at__lt=end_of(known_on))
        silences = silences.filter(silence_published_at__lt=end_of(known_on))
    return replies.select_related("body", "request", "answered_by", "published_by"), silences.select_related("body")


@compiled_once
def _replies_to(promise_id: int, known_on: dt.date | None) -> QuerySet[Reply]:
    """Return what bodies replied about a promise."""
    return replies_known(known_on)[0].filter(promise=promise_id)


@compiled_once
def _silences_on(promise_id: int, known_on: dt.date | None) -> QuerySet[ReplyRequest]:
    """Return the requests about a promise to which no reply came in time."""
    return replies_known(known_on)[1].filter(promise=promise_id)


def read_replies(promise: Promise, known_on: dt.date | None = None, behind: Behind | None = None) -> tuple[Exchange, ...]:
    """Return what bodies replied about *promise*, newest first; the number of queries does not grow.

    None at all where *behind* holds the ledger's entries on it, and no reply or silence is told of there.
    """
    if behind is not None and not any(entry.kind in _KINDS for entry in behind.entries):
        return ()
    replies, silences = _replies_to(promise.pk, known_on), _silences_on(promise.pk, known_on)
    return exchanges({promise.pk: promise}, replies, silences, known_on, behind)


def list_replies(known_on: dt.date | None = None, *, page: str | int = 1, page_size: int = 20) -> Page[Exchange]:
    """Return one page of every reply that readers may see, newest first, about promises that they may see."""
    replies, silences = replies_known(known_on)
    about = {*replies.values_list("promise", flat=True), *silences.values_list("promise", flat=True)}
    promises = promises_known_among(about, known_on)
    return Paginator(exchanges(promises, replies, silences, known_on), page_size).get_page(page)


def exchanges(
    promises: Mapping[int, Promise],
    replies: Iterable[Reply],
    silences: Iterable[ReplyRequest],
    known_on: dt.date | None,
    behind: Behind | None = None,
) -> tuple[Exchange, ...]:
    """Return *replies* and *silences* about *promises* as readers see them, newest first; the number of queries does not grow.

    *behind* is what lies behind them, where the caller read it already.
    """
    answered = tuple(row for row in replies if row.promise_id in promises)
    silent = tuple(row for row in silences if row.promise_id in promises)
    if not answered and not silent:
        return ()
    found = _read_behind(promises, (*answered, *silent), known_on) if behind is None else behind
    entries = _entries(found.entries)
    ends = end_of(known_on) if known_on else timezone.now()
    rows = [_exchange(promises[reply.promise_id], reply, found, entries.get(("reply", reply.pk)), ends) for reply in answered]
    rows += [_silence(promises[row.promise_id], row, found, entries.get(("request", row.pk))) for row in silent]
    return tuple(sorted(rows, key=lambda row: row.published_at, reverse=True))


def _exchange(promise: Promise, reply: Reply, behind: Behind, told: Told | None, ends: dt.datetime) -> Exchange:
    assert reply.body is not None, "the database refuses to publish without it"
    assert reply.published_at is not None, "it is among those published"
    people_as_told((reply.answered_by, reply.published_by), behind.names)
    is_concluded = reply.concluded_at is not None and reply.concluded_at < ends
    return Exchange(
        promise,
        as_told(reply.body, behind.names).name,
        reply.request,
        reply,
        reply.published_at,
        reply.withdrawn_at is not None and reply.withdrawn_at < ends,
        is_concluded,
        behind.standing(promise, reply.assessment_id),
        behind.standing(promise, reply.concluded_with_id if is_concluded else reply.followed_by_id),
        told.entry.sequence if told else None,
        tuple(SentFile(one["name"], one["size"], one["sha256"]) for one in told.values["files"]) if told else (),
    )


def _silence(promise: Promise, request: ReplyRequest, behind: Behind, told: Told | None) -> Exchange:
    assert request.silence_published_at is not None, "it is among those published"
    verdict, body = behind.standing(promise, request.assessment_id), as_told(request.body, behind.names).name
    entry = told.entry.sequence if told else None
    return Exchange(promise, body, request, None, request.silence_published_at, False, False, verdict, None, entry)


def _read_behind(promises: Mapping[int, Promise], rows: Sequence[Reply | ReplyRequest], known_on: dt.date | None) -> Behind:
    asked = {row.assessment_id for row in rows}
    for row in rows:
        asked |= {row.followed_by_id, row.concluded_with_id} if isinstance(row, Reply) else set()
    verdicts = with_codebook(known(Assessment.objects.filter(pk__in=[pk for pk in asked if pk]), known_on)).in_bulk()
    entries = Entry.objects.filter(kind__in=_KINDS, promise__in=promises)
    return Behind(codebooks_behind(verdicts.values()), verdicts, tuple(entries), told_by(known_on))


def _entries(entries: Iterable[Entry]) -> dict[tuple[str, int], Told]:
    """Return what the ledger told of each reply and each silence when it was published."""
    told = (Told(entry, json.loads(entry.payload)) for entry in entries if entry.kind in _KINDS)
    return {(_KINDS[one.entry.kind], one.values[_KINDS[one.entry.kind]]): one for one in told}


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
