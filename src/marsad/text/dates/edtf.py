"""Days, months, years and intervals as EDTF, and what a publication date lets us reckon from."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_PUBLISHED = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?!\d)")


@dataclass(frozen=True, slots=True)
class Anchor:
    """When a text was published, as far as that is known: a year, or a month, or a day of it."""

    year: int
    month: int | None = None
    day: date | None = None


@lru_cache(maxsize=1024)
def read_anchor(published: str | None) -> Anchor | None:
    """Return what *published* ("2025-08-17", "2025-08", "2025", with or without a time) gives, or None for anything else."""
    found = _PUBLISHED.match(published or "")
    if found is None or int(found[1]) == 0:
        return None
    year, month = int(found[1]), int(found[2]) if found[2] else None
    if month is None or not 1 <= month <= 12:
        return Anchor(year)
    day = make_day(year, month, int(found[3])) if found[3] else None
    return Anchor(year, month, day)


def make_day(year: int, month: int, day: int) -> date | None:
    """Return the day, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_value(year: int, month: int) -> str:
    """Return "2025-09"."""
    return f"{year:04d}-{month:02d}"


def month_end(year: int, month: int) -> str:
    """Return the last day of a month: "2025-09-30"."""
    return f"{year:04d}-{month:02d}-{monthrange(year, month)[1]:02d}"


def shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    """Return the year and month *by* months later."""
    months = year * 12 + month - 1 + by
    return months // 12, months % 12 + 1


def shift_day(day: date, by: int, unit: str) -> date | None:
    """Return *day* moved *by* units ("day", "week", "month", "year"), kept within its month; None outside the calendar."""
    try:
        if unit in ("day", "week"):
            return day + timedelta(days=by * (7 if unit == "week" else 1))
        year, month = shift_month(day.year, day.month, by * (12 if unit == "year" else 1))
        return date(year, month, min(day.day, monthrange(year, month)[1]))
    except (ValueError, OverflowError):
        return None


def interval(start: str | None, end: str | None) -> str | None:
    """Return "start/end" without clock times; None where one is missing, is itself an interval, or the order is wrong."""
    if start is None or end is None or "/" in start or "/" in end:
        return None
    start, end = start.split("T")[0], end.split("T")[0]
    shared = min(len(start), len(end))
    return f"{start}/{end}" if start[:shared] <= end[:shared] else None
