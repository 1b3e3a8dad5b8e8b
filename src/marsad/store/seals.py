"""The seal of a row: the SHA-256 of what it says, written into the ledger's entry, so that a later change of the row shows."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from decimal import Decimal

from django.db import models

from marsad.store.models import Assessment, Evidence

# Columns in which a published row may still change: where it stands, which the entries themselves tell.
UNSEALED: dict[type[models.Model], frozenset[str]] = {
    Assessment: frozenset(
        {"status", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason_ar", "withdrawn_reason_en", "returned_reason"}
    ),
    Evidence: frozenset({"candidate_id"}),  # a proposal found anew takes the place of the old one
}
# Ties to other rows that a reader sees with the row: their keys are sealed with it.
SEALED_TIES: dict[type[models.Model], tuple[str, ...]] = {Assessment: ("evidence",)}


def name_of(row: models.Model) -> str:
    """Return what the ledger calls *row*: its table and key, as "assessment:12"."""
    return f"{row._meta.model_name}:{row.pk}"


def _plain(value: object) -> object:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float | Decimal):
        return repr(value)
    return value


def sealed_text(row: models.Model) -> str:
    """Return what a seal covers: each sealed column and tie of *row* by name, as JSON with sorted keys, floats as text."""
    left_out = UNSEALED.get(type(row), frozenset())
    columns = {field.attname: _plain(field.value_from_object(row)) for field in row._meta.concrete_fields}
    told: dict[str, object] = {name: value for name, value in columns.items() if name not in left_out}
    for tie in SEALED_TIES.get(type(row), ()):
        told[tie] = sorted(getattr(row, tie).values_list("pk", flat=True))
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def seals(rows: Iterable[models.Model]) -> dict[str, str]:
    """Return the seal of each of *rows* under its name in the ledger. *rows* must hold what the database now holds."""
    return {name_of(row): hashlib.sha256(sealed_text(row).encode("utf-8", "surrogatepass")).hexdigest() for row in rows}
