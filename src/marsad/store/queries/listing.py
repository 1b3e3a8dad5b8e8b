"""Lists of promises as a reader asks for them: narrowed, in an order, a page at a time, today or as known on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from marsad.domain.codebook import Verdict
from marsad.store.models import Assessment, Body, Government, Promise, Sector
from marsad.store.queries.names_known import Told, all_as_told, told_by
from marsad.store.queries.public import IN_ORDER, UNRATED, Standing, known, read_codebook, read_codebooks, read_standings
from marsad.store.queries.wordings import as_worded, revisions_known, with_words
from marsad.text.tokens import STOP_WORDS, tokens

ORDERS = ("sector", "changed", "deadline", "title")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader asks the list for: keys, or "" for any. *order* is one of ORDERS."""

    government: str = ""
    sector: str = ""
    body: str = ""
    verdict: str = ""
    words: str = ""
    order: str = ORDERS[0]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the list may be narrowed to."""

    governments: tuple[Government, ...]
    sectors: tuple[Sector, ...]
    bodies: tuple[Body, ...]
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list of promises."""

    page: Page[Any]
    standings: tuple[Standing, ...]
    choices: Choices


def list_promises(wanted: Wanted, *, page: str | int = 1, page_size: int = 30, known_on: dt.date | None = None) -> Listing:
    """Return one page of the published promises that *wanted* asks for, today or as known on a day.

    A *page* beyond the last is the last; a key that nothing bears finds nothing. The number of queries does not grow.
    """
    codebook = read_codebook()
    verdicts = codebook.verdicts if codebook else ()
    if known_on is None:
        today = Promise.objects.published()
        found = Paginator(_ordered(_matching(today, wanted), wanted, None), page_size).get_page(page)
        shown: Iterable[Promise] = found.object_list
        choices = _choices(today, verdicts, {})
    else:
        then = revisions_known(known_on)
        past = Paginator(_ordered(_matching(then, wanted), wanted, known_on), page_size).get_page(page)
        found, shown = past, as_worded(past.object_list, known_on)
        choices = _choices(then, verdicts, told_by(known_on))
    return Listing(found, read_standings(shown, read_codebooks(), known_on=known_on), choices)


def _matching(rows: QuerySet[Any], wanted: Wanted) -> QuerySet[Any]:
    """Narrow *rows*, of promises or of their wordings on a day."""
    if wanted.government:
        rows = rows.filter(government__key=wanted.government)
    if wanted.sector:
        rows = rows.filter(sector__key=wanted.sector)
    if wanted.body:
        rows = rows.filter(body__key=wanted.body)
    if rows.model is not Promise:
        return with_words(rows, wanted.words)
    words = tokens(wanted.words)
    for word in [word for word in words if word.word not in STOP_WORDS] or words:
        rows = rows.filter(Q(search_key__icontains=word.word) | Q(search_key__icontains=word.stem))
    return rows


def _ordered(rows: QuerySet[Any], wanted: Wanted, known_on: dt.date | None) -> QuerySet[Any]:
    promise, key = ("pk", "key") if known_on is None else ("promise", "promise__key")
    course = known(Assessment.objects.filter(promise=OuterRef(promise)), known_on)
    if known_on is None:
        course = course.filter(status=Assessment.Status.PUBLISHED)
    newest = course.order_by(*(f"-{name}" for name in IN_ORDER))
    if wanted.verdict:
        rows = rows.annotate(verdict_now=Subquery(newest.values("verdict")[:1]))
        rows = rows.filter(verdict_now__isnull=True) if wanted.verdict == UNRATED else rows.filter(verdict_now=wanted.verdict)
    if wanted.order == "changed":
        changed = F("changed_at").desc(nulls_last=True)
        rows = rows.annotate(changed_at=Subquery(newest.values("published_at")[:1])).order_by(changed, key)
    elif wanted.order == "deadline":
        rows = rows.order_by(F("deadline_on").asc(nulls_last=True), key)
    elif wanted.order == "title":
        rows = rows.order_by("title_ar", key)
    return rows.select_related("government", "sector", "body")


def _choices(public: QuerySet[Any], verdicts: tuple[Verdict, ...], told: Told) -> Choices:
    rows = public.order_by()
    return Choices(
        all_as_told(Government.objects.filter(pk__in=rows.values("government")), told),
        all_as_told(Sector.objects.filter(pk__in=rows.values("sector")), told),
        all_as_told(Body.objects.filter(pk__in=rows.values("body")), told),
        verdicts,
    )
