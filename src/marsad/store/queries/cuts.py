"""Cut a long list after a given row, by the values that it is ordered by: the hundredth part costs what the first does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet

_MOST = 2**53 - 1
_MOST_LETTERS = 400
Row = TypeVar("Row")
Table = TypeVar("Table", bound=Model)
Place = tuple[str, ...]


class PlaceError(ValueError):
    """A place that no list has; the message says what was expected."""


@dataclass(frozen=True, slots=True)
class Cut(Generic[Row]):
    """One part of a list, and the place of its last row, None where nothing follows."""

    rows: tuple[Row, ...]
    after: Place | None


@dataclass(frozen=True, slots=True)
class Column:
    """One of the columns that a list is ordered by; *parse* makes its value of text."""

    name: str
    parse: Callable[[str], Any]
    is_descending: bool = False

    @property
    def order(self) -> str:
        """How Django is told to order by it."""
        return f"-{self.name}" if self.is_descending else self.name


def a_number(text: str) -> int:
    """Return the whole number that *text* is; raise PlaceError."""
    if not text.isascii() or not text.isdigit() or int(text[:17]) > _MOST:
        raise PlaceError("a whole number was expected")
    return int(text[:17])


def a_moment(text: str) -> dt.datetime:
    """Return the moment that *text* is; raise PlaceError."""
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise PlaceError("a moment was expected") from error
    if moment.tzinfo is None or not 2 < moment.year < 9998:  # nearer to the ends, other zones have no such moment
        raise PlaceError("a moment with its zone was expected")
    return moment


def a_day(text: str) -> dt.date:
    """Return the day that *text* is; raise PlaceError."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise PlaceError("a day was expected") from error


def a_text(text: str) -> str:
    """Return *text*; raise PlaceError where no database keeps it."""
    if "\x00" in text or len(text) > _MOST_LETTERS or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise PlaceError("a text was expected")
    return text


def cut_rows(rows: QuerySet[Table], columns: Sequence[Column], after: Place | None, size: int) -> tuple[list[Table], bool]:
    """Return the first *size* of *rows* beyond *after*, in the order of *columns*, and whether more follow.

    The last column is unique. Raise PlaceError for a place that does not fit the columns.
    """
    ordered = rows.order_by(*(column.order for column in columns))
    if after is not None:
        if len(after) != len(columns):
            raise PlaceError(f"{len(columns)} values were expected")
        ordered = ordered.filter(beyond(columns, [column.parse(text) for column, text in zip(columns, after, strict=True)]))
    found = list(ordered[: size + 1])
    return found[:size], len(found) > size


def beyond(columns: Sequence[Column], values: Sequence[Any]) -> Q:
    """Return which rows come after that with *values*."""
    found, same = Q(pk__in=()), Q()
    for column, value in zip(columns, values, strict=True):
        found |= same & Q(**{f"{column.name}__{'lt' if column.is_descending else 'gt'}": value})
        same &= Q(**{column.name: value})
    return found
