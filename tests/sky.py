"""Every published promise read one by one, and counted here: what the counts of pages and of the interface are held against."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from marsad.domain.codebook import Codebook
from marsad.store.models import Assessment, Government, Promise, Sector
from marsad.store.queries.public import Standing, known, read_codebooks, read_standings
from marsad.store.queries.sky import Change, Tally, in_sky_order, make_changes, tally
from marsad.store.queries.wordings import promises_known


@dataclass(frozen=True, slots=True)
class Group:
    """The promises of one government or one sector, in the order of the sky."""

    key: str
    name: str
    standings: tuple[Standing, ...]
    tallies: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class Sky:
    """All published promises at a glance."""

    standings: tuple[Standing, ...]
    tallies: tuple[Tally, ...]
    governments: tuple[Group, ...]
    sectors: tuple[Group, ...]
    changes: tuple[Change, ...]

    @property
    def assessed(self) -> int:
        """How many have a published verdict."""
        return sum(standing.verdict is not None for standing in self.standings)


def read_sky(changes: int = 8, *, known_on: dt.date | None = None) -> Sky:
    """Return all published promises, by verdict, government and sector, with the latest *changes*; today or as known on a day.

    The number of queries does not grow with the promises.
    """
    codebooks = read_codebooks()
    promises = promises_known(known_on)
    standings = in_sky_order(read_standings(promises, codebooks, known_on=known_on))
    governments: dict[Government, list[Standing]] = defaultdict(list)
    sectors: dict[Sector, list[Standing]] = defaultdict(list)
    for standing in standings:
        governments[standing.promise.government].append(standing)
        sectors[standing.promise.sector].append(standing)
    return Sky(
        standings,
        tally(standings),
        tuple(
            Group(row.key, row.name, tuple(found), tally(found))
            for row, found in sorted(governments.items(), key=lambda item: item[0].began_on, reverse=True)
        ),
        tuple(
            Group(row.key, row.name, tuple(found), tally(found))
            for row, found in sorted(sectors.items(), key=lambda item: (item[0].place, item[0].key))
        ),
        _read_changes({row.pk: row for row in promises}, changes, codebooks, known_on),
    )


def _read_changes(
    promises: Mapping[int, Promise], limit: int, codebooks: Mapping[int, Codebook], known_on: dt.date | None
) -> tuple[Change, ...]:
    public = known(Assessment.objects.filter(promise__in=list(promises)), known_on)
    latest = tuple(public.select_related("author", "seconder").order_by("-published_at", "-pk")[:limit])
    return make_changes(latest, promises, codebooks, known_on)
