"""Draw a series: where its points, steps, axes and words stand. Only numbers and words; the template makes the picture."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from marsad.domain.edtf import first_day, last_day
from marsad.site.amount_words import Amount, write_amount, write_number

_LETTER = 8.0  # about as wide as a letter of a label, in the drawing's own measure
_LINE = 17.0
_CAP, _ARROW = 5.0, 17.0
_FEW_YEARS = 2
_MOST_TICKS = 8


class Point(Amount, Protocol):
    """A point of a series: *day* is EDTF, day, month or year."""

    @property
    def day(self) -> str:
        """When it held."""

    @property
    def is_planned(self) -> bool:
        """Whether it is a target or forecast."""

    @property
    def sources(self) -> int:
        """How many independent sources tell it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """How large a drawing is, and the room left around what is drawn."""

    width: float
    height: float
    start: float
    end: float
    top: float = 30.0
    bottom: float = 34.0


WIDE, NARROW = Frame(720, 260, 64, 28), Frame(340, 250, 54, 16)


@dataclass(frozen=True, slots=True)
class Mark:
    """A point as drawn at *x*, *y*: *from_x*..*to_x* is how long its day lasts, *from_y*..*to_y* how far its amount may reach.

    *opens* is "up" or "down" where the amount is open to that side.
    """

    x: float
    y: float
    kind: str
    from_x: float
    to_x: float
    from_y: float
    to_y: float
    opens: str

    @property
    def is_long(self) -> bool:
        """Whether its day is a month or year that can be seen."""
        return self.to_x - self.from_x > 6

    @property
    def left(self) -> float:
        """Where the caps of a stretch begin."""
        return self.x - _CAP

    @property
    def right(self) -> float:
        """Where the caps of a stretch end."""
        return self.x + _CAP

    @property
    def arrow(self) -> str:
        """The path of an arrow from the point to the side on which the amount is open."""
        turn = 1 if self.opens == "down" else -1
        tip = self.y + turn * _ARROW
        return f"M{self.x} {self.y}V{tip}M{self.left} {tip - turn * _CAP}L{self.x} {tip}L{self.right} {tip - turn * _CAP}"

    @property
    def is_range(self) -> bool:
        """Whether it is a stretch, not a number."""
        return self.from_y != self.to_y and not self.opens


@dataclass(frozen=True, slots=True)
class Words:
    """A text of the drawing and where it stands; *is_number* where it reads left to right in any language."""

    x: float
    y: float
    text: str
    is_number: bool = True


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that a template needs to draw one series at one size."""

    frame: Frame
    marks: tuple[Mark, ...]
    step: str
    labels: tuple[Words, ...]
    times: tuple[Words, ...]
    levels: tuple[Words, ...]
    floor: float
    starts_at_zero: bool


def draw(points: Sequence[Point], unit: str, frame: Frame) -> Drawing:
    """Return the drawing of *points*, oldest first, in *frame*. Raises ValueError for none."""
    if not points:
        raise ValueError("a drawing needs a point")
    first, last = min(first_day(one.day) for one in points), max(last_day(one.day) for one in points)
    lowest = min(0.0, *(_least(one) for one in points))
    levels = _levels(lowest, max(_most(one) for one in points))
    span = max((last - first).days, 1)
    inner = frame.width - frame.start - frame.end

    def across(day: dt.date) -> float:
        return round(frame.start + inner * min(1.0, max(0.0, (day - first).days / span)), 1)

    def up(value: float) -> float:
        tall = frame.height - frame.top - frame.bottom
        return round(frame.top + tall * (1 - (value - levels[0]) / (levels[-1] - levels[0])), 1)

    marks = tuple(_mark(one, across, up) for one in points)
    return Drawing(
        frame=frame,
        marks=marks,
        step=_step(points, marks),
        labels=_labels(points, marks, unit, frame),
        times=_times(first, last, across, frame),
        levels=tuple(Words(frame.start - 10, up(level), write_number(level, unit)) for level in levels),
        floor=up(levels[0]),
        starts_at_zero=levels[0] == 0.0,
    )


def _least(point: Amount) -> float:
    return point.value if point.low is None else min(point.low, point.value)


def _most(point: Amount) -> float:
    return point.value if point.high is None else max(point.high, point.value)


def _levels(lowest: float, highest: float) -> list[float]:
    """Return three or more round levels from zero (or below it) to above *highest*."""
    reach = (highest - lowest) or 1.0
    size = 10 ** math.floor(math.log10(reach))
    step = next(size * part for part in (0.25, 0.5, 1.0, 2.0, 2.5, 5.0) if size * part * 4 >= reach)
    begin = math.floor(lowest / step) * step if lowest < 0 else 0.0
    count = max(2, math.ceil((highest - begin) / step - 1e-9))
    return [begin + step * place for place in range(count + 1)]


def _mark(point: Point, across: Callable[[dt.date], float], up: Callable[[float], float]) -> Mark:
    start, end = across(first_day(point.day)), across(last_day(point.day))
    is_open = point.relation in ("<", "<=", ">", ">=")
    kind = "planned" if point.is_planned else ("exact" if point.relation == "=" and _least(point) == _most(point) else "rough")
    return Mark(
        x=round((start + end) / 2, 1),
        y=up((_least(point) + _most(point)) / 2),
        kind=kind,
        from_x=start,
        to_x=end,
        from_y=up(_least(point)),
        to_y=up(_most(point)),
        opens=("down" if point.relation.startswith("<") else "up") if is_open else "",
    )


def _step(points: Sequence[Point], marks: Sequence[Mark]) -> str:
    """Return the path of what held: each number until the next is told; of a day with several, the best attested."""
    held: dict[str, tuple[int, Mark]] = {}
    for point, mark in zip(points, marks, strict=True):
        if not point.is_planned and (point.day not in held or point.sources > held[point.day][0]):
            held[point.day] = point.sources, mark
    line = sorted((mark.x, mark.y) for _, mark in held.values())
    if len(line) < 2:
        return ""
    x, y = line[0]
    return f"M{x} {y}" + "".join(f"H{across}V{up}" for across, up in line[1:])


def _labels(points: Sequence[Point], marks: Sequence[Mark], unit: str, frame: Frame) -> tuple[Words, ...]:
    """Return the amounts beside their points, where there is room; one that only repeats the last is left to the table."""
    taken: list[tuple[float, float, float]] = []
    labels: list[Words] = []
    said = ""
    for point, mark in zip(points, marks, strict=True):
        text = write_amount(point, unit)
        if text == said and not point.is_planned:
            continue
        half = len(text) * _LETTER / 2
        x = round(min(max(mark.x, frame.start - 20 + half), frame.width - half), 1)
        for y in (min(mark.to_y, mark.y) - 12, max(mark.from_y, mark.y) + 24):
            is_free = all(abs(y - other_y) >= _LINE or abs(x - other_x) >= half + other for other_x, other_y, other in taken)
            if is_free and frame.top - 18 <= y <= frame.height - frame.bottom - 3:
                taken.append((x, y, half))
                labels.append(Words(x, round(y, 1), text, not any(letter.isalpha() for letter in text)))
                said = text if not point.is_planned else said
                break
    return tuple(labels)


def _times(first: dt.date, last: dt.date, across: Callable[[dt.date], float], frame: Frame) -> tuple[Words, ...]:
    """Return the years below the axis; for a short span its months, as 2024-05."""
    if last.year - first.year >= _FEW_YEARS:
        every = math.ceil((last.year - first.year + 1) / _MOST_TICKS * (WIDE.width / frame.width) ** 0.5)
        days = [dt.date(year, 1, 1) for year in range(first.year, last.year + 1, max(1, every))]
        texts = [str(day.year) for day in days]
    else:
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        every = max(1, math.ceil(months / (4 if frame is NARROW else _MOST_TICKS)))
        numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month, every)
        days = [dt.date(number // 12, number % 12 + 1, 1) for number in numbers]
        texts = [f"{day:%Y-%m}" for day in days]
    shown = [(across(day), text) for day, text in zip(days, texts, strict=True) if first <= day <= last or day == days[0]]
    placed: list[Words] = []
    for x, text in shown:
        half = len(text) * _LETTER / 2
        if not placed or x - placed[-1].x > half * 2 + 6:
            placed.append(Words(min(x, frame.width - half), frame.height - 10, text))
    return tuple(placed)
