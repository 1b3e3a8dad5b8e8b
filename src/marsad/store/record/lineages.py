"""Record that promises of two governments are one thread, and that they are not; each with its entry in the ledger."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from marsad.store.models import Lineage, Person, Promise
from marsad.store.record.ledger import append_entry, hold_tail


@transaction.atomic
def tie_lineage(
    earlier: Promise,
    later: Promise,
    kind: str = "continues",
    *,
    reason_ar: str = "",
    reason_en: str = "",
    person: Person | None = None,
    actor: str = "operator",
    at: dt.datetime | None = None,
) -> Lineage:
    """Record that *later* continues, revives or replaces *earlier*; a tie that stands already is left alone, or changed.

    A tie is never edited: one of another kind takes the place of the old one, which stays on record.
    """
    hold_tail()
    at = at or timezone.now()
    standing = Lineage.objects.standing().filter(earlier=earlier, later=later).first()
    if standing is not None:
        if standing.kind == kind and (standing.reason_ar, standing.reason_en) == (reason_ar, reason_en):
            return standing
        untie_lineage(standing, reason="tied anew", person=person, actor=actor, at=at)
    row = Lineage.objects.create(
        earlier=earlier,
        later=later,
        kind=kind,
        reason_ar=reason_ar,
        reason_en=reason_en,
        tied_by=person,
        tied_at=at,
    )
    payload = _told(row) | {"reason": reason_ar, "reason_en": reason_en}
    append_entry("lineage.published", payload, actor=actor, at=at, promise=later, rows=[row])
    return row


@transaction.atomic
def untie_lineage(row: Lineage, *, reason: str, person: Person | None, actor: str, at: dt.datetime) -> None:
    """Record that a tie stands no more, and why; the row is kept."""
    hold_tail()
    row.withdrawn_by, row.withdrawn_at, row.withdrawn_reason = person, at, reason
    row.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_reason"])
    append_entry("lineage.withdrawn", _told(row) | {"reason": reason}, actor=actor, at=at, promise=row.later, rows=[row])


def lock_lineage(lineage_id: int) -> Lineage:
    """Return the tie, held against others until the transaction ends."""
    hold_tail()
    return Lineage.objects.select_for_update(no_key=True, of=("self",)).select_related("earlier", "later").get(pk=lineage_id)


def _told(row: Lineage) -> dict[str, object]:
    return {"earlier": row.earlier.key, "kind": str(row.kind), "later": row.later.key, "lineage": row.pk}
