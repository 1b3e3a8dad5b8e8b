"""Lists of promises as a reader asks for them: narrowed, in an order, a page at a time, today or as known on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from marsad.domain.codebook import Codebook, Verdict
from marsad.store.models import Assessment, Body, Government, Promise, Sector
from marsad.store.queries.differing import where_sources_differ
from marsad.store.queries.names_known import Told, all_as_told, told_by
from marsad.store.queries.public import (
    ASSESSED,
    UNRATED,
    Standing,
    begin_of,
    known,
    read_codebook,
    read_codebooks,
    read_standings,
    standing_first,
)
from marsad.store.queries.wordings import as_worded, revisions_known, with_words
from marsad.text.tokens import STOP_WORDS, tokens

ORDERS = ("sector", "changed", "deadline", "title")
DEADLINES = ("passed", "ahead", "none", "overdue", "soon")
SOON_DAYS = 90
_UNSETTLED = {"overdue", "soon"}
_SETTLED = {"done", "broken"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader asks the list for: keys, or "" for any. *order* is one of ORDERS, *deadline* one of DEADLINES or "".

    *verdict* may also be UNRATED, for what has no published verdict, or ASSESSED, for what has any.
    "overdue" is passed, "soon" within SOON_DAYS, and neither asks for what a verdict has settled: as delivered, or as broken.
    *is_disputed* asks for the promises on which sources differ, *since* for those of which a verdict was published on that day or
    later.
    """

    government: str = ""
    sector: str = ""
    body: str = ""
    verdict: str = ""
    words: str = ""
    order: str = ORDERS[0]
    deadline: str = ""
    is_disputed: bool = False
    since: dt.date | None = None


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
    found: Page[Any] = Paginator(_ordered(wanted_rows(wanted, known_on), wanted, known_on), page_size).get_page(page)
    shown: Iterable[Promise] = found.object_list if known_on is None else as_worded(found.object_list, known_on)
    told: Told = {} if known_on is None else told_by(known_on)
    choices = _choices(_public(known_on), verdicts, told)
    return Listing(found, read_standings(shown, read_codebooks(), known_on=known_on, checked=True), choices)


def _public(known_on: dt.date | None) -> QuerySet[Any]:
    return Promise.objects.published() if known_on is None else revisions_known(known_on)


def wanted_rows(wanted: Wanted, known_on: dt.date | None) -> QuerySet[Any]:
    """Return the promises that *wanted* asks for, or with *known_on* the wordings that they had on that day, in no order."""
    rows = _matching(_public(known_on), wanted)
    if wanted.verdict or wanted.deadline in _UNSETTLED:
        rows = with_verdict(rows, known_on)
    if wanted.deadline:
        rows = rows.filter(when_due(wanted.deadline, known_on))
    if wanted.verdict:
        rows = rows.filter(_of_verdict(wanted.verdict))
    if wanted.since:
        told = known(Assessment.objects.filter(promise=OuterRef(promise_column(rows))), known_on)
        rows = rows.filter(Exists(told.filter(published_at__gte=begin_of(wanted.since))))
    if wanted.is_disputed:
        rows = where_sources_differ(rows, known_on)
    return rows.select_related("government", "sector", "body")


def _of_verdict(asked: str) -> Q:
    """Return which promises, each `with_verdict`, have the verdict *asked* for, any, or none."""
    if asked in {ASSESSED, UNRATED}:
        return Q(verdict_now__isnull=asked == UNRATED)
    return Q(verdict_now=asked)


def with_verdict(rows: QuerySet[Any], known_on: dt.date | None) -> QuerySet[Any]:
    """Return *rows*, of promises or of wordings, each with `verdict_now`: the key of its verdict, or None."""
    found: QuerySet[Any] = rows.annotate(
        verdict_now=Subquery(standing_first(promise_column(rows), known_on).values("verdict")[:1])
    )
    return found


def settled_keys(codebooks: Iterable[Codebook]) -> frozenset[str]:
    """Return the keys of the verdicts that settle a promise: after them no deadline is waited for."""
    return frozenset(one.key for codebook in codebooks for one in codebook.verdicts if one.fulfilment in _SETTLED)


def when_due(deadline: str, known_on: dt.date | None, settled: frozenset[str] | None = None) -> Q:
    """Return which promises have a *deadline* such as DEADLINES name; "overdue" and "soon" ask for `with_verdict`.

    *settled* are the `settled_keys`, where the caller has them.
    """
    day = known_on or timezone.localdate()
    if deadline == "none":
        return Q(deadline_on__isnull=True)
    found = Q(deadline_on__lt=day) if deadline in {"passed", "overdue"} else Q(deadline_on__gte=day)
    if deadline == "soon":
        found &= Q(deadline_on__lte=day + dt.timedelta(days=SOON_DAYS))
    if deadline in _UNSETTLED:
        keys = settled_keys(read_codebooks().values()) if settled is None else settled
        found &= unsettled(keys)
    return found


def unsettled(settled: frozenset[str]) -> Q:
    """Return which promises, each `with_verdict`, still wait for their deadline."""
    return Q(verdict_now__isnull=True) | ~Q(verdict_now__in=settled)


def promise_column(rows: QuerySet[Any]) -> str:
    """Return the column by which *rows*, of promises or of wordings, name their promise."""
    return "pk" if rows.model is Promise else "promise"


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
    key = "key" if known_on is None else "promise__key"
    if wanted.order == "changed":
        changed = F("changed_at").desc(nulls_last=True)
        rows = rows.annotate(
            changed_at=Subquery(standing_first(promise_column(rows), known_on).values("published_at")[:1])
        ).order_by(changed, key)
    elif wanted.order == "deadline":
        rows = rows.order_by(F("deadline_on").asc(nulls_last=True), key)
    elif wanted.order == "title":
        rows = rows.order_by("title_ar", key)
    return rows


def _choices(public: QuerySet[Any], verdicts: tuple[Verdict, ...], told: Told) -> Choices:
    rows = public.order_by()
    return Choices(
        all_as_told(Government.objects.filter(pk__in=rows.values("government")), told),
        all_as_told(Sector.objects.filter(pk__in=rows.values("sector")), told),
        all_as_told(Body.objects.filter(pk__in=rows.values("body")), told),
        verdicts,
    )
