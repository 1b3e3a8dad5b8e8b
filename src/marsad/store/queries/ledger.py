"""What readers and auditors see of the ledger: its entries in order, one entry with its neighbours, the head of each day."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import connection

from marsad.domain.ledger import GENESIS, Head, Link, canonical
from marsad.store.models import Entry

_AT_ONCE = 2000
_KEPT_S = 7 * 24 * 3600


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """One entry as a reader sees it: *told* is its payload, and *sealed* how many rows it seals."""

    entry: Entry
    at: dt.datetime
    told: dict[str, Any]
    sealed: tuple[tuple[str, str], ...]
    earlier: int | None
    later: int | None


def links(after: int = 0) -> Iterator[Link]:
    """Yield the ledger as the chain sees it, from the entry after *after* on, in order; memory does not grow with it."""
    columns = ("sequence", "at", "actor", "kind", "payload", "previous_hash", "hash")
    while rows := list(Entry.objects.filter(sequence__gt=after).order_by("sequence").values_list(*columns)[:_AT_ONCE]):
        for row in rows:
            yield Link(*row)
        after = rows[-1][0]


def last_entry() -> Entry | None:
    """Return the newest entry, or None before there is one."""
    return Entry.objects.order_by("-sequence").first()


def read_heads(known_on: dt.date | None = None) -> Sequence[Head]:
    """Return the head of each day, newest first; with *known_on*, up to that day. Kept until the ledger grows."""
    last = Entry.objects.order_by("-sequence").values_list("hash", flat=True).first()
    if last is None:
        return ()
    name = f"ledger-heads:{last}"
    heads: tuple[Head, ...] | None = cache.get(name)
    if heads is None:
        heads = tuple(_read_heads())
        cache.set(name, heads, _KEPT_S)
    return heads if known_on is None else tuple(head for head in heads if head.day <= known_on.isoformat())


def _read_heads() -> Iterator[Head]:
    table = connection.ops.quote_name(Entry._meta.db_table)
    dated = f"SELECT sequence, MAX(SUBSTR(at, 1, 10)) OVER (ORDER BY sequence) AS day FROM {table}"  # noqa: S608 - our own table
    last = f"SELECT day, MAX(sequence) AS sequence, COUNT(*) AS entries FROM ({dated}) AS dated GROUP BY day"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT last.day, entry.sequence, entry.hash, last.entries FROM ({last}) AS last "  # noqa: S608
            f"JOIN {table} AS entry ON entry.sequence = last.sequence ORDER BY entry.sequence DESC"
        )
        for day, sequence, digest, entries in cursor.fetchall():
            yield Head(day, sequence, digest, entries)


def head_on(known_on: dt.date | None = None) -> Head | None:
    """Return the newest head, or that of *known_on* or the last day with entries before it; None where there is none."""
    return next(iter(read_heads(known_on)), None)


def written_at(sequences: Iterable[int]) -> dict[int, dt.datetime]:
    """Return when each of these entries was written, by sequence."""
    rows = Entry.objects.filter(pk__in=list(sequences)).values_list("sequence", "at")
    return {sequence: dt.datetime.fromisoformat(at) for sequence, at in rows}


def read_entry(sequence: int, known_on: dt.date | None = None) -> ShownEntry | None:
    """Return the entry numbered *sequence* with its neighbours, or None where there was none by the end of *known_on*."""
    newest = head_on(known_on)
    entry = Entry.objects.filter(pk=sequence).select_related("promise").first()
    if entry is None or newest is None or sequence > newest.sequence:
        return None
    whole: dict[str, Any] = json.loads(entry.payload)
    sealed = {**(whole.pop("seals", None) or {}), **(whole.pop("seals_with", None) or {})}
    return ShownEntry(
        entry=entry,
        at=dt.datetime.fromisoformat(entry.at),
        told=whole,
        sealed=tuple((name, sealed[name] or "") for name in sorted(sealed, key=_by_table)),
        earlier=sequence - 1 if sequence > 1 else None,
        later=sequence + 1 if sequence < newest.sequence else None,
    )


def _by_table(name: str) -> tuple[str, int]:
    table, _, key = name.partition(":")
    return table, int(key) if key.isdigit() else 0


def export_lines(until: int | None = None) -> Iterator[str]:
    """Yield the ledger as JSON Lines: a header, then one entry a line, each canonical JSON (docs: ledger).

    With *until*, up to the entry of that number, which there must be unless it is 0.
    """
    last = last_entry() if until is None else Entry.objects.get(pk=until) if until else None
    upto, head = (last.sequence, last.hash) if last else (0, GENESIS)
    yield canonical({"entries": upto, "format": "marsad-ledger", "genesis": GENESIS, "head": head, "version": 1})
    for link in links():
        if link.sequence > upto:
            return  # written meanwhile
        yield canonical(
            {
                "actor": link.actor,
                "at": link.at,
                "hash": link.hash,
                "kind": link.kind,
                "payload": link.payload,
                "previous_hash": link.previous_hash,
                "sequence": link.sequence,
            }
        )
