"""The public ledger as the interface tells it: the head of each day, and its entries word for word."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from marsad.api.told.common import Answer, ListAnswer, page_address
from marsad.domain.ledger import Head
from marsad.store.models import Entry as EntryRow


@dataclass(frozen=True, slots=True)
class DayHead:
    """Where the ledger stood at the end of a day (UTC): its last entry, that entry's hash, and how many entries the day has."""

    day: dt.date
    sequence: int
    hash: str
    entries: int


@dataclass(frozen=True, slots=True)
class HeadList(ListAnswer):
    """The head of each day, the latest first. A head of a day that is over never changes."""

    items: tuple[DayHead, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: *payload* as canonical JSON (RFC 8785) gives, with the other values, the *hash*; how is in the documentation."""

    sequence: int
    at: str
    actor: str
    kind: str
    promise: str | None
    payload: dict[str, Any]
    previous_hash: str
    hash: str
    page: str


@dataclass(frozen=True, slots=True)
class EntryList(ListAnswer):
    """Entries of the ledger, in order."""

    items: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class EntryAnswer(Answer):
    """One entry of the ledger."""

    item: Entry


def tell_head(head: Head) -> DayHead:
    """Return the head of a day."""
    return DayHead(dt.date.fromisoformat(head.day), head.sequence, head.hash, head.entries)


def tell_entry(row: EntryRow, known_on: dt.date | None) -> Entry:
    """Return an entry word for word."""
    return Entry(
        sequence=row.sequence,
        at=row.at,
        actor=row.actor,
        kind=row.kind,
        promise=row.promise.key if row.promise else None,
        payload=json.loads(row.payload),
        previous_hash=row.previous_hash,
        hash=row.hash,
        page=page_address("site:ledger_entry", row.sequence, known_on=known_on),
    )
