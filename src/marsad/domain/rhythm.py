"""How often an outlet usually brings something, and when its silence is longer than that. Knows no clock: days come in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

LEAST_DAYS = 5  # days with pages; from fewer no rhythm is read
TIMES = 4  # of the usual gap: were pages to come at random at that rate, one gap in fifty would be longer
LEAST_SILENCE_DAYS = 7  # a week without news alarms nobody


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The days on which an outlet brought pages: how many, the first and the last of them."""

    days: int
    first: dt.date
    last: dt.date

    def __post_init__(self) -> None:
        """Raise ValueError for days that do not fit into their span."""
        if not 1 <= self.days <= (self.last - self.first).days + 1:
            raise ValueError(f"{self.days} days do not lie between {self.first} and {self.last}")

    @property
    def every(self) -> float | None:
        """The usual number of days from one day with pages to the next, None where there are too few to tell."""
        return (self.last - self.first).days / (self.days - 1) if self.days >= LEAST_DAYS else None

    def silence(self, day: dt.date) -> int:
        """Return the days since the last page, as seen on *day*, never below 0."""
        return max(0, (day - self.last).days)

    def is_silent(self, day: dt.date) -> bool:
        """Whether on *day* the silence is longer than the usual rhythm lets expect."""
        return self.every is not None and self.silence(day) > max(LEAST_SILENCE_DAYS, TIMES * self.every)
