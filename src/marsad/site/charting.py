"""Draw a series: where its points, steps, axes and words stand. Only numbers and words; the template makes the picture."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from marsad.domain.edtf import first_day, last_day
from marsad.site.amount_words import Amount, write_amount, write_number

_LETTER = 8.0  # about as wide as a letter of a label, in the drawing's own measure
_TALL = 13.0  # a label above its line
_DOT = 7.0
_CAP, _ARROW = 5.0, 17.0
_FEW_YEARS = 2
_MOST_TICKS = 8

Spot = tuple[float, float]


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
    path = _course(points, marks)
    return Drawing(
        frame=frame,
        marks=marks,
        step=_step(path),
        labels=_labels(points, marks, path, unit, frame),
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


def _course(points: Sequence[Point], marks: Sequence[Mark]) -> list[Spot]:
    """Return the spots of what held, in order of time; of a day with several numbers, the best attested."""
    held: dict[str, tuple[int, Mark]] = {}
    for point, mark in zip(points, marks, strict=True):
        if not point.is_planned and (point.day not in held or point.sources > held[point.day][0]):
            held[point.day] = point.sources, mark
    return sorted((mark.x, mark.y) for _, mark in held.values())


def _step(path: Sequence[Spot]) -> str:
    """Return the path of *path* in steps: each number until the next is told."""
    if len(path) < 2:
        return ""
    x, y = path[0]
    return f"M{x} {y}" + "".join(f"H{across}V{up}" for across, up in path[1:])


def _labels(points: Sequence[Point], marks: Sequence[Mark], path: Sequence[Spot], unit: str, frame: Frame) -> tuple[Words, ...]:
    """Return the amounts beside their points, where there is room; one that only repeats the last is left to the table."""
    taken = [_Box(mark.x - _DOT, mark.y - _DOT, mark.x + _DOT, mark.y + _DOT) for mark in marks]
    taken += [_Box(mark.x - _DOT, mark.y, mark.x + _DOT, mark.y + _ARROW) for mark in marks if mark.opens == "down"]
    taken += [_Box(mark.x - _DOT, mark.y - _ARROW, mark.x + _DOT, mark.y) for mark in marks if mark.opens == "up"]
    for (x, y), (next_x, next_y) in pairwise(path):
        taken += [_Box(x, y - 1, next_x, y + 1), _Box(next_x - 1, min(y, next_y), next_x + 1, max(y, next_y))]
    labels: list[Words] = []
    said = ""
    for point, mark in zip(points, marks, strict=True):
        text = write_amount(point, unit)
        if text == said and not point.is_planned:
            continue
        half = len(text) * _LETTER / 2
        for x, y in _places(mark, half, frame):
            box = _Box(x - half, y - _TALL, x + half, y + 3)
            if box.lies_in(frame) and not any(box.meets(other) for other in taken):
                taken.append(box)
                labels.append(Words(x, y, text, not any(letter.isalpha() for letter in text)))
                said = said if point.is_planned else text
                break
    return tuple(labels)


def _places(mark: Mark, half: float, frame: Frame) -> Iterator[Spot]:
    """Yield where the label of *mark* might stand, best first: above it, below, aslant, beside."""
    high, low = min(mark.to_y, mark.y), max(mark.from_y, mark.y)
    middle = min(max(mark.x, frame.start + half), frame.width - half)
    arrow = {"down": _ARROW, "up": 0.0}.get(mark.opens, 0.0)
    for x, y in (
        (middle, high - 11 - (_ARROW if mark.opens == "up" else 0)),
        (middle, low + 22 + arrow),
        (mark.x + half + 4, high - 9),
        (mark.x - half - 4, high - 9),
        (mark.x - half - 4, low + 20),
        (mark.x + half + 4, low + 20),
        (mark.x + half + 11, mark.y + 5),
        (mark.x - half - 11, mark.y + 5),
        (middle, high - 28),
        (middle, low + 40),
    ):
        yield round(x, 1), round(y, 1)


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom

    def lies_in(self, frame: Frame) -> bool:
        is_across = frame.start - 4 <= self.left and self.right <= frame.width
        return is_across and self.top >= 0 and self.bottom <= frame.height - frame.bottom


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
