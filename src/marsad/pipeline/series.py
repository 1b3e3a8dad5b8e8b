"""Gather the amounts of one thing from many pages into a series over time: each point with its day, its value and its quote."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from marsad.domain.edtf import EdtfError, first_day
from marsad.domain.reading import AmountMention, Reading
from marsad.pipeline.conflicts.context import bare, term_of, worth
from marsad.pipeline.conflicts.counts import counts
from marsad.text.tokens import Token, sentences, tokens

REACH = 25  # words to either side of an amount, in its sentence, that must say what it counts
BESIDE = 25  # characters from an amount to a day that is the amount's own
_WHOLE_UNIT = "1 "  # a unit is read as it is after a number


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """An amount on a day: *low* to *high* where it is a range, *relation* as written; the quote is the sentence around it."""

    page_id: str
    day: str
    value: float
    low: float
    high: float
    relation: str
    start: int
    end: int
    quote_start: int
    quote_end: int


def series(readings: Iterable[Reading], about: str, unit: str) -> tuple[SeriesPoint, ...]:
    """Return the amounts of *unit* («جندي») in whose sentence all words of *about* («تحالف العراق») stand near, oldest first.

    The day is the one named right beside the amount, else the page's; without either there is no point. A value told again of
    the same day comes once.
    """
    kept = list(readings)
    known = Counter(token.stem for reading in kept for token in tokens(reading.text))
    wanted = frozenset(term_of(bare(token.stem, known)) for token in tokens(about) if worth(token))
    key = _unit_key(unit)
    found = [point for reading in kept for point in _points(reading, wanted, key, known)]
    found.sort(key=lambda point: (point.day, point.value, point.page_id, point.start))
    seen: set[tuple[str, float, str]] = set()
    once = []
    for point in found:
        told = (point.day, point.value, point.relation)
        if told not in seen:
            seen.add(told)
            once.append(point)
    return tuple(once)


def _unit_key(unit: str) -> str:
    text = _WHOLE_UNIT + unit
    return next((count.unit for count in counts(text, [AmountMention(0, len(text), 1.0, unit)])), "")


def _points(reading: Reading, wanted: frozenset[str], key: str, known: Counter[str]) -> Iterator[SeriesPoint]:
    found = tokens(reading.text)
    starts = [token.start for token in found]
    spans = sentences(reading.text)
    relations = {amount.start: amount.relation for amount in reading.amounts}
    for count in counts(reading.text, reading.amounts):
        span = next(((start, end) for start, end in spans if start <= count.start < end), (count.start, count.end))
        if count.unit != key or not wanted or not wanted <= _near(found, starts, count.start, span, known):
            continue
        day = _day(reading, count.start, count.end)
        if day is not None:
            yield SeriesPoint(
                page_id=reading.id,
                day=day,
                value=count.value,
                low=count.low,
                high=count.high,
                relation=relations.get(count.start, "="),
                start=count.start,
                end=count.end,
                quote_start=span[0],
                quote_end=max(span[1], count.end),
            )


def _near(found: tuple[Token, ...], starts: list[int], start: int, span: tuple[int, int], known: Counter[str]) -> frozenset[str]:
    place = bisect_left(starts, start)
    near = found[max(0, place - REACH) : place + REACH]
    return frozenset(term_of(bare(token.stem, known)) for token in near if span[0] <= token.start < span[1])


def _day(reading: Reading, start: int, end: int) -> str | None:
    """Return the day, month or year named right beside the amount, else the page's own day; None where neither is known."""
    named = [
        date.value.split("T")[0]
        for date in reading.dates
        if date.value
        and "/" not in date.value
        and not date.is_doubtful
        and date.end >= start - BESIDE
        and date.start <= end + BESIDE
    ]
    beside = [value for value in named if _is_day(value)]
    day = beside[0] if len(beside) == 1 else reading.published
    return day if day is not None and _is_day(day) else None


def _is_day(value: str) -> bool:
    try:
        return isinstance(first_day(value), dt.date)
    except EdtfError:
        return False
