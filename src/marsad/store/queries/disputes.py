"""What the public reads of conflicts between sources: those that an editor explained, in the ledger's own words."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from marsad.store.models import ConflictRow, Document, Entry, Evidence, Promise, Snapshot
from marsad.store.models.localised import localised
from marsad.store.queries.proofs import evidence_known

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


def read_disputes(
    promise: Promise, known_on: dt.date | None = None, *, entries: Sequence[Entry] | None = None
) -> tuple[Dispute, ...]:
    """Return what readers are told of conflicts on *promise*, newest first; with *known_on*, by the end of that day.

    Today, only where both documents still stand as evidence. The number of queries does not grow; *entries* spares one: those
    of the ledger on the promise, in order.
    """
    latest: dict[int, tuple[Entry, dict[str, Any]]] = {}
    for entry in read_entries(promise, DISPUTE_KINDS) if entries is None else entries:
        if entry.kind in DISPUTE_KINDS and (known_on is None or told_on(entry) <= known_on):
            told = json.loads(entry.payload)
            latest[told["conflict"]] = (entry, told)
    shown = {number: pair for number, pair in latest.items() if pair[0].kind == DISPUTE_KINDS[0]}
    if not shown:
        return ()
    rows = ConflictRow.objects.select_related("left__outlet", "right__outlet").in_bulk(list(shown))
    documents = {document.pk: document for row in rows.values() for document in (row.left, row.right)}
    standing = _documents_of(promise, documents)
    kept = public_snapshots(documents, known_on)
    found = [
        Dispute(
            id=number,
            kind=told["kind"],
            sides=tuple(_told_side(side, documents[side["document"]], kept) for side in told["sides"]),
            explanation=localised(told["explanation"], told["explanation_en"]),
            editor=entry.actor,
            published_on=told_on(entry),
            entry=entry.sequence,
            told=(told["explanation"], told["explanation_en"]),
        )
        for number, (entry, told) in shown.items()
        if number in rows and (known_on is not None or {rows[number].left_id, rows[number].right_id} <= standing)
    ]
    return tuple(sorted(found, key=lambda one: -one.entry))


def read_entries(promise: Promise, kinds: Iterable[str]) -> tuple[Entry, ...]:
    """Return what the ledger tells of *promise* in *kinds*, in order."""
    return tuple(Entry.objects.filter(promise=promise, kind__in=list(kinds)).order_by("sequence"))


def told_on(entry: Entry) -> dt.date:
    """Return the day, here, on which the ledger tells it."""
    return timezone.localtime(dt.datetime.fromisoformat(entry.at)).date()


def _documents_of(promise: Promise, documents: Mapping[int, Document]) -> set[int | None]:
    rows = Evidence.objects.filter(promise=promise, document__in=list(documents), withdrawn_at__isnull=True)
    return set(rows.values_list("document_id", flat=True))


def public_snapshots(documents: Iterable[int], known_on: dt.date | None = None) -> dict[tuple[int | None, str], int]:
    """Return the archived pages of *documents* (numbers) that readers may open, or could on a day: by document and SHA-256."""
    public = evidence_known(known_on)
    rows = Snapshot.objects.filter(document__in=list(documents), document__evidence__in=public)
    return {(document, sha256): pk for document, sha256, pk in rows.values_list("document", "sha256", "pk")}


def _told_side(side: Mapping[str, Any], document: Document, kept: Mapping[tuple[int | None, str], int]) -> ToldSide:
    quote, start = side["quote"], side["words_at"]
    end = start + len(side["words"])
    return ToldSide(
        before=quote[:start],
        words=quote[start:end],
        after=quote[end:],
        source=document.source_name,
        said_on=dt.date.fromisoformat(side["said_on"]) if side["said_on"] else None,
        url=side["url"],
        snapshot=kept.get((document.pk, side["snapshot_sha256"] or "")),
    )
