"""A day that somebody set for something to be done, as a value, and when such a day has passed without evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from marsad.domain.edtf import last_day
from marsad.domain.reading import RUNGS, STANCES

SENSES = ("by", "on", "from", "not_before")
CERTAINTIES = ("set", "planned", "hoped", "proposed")
# Work reported so shortly before a day shows that somebody is at it; the desk asks again when the report has grown old.
UNDER_WAY_COUNTS = dt.timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Milestone:
    """What a document ties to a day ahead: the sentence *start*..*end*, in it the words of the day and of what is to be done.

    *day* is EDTF; its last day counts. *sense* says how it is meant: "by" a day, "on" it, "from" it on, or "not_before" it.
    *replaces* is the day that this one takes the place of, "" where none is told. *phase* numbers a stage: "2", or "".
    """

    start: int
    end: int
    day_start: int
    day_end: int
    what_start: int
    what_end: int
    day: str
    sense: str = "by"
    certainty: str = "planned"
    speaker: str = ""
    speaker_id: str = ""
    is_postponement: bool = False
    replaces: str = ""
    phase: str = ""

    def __post_init__(self) -> None:
        """Raise ValueError for words outside the sentence or a sense or certainty without a name, EdtfError for no day."""
        for first, last in ((self.day_start, self.day_end), (self.what_start, self.what_end)):
            if not 0 <= self.start <= first < last <= self.end:
                raise ValueError(f"words {first}..{last} do not stand in the sentence {self.start}..{self.end}")
        if self.sense not in SENSES:
            raise ValueError(f"sense {self.sense!r} is none of {', '.join(SENSES)}")
        if self.certainty not in CERTAINTIES:
            raise ValueError(f"certainty {self.certainty!r} is none of {', '.join(CERTAINTIES)}")
        last_day(self.day)

    @property
    def last_on(self) -> dt.date:
        """The day after which this is late."""
        return last_day(self.day)


@dataclass(frozen=True, slots=True)
class Proof:
    """What a piece of accepted evidence says of how far a promise has come. *phase* as of a milestone."""

    stance: str
    rung: str
    said_on: dt.date | None
    phase: str = ""

    def __post_init__(self) -> None:
        """Raise ValueError for a stance or rung that the glossary does not know."""
        if self.stance not in STANCES:
            raise ValueError(f"stance {self.stance!r} is none of {', '.join(STANCES)}")
        if self.rung not in RUNGS:
            raise ValueError(f"rung {self.rung!r} is none of {', '.join(RUNGS)}")


def speaks_for(proof: Proof, *, told_on: dt.date, last_on: dt.date, phase: str = "") -> bool:
    """Return whether *proof* may show that what was to be done by *last_on* was done, or is being done.

    It must support the promise, be of the same phase or of none, and be later than the page that set the day (*told_on*). What
    was delivered counts whenever it was said after that; what is under way only from 90 days before the day: older reports say
    nothing of whether the day was kept. Announcements, decisions and money never count, nor what has no day.
    """
    if proof.stance != "supports" or proof.said_on is None or proof.said_on <= told_on:
        return False
    if proof.phase and phase and proof.phase != phase:
        return False
    if proof.rung == "delivered":
        return True
    return proof.rung == "under_way" and proof.said_on >= last_on - UNDER_WAY_COUNTS


def is_overdue(
    *, last_on: dt.date, today: dt.date, told_on: dt.date, proofs: Iterable[Proof], sense: str = "by", phase: str = ""
) -> bool:
    """Return whether the day has passed and no proof speaks for it. A day that was only ruled out before is never overdue."""
    if sense == "not_before" or today <= last_on:
        return False
    return not any(speaks_for(proof, told_on=told_on, last_on=last_on, phase=phase) for proof in proofs)
