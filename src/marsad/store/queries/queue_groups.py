"""Read the desk's queue gathered by promise, by sector or by story: how much waits in each, and the best of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Max, Q

from marsad.store.models import Assignment, Candidate, Document, Promise, Sector
from marsad.store.queries.deskwork import promises_taken_up
from marsad.store.queries.queue import QueueFilters, leading
from marsad.store.queries.standing import Standing, standings

PAGE_SIZE = 40


@dataclass(frozen=True, slots=True)
class PromiseGroup:
    """A promise with what waits on it."""

    promise: Promise
    waiting: int
    suggested: int
    standing: Standing
    taken: Assignment | None


@dataclass(frozen=True, slots=True)
class SectorGroup:
    """A sector with what waits in it, and on how many promises."""

    sector: Sector
    waiting: int
    suggested: int
    promises: int


@dataclass(frozen=True, slots=True)
class StoryGroup:
    """A story with the best of its candidates on each promise, how many copies it has, and how many are undecided."""

    story_id: int
    best: Document
    candidates: tuple[Candidate, ...]
    documents: int
    undecided: int
    taken: Assignment | None


@dataclass(frozen=True, slots=True)
class StoryPage:
    """One page of stories; *number* counts from 1."""

    groups: tuple[StoryGroup, ...]
    number: int
    has_more: bool


def _by_promise(filters: QueueFilters, today: dt.date) -> dict[int, tuple[int, int]]:
    """Return how many wait on each promise, and how many of them are suggested."""
    rows = leading(filters, today).order_by().values("promise")
    counted = rows.annotate(n=Count("pk"), told=Count("pk", filter=Q(is_suggested=True)))
    return {row["promise"]: (row["n"], row["told"]) for row in counted}


def by_promise(filters: QueueFilters, today: dt.date) -> tuple[PromiseGroup, ...]:
    """Return the promises on which something waits, those with the most suggestions first."""
    counts = _by_promise(filters, today)
    promises = Promise.objects.everything().filter(pk__in=counts).select_related("government", "sector")
    standing, taken = standings(counts), promises_taken_up()
    groups = (
        PromiseGroup(row, *counts[row.pk], standing[row.pk], taken.get(row.pk))
        for row in promises.defer("text_ar", "text_en", "search_key")
    )
    return tuple(sorted(groups, key=lambda group: (-group.suggested, -group.waiting, group.promise.key)))


def by_sector(filters: QueueFilters, today: dt.date) -> tuple[SectorGroup, ...]:
    """Return the sectors in which something waits, in their own order."""
    of = dict(Promise.objects.everything().values_list("pk", "sector"))
    totals: dict[int, list[int]] = {}
    for promise, (waiting, suggested) in _by_promise(filters, today).items():
        total = totals.setdefault(of[promise], [0, 0, 0])
        for place, more in enumerate((waiting, suggested, 1)):
            total[place] += more
    return tuple(SectorGroup(sector, *totals[sector.pk]) for sector in Sector.objects.filter(pk__in=totals))


def by_story(filters: QueueFilters, today: dt.date, number: int = 1) -> StoryPage:
    """Return stories of which something waits, those that wait on the most promises first, each with its candidates."""
    rows = leading(filters, today).order_by().values("document__story").annotate(n=Count("pk"), best=Max("score"))
    start = (max(1, number) - 1) * PAGE_SIZE
    ids = [row["document__story"] for row in rows.order_by("-n", "-best", "document__story")[start : start + PAGE_SIZE + 1]]
    shown = ids[:PAGE_SIZE]
    found: dict[int, list[Candidate]] = {story: [] for story in shown}
    waiting = leading(filters, today).filter(document__in=Document.objects.filter(story__in=shown).order_by().values("pk"))
    for row in waiting.select_related("document__outlet", "promise").defer("document__text", "promise__search_key"):
        found[row.document.story_id].append(row)
    documents = _counted(Document.objects.filter(story__in=shown).order_by().values_list("story").annotate(Count("pk")))
    undecided = undecided_of(shown)
    taken = {one.story_id: one for one in Assignment.objects.filter(story__in=shown).select_related("person")}
    groups = tuple(
        StoryGroup(story, rows[0].document, tuple(rows), documents.get(story, 0), undecided.get(story, 0), taken.get(story))
        for story, rows in found.items()
        if rows
    )
    return StoryPage(groups, max(1, number), len(ids) > PAGE_SIZE)


def _counted(rows: object) -> dict[int, int]:
    return dict(rows)  # type: ignore[call-overload, no-any-return]


def undecided_of(story_ids: list[int]) -> dict[int, int]:
    """Return how many candidates of each story are undecided, in every promise's queue."""
    still_open = [Candidate.Status.WAITING, Candidate.Status.DEFERRED]
    rows = Candidate.objects.filter(document__story__in=story_ids, status__in=still_open).order_by()
    return _counted(rows.values_list("document__story").annotate(Count("pk")))


def undecided_candidates(story_id: int) -> tuple[Candidate, ...]:
    """Return the undecided candidates of one story, by promise, the best first, with their documents."""
    still_open = [Candidate.Status.WAITING, Candidate.Status.DEFERRED]
    rows = Candidate.objects.filter(document__story=story_id, status__in=still_open)
    related = rows.select_related("document__outlet", "promise").defer("document__text", "promise__search_key")
    return tuple(related.order_by("promise__key", "-is_suggested", "-score", "pk"))
