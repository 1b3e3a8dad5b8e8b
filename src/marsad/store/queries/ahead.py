"""The milestones that readers are told of and that lie ahead, of many promises at once, today or as known on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from marsad.store.models import Entry, MilestoneRow
from marsad.store.models.localised import localised
from marsad.store.queries.deadlines import told_milestones
from marsad.store.queries.public import Standing, ledger_end_of
from marsad.store.queries.timetable import MILESTONE_KINDS, SetDay, milestones_told

_NOT_BEFORE = "not_before"  # such a day sets when something may begin, not when it is due


@dataclass(frozen=True, slots=True)
class AheadMilestone:
    """A milestone of a promise, by numbers, that nobody has said yet what became of; *day* (EDTF) ends on *last_on*."""

    id: int
    promise: int
    what: str
    day: str
    last_on: dt.date


@dataclass(frozen=True, slots=True)
class DueMilestone:
    """A milestone that lies ahead, and how its promise stands."""

    milestone: AheadMilestone
    standing: Standing


def read_ahead(
    promises: QuerySet[Any], first: dt.date, last: dt.date, known_on: dt.date | None = None
) -> tuple[AheadMilestone, ...]:
    """Return the milestones of *promises*, a query of numbers, that are due from the day *first* to *last*, by day; one query.

    Today as the promises' own pages tell them; with *known_on* as the ledger told them by the end of that day.
    """
    near = MilestoneRow.objects.filter(last_on__range=(first, last), promise__in=promises).exclude(sense=_NOT_BEFORE)
    if known_on is None:
        rows = told_milestones(near, MilestoneRow.Status.CONFIRMED)
        return _by_day(AheadMilestone(row.pk, row.promise_id, row.what, row.day, row.last_on) for row in rows)
    entries = Entry.objects.filter(
        promise__in=near.order_by().values("promise"), kind__in=MILESTONE_KINDS, at__lt=ledger_end_of(known_on)
    )
    told = milestones_told(entries.order_by("sequence"), known_on)
    found = (_ahead(number, one) for number, one in told.items() if one.closed is None)
    return _by_day(one for one in found if one is not None and first <= one.last_on <= last)


def _ahead(number: int, one: SetDay) -> AheadMilestone | None:
    told, promise = one.set.values, one.set.entry.promise_id
    if promise is None or told["sense"] == _NOT_BEFORE:
        return None
    what = localised(told["what"], told["what_en"])
    return AheadMilestone(number, promise, what, told["day"], dt.date.fromisoformat(told["last_on"]))


def _by_day(found: Iterable[AheadMilestone]) -> tuple[AheadMilestone, ...]:
    return tuple(sorted(found, key=lambda one: (one.last_on, one.id)))


def due_milestones(ahead: Iterable[AheadMilestone], waiting: Mapping[int, Standing]) -> tuple[DueMilestone, ...]:
    """Return those of *ahead* whose promise is among the *waiting*, by number: those that no verdict has settled."""
    return tuple(DueMilestone(one, waiting[one.promise]) for one in ahead if one.promise in waiting)
