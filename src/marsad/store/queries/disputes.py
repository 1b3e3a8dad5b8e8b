"""What the public reads of conflicts between sources: those that an editor explained, in the ledger's own words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from marsad.store.models import Entry, Promise
from marsad.store.models.localised import localised
from marsad.store.queries.entries_told import Told, read_entries, still_told, told_on
from marsad.store.queries.pages_told import PagesTold, read_pages

DISPUTE_KINDS = ("conflict.published", "conflict.withdrawn")


@dataclass(frozen=True, slots=True)
class ToldSide:
    """One of two statements as readers see it. *snapshot* numbers the archived page where that is public."""

    before: str
    words: str
    after: str
    source: str
    said_on: dt.date | None
    url: str
    snapshot: int | None


@dataclass(frozen=True, slots=True)
class Dispute:
    """A conflict that an editor explained to readers, and the number of the ledger's entry that tells of it.

    *explanation* is in the reader's language; *told* holds it in Arabic and English, the second "" where there is none.
    """

    id: int
    kind: str
    sides: tuple[ToldSide, ...]
    explanation: str
    editor: str
    published_on: dt.date
    entry: int
    told: tuple[str, str] = ("", "")


def disputes_told(entries: Iterable[Entry], known_on: dt.date | None) -> dict[int, Told]:
    """Return the conflicts that *entries* tell readers of, by number."""
    return still_told(entries, DISPUTE_KINDS, "conflict", known_on)


def pages_disputed(told: Mapping[int, Told]) -> set[int]:
    """Return the documents that are said to differ."""
    return {side["document"] for one in told.values() for side in one.values["sides"]}


def make_disputes(told: Mapping[int, Told], pages: PagesTold, known_on: dt.date | None) -> tuple[Dispute, ...]:
    """Return what readers see of conflicts, newest first; today, only where both documents still stand as evidence."""
    found = [
        Dispute(
            id=number,
            kind=one.values["kind"],
            sides=tuple(_told_side(side, pages) for side in one.values["sides"]),
            explanation=localised(one.values["explanation"], one.values["explanation_en"]),
            editor=one.entry.actor,
            published_on=told_on(one.entry),
            entry=one.entry.sequence,
            told=(one.values["explanation"], one.values["explanation_en"]),
        )
        for number, one in told.items()
        if known_on is not None or pages_disputed({number: one}) <= pages.here
    ]
    return tuple(sorted(found, key=lambda one: -one.entry))


def read_disputes(promise: Promise, known_on: dt.date | None = None) -> tuple[Dispute, ...]:
    """Return what readers are told of conflicts on *promise*; with *known_on*, by the end of that day. Three queries at most."""
    told = disputes_told(read_entries(promise, DISPUTE_KINDS), known_on)
    return make_disputes(told, read_pages(promise, pages_disputed(told), known_on), known_on)


def _told_side(side: Mapping[str, Any], pages: PagesTold) -> ToldSide:
    quote, start = side["quote"], side["words_at"]
    end = start + len(side["words"])
    return ToldSide(
        before=quote[:start],
        words=quote[start:end],
        after=quote[end:],
        source=pages.names.get(side["document"], side["outlet"]),
        said_on=dt.date.fromisoformat(side["said_on"]) if side["said_on"] else None,
        url=side["url"],
        snapshot=pages.opened.get((side["document"], side["snapshot_sha256"] or "")),
    )
