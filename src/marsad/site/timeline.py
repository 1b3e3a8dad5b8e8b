"""Place the course of a promise on a time line: verdicts, findings, milestones, deadline. Numbers only; a template draws."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

WIDE, NARROW = 720.0, 340.0
_EDGE, _TOP, _MOON, _APART, _ROW, _MOST_ROWS = 20.0, 30.0, 22.0, 24.0, 26.0, 4
_MOST_YEARS = 8


@dataclass(frozen=True, slots=True)
class Mark:
    """A verdict: the day from which it holds, and its moon's phase."""

    day: dt.date
    phase: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A verdict on the line: the middle of its moon, and its phase."""

    x: float
    y: float
    phase: str

    @property
    def left(self) -> float:
        """Where the moon's picture begins."""
        return self.x - _MOON / 2

    @property
    def top(self) -> float:
        """Where the moon's picture begins from above."""
        return self.y - _MOON / 2


@dataclass(frozen=True, slots=True)
class Year:
    """A year's beginning on the line."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """The whole line: *axis* is its height on the page, *now_x* where the day asked for stands, *deadline_x* None for none."""

    width: float
    height: float
    axis: float
    from_x: float
    now_x: float
    spots: tuple[Spot, ...]
    ticks: tuple[float, ...]
    milestones: tuple[float, ...]
    deadline_x: float | None
    years: tuple[Year, ...]


def draw_line(
    marks: Sequence[Mark],
    findings: Sequence[dt.date],
    milestones: Sequence[dt.date],
    deadline: dt.date | None,
    now: dt.date,
    width: float = WIDE,
) -> Line:
    """Return where everything stands between the earliest day told of and *now*, or the last day ahead of it.

    Moons that would hide one another stand in rows above each other. Raises ValueError without a verdict or a finding.
    """
    told = [*(mark.day for mark in marks), *findings]
    if not told:
        raise ValueError("a line without verdicts and findings shows nothing")
    ahead = [*milestones, *([deadline] if deadline else [])]
    first = min([*told, *milestones])
    last = max(now, *ahead, first + dt.timedelta(days=180)) if ahead else max(now, first + dt.timedelta(days=180))
    place = _scale(first, last, width)
    placed, rows = _rows([(place(mark.day), mark.phase) for mark in sorted(marks, key=lambda one: one.day)])
    axis = _TOP + rows * _ROW + 8
    spots = tuple(Spot(x, axis - 8 - _MOON / 2 - row * _ROW, phase) for x, row, phase in placed)
    step = max(1, -(-(last.year - first.year) // (_MOST_YEARS if width > NARROW else _MOST_YEARS // 2)))
    years = tuple(Year(place(dt.date(year, 1, 1)), str(year)) for year in range(first.year + 1, last.year + 1, step))
    return Line(
        width,
        axis + 34,
        axis,
        place(first),
        place(now),
        spots,
        tuple(sorted({place(day) for day in findings})),
        tuple(sorted({place(day) for day in milestones})),
        place(deadline) if deadline else None,
        years,
    )


def _scale(first: dt.date, last: dt.date, width: float) -> Callable[[dt.date], float]:
    days = (last - first).days

    def place(day: dt.date) -> float:
        share = min(max((day - first).days, 0), days) / days
        return round(_EDGE + share * (width - 2 * _EDGE), 1)

    return place


def _rows(moons: Sequence[tuple[float, str]]) -> tuple[list[tuple[float, int, str]], int]:
    """Return each moon with its row, the lowest free one; where all are taken the last one stands in front."""
    ends: list[float] = []
    placed = []
    for x, phase in moons:
        row = next((number for number, end in enumerate(ends) if x - end >= _APART), len(ends))
        row = min(row, _MOST_ROWS - 1)
        if row == len(ends):
            ends.append(x)
        else:
            ends[row] = x
        placed.append((x, row, phase))
    return placed, len(ends)
