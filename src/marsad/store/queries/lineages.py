"""Threads: one promise through several governments; and governments side by side. Today, or as known on a day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from marsad.domain.codebook import Codebook
from marsad.store.models import Assessment, CodebookVersion, Government, Lineage, Promise, Sector
from marsad.store.queries.codebooks import codebooks_of
from marsad.store.queries.kin import by_term, threads
from marsad.store.queries.public import IN_ORDER, Standing, known, make_standing, read_codebooks, read_standings
from marsad.store.queries.sky import Tally, tally
from marsad.store.queries.wordings import promises_known, promises_known_among
from marsad.text.differences import Piece, differences


@dataclass(frozen=True, slots=True)
class Column:
    """One government's promise in a thread: how it stands, its course (oldest first), its evidence, its tie to what was before.

    *changes* is how its words differ from those of the promise before it in the thread.
    """

    standing: Standing
    course: tuple[Standing, ...]
    evidence: int
    ties: tuple[Lineage, ...]
    changes: tuple[Piece, ...]

    @property
    def promise(self) -> Promise:
        """The promise."""
        return self.standing.promise


@dataclass(frozen=True, slots=True)
class Thread:
    """Promises of several governments that continue, revive or replace one another, the earliest first."""

    columns: tuple[Column, ...]
    codebooks: tuple[Codebook, ...]

    @property
    def key(self) -> str:
        """The key of the earliest promise, by which the thread is addressed."""
        return self.columns[0].promise.key


@dataclass(frozen=True, slots=True)
class Side:
    """One government in a comparison: its promises, how many share each verdict, those tied to none of the others."""

    government: Government
    standings: tuple[Standing, ...]
    tallies: tuple[Tally, ...]
    alone: tuple[Standing, ...]
    codebooks: tuple[Codebook, ...]

    @property
    def assessed(self) -> int:
        """How many of its promises have a verdict."""
        return sum(standing.verdict is not None for standing in self.standings)


@dataclass(frozen=True, slots=True)
class SectorRow:
    """A sector with how the promises of each side stand in it; no tallies where a side promised nothing there."""

    sector: Sector
    cells: tuple[tuple[Government, int, tuple[Tally, ...]], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Governments side by side: in *threads* each cell holds the promises of one side that are one thread with the others'."""

    sides: tuple[Side, ...]
    sectors: tuple[SectorRow, ...]
    threads: tuple[tuple[str, tuple[tuple[Standing, ...], ...]], ...]

    @property
    def has_several_codebooks(self) -> bool:
        """Whether verdicts were given under different versions of the codebook."""
        return len({(book.id, book.version) for side in self.sides for book in side.codebooks}) > 1


def _threads(known_on: dt.date | None) -> dict[int, set[int]]:
    return threads(Lineage.objects.standing(known_on).values_list("earlier_id", "later_id"))


def read_thread(key: str, known_on: dt.date | None = None) -> Thread | None:
    """Return the thread in which the promise named *key* stands, or None where it is tied to no promise that readers see."""
    start = Promise.objects.everything().filter(key=key).values_list("pk", flat=True).first()
    members = _threads(known_on).get(start, set()) if start is not None else set()
    promises = promises_known_among(members, known_on)
    if start not in promises or len(promises) < 2:
        return None
    rows = sorted(promises.values(), key=by_term)
    codebooks = read_codebooks()
    courses = _courses(promises, codebooks, known_on)
    ties: dict[int, list[Lineage]] = defaultdict(list)
    for tie in Lineage.objects.standing(known_on).filter(later__in=promises, earlier__in=promises).select_related("tied_by"):
        ties[tie.later_id].append(tie)
    counts = _evidence(courses)
    standings = read_standings(rows, codebooks, known_on=known_on)
    columns = tuple(
        Column(
            standing,
            courses[standing.promise.pk],
            counts.get(standing.assessment.pk, 0) if standing.assessment else 0,
            tuple(ties[standing.promise.pk]),
            differences(_before(standing.promise, ties, promises), standing.promise.text_ar) if number else (),
        )
        for number, standing in enumerate(standings)
    )
    return Thread(columns, _codebooks_used(step for column in columns for step in column.course))


def _before(promise: Promise, ties: Mapping[int, Sequence[Lineage]], promises: Mapping[int, Promise]) -> str:
    """Return the words of the latest promise that *promise* is tied to, "" for none."""
    earlier = sorted((promises[tie.earlier_id] for tie in ties.get(promise.pk, ())), key=by_term)
    return earlier[-1].text_ar if earlier else ""


def _courses(
    promises: Mapping[int, Promise], codebooks: Mapping[int, Codebook], known_on: dt.date | None
) -> dict[int, tuple[Standing, ...]]:
    found: dict[int, list[Standing]] = {pk: [] for pk in promises}
    for row in known(Assessment.objects.filter(promise__in=promises), known_on).order_by(*IN_ORDER):
        found[row.promise_id].append(make_standing(promises[row.promise_id], row, codebooks))
    return {pk: tuple(steps) for pk, steps in found.items()}


def _evidence(courses: Mapping[int, Sequence[Standing]]) -> dict[int, int]:
    asked = [step.assessment.pk for steps in courses.values() for step in steps if step.assessment]
    standing = Count("evidence", filter=Q(evidence__withdrawn_at__isnull=True))
    return dict(Assessment.objects.filter(pk__in=asked).annotate(n=standing).values_list("pk", "n"))


def _codebooks_used(standings: Iterable[Standing]) -> tuple[Codebook, ...]:
    used = {standing.assessment.codebook_id for standing in standings if standing.assessment}
    rows = CodebookVersion.objects.filter(pk__in=used).order_by("loaded_at")
    return tuple(codebooks_of(rows).values())


def governments_known(known_on: dt.date | None = None) -> tuple[Government, ...]:
    """Return the governments with promises that readers see, the earliest first."""
    found = {promise.government for promise in promises_known(known_on)}
    return tuple(sorted(found, key=lambda row: (row.began_on, row.key)))


def compare_governments(keys: Sequence[str], known_on: dt.date | None = None) -> Comparison:
    """Return the governments named *keys* side by side, the earliest first; a key that names none is left out."""
    promises = [promise for promise in promises_known(known_on) if promise.government.key in keys]
    standings = read_standings(promises, read_codebooks(), known_on=known_on)
    groups = _threads(known_on)
    governments = sorted({row.government for row in promises}, key=lambda row: (row.began_on, row.key))
    cells: dict[int, dict[int, list[Standing]]] = defaultdict(lambda: defaultdict(list))
    for standing in standings:
        if standing.promise.pk in groups:
            cells[min(groups[standing.promise.pk])][standing.promise.government_id].append(standing)
    shared = {number: found for number, found in cells.items() if len(found) > 1}
    tied = {step.promise.pk for found in shared.values() for steps in found.values() for step in steps}
    sides = tuple(_side(row, standings, tied) for row in governments)
    threads = tuple(
        (
            min((step.promise for steps in found.values() for step in steps), key=by_term).key,
            tuple(tuple(found.get(row.pk, ())) for row in governments),
        )
        for found in shared.values()
    )
    return Comparison(sides, _by_sector(sides), threads)


def _by_sector(sides: Sequence[Side]) -> tuple[SectorRow, ...]:
    """Return every sector of *sides* in their order, and how each side stands in it."""
    found: dict[Sector, dict[int, list[Standing]]] = defaultdict(lambda: defaultdict(list))
    for side in sides:
        for standing in side.standings:
            found[standing.promise.sector][side.government.pk].append(standing)
    return tuple(
        SectorRow(
            sector,
            tuple((one.government, len(own.get(one.government.pk, ())), tally(own.get(one.government.pk, ()))) for one in sides),
        )
        for sector, own in sorted(found.items(), key=lambda pair: (pair[0].place, pair[0].key))
    )


def _side(government: Government, standings: Sequence[Standing], tied: set[int]) -> Side:
    own = tuple(standing for standing in standings if standing.promise.government_id == government.pk)
    alone = tuple(standing for standing in own if standing.promise.pk not in tied)
    return Side(government, own, tally(own), alone, _codebooks_used(own))
