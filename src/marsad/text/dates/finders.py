"""Find the pieces of all dates of a text, each kind of piece where a word opens it, none overlapping another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from marsad.text.dates.atoms import Atom
from marsad.text.dates.calendar_atoms import (
    CALENDAR_OPENING,
    ENGLISH_OPENING,
    HIJRI_OPENING,
    HIJRI_YEAR_OPENING,
    MONTH_DAY_OPENING,
    calendar_atoms,
    english_atoms,
    hijri_atoms,
    hijri_year_atoms,
    month_day_atoms,
)
from marsad.text.dates.numbered_atoms import NUMBERED_OPENING, numbered_atoms
from marsad.text.dates.openings import Opening, Openings
from marsad.text.dates.relative_atoms import (
    AGO_OPENING,
    CLOCK_OPENING,
    COUNTED_OPENING,
    SPAN_OPENING,
    TODAY_OPENING,
    WEEKDAY_OPENING,
    ago_atoms,
    clock_atoms,
    counted_turn_atoms,
    span_atoms,
    today_atoms,
    weekday_atoms,
)
from marsad.text.dates.year_atoms import (
    DECADE_OPENING,
    QUARTER_OPENING,
    YEAR_NOUN_OPENING,
    YEAR_OPENING,
    decade_atoms,
    named_year_atoms,
    quarter_atoms,
    year_atoms,
)

FINDERS: tuple[tuple[str | Opening, Callable[[str, Sequence[int]], Iterator[Atom]]], ...] = (
    (CALENDAR_OPENING, calendar_atoms),
    (ENGLISH_OPENING, english_atoms),
    (MONTH_DAY_OPENING, month_day_atoms),
    (HIJRI_OPENING, hijri_atoms),
    (NUMBERED_OPENING, numbered_atoms),
    (YEAR_NOUN_OPENING, named_year_atoms),
    (YEAR_OPENING, year_atoms),
    (QUARTER_OPENING, quarter_atoms),
    (DECADE_OPENING, decade_atoms),
    (HIJRI_YEAR_OPENING, hijri_year_atoms),
    (TODAY_OPENING, today_atoms),
    (WEEKDAY_OPENING, weekday_atoms),
    (AGO_OPENING, ago_atoms),
    (COUNTED_OPENING, counted_turn_atoms),
    (SPAN_OPENING, span_atoms),
    (CLOCK_OPENING, clock_atoms),
)
OPENINGS = Openings(opening for opening, _ in FINDERS)


def find_atoms(text: str) -> list[Atom]:
    """Return the pieces of dates in the smooth *text* in order, the longer of two that overlap."""
    found: list[Atom] = []
    for (_, find), starts in zip(FINDERS, OPENINGS.places(text), strict=True):
        if starts:
            found.extend(find(text, starts))
    if len(found) > 1:
        found.sort(key=_place)
    kept: list[Atom] = []
    for atom in found:
        if not kept or atom.start >= kept[-1].end:
            kept.append(atom)
        elif atom.end - atom.start > kept[-1].end - kept[-1].start:
            kept[-1] = atom
    return kept


def _place(atom: Atom) -> tuple[int, int]:
    return atom.start, -atom.end
