"""Lists for programs of what was told beside verdicts: corrections, replies and silences, entries of the ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from operator import attrgetter
from typing import Any

from django.db.models import Q, QuerySet

from marsad.store.models import Entry
from marsad.store.queries.corrections import ToldCorrection, corrections_among, corrections_known
from marsad.store.queries.cuts import Column, Cut, Place, PlaceError, a_moment, a_number, cut_rows
from marsad.store.queries.ledger import head_on
from marsad.store.queries.replies import Exchange, exchanges, replies_known
from marsad.store.queries.wordings import promises_known_among, revisions_known

_NEWEST = (Column("published_at", a_moment, is_descending=True), Column("pk", a_number, is_descending=True))
_IN_ORDER = (Column("sequence", a_number),)
_KINDS = ("reply", "silence")


def cut_corrections(promise: str, *, after: Place | None, size: int, known_on: dt.date | None) -> Cut[ToldCorrection]:
    """Return *size* corrections after *after*, newest first, of the promise named *promise* or of all; raise PlaceError."""
    rows = corrections_known(known_on)
    if promise:
        rows = rows.filter(promise__key=promise)
    found, goes_on = cut_rows(rows, _NEWEST, after, size)
    last = found[-1].published_at if found else None
    place = (last.isoformat(), str(found[-1].pk)) if goes_on and last is not None else None
    return Cut(corrections_among(found, known_on), place)


def cut_replies(promise: str, *, after: Place | None, size: int, known_on: dt.date | None) -> Cut[Exchange]:
    """Return *size* replies, and silences that were published, after *after*, newest first; raise PlaceError."""
    replies, silences = (_about_public(rows, promise, known_on) for rows in replies_known(known_on))
    places = _places(after)
    silent = (Column("silence_published_at", a_moment, is_descending=True), _NEWEST[1])
    some, more = cut_rows(replies, _NEWEST, places[0], size)
    others, still = cut_rows(silences, silent, places[1], size)
    about = promises_known_among({row.promise_id for row in (*some, *others)}, known_on)
    told = sorted(exchanges(about, some, others, known_on), key=attrgetter("published_at"), reverse=True)
    shown = told[:size]
    goes_on = more or still or len(told) > size
    return Cut(tuple(shown), _after(shown, places) if goes_on and shown else None)


def _about_public(rows: QuerySet[Any], promise: str, known_on: dt.date | None) -> QuerySet[Any]:
    seen = Q(promise__is_published=True) if known_on is None else Q(promise__in=revisions_known(known_on).values("promise"))
    return rows.filter(seen, promise__key=promise) if promise else rows.filter(seen)


def _places(after: Place | None) -> tuple[Place | None, Place | None]:
    """Return after which reply and after which silence to go on: two lists are told as one."""
    if after is None:
        return None, None
    if len(after) != 4:
        raise PlaceError("4 values were expected")
    return (after[:2] if after[1] else None), (after[2:] if after[3] else None)


def _after(shown: Iterable[Exchange], before: tuple[Place | None, Place | None]) -> Place:
    reply, silence = (place or ("", "") for place in before)
    for row in shown:
        if row.reply is not None:
            reply = (row.published_at.isoformat(), str(row.reply.pk))
        elif row.request is not None:
            silence = (row.published_at.isoformat(), str(row.request.pk))
    return (*reply, *silence)


def cut_entries(kind: str, promise: str, *, after: Place | None, size: int, known_on: dt.date | None) -> Cut[Entry]:
    """Return *size* entries of the ledger after *after*, in order, of a kind and a promise or of all; raise PlaceError."""
    rows = entries_until(known_on)
    if kind:
        rows = rows.filter(kind=kind)
    if promise:
        rows = rows.filter(promise__key=promise)
    found, goes_on = cut_rows(rows, _IN_ORDER, after, size)
    return Cut(tuple(found), (str(found[-1].sequence),) if goes_on else None)


def entries_until(known_on: dt.date | None) -> QuerySet[Entry]:
    """Return the entries of the ledger in order, with their promises; all of them, or those until the head of a day."""
    newest = head_on(known_on)
    return Entry.objects.filter(sequence__lte=newest.sequence if newest else 0).select_related("promise").order_by("sequence")
