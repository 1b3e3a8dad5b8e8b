"""Count the promises of each government, sector and body by verdict, as the front page counts them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from marsad.store.models import Body, Government, Sector
from marsad.store.queries.names_known import all_as_told, told_by
from marsad.store.queries.public import Standing
from marsad.store.queries.sky import Tally, read_sky, tally


@dataclass(frozen=True, slots=True)
class Tallied:
    """A government, sector or body with how many promises it has, and how many share each verdict."""

    row: Government | Sector | Body
    promises: int
    tallies: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class Tallies:
    """All that promises are counted by; *promises* and *tallies* are those of all."""

    promises: int
    tallies: tuple[Tally, ...]
    governments: tuple[Tallied, ...]
    sectors: tuple[Tallied, ...]
    bodies: tuple[Tallied, ...]


def read_tallies(known_on: dt.date | None = None) -> Tallies:
    """Return the counts, today or as known on a day; the number of queries does not grow."""
    sky = read_sky(changes=0, known_on=known_on)
    of_body: defaultdict[int, list[Standing]] = defaultdict(list)
    for standing in sky.standings:
        if standing.promise.body_id is not None:
            of_body[standing.promise.body_id].append(standing)
    return Tallies(
        len(sky.standings),
        sky.tallies,
        tuple(_tallied(group.standings[0].promise.government, group.standings) for group in sky.governments),
        tuple(_tallied(group.standings[0].promise.sector, group.standings) for group in sky.sectors),
        _bodies(of_body, known_on),
    )


def _bodies(found: Mapping[int, list[Standing]], known_on: dt.date | None) -> tuple[Tallied, ...]:
    rows = all_as_told(Body.objects.filter(pk__in=list(found)).order_by("key"), told_by(known_on))
    return tuple(_tallied(row, tuple(found[row.pk])) for row in rows)


def _tallied(row: Government | Sector | Body, standings: tuple[Standing, ...]) -> Tallied:
    return Tallied(row, len(standings), tally(standings))
