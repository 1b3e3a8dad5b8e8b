"""Record the conflicts found on a promise, what people decide of them, and what of it readers are told."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping

from django.db import transaction

from marsad.domain.conflict import Conflict, Statement
from marsad.store.fit import fit, fit_json
from marsad.store.models import ConflictRow, Document, Person, Promise, Snapshot
from marsad.store.record.ledger import append_entry, hold_tail

BY_A_PERSON = "person"


def _key(conflict: Conflict, documents: Mapping[str, Document]) -> str:
    """Return what stays the same when a conflict is found again, whichever of the two is on the left."""
    sides = sorted(
        f"{documents[side.page_id].pk}\x1f{documents[side.page_id].text[side.quote_start : side.quote_end]}\x1f"
        f"{documents[side.page_id].text[side.start : side.end]}"
        for side in (conflict.left, conflict.right)
    )
    return hashlib.sha256("\x1e".join([conflict.kind, *sides]).encode("utf-8", "surrogatepass")).hexdigest()


def _side(name: str, side: Statement, documents: Mapping[str, Document]) -> dict[str, object]:
    document = documents[side.page_id]
    return {
        name: document,
        f"{name}_snapshot": Snapshot.objects.filter(document=document).order_by("-fetched_at", "-id").first(),
        f"{name}_start": side.start,
        f"{name}_end": side.end,
        f"{name}_quote_start": side.quote_start,
        f"{name}_quote_end": side.quote_end,
        f"{name}_quote": document.text[side.quote_start : side.quote_end],
        f"{name}_value": fit(side.value, 300),
    }


@transaction.atomic
def keep_conflict(
    promise: Promise, conflict: Conflict, documents: Mapping[str, Document], *, version: str, at: dt.datetime
) -> tuple[ConflictRow, bool]:
    """Record *conflict* and return it and whether it is new. One that was found before stays as it was decided.

    *documents* gives the row of each page that *conflict* names.
    """
    values = {
        **_side("left", conflict.left, documents),
        **_side("right", conflict.right, documents),
        "kind": conflict.kind,
        "reason_ar": fit(conflict.reason_ar),
        "reason_en": fit(conflict.reason_en),
        "shared": fit_json(list(conflict.shared)),
        "score": conflict.score,
        "finder_version": version[:80],
        "found_at": at,
    }
    return ConflictRow.objects.get_or_create(promise=promise, key=_key(conflict, documents), defaults=values)


@transaction.atomic
def keep_found(
    promise: Promise, found: Iterable[Conflict], documents: Mapping[str, Document], *, version: str, at: dt.datetime
) -> int:
    """Record all that the machine now finds on *promise*; what it no longer finds goes, unless a person noted or decided it.

    Return how many are new.
    """
    kept, new = [], 0
    for conflict in found:
        row, is_new = keep_conflict(promise, conflict, documents, version=version, at=at)
        kept.append(row.pk)
        new += is_new
    stale = ConflictRow.objects.filter(promise=promise, status=ConflictRow.Status.OPEN).exclude(finder_version=BY_A_PERSON)
    stale.exclude(pk__in=kept).delete()
    return new


def lock_conflict(conflict_id: int) -> ConflictRow:
    """Return the conflict, held against others, the ledger's tail before it, until the transaction ends."""
    hold_tail()
    return ConflictRow.objects.select_for_update(no_key=True).get(pk=conflict_id)


def _told_side(cut: tuple[str, str, str], document: Document, snapshot: Snapshot | None) -> dict[str, object]:
    return {
        "document": document.pk,
        "outlet": document.source_name,
        "quote": "".join(cut),
        "said_on": document.published_on.isoformat() if document.published_on else None,
        "snapshot_sha256": snapshot.sha256 if snapshot else None,
        "url": document.url,
        "words": cut[1],
        "words_at": len(cut[0]),
    }


@transaction.atomic
def explain(row: ConflictRow, *, ar: str, en: str, person: Person, at: dt.datetime) -> None:
    """Publish the conflict with its explanation, and write its entry."""
    hold_tail()
    row.status, row.explanation_ar, row.explanation_en, row.note = ConflictRow.Status.EXPLAINED, ar, en, ""
    _save_decision(row, person, at)
    sides = [_told_side(row.left_cut, row.left, row.left_snapshot), _told_side(row.right_cut, row.right, row.right_snapshot)]
    payload = {
        "conflict": row.pk,
        "explanation": ar,
        "explanation_en": en,
        "kind": row.kind,
        "promise": row.promise.key,
        "reason": row.reason_ar,
        "reason_en": row.reason_en,
        "sides": sides,
    }
    append_entry("conflict.published", payload, actor=person.public_name, at=at, promise=row.promise, rows=[row])


@transaction.atomic
def close(row: ConflictRow, status: str, *, note: str, person: Person, at: dt.datetime) -> None:
    """Resolve or dismiss the conflict for a reason; one that readers saw is withdrawn, with an entry."""
    was_seen = row.status == ConflictRow.Status.EXPLAINED
    row.status, row.note = status, note
    _save_decision(row, person, at)
    if was_seen:
        _tell_withdrawn(row, f"{status}: {note}", person, at)


@transaction.atomic
def reopen(row: ConflictRow, *, person: Person, at: dt.datetime) -> None:
    """Take the decision on the conflict back; one that readers saw is withdrawn, with an entry. What was written is kept."""
    was_seen = row.status == ConflictRow.Status.EXPLAINED
    row.status, row.note = ConflictRow.Status.OPEN, ""
    _save_decision(row, None, None)
    if was_seen:
        _tell_withdrawn(row, "reopened", person, at)


def _tell_withdrawn(row: ConflictRow, why: str, person: Person, at: dt.datetime) -> None:
    payload = {"conflict": row.pk, "promise": row.promise.key, "why": why}
    append_entry("conflict.withdrawn", payload, actor=person.public_name, at=at, promise=row.promise, rows=[row])


def _save_decision(row: ConflictRow, person: Person | None, at: dt.datetime | None) -> None:
    row.decided_by, row.decided_at = person, at
    row.save(update_fields=["status", "explanation_ar", "explanation_en", "note", "decided_by", "decided_at"])
