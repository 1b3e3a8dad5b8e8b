"""What the ledger tells readers of a promise: its entries in order, and of each thing the newest word by the end of a day."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from marsad.store.models import Entry, Promise


@dataclass(frozen=True, slots=True)
class Told:
    """An entry that still holds, and what it tells."""

    entry: Entry
    values: dict[str, Any]


def read_entries(promise: Promise, kinds: Iterable[str]) -> tuple[Entry, ...]:
    """Return what the ledger tells of *promise* in *kinds*, in order."""
    return tuple(Entry.objects.filter(promise=promise, kind__in=list(kinds)).order_by("sequence"))


def told_on(entry: Entry) -> dt.date:
    """Return the day, here, on which the ledger tells it."""
    return timezone.localtime(dt.datetime.fromisoformat(entry.at)).date()


def told_by_then(entries: Iterable[Entry], kinds: Iterable[str], known_on: dt.date | None) -> Iterable[Told]:
    """Yield those of *entries* in *kinds* that were written by the end of the day *known_on*, or by now, in order."""
    asked = frozenset(kinds)
    for entry in entries:
        if entry.kind in asked and (known_on is None or told_on(entry) <= known_on):
            yield Told(entry, json.loads(entry.payload))


def still_told(entries: Iterable[Entry], kinds: tuple[str, str], name: str, known_on: dt.date | None) -> dict[int, Told]:
    """Return by number what was published (the first of *kinds*) and not taken back since (the second).

    *name* is what the entries call the number of the thing.
    """
    latest: dict[int, Told] = {}
    for told in told_by_then(entries, kinds, known_on):
        latest[told.values[name]] = told
    return {number: told for number, told in latest.items() if told.entry.kind == kinds[0]}
