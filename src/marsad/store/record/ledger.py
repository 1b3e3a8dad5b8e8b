"""Append to the public ledger, in the transaction of the row that it tells of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import connection
from django.db.models import Model

from marsad.domain.ledger import GENESIS, Payload, canonical, chain_hash
from marsad.store.models import Assessment, Entry, Promise
from marsad.store.record.sealing import gather_seals, keep_seals

BY_THE_MACHINE = "marsad"  # who the ledger says did what no person did
_LOCK = 0x6D617273  # one lock for the ledger's tail; the number has no meaning beyond being ours


def hold_tail() -> None:
    """Hold the ledger's tail until the transaction ends, so that what is published is published one at a time.

    Whoever also changes a row of the record holds the tail first: two who took both in different order would wait for
    each other for ever. SQLite's IMMEDIATE transactions are one at a time already.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a ledger entry is written in the transaction of its row")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def append_entry(
    kind: str,
    payload: Payload,
    *,
    actor: str,
    at: dt.datetime,
    promise: Promise | None = None,
    assessment: Assessment | None = None,
    rows: Iterable[Model] = (),
    shown: Iterable[Model] = (),
) -> Entry:
    """Append one entry; raise RuntimeError outside a transaction, for a row without its entry must never be.

    *rows* are those that readers now see by this act, or see changed, or see no more, as they stand in the database: their seals
    enter the payload as `seals`, and as `seals_with` those of what is shown with them and no entry ever sealed (their evidence,
    its documents, the people's names); *shown* adds to those. A payload that names a `promise` or an `assessment` is of that
    promise or assessment.
    """
    hold_tail()
    last = Entry.objects.order_by("-sequence").first()
    sequence, previous = (last.sequence + 1, last.hash) if last else (1, GENESIS)
    moment = at.astimezone(dt.UTC).isoformat(timespec="microseconds")
    told, first = gather_seals(rows, shown)
    whole = dict(payload) | ({"seals": told} if told else {}) | ({"seals_with": first} if first else {})
    if promise is not None:
        whole["promise"] = promise.key
    elif isinstance(key := whole.get("promise"), str):
        promise = Promise.objects.everything().get(key=key)
    if assessment is not None:
        whole["assessment"] = assessment.pk
    elif isinstance(number := whole.get("assessment"), int):
        assessment = Assessment.objects.get(pk=number)
    text = canonical(whole)
    sealed = chain_hash(sequence=sequence, at=moment, actor=actor, kind=kind, payload=text, previous_hash=previous)
    keep_seals(told | first, sequence)
    return Entry.objects.create(
        sequence=sequence,
        at=moment,
        actor=actor,
        kind=kind,
        payload=text,
        previous_hash=previous,
        hash=sealed,
        promise=promise,
        assessment=assessment,
    )
