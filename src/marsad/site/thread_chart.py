"""Draw a thread on one time line: where terms, verdicts and deadlines stand. Only numbers and words; the template draws."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from marsad.store.queries.lineages import Column

WIDE, NARROW = 720.0, 352.0  # on a phone, drawn anew: the wide one made small could not be read
ROW, TOP, EDGE = 64.0, 34.0, 20.0
_TICK_ROOM = 80.0
_LETTER = 7.0  # about as wide as one is: a name stays within the drawing


@dataclass(frozen=True, slots=True)
class Spot:
    """A verdict on the line: its place, and its moon's phase."""

    x: float
    phase: str

    @property
    def at(self) -> float:
        """Where its moon's picture begins."""
        return self.x - 11


@dataclass(frozen=True, slots=True)
class Row:
    """One promise on the line: its government's name and term, its verdicts, its deadline."""

    name: str
    y: float
    from_x: float
    to_x: float
    is_open: bool
    spots: tuple[Spot, ...]
    deadline_x: float | None
    name_x: float

    @property
    def length(self) -> float:
        """How long the term is drawn."""
        return self.to_x - self.from_x

    @property
    def moon_y(self) -> float:
        """Where the moons' pictures begin."""
        return self.y - 11


@dataclass(frozen=True, slots=True)
class Year:
    """A year's beginning on the line."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole line."""

    width: float
    height: float
    rows: tuple[Row, ...]
    years: tuple[Year, ...]


def draw_thread(columns: Sequence[Column], until: dt.date, width: float = WIDE) -> Drawing:
    """Return where everything stands on a line of *width*, from the first term to *until* or the last deadline."""
    first = min(column.promise.government.began_on for column in columns)
    ends = [until, *(column.promise.deadline_on for column in columns if column.promise.deadline_on)]
    last = max(*ends, first + dt.timedelta(days=365))
    days = (last - first).days

    def place(day: dt.date) -> float:
        share = min(max((day - first).days, 0), days) / days
        return round(EDGE + share * (width - 2 * EDGE), 1)

    rows = []
    for number, column in enumerate(columns):
        government, deadline = column.promise.government, column.promise.deadline_on
        spots = tuple(Spot(place(step.assessment.effective_on), step.phase) for step in column.course if step.assessment)
        ended = government.ended_on if government.ended_on and government.ended_on <= until else None
        rows.append(
            Row(
                government.name,
                TOP + 26 + number * ROW,
                place(government.began_on),
                place(ended or until),
                ended is None,
                spots,
                place(deadline) if deadline else None,
                round(max(0.0, min(place(government.began_on), width - _LETTER * len(government.name))), 1),
            )
        )
    step = max(1, -(-(last.year - first.year) // int(width // _TICK_ROOM)))
    years = [Year(place(dt.date(year, 1, 1)), str(year)) for year in range(first.year + 1, last.year + 1, step)]
    return Drawing(width, TOP + ROW * len(rows) + 8, tuple(rows), tuple(years))
