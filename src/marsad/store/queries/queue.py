"""Read the desk's queue: what waits, best first, a story once; and what comes before and after a candidate in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, Q, QuerySet

from marsad.domain.origins import Sources, sources
from marsad.store.models import Assignment, Candidate, Document, Outlet, Promise, Sector
from marsad.store.queries.deskwork import Taken, taken_up
from marsad.store.queries.sources import carriers_of
from marsad.store.queries.standing import Standing, standings

PAGE_SIZE = 50
_MOST_PAIRS = 100  # candidates that one person takes up one by one
_BEST_FIRST = ("-is_suggested", "-score", "id")
_WORST_FIRST = ("is_suggested", "score", "-id")


@dataclass(frozen=True, slots=True)
class QueueFilters:
    """What a monitor asked to see; "", 0 and False ask for nothing. *assignee* is a person's number."""

    promise: str = ""
    sector: str = ""
    outlet: str = ""
    stance: str = ""
    is_suggested: bool = False
    has_copies: bool = False
    story: int = 0
    assignee: int = 0


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the queue: the best candidate of its story, who carried it, how its promise stands, who takes it up."""

    candidate: Candidate
    outlets: tuple[str, ...]
    sources: Sources
    standing: Standing
    taken: Taken


@dataclass(frozen=True, slots=True)
class QueuePage:
    """One page of the queue; *number* counts from 1."""

    rows: tuple[QueueRow, ...]
    number: int
    pages: int
    total: int

    def beside(self, candidate: Candidate, step: int) -> int | None:
        """Return the id of the row *step* rows after the candidate's (-1 for the one before), None beyond this page."""
        ids = [row.candidate.pk for row in self.rows]
        place = ids.index(candidate.pk) + step if candidate.pk in ids else -1
        return ids[place] if 0 <= place < len(ids) else None


@dataclass(frozen=True, slots=True)
class Choice:
    """A value to filter by, and its name."""

    value: str
    name: str


def _open(today: dt.date) -> Q:
    return Q(status=Candidate.Status.WAITING) | Q(status=Candidate.Status.DEFERRED, deferred_until__lte=today)


def _asked(filters: QueueFilters, today: dt.date) -> QuerySet[Candidate]:
    return _narrowed(Candidate.objects.filter(_open(today)), filters)


def _narrowed(rows: QuerySet[Candidate], filters: QueueFilters) -> QuerySet[Candidate]:
    if filters.promise or filters.sector:
        promises = Promise.objects.everything()
        promises = promises.filter(key=filters.promise) if filters.promise else promises
        promises = promises.filter(sector__key=filters.sector) if filters.sector else promises
        rows = rows.filter(promise__in=list(promises.values_list("pk", flat=True)))  # few; a join would lead the planner astray
    if filters.story:
        rows = rows.filter(document__in=Document.objects.filter(story=filters.story).order_by().values("pk"))
    if filters.assignee:
        rows = rows.filter(_taken_up_by(filters.assignee))
    if filters.outlet:
        rows = rows.filter(document__in=Document.objects.filter(_pages(filters)).order_by().values("pk"))
    return _read_as(rows, filters)


def _taken_up_by(person_id: int) -> Q:
    """Return what one person takes up: by its promise, its story, or any candidate of its story on its promise."""
    taken = Assignment.objects.filter(person=person_id).order_by()
    promises = list(taken.filter(promise__isnull=False).values_list("promise", flat=True))
    stories = list(taken.filter(story__isnull=False).values_list("story", flat=True))
    found = Q(promise__in=promises) | Q(document__in=Document.objects.filter(story__in=stories).order_by().values("pk"))
    pairs = taken.filter(candidate__isnull=False).values_list("candidate__document__story", "candidate__promise")
    for story, promise in pairs[:_MOST_PAIRS]:
        found |= Q(promise=promise, document__in=Document.objects.filter(story=story).order_by().values("pk"))
    return found


def _read_as(rows: QuerySet[Candidate], filters: QueueFilters) -> QuerySet[Candidate]:
    rows = rows.filter(stance=filters.stance) if filters.stance else rows
    return rows.filter(is_suggested=True) if filters.is_suggested else rows


def _pages(filters: QueueFilters) -> Q:
    """Return which documents are of the outlet asked for: a recorded one by its key, or one that is only named."""
    if not filters.outlet:
        return Q()
    known = list(Outlet.objects.filter(key=filters.outlet).values_list("pk", flat=True))
    return Q(outlet__in=known) if known else Q(outlet__isnull=True, outlet_name=filters.outlet)


def _twins(rows: QuerySet[Candidate], pages: Q) -> QuerySet[Candidate]:
    # By way of the story's few documents: through a join SQLite would walk all candidates of the promise instead.
    documents = Document.objects.filter(pages, story=OuterRef(OuterRef("document__story"))).order_by()
    return rows.filter(promise=OuterRef("promise"), document__in=documents.values("pk")).order_by()


def waiting(filters: QueueFilters, today: dt.date) -> QuerySet[Candidate]:
    """Return the open candidates asked for, one a story and promise, best first.

    Of a story's candidates for a promise the best of those asked for stands for it. A story that already has a decision keeps
    its copies out, unless they are asked for. This is what the queue means; `leading` gives the same rows faster.
    """
    return _asked(filters, today).filter(_stands(filters, today)).order_by(*_BEST_FIRST)


def _stands(filters: QueueFilters, today: dt.date) -> Q:
    better = (
        Q(is_suggested__gt=OuterRef("is_suggested"))
        | Q(is_suggested=OuterRef("is_suggested"), score__gt=OuterRef("score"))
        | Q(is_suggested=OuterRef("is_suggested"), score=OuterRef("score"), pk__lt=OuterRef("pk"))
    )
    still_open = Candidate.objects.filter(_open(today))
    stands = Q(~Exists(_twins(_read_as(still_open, filters), _pages(filters)).filter(better)))
    if not filters.has_copies:
        stands &= Q(~Exists(_twins(Candidate.objects.exclude(_open(today)), Q())))
    return stands


def leading(filters: QueueFilters, today: dt.date) -> QuerySet[Candidate]:
    """Return the same rows as `waiting`, in the same order, by what `record.leads` keeps."""
    kept = Q(leads_stance_from__lte=today) if filters.stance else Q(leads_from__lte=today)
    if filters.has_copies and not filters.stance:
        kept = Q(leads_copies_from__lte=today) & (Q(leads_copies_until=None) | Q(leads_copies_until__gt=today))
    if not filters.outlet and not (filters.stance and filters.has_copies):
        return _narrowed(Candidate.objects.all(), filters).filter(kept).order_by(*_BEST_FIRST)
    # What leads among all leads among those asked for too; only of the others it has to be found out.
    return _asked(filters, today).filter(kept | _stands(filters, today)).order_by(*_BEST_FIRST)


def _after(candidate: Candidate) -> Q:
    same = Q(is_suggested=candidate.is_suggested)
    later = same & (Q(score__lt=candidate.score) | Q(score=candidate.score, pk__gt=candidate.pk))
    return later | Q(is_suggested=False) if candidate.is_suggested else later


def _before(candidate: Candidate) -> Q:
    same = Q(is_suggested=candidate.is_suggested)
    sooner = same & (Q(score__gt=candidate.score) | Q(score=candidate.score, pk__lt=candidate.pk))
    return sooner if candidate.is_suggested else sooner | Q(is_suggested=True)


def following(candidate: Candidate, filters: QueueFilters, today: dt.date) -> int | None:
    """Return the id of the candidate to look at after this one: the next, or the first where this was the last."""
    queue = leading(filters, today).exclude(pk=candidate.pk).values_list("pk", flat=True)
    return queue.filter(_after(candidate)).first() or queue.first()


def preceding(candidate: Candidate, filters: QueueFilters, today: dt.date) -> int | None:
    """Return the id of the candidate before this one, None where it is the first."""
    return leading(filters, today).filter(_before(candidate)).order_by(*_WORST_FIRST).values_list("pk", flat=True).first()


def best_of_next_promise(candidate: Candidate, filters: QueueFilters, today: dt.date) -> int | None:
    """Return the best candidate of the promise after this one's, by key, among what waits; after the last comes the first."""
    elsewhere = replace(filters, promise="")
    waiting_on = Promise.objects.everything().filter(pk__in=leading(elsewhere, today).order_by().values("promise"))
    others = waiting_on.exclude(pk=candidate.promise_id).order_by("key").values_list("key", flat=True)
    key = others.filter(key__gt=candidate.promise.key).first() or others.first()
    return leading(replace(filters, promise=key), today).values_list("pk", flat=True).first() if key else None


def page_of(candidate: Candidate, filters: QueueFilters, today: dt.date) -> int:
    """Return the number of the queue's page on which the candidate stands, or would."""
    return leading(filters, today).filter(_before(candidate)).count() // PAGE_SIZE + 1


def queue_page(filters: QueueFilters, today: dt.date, number: int = 1) -> QueuePage:
    """Return one page of the queue; a number past the end gives the last page."""
    queue = leading(filters, today).values_list("pk", flat=True)
    every = list(queue) if filters.outlet else None  # few, and dear to find: found once
    total = queue.count() if every is None else len(every)
    pages = max(1, -(-total // PAGE_SIZE))
    number = min(max(1, number), pages)
    shown_ids = slice((number - 1) * PAGE_SIZE, number * PAGE_SIZE)
    ids = list(queue[shown_ids]) if every is None else every[shown_ids]  # sorted without their texts
    found = (
        Candidate.objects.select_related("document__outlet", "promise")
        .defer("document__text", "promise__search_key")
        .in_bulk(ids)
    )
    shown = [found[pk] for pk in ids if pk in found]
    carried = carriers_of({row.document.story_id for row in shown})
    standing = standings({row.promise_id for row in shown})
    taken = taken_up(shown)
    rows = tuple(_row(row, sources(carried[row.document.story_id]), standing[row.promise_id], taken[row.pk]) for row in shown)
    return QueuePage(rows, number, pages, total)


def _row(candidate: Candidate, found: Sources, standing: Standing, taken: Taken) -> QueueRow:
    own = candidate.document.source_name
    names = dict.fromkeys(outlet for voice in found.voices for outlet in voice.outlets)
    return QueueRow(candidate, tuple(sorted(names, key=lambda name: name != own)), found, standing, taken)


def sector_choices() -> tuple[Choice, ...]:
    """Return the sectors."""
    return tuple(Choice(row.key, row.name) for row in Sector.objects.all())


def promise_choices(today: dt.date) -> tuple[Choice, ...]:
    """Return the promises that have open candidates."""
    open_here = Candidate.objects.filter(_open(today), promise=OuterRef("pk"))
    rows = Promise.objects.everything().filter(Exists(open_here)).defer("text_ar", "text_en", "search_key")
    return tuple(Choice(row.key, row.title) for row in rows.order_by("title_ar"))


def outlet_choices(today: dt.date) -> tuple[Choice, ...]:
    """Return the outlets, recorded or only named, that have open candidates."""
    open_here = Candidate.objects.filter(_open(today), document__outlet=OuterRef("pk"))
    recorded = Outlet.objects.filter(Exists(open_here))
    pages = Document.objects.filter(Exists(Candidate.objects.filter(_open(today), document=OuterRef("pk")))).order_by()
    named = pages.filter(outlet__isnull=True).exclude(outlet_name="").values_list("outlet_name", flat=True).distinct()
    return tuple(Choice(row.key, row.name) for row in recorded) + tuple(Choice(name, name) for name in sorted(named))
