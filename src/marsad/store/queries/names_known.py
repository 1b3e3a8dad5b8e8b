"""What governments, sectors and bodies were called on a past day, and whether a term had ended by then: as the ledger told it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from marsad.store.models import Body, Entry, Government, Sector
from marsad.store.queries.public import end_of

_Row = TypeVar("_Row", Government, Sector, Body)
_NOUNS = ("government", "sector", "body")
Told = Mapping[tuple[str, str], Mapping[str, Any]]


def told_by(on: dt.date) -> Told:
    """Return the particulars, by table and key, of all that was written anew after the day *on*, as they were at its end."""
    midnight = end_of(on).astimezone(dt.UTC).isoformat(timespec="microseconds")
    if not Entry.objects.filter(kind__in=[f"{noun}.revised" for noun in _NOUNS], at__gte=midnight).exists():
        return {}
    kinds = [f"{noun}.{act}" for noun in _NOUNS for act in ("published", "revised")]
    rows = sorted(Entry.objects.filter(kind__in=kinds).values_list("at", "sequence", "kind", "payload"))
    told: dict[tuple[str, str], Mapping[str, Any]] = {}
    for at, _, kind, payload in rows:
        values = json.loads(payload)
        name = (kind.partition(".")[0], str(values["key"]))
        if at < midnight or name not in told:  # what is first told of later was no other before
            told[name] = values
    return told


def as_told(row: _Row, told: Told) -> _Row:
    """Return *row* with the particulars that *told* has of it; not to be saved."""
    values = told.get((str(row._meta.model_name), row.key), {})
    for field in row._meta.concrete_fields:
        if field.name in values and not field.is_relation and not field.primary_key:
            setattr(row, field.name, field.to_python(values[field.name]))
    return row


def all_as_told(rows: Iterable[_Row], told: Told) -> tuple[_Row, ...]:
    """Return *rows*, each as `as_told` does."""
    return tuple(as_told(row, told) for row in rows)
