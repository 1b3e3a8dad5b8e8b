"""The wordings that a promise had: as the programme put it, as it was put later, as we mended it; and how each differs."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from marsad.store.models import Body, Entry, Programme, Promise, PromiseRevision, Sector
from marsad.store.queries.public import end_of
from marsad.text.differences import Piece, differences

# What of a wording is compared, in the order in which it is shown.
PARTS = (
    "title_ar",
    "title_en",
    "text_ar",
    "text_en",
    "justification_ar",
    "justification_en",
    "deadline",
    "page_ref",
    "body",
    "sector",
    "programme",
    "government",
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a wording that differs from the wording before."""

    name: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class RevisionStep:
    """One wording in the course of a promise, what changed in it, and the number of the ledger's entry that tells of it."""

    revision: PromiseRevision
    parts: tuple[Part, ...]
    entry: int | None


def read_revisions(promise: Promise) -> tuple[RevisionStep, ...]:
    """Return the wordings of *promise* that are on record, newest first; two queries."""
    rows = PromiseRevision.objects.filter(promise_id=promise.pk).order_by("number")
    found = rows.select_related("sector", "body", "programme", "government", "person", "source_document")
    return make_revisions(tuple(found), Entry.objects.filter(promise_id=promise.pk, kind__startswith="promise."))


def make_revisions(found: Sequence[PromiseRevision], entries: Iterable[Entry]) -> tuple[RevisionStep, ...]:
    """Return the wordings *found* of a promise (oldest first), newest first, each with what it changed and its entry."""
    told = ((entry.sequence, json.loads(entry.payload)) for entry in entries if entry.kind.startswith("promise."))
    sealed = {values.get("revision"): sequence for sequence, values in told}
    steps = [
        RevisionStep(row, compare(before, row) if before else (), sealed.get(row.number))
        for before, row in zip((None, *found), found, strict=False)
    ]
    return tuple(reversed(steps))


def compare(earlier: PromiseRevision, later: PromiseRevision) -> tuple[Part, ...]:
    """Return the parts in which two wordings of a promise differ."""
    told = ((name, _words(earlier, name), _words(later, name)) for name in PARTS)
    return tuple(Part(name, differences(before, after)) for name, before, after in told if before != after)


def _words(row: PromiseRevision, name: str) -> str:
    value = getattr(row, name)
    return str(value) if value else ""


def last_revision(promise: Promise) -> PromiseRevision | None:
    """Return the wording that *promise* has now, or None where it was never published."""
    return PromiseRevision.objects.filter(promise_id=promise.pk).order_by("-number").first()


def read_withdrawal(key: str, known_on: dt.date | None = None) -> PromiseRevision | None:
    """Return why and when the promise named *key* was withdrawn from readers, or None where it was not, today or on a day."""
    rows = PromiseRevision.objects.filter(promise__key=key)
    if known_on is not None:
        rows = rows.filter(at__lt=end_of(known_on))
    last = rows.select_related("promise", "person").order_by("-number").first()
    return last if last is not None and last.kind == PromiseRevision.Kind.WITHDRAWN else None


def was_ever_published(key: str) -> bool:
    """Return whether readers see the promise named *key*, or saw it once."""
    return PromiseRevision.objects.filter(promise__key=key).exists()


@dataclass(frozen=True, slots=True)
class WordingChoices:
    """What a promise's sector, body and programme may be, as pairs of key and name."""

    sectors: tuple[tuple[str, str], ...]
    bodies: tuple[tuple[str, str], ...]
    programmes: tuple[tuple[str, str], ...]


def wording_choices(promise: Promise) -> WordingChoices:
    """Return what a new wording of *promise* may choose from."""
    return WordingChoices(
        tuple((row.key, row.name) for row in Sector.objects.all()),
        tuple((row.key, row.name) for row in Body.objects.all()),
        tuple((row.key, row.title) for row in Programme.objects.filter(government=promise.government_id)),
    )
