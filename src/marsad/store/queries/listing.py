"""Lists of promises as a reader asks for them: narrowed, in an order, a page at a time, today or as known on a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from marsad.domain.codebook import Verdict
from marsad.store.models import Assessment, Body, Government, Promise, Sector
from marsad.store.queries.public import IN_ORDER, UNRATED, Standing, known, read_codebook, read_codebooks, read_standings
from marsad.store.queries.wordings import promises_known
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

    page: Page[Promise]
    standings: tuple[Standing, ...]
    choices: Choices


def list_promises(wanted: Wanted, *, page: str | int = 1, page_size: int = 30, known_on: dt.date | None = None) -> Listing:
    """Return one page of the published promises that *wanted* asks for, today or as known on a day.

    A *page* beyond the last is the last; a key that nothing bears finds nothing. The number of queries does not grow.
    """
    rows = _matching(wanted, known_on)
    newest = _standing_now() if known_on is None else _standing_on(known_on)
    if wanted.verdict:
        rows = rows.annotate(verdict_now=Subquery(newest.values("verdict")[:1]))
        rows = rows.filter(verdict_now__isnull=True) if wanted.verdict == UNRATED else rows.filter(verdict_now=wanted.verdict)
    if wanted.order == "changed":
        changed = F("changed_at").desc(nulls_last=True)
        rows = rows.annotate(changed_at=Subquery(newest.values("published_at")[:1])).order_by(changed, "key")
    elif wanted.order == "deadline":
        rows = rows.order_by(F("deadline_on").asc(nulls_last=True), "key")
    elif wanted.order == "title":
        rows = rows.order_by("title_ar", "key")
    found = Paginator(rows.select_related("body"), page_size).get_page(page)
    codebook = read_codebook()
    public = promises_known(known_on)
    choices = Choices(
        tuple(Government.objects.filter(pk__in=public.order_by().values("government"))),
        tuple(Sector.objects.filter(pk__in=public.order_by().values("sector"))),
        tuple(Body.objects.filter(pk__in=public.order_by().values("body"))),
        codebook.verdicts if codebook else (),
    )
    return Listing(found, read_standings(found.object_list, read_codebooks(), known_on=known_on), choices)


def _standing_now() -> QuerySet[Assessment]:
    return Assessment.objects.filter(promise=OuterRef("pk"), status=Assessment.Status.PUBLISHED)


def _standing_on(day: dt.date) -> QuerySet[Assessment]:
    return known(Assessment.objects.filter(promise=OuterRef("pk")), day).order_by(*(f"-{name}" for name in IN_ORDER))


def _matching(wanted: Wanted, known_on: dt.date | None) -> QuerySet[Promise]:
    rows = promises_known(known_on)
    if wanted.government:
        rows = rows.filter(government__key=wanted.government)
    if wanted.sector:
        rows = rows.filter(sector__key=wanted.sector)
    if wanted.body:
        rows = rows.filter(body__key=wanted.body)
    words = tokens(wanted.words)
    for word in [word for word in words if word.word not in STOP_WORDS] or words:
        rows = rows.filter(Q(search_key__icontains=word.word) | Q(search_key__icontains=word.stem))
    return rows
