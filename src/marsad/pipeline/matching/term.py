"""Say whether a page falls in the term of the government that made a promise, from EDTF days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from marsad.domain.reading import Reading

_MONTH = re.compile(r"(\d{4})(?:-(\d{2}))?")
MONTHS_BEFORE = 2  # a programme is in the news before the cabinet is sworn in
MONTHS_AFTER = 15  # caretaker months, and the news of what came of it
MONTHS_BY_YEARS = 5  # how far outside a page counts that has no day and names only years of long before
_TO_THE_MONTH = 7  # characters of an EDTF month


def _months(value: str, is_end: bool) -> int | None:
    found = _MONTH.match(value)
    if not found:
        return None
    month = int(found[2]) if found[2] else (12 if is_end else 1)
    return int(found[1]) * 12 + month


def months_outside(period: str, day: str | None) -> int | None:
    """Return how many months *day* lies outside *period* and its margins, 0 inside; None where either is not known.

    *period* is EDTF "start/end", either side may be open ("2022-10/.."); *day* is an EDTF year, month or day.
    """
    start, _, end = period.partition("/")
    late, early = _months(day or "", True), _months(day or "", False)
    first, last = _months(start, False), _months(end, True)
    if late is None or early is None or (first is None and last is None):
        return None
    before = first - MONTHS_BEFORE - late if first is not None else 0
    after = early - last - MONTHS_AFTER if last is not None else 0
    return max(before, after, 0)


def is_within(period: str, day: str) -> bool:
    """Return whether *day* (EDTF) falls in *period* (EDTF "start/end", either side may be open), to the month."""
    start, _, end = period.partition("/")
    month, first, last = _months(day, False), _months(start, False), _months(end, True)
    return month is not None and (first is None or first <= month) and (last is None or month <= last)


def days_told(reading: Reading) -> tuple[str, ...]:
    """Return the day *reading* was published, or where it has none the days and months that its text names."""
    if reading.published:
        return (reading.published,)
    return tuple(date.value for date in reading.dates if date.value and len(date.value.split("/")[0]) >= _TO_THE_MONTH)


def nearest_outside(period: str, reading: Reading, days: Sequence[str]) -> int | None:
    """Return how many months *reading*, with its `days_told`, lies outside *period*: the nearest of the days counts.

    A page that names no day but years, all of long before, counts as MONTHS_BY_YEARS outside: it may yet be a new page.
    """
    known = _known(period, days)
    if known or reading.published:
        return min(known, default=None)
    years = _known(period, (date.value for date in reading.dates if date.value))
    return min(MONTHS_BY_YEARS, *years) if years else None


def _known(period: str, days: Iterable[str]) -> list[int]:
    return [months for day in days if (months := months_outside(period, day)) is not None]
