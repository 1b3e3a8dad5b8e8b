"""Bring a record from before there were seals under them, once, and make the index of seals anew from the entries."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Model

from marsad.store.models import Entry, Seal
from marsad.store.published import NONE, PUBLISHED
from marsad.store.record.ledger import BY_THE_MACHINE, append_entry, hold_tail
from marsad.store.record.sealing import keep_seals, sealed_among

_AT_ONCE = 500
SEALED_LATE = "record.sealed"


@transaction.atomic
def seal_earlier(*, at: dt.datetime) -> int:
    """Seal what readers see and no entry sealed, where the record is from before there were seals; return how many rows.

    It is done once: later, a row without its entry is something for `marsad ledger verify` to find, not to cover up.
    """
    hold_tail()
    first = Entry.objects.order_by("sequence").first()
    if first is None or "seals" in json.loads(first.payload) or Entry.objects.filter(kind=SEALED_LATE).exists():
        return 0
    count = 0
    for rows in _unsealed():
        entry = append_entry(SEALED_LATE, {"rows": len(rows)}, actor=BY_THE_MACHINE, at=at, shown=rows)
        count += len(json.loads(entry.payload).get("seals_with", {}))
    if not count:
        append_entry(SEALED_LATE, {"rows": 0}, actor=BY_THE_MACHINE, at=at)
    return count


def _unsealed() -> Iterator[list[Model]]:
    for model, how in PUBLISHED.items():
        if how.required is NONE:
            continue
        keys = list(model._default_manager.filter(how.required).order_by("pk").values_list("pk", flat=True).distinct())
        for start in range(0, len(keys), _AT_ONCE):
            rows = list(model._default_manager.filter(pk__in=keys[start : start + _AT_ONCE]).order_by("pk"))
            known = set(sealed_among(rows))
            if new := [row for row in rows if row not in known]:
                yield new


@transaction.atomic
def mend_index() -> bool:
    """Make the index of seals anew where it does not say what the entries say; return whether it had to be."""
    hold_tail()
    expected: dict[str, tuple[str, int]] = {}
    for sequence, payload in Entry.objects.order_by("sequence").values_list("sequence", "payload").iterator(chunk_size=2000):
        told = json.loads(payload)
        for name, sha256 in (told.get("seals", {}) | told.get("seals_with", {})).items():
            expected[name] = (sha256 or "", sequence)
    known = {
        name: (sha256, sequence) for name, sha256, sequence in Seal.objects.values_list("name", "sha256", "sequence").iterator()
    }
    if known == expected:
        return False
    Seal.objects.all().delete()
    by_entry: dict[int, dict[str, str | None]] = {}
    for name, (sha256, sequence) in expected.items():
        by_entry.setdefault(sequence, {})[name] = sha256
    for sequence, seals in by_entry.items():
        keep_seals(seals, sequence)
    return True
