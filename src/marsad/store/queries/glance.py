"""At a glance: how promises stand, of all, or of one government, sector or body; what changed, what is overdue, what is due."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from marsad.domain.codebook import Codebook, Verdict
from marsad.store.models import Assessment, Body, Government, Sector
from marsad.store.queries.ahead import DueMilestone, due_milestones, read_ahead
from marsad.store.queries.listing import (
    SOON_DAYS,
    Wanted,
    promise_column,
    settled_keys,
    unsettled,
    wanted_rows,
    when_due,
    with_verdict,
)
from marsad.store.queries.names_known import Told, as_told, told_by
from marsad.store.queries.public import UNRATED, Standing, known, read_codebooks, read_standings
from marsad.store.queries.sky import Change, Tally, in_sky_order, make_changes, phase_place
from marsad.store.queries.wordings import as_worded, promises_known_among

MOST_MOONS = 400  # promises of which each is drawn; beyond, one moon stands for several
MONTH_DAYS = 30
_FIRST = 5  # of what is overdue and what is due, shown by title
_NAMED = ("government", "sector", "body")
_TOLD = ("pk", "key", "name_ar", "name_en")
_ALSO = {"government": ("began_on", "ended_on", "head_ar", "head_en", "country"), "sector": ("name_ckb", "place"), "body": ()}


@dataclass(frozen=True, slots=True)
class Share:
    """A government, sector or body with how many promises it has, how many share each verdict, how many are overdue."""

    row: Government | Sector | Body
    count: int
    tallies: tuple[Tally, ...]
    overdue: int


@dataclass(frozen=True, slots=True)
class Glance:
    """How the promises that *wanted* names stand.

    *moons* are all of them, in the order of the sky, empty where there are more than MOST_MOONS. *soon* counts what is due within
    `listing.SOON_DAYS`, *changed* the promises of which a verdict was published since the day *since*, None where none ever was;
    *is_recent* tells whether that is the last month. *overdue_first* and *next_first* are the first few;
    *milestones* are all those within `listing.SOON_DAYS` of promises that no verdict has settled, by day.
    """

    wanted: Wanted
    count: int
    tallies: tuple[Tally, ...]
    governments: tuple[Share, ...]
    sectors: tuple[Share, ...]
    bodies: tuple[Share, ...]
    moons: tuple[Standing, ...]
    overdue: int
    soon: int
    overdue_first: tuple[Standing, ...]
    next_first: tuple[Standing, ...]
    milestones: tuple[DueMilestone, ...]
    changes: tuple[Change, ...]
    changed: int
    since: dt.date | None
    is_recent: bool

    @property
    def assessed(self) -> int:
        """How many have a published verdict."""
        return self.count - sum(one.count for one in self.tallies if one.verdict is None)


@dataclass(frozen=True, slots=True)
class _Cell:
    """Promises that share government, sector, body and verdict, counted."""

    rows: Mapping[str, Government | Sector | Body | None]
    verdict: str
    count: int
    overdue: int
    soon: int


def read_cells(known_on: dt.date | None, codebooks: Mapping[int, Codebook], told: Told) -> tuple[_Cell, ...]:
    """Return all published promises, counted by what they share; one query, of as many rows as differ."""
    settled = settled_keys(codebooks.values())
    columns = [f"{kind}__{name}" for kind in _NAMED for name in (*_TOLD, *_ALSO[kind])]
    rows = with_verdict(wanted_rows(Wanted(), known_on).select_related(None).order_by(), known_on)
    counted = rows.values(*columns, "verdict_now").annotate(
        n=Count("pk"),
        overdue=Count("pk", filter=when_due("overdue", known_on, settled)),
        soon=Count("pk", filter=when_due("soon", known_on, settled)),
    )
    return tuple(
        _Cell(
            {kind: _row(kind, row, told) for kind in _NAMED},
            row["verdict_now"] or UNRATED,
            row["n"],
            row["overdue"],
            row["soon"],
        )
        for row in counted
    )


def _row(kind: str, values: Mapping[str, Any], told: Told) -> Government | Sector | Body | None:
    if values[f"{kind}__pk"] is None:
        return None
    named = {name: values[f"{kind}__{name}"] for name in (*_TOLD, *_ALSO[kind])}
    if kind == "government":
        return as_told(Government(**named), told)
    return as_told(Sector(**named), told) if kind == "sector" else as_told(Body(**named), told)


def shares(cells: Iterable[_Cell], kind: str, codebooks: Mapping[int, Codebook]) -> tuple[Share, ...]:
    """Return the governments (the newest first), sectors (in their order) or bodies (by name) of *cells*."""
    found: dict[int, tuple[Government | Sector | Body, list[_Cell]]] = {}
    for cell in cells:
        row = cell.rows[kind]
        if row is not None:
            found.setdefault(row.pk, (row, []))[1].append(cell)
    made = [
        Share(row, sum(one.count for one in own), tally_cells(own, codebooks), sum(one.overdue for one in own))
        for row, own in found.values()
    ]
    return tuple(sorted(made, key=lambda one: _place(one.row)))


def _place(row: Government | Sector | Body) -> tuple[int, str]:
    if isinstance(row, Government):
        return -row.began_on.toordinal(), row.key
    return (row.place, row.key) if isinstance(row, Sector) else (0, row.name)


def tally_cells(cells: Iterable[_Cell], codebooks: Mapping[int, Codebook]) -> tuple[Tally, ...]:
    """Return how many promises of *cells* share each verdict, the brightest moon first."""
    counted: Counter[str] = Counter()
    for cell in cells:
        counted[cell.verdict] += cell.count
    words = _verdicts(codebooks)
    tallies = (Tally(key, words.get(key), count) for key, count in counted.items())
    return tuple(sorted(tallies, key=lambda one: (phase_place(one.verdict), one.key)))


def _verdicts(codebooks: Mapping[int, Codebook]) -> dict[str, Verdict]:
    """Return every verdict by its key, as the newest codebook that has it words it."""
    return {verdict.key: verdict for number in sorted(codebooks) for verdict in codebooks[number].verdicts}


def read_shares(kind: str, known_on: dt.date | None = None) -> tuple[Share, ...]:
    """Return every "government", "sector" or "body" with promises that readers see, and how those stand. Four queries at most."""
    codebooks = read_codebooks()
    return shares(read_cells(known_on, codebooks, told_by(known_on)), kind, codebooks)


def read_glance(
    wanted: Wanted, known_on: dt.date | None = None, *, newest: bool = False, choosing: bool = False, changes: int = 8
) -> Glance:
    """Return how the promises of the government, sector or body that *wanted* names stand, today or as known on a day.

    With *newest*, of the newest government that has any where none is named, or none of that name; with *choosing*, the
    governments told of are all that there are. No more than eleven queries, however many promises there are.
    """
    codebooks, told = read_codebooks(), told_by(known_on)
    cells = read_cells(known_on, codebooks, told)
    governments = shares(cells, "government", codebooks)
    if newest and governments and wanted.government not in {one.row.key for one in governments}:
        wanted = replace(wanted, government=governments[0].row.key)
    own = [cell for cell in cells if _is_of(cell, wanted)]
    asked = wanted_rows(wanted, known_on)
    count, settled = sum(cell.count for cell in own), settled_keys(codebooks.values())
    day, column = known_on or timezone.localdate(), promise_column(asked)
    soon_until = day + dt.timedelta(days=SOON_DAYS)
    ahead = read_ahead(asked.order_by().values(column), day, soon_until, known_on) if count else ()
    standings = _standings(asked, count, codebooks, known_on, told, settled, {one.promise for one in ahead})
    waiting = {one.promise.pk: one for one in standings if not (one.verdict and one.verdict.key in settled)}
    overdue, following = _by_deadline(waiting.values(), day)
    latest, since, changed, is_recent = _latest(asked, wanted, changes, known_on)
    promises = promises_known_among((row.promise_id for row in latest), known_on, told)
    return Glance(
        wanted,
        count,
        tally_cells(own, codebooks),
        governments if choosing else shares(own, "government", codebooks),
        shares(own, "sector", codebooks),
        shares(own, "body", codebooks),
        in_sky_order(standings) if count <= MOST_MOONS else (),
        sum(cell.overdue for cell in own),
        sum(cell.soon for cell in own),
        overdue,
        following,
        due_milestones(ahead, waiting),
        make_changes(latest, promises, codebooks, known_on) if latest else (),
        changed,
        since,
        is_recent,
    )


def _is_of(cell: _Cell, wanted: Wanted) -> bool:
    asked = {"government": wanted.government, "sector": wanted.sector, "body": wanted.body}
    return all(not key or ((row := cell.rows[kind]) is not None and row.key == key) for kind, key in asked.items())


def _standings(
    asked: QuerySet[Any],
    count: int,
    codebooks: Mapping[int, Codebook],
    known_on: dt.date | None,
    told: Told,
    settled: frozenset[str],
    also: Set[int],
) -> tuple[Standing, ...]:
    """Return all promises asked for where each is drawn; else those longest overdue, those due next, those numbered *also*."""
    if not count:
        return ()
    column = promise_column(asked)
    with_verdicts, order = with_verdict(asked, known_on), ("deadline_on", column)
    if count > MOST_MOONS:
        overdue = with_verdicts.filter(when_due("overdue", known_on, settled)).order_by(*order)[:_FIRST]
        soon = with_verdicts.filter(when_due("ahead", known_on), unsettled(settled)).order_by(*order)[:_FIRST]
        first = Q(pk__in=overdue.values("pk")) | Q(pk__in=soon.values("pk"))
        asked = asked.filter(first | Q(**{f"{column}__in": also}))
    promises = asked if known_on is None else as_worded(asked, known_on, told)
    return read_standings(promises, codebooks, known_on=known_on)


def _by_deadline(waiting: Iterable[Standing], day: dt.date) -> tuple[tuple[Standing, ...], tuple[Standing, ...]]:
    """Return the first few of *waiting* whose deadline has passed by *day*, the oldest first, and of those ahead."""
    dated = [(one.promise.deadline_on, one) for one in waiting if one.promise.deadline_on]
    dated.sort(key=lambda pair: (pair[0], pair[1].promise.pk))
    past = tuple(one for deadline, one in dated if deadline < day)[:_FIRST]
    return past, tuple(one for deadline, one in dated if deadline >= day)[:_FIRST]


def _latest(
    asked: QuerySet[Any], wanted: Wanted, most: int, known_on: dt.date | None
) -> tuple[tuple[Assessment, ...], dt.date | None, int, bool]:
    """Return the newest verdicts of the last month, or of the month before the newest; its first day, and how many changed."""
    column = promise_column(asked)
    public = known(Assessment.objects.filter(promise__in=asked.order_by().values(column)), known_on)
    rows = tuple(public.select_related("author", "seconder").order_by(F("published_at").desc(), "-pk")[:most])
    if not rows or rows[0].published_at is None:
        return (), None, 0, False
    today = known_on or timezone.localdate()
    month = dt.timedelta(days=MONTH_DAYS)
    last = timezone.localdate(rows[0].published_at)
    is_recent = last >= today - month
    since = (today if is_recent else last) - month
    latest = tuple(row for row in rows if row.published_at and timezone.localdate(row.published_at) >= since)
    return latest, since, wanted_rows(replace(wanted, since=since), known_on).count(), is_recent
