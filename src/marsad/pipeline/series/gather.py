"""Gather the amounts of one thing from many pages into a series over time: each point with its day, its value and its quote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from marsad.domain.origins import Carrier, sources
from marsad.domain.reading import Reading
from marsad.pipeline.conflicts.context import bare, term_of, worth
from marsad.pipeline.series.told import Told, place_in, tell, unit_key
from marsad.text.tokens import Token, tokens


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """An amount on a day: *low* to *high* as written (None: open), *relation* as written; start..end are its words.

    The quote is the sentence around it. *pages* are all that tell it so, *page_id* the first of them; *sources* counts
    stories and agencies, not copies.
    """

    page_id: str
    day: str
    value: float
    low: float | None
    high: float | None
    relation: str
    is_planned: bool
    start: int
    end: int
    quote_start: int
    quote_end: int
    pages: tuple[str, ...] = ()
    sources: int = 1


class Material:
    """What the numbers of a batch of pages tell, read once for any number of series."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        """Read *readings*; where two tell the same, the one that comes first is quoted. Pages without a number tell nothing."""
        self.readings = [reading for reading in readings if reading.amounts]
        self.words: dict[str, tuple[Token, ...]] = {reading.id: tokens(reading.text) for reading in self.readings}
        self.known = Counter(token.stem for found in self.words.values() for token in found)
        self.told = [one for reading in self.readings for one in tell(reading, self.known, self.words[reading.id])]

    def terms(self, words: str) -> frozenset[str]:
        """Return the keys of the telling words of *words*; numbers and words of reporting are none."""
        return frozenset(term_of(bare(token.stem, self.known)) for token in tokens(words) if worth(token))


def series(readings: Iterable[Reading], about: str, unit: str) -> tuple[SeriesPoint, ...]:
    """Return the amounts of *unit* («جندي») in whose sentence all words of *about* («تحالف العراق») stand near, oldest first.

    The day is the one named right beside the amount, else the page's; without either there is no point. What is told again
    of the same day comes once. Parts, batches, changes and numbers of another place are left out; plans are marked.
    """
    return gather(Material(readings), about, unit)


def gather(material: Material, about: str, unit: str) -> tuple[SeriesPoint, ...]:
    """Return the series of *unit* and *about* among *material*; see `series`."""
    wanted, key = material.terms(about), unit_key(unit)
    if not wanted or not key:
        return ()
    near = [one for one in material.told if one.unit == key and wanted <= one.terms]
    named = next((name for token in tokens(about) if (name := place_in(token))), "")
    return merge(of_one_place(_of_one_rate(near), named))


def of_one_place(told: Sequence[Told], named: str = "") -> list[Told]:
    """Return *told* without those of another place than *named*, or than the one that most pages name."""
    spread = {name: len({one.story for one in told if one.place == name}) for name in {one.place for one in told} - {""}}
    home = named or max(spread, key=lambda name: (spread[name], name), default="")
    return [one for one in told if one.place in ("", home)]


def _of_one_rate(told: Sequence[Told]) -> list[Told]:
    days = {kind: len({one.day for one in told if one.counted == kind}) for kind in {one.counted for one in told}}
    usual = max(days, key=lambda kind: (days[kind], kind), default=None)
    return [one for one in told if one.counted == usual]


def merge(told: Iterable[Told]) -> tuple[SeriesPoint, ...]:
    """Return *told* as points, oldest first; what several pages tell alike is one point, quoted from the first."""
    facts: dict[tuple[str, float, float, float, str, bool], list[Told]] = {}
    for one in _of_first_day(list(told)):
        facts.setdefault(one.fact, []).append(one)
    return tuple(_point(facts[fact]) for fact in sorted(facts))


def _of_first_day(told: list[Told]) -> list[Told]:
    """Return *told* with the copies of a story, which name no day of their own, on the day of the first of them."""
    first: dict[tuple[object, ...], str] = {}
    for one in told:
        if not one.is_own_day:
            key = (one.story, *one.fact[1:])
            first[key] = min(first.get(key, one.day), one.day)
    return [one if one.is_own_day else replace(one, day=first[one.story, *one.fact[1:]]) for one in told]


def _point(told: list[Told]) -> SeriesPoint:
    first = told[0]
    return SeriesPoint(
        page_id=first.page_id,
        day=first.day,
        value=first.value,
        low=first.low,
        high=first.high,
        relation=first.relation,
        is_planned=first.is_planned,
        start=first.start,
        end=first.end,
        quote_start=first.quote_start,
        quote_end=first.quote_end,
        pages=tuple(dict.fromkeys(one.page_id for one in told)),
        sources=len(sources(Carrier(one.story, one.outlet, one.origin) for one in told).voices),
    )
