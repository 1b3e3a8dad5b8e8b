"""The days by which something is due, for calendars: deadlines of promises, and milestones that readers are told of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from marsad.store.models import Entry, Evidence, MilestoneQuoteRow, MilestoneRow
from marsad.store.queries.milestones import PUBLIC
from marsad.store.queries.public import Standing, read_codebooks, read_standings
from marsad.store.queries.scopes import EVERYTHING, Scope

_WORDED = ("promise.published", "promise.revised", "promise.restored")
_JUDGED = ("assessment.published", "assessment.withdrawn")
_TIMED = ("milestone.published", "milestone.closed")
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class DueDay:
    """A day by which a promise, or a *milestone* of it, is due; when the ledger last told of it, and how often it was changed."""

    standing: Standing
    on: dt.date
    milestone: MilestoneRow | None
    told_at: dt.datetime
    times_changed: int


def read_deadlines(scope: Scope = EVERYTHING) -> tuple[DueDay, ...]:
    """Return the due days of *scope*, the earliest first. The number of queries does not grow."""
    shown = scope.promises().select_related("government", "sector", "body")
    promises = {row.pk: row for row in shown.defer("text_ar", "text_en", "justification_ar", "justification_en", "search_key")}
    milestones = _milestones(scope)
    due = [row for row in promises.values() if row.deadline_on is not None]
    about = {row.pk: row for row in due} | {row.promise_id: promises[row.promise_id] for row in milestones}
    standings = {one.promise.pk: one for one in read_standings(about.values(), read_codebooks())}
    worded, milestones_told = _told(scope)
    found = [DueDay(standings[row.pk], row.deadline_on, None, *worded.get(row.pk, (_EPOCH, 0))) for row in due if row.deadline_on]
    for row in milestones:
        told = milestones_told.get(row.promise_id, (_EPOCH, 0))
        at = row.decided_at.replace(microsecond=0) if row.decided_at else told[0]
        found.append(DueDay(standings[row.promise_id], row.last_on, row, at, told[1]))
    return tuple(sorted(found, key=lambda one: (one.on, one.standing.promise.key, one.milestone.pk if one.milestone else 0)))


def _milestones(scope: Scope) -> tuple[MilestoneRow, ...]:
    rows = told_milestones(MilestoneRow.objects.filter(promise__in=scope.promises().order_by()), *PUBLIC)
    return tuple(rows.order_by("last_on", "pk"))


def told_milestones(rows: QuerySet[MilestoneRow], *statuses: str) -> QuerySet[MilestoneRow]:
    """Return those of *rows* in *statuses* that readers see: those of which a quote still stands as evidence."""
    standing = Evidence.objects.filter(
        promise=OuterRef("milestone__promise"), document=OuterRef("document"), withdrawn_at__isnull=True
    )
    quoted = MilestoneQuoteRow.objects.filter(Exists(standing), milestone=OuterRef("pk"))
    return rows.filter(Exists(quoted), status__in=statuses)


_Told = dict[int, tuple[dt.datetime, int]]


def _told(scope: Scope) -> tuple[_Told, _Told]:
    """Return when and how often the ledger told of each promise, and of milestones on each promise."""
    rows = (
        Entry.objects.filter(scope.of_entries(), promise__is_published=True, kind__in=(*_WORDED, *_JUDGED, *_TIMED))
        .order_by()
        .values("promise")
        .annotate(
            worded_at=Max("at", filter=Q(kind__in=(*_WORDED, *_JUDGED))),
            worded=Count("pk", filter=Q(kind__in=_WORDED)),
            timed_at=Max("at", filter=Q(kind__in=_TIMED)),
            timed=Count("pk", filter=Q(kind__in=_TIMED)),
        )
    )
    worded, timed = {}, {}
    for row in rows:
        if row["worded_at"]:
            worded[row["promise"]] = (dt.datetime.fromisoformat(row["worded_at"]), max(0, row["worded"] - 1))
        if row["timed_at"]:
            timed[row["promise"]] = (dt.datetime.fromisoformat(row["timed_at"]), max(0, row["timed"] - 1))
    return worded, timed
