"""What governments, sectors, bodies, programmes and people were called on a past day, as the ledger told it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db.models import Exists, Q

from marsad.store.models import Body, Entry, Government, Person, Programme, Sector
from marsad.store.queries.public import ledger_end_of

_Row = TypeVar("_Row", Government, Sector, Body, Programme)
_NOUNS = ("government", "sector", "body", "programme")
_RENAMED = "person.renamed"
Told = Mapping[tuple[str, str], Mapping[str, Any]]


def tells_names(on: dt.date) -> Q:
    """Return which entries say what all were called at the end of the day *on*: none where nothing was called anew after it."""
    later = Q(at__gte=ledger_end_of(on))
    revised = Entry.objects.filter(later, kind__in=[f"{noun}.revised" for noun in _NOUNS])
    told = Q(kind__in=[f"{noun}.{act}" for noun in _NOUNS for act in ("published", "revised")])
    return told & Q(Exists(revised)) | later & Q(kind=_RENAMED)


def told_in(entries: Iterable[Entry], on: dt.date) -> Told:
    """Return the particulars, by table and key, of all that *entries* say was called anew after *on*, as they were at its end."""
    midnight = ledger_end_of(on)
    told: dict[tuple[str, str], Mapping[str, Any]] = {}
    for entry in sorted(entries, key=lambda one: (one.at, one.sequence)):
        noun, _, act = entry.kind.partition(".")
        if entry.kind == _RENAMED:
            values = json.loads(entry.payload)
            told.setdefault((noun, str(values["person"])), {"display_name": values["from"]})
        elif noun in _NOUNS and act in {"published", "revised"}:
            values = json.loads(entry.payload)
            name = (noun, str(values["key"]))
            if entry.at < midnight or name not in told:  # what is first told of later was no other before
                told[name] = values
    return told


def told_by(on: dt.date | None) -> Told:
    """Return what `told_in` does, in one query; nothing for today."""
    return {} if on is None else told_in(Entry.objects.filter(tells_names(on)), on)


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


def people_as_told(people: Iterable[Person | None], told: Told) -> None:
    """Give each of *people* the name that *told* has of them; not to be saved."""
    for person in people:
        values = told.get(("person", person.username)) if person is not None else None
        if person is not None and values is not None:
            person.display_name = values["display_name"]
