"""Days that a partial date covers. Knows the part of EDTF that Marsad writes: day, month, year, start/end, and start/.. ."""

from __future__ import annotations

import calendar
import datetime as dt
import re

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")


class EdtfError(ValueError):
    """A value that is not a day, month, year or interval of them."""


def _edge(value: str, *, last: bool) -> dt.date:
    found = _DAY.match(value.split("T")[0])
    if not found:
        raise EdtfError(f"{value!r} is not a date such as 2025-09-27, 2025-09 or 2025")
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    try:
        if month is None:
            return dt.date(year, 12, 31) if last else dt.date(year, 1, 1)
        if day is None:
            return dt.date(year, month, calendar.monthrange(year, month)[1] if last else 1)
        return dt.date(year, month, day)
    except (ValueError, calendar.IllegalMonthError) as error:
        raise EdtfError(f"{value!r} is no day of the calendar") from error


def first_day(value: str) -> dt.date:
    """Return the first day that *value* covers; raise EdtfError for what is no date."""
    return _edge(_told(value)[0], last=False)


def last_day(value: str) -> dt.date:
    """Return the last day that *value* covers; where its end is open, that of its start: no later day is told.

    Raises EdtfError for what is no date.
    """
    return _edge(_told(value)[-1], last=True)


def _told(value: str) -> list[str]:
    """Return the edges of *value* that are told: "2019/.." tells its start alone."""
    edges = value.split("/")
    return [edge for edge in edges if edge != ".."] or edges
