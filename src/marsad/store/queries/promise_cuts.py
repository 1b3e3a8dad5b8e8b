"""Lists of promises for programs: narrowed and ordered as the site's list, cut after a given promise instead of in pages."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import DateField, DateTimeField, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from marsad.store.queries.cuts import Column, Cut, Place, a_day, a_moment, a_number, a_text, cut_rows
from marsad.store.queries.differing import where_sources_differ
from marsad.store.queries.listing import ORDERS, Wanted, promise_column, wanted_rows
from marsad.store.queries.public import Standing, read_codebooks, read_standings, standing_first
from marsad.store.queries.wordings import as_worded

CUT_ORDERS = ("key", *ORDERS)
_NEVER = dt.datetime(1900, 1, 1, tzinfo=dt.UTC)
_NO_DAY = dt.date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class PromiseCut:
    """One part of a list of promises: how each stands, on which of them (numbers) sources differ, how many the whole list has."""

    part: Cut[Standing]
    disputed: frozenset[int]
    count: int


def cut_promises(wanted: Wanted, *, after: Place | None, size: int, known_on: dt.date | None) -> PromiseCut:
    """Return the *size* promises that *wanted* asks for after the place *after*; as `listing.list_promises` has them.

    *wanted.order* is one of CUT_ORDERS. The number of queries does not grow. Raise PlaceError for a place of another list.
    """
    asked = wanted_rows(wanted, known_on)
    count = asked.order_by().count()
    rows, columns = _ordered_by(asked, wanted.order, known_on)
    found, goes_on = cut_rows(rows, columns, after, size)
    place = _place(found[-1], columns) if goes_on else None
    numbers = [row.pk if known_on is None else row.promise_id for row in found]
    promises = found if known_on is None else as_worded(found, known_on)
    standings = read_standings(promises, read_codebooks(), known_on=known_on, checked=True)
    return PromiseCut(Cut(standings, place), _disputed(asked, numbers, known_on), count)


def _ordered_by(rows: QuerySet[Any], order: str, known_on: dt.date | None) -> tuple[QuerySet[Any], tuple[Column, ...]]:
    key = Column("key" if known_on is None else "promise__key", a_text)
    if order == "sector":
        return rows, (Column("sector__place", a_number), key)
    if order == "title":
        return rows, (Column("title_ar", a_text), key)
    if order == "deadline":
        due = Coalesce("deadline_on", Value(_NO_DAY), output_field=DateField())
        return rows.annotate(sorted_by=due), (Column("sorted_by", a_day), key)
    if order == "changed":
        newest = standing_first(promise_column(rows), known_on).values("published_at")[:1]
        changed = Coalesce(Subquery(newest), Value(_NEVER), output_field=DateTimeField())
        return rows.annotate(sorted_by=changed), (Column("sorted_by", a_moment, is_descending=True), key)
    return rows, (key,)


def _place(row: Any, columns: tuple[Column, ...]) -> Place:
    return tuple(_as_text(_value(row, column.name)) for column in columns)


def _value(row: Any, name: str) -> object:
    for part in name.split("__"):
        row = getattr(row, part)
    return row


def _as_text(value: object) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _disputed(rows: QuerySet[Any], numbers: list[int], known_on: dt.date | None) -> frozenset[int]:
    if not numbers:
        return frozenset()
    column = promise_column(rows)
    asked = rows.filter(**{f"{column}__in": numbers}).order_by()
    return frozenset(where_sources_differ(asked, known_on).values_list(column, flat=True))


def is_disputed(promise_id: int, known_on: dt.date | None) -> bool:
    """Return whether readers are told that sources differ on the promise."""
    return bool(_disputed(wanted_rows(Wanted(), known_on), [promise_id], known_on))
