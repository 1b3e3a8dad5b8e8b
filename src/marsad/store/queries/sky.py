"""The sky: every published promise at a glance, by verdict, government and sector, and what changed last."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from marsad.domain.codebook import Codebook, Verdict
from marsad.store.models import Assessment, Promise
from marsad.store.queries.public import IN_ORDER, UNRATED, Standing, known, make_standing

_SKY = ("full", "gibbous", "half", "crescent", "dark", "barred", "clouded", UNRATED)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many promises share a verdict; *verdict* is None for those not assessed yet."""

    key: str
    verdict: Verdict | None
    count: int


@dataclass(frozen=True, slots=True)
class Change:
    """A published verdict, and the one that it came after."""

    standing: Standing
    before: Verdict | None


def tally(standings: Iterable[Standing]) -> tuple[Tally, ...]:
    """Return how many of *standings* share each verdict, brightest moon first, those not assessed last."""
    counted: dict[str, list[Standing]] = defaultdict(list)
    for standing in standings:
        counted[standing.verdict.key if standing.verdict else UNRATED].append(standing)
    tallies = [Tally(key, found[0].verdict, len(found)) for key, found in counted.items()]
    return tuple(sorted(tallies, key=lambda item: phase_place(item.verdict)))


def phase_place(verdict: Verdict | None) -> int:
    """Return the place of *verdict* in the order of the sky: the brightest moon first, what has none last."""
    return _SKY.index(verdict.phase if verdict else UNRATED)


def in_sky_order(standings: Iterable[Standing]) -> tuple[Standing, ...]:
    """Return *standings*, the brightest moons first."""
    return tuple(sorted(standings, key=lambda item: _SKY.index(item.phase)))


def make_changes(
    latest: Iterable[Assessment],
    promises: Mapping[int, Promise],
    codebooks: Mapping[int, Codebook],
    known_on: dt.date | None,
) -> tuple[Change, ...]:
    """Return the published verdicts *latest*, each with the one that it came after; one query however many."""
    rows = tuple(row for row in latest if row.promise_id in promises)
    history: dict[int, list[Assessment]] = defaultdict(list)
    public = known(Assessment.objects.filter(promise__in={row.promise_id for row in rows}), known_on)
    for row in public.order_by(*IN_ORDER).defer("reasons_ar"):
        history[row.promise_id].append(row)
    found = []
    for row in rows:
        course = history[row.promise_id]
        place = next(number for number, other in enumerate(course) if other.pk == row.pk)
        before = codebooks[course[place - 1].codebook_id].verdict(course[place - 1].verdict) if place else None
        found.append(Change(make_standing(promises[row.promise_id], row, codebooks), before))
    return tuple(found)
