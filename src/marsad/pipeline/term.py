"""Say whether a page falls in the term of the government that made a promise, from EDTF days."""

from __future__ import annotations

import re

_MONTH = re.compile(r"(\d{4})(?:-(\d{2}))?")
MONTHS_BEFORE = 2  # a programme is in the news before the cabinet is sworn in
MONTHS_AFTER = 15  # caretaker months, and the news of what came of it


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
