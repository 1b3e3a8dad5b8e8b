"""The outlets that are read: since when, how lately, how many of their pages are cited, and whether they have fallen silent."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, Max, Min, OuterRef, Q
from django.utils import timezone

from marsad.domain.rhythm import Rhythm
from marsad.store.models import Document, Evidence, Outlet, Promise, Source
from marsad.store.queries.proofs import evidence_known
from marsad.store.queries.public import end_of
from marsad.store.queries.wordings import promises_known_among

_YEAR = dt.timedelta(days=365)  # a rhythm is that of the last year
_UNUSED = ("text", "dates", "amounts", "names")


@dataclass(frozen=True, slots=True)
class ToldOutlet:
    """An outlet as readers are told of it on a day.

    *read* counts its pages, from *since* to *last_read*; *cited* those on which a published verdict rests. *rhythm* is that of
    the days of its pages, None where no page bears one. *looked_at* is when its feeds were last asked (today only), *is_failing*
    whether they answered with a failure.
    """

    outlet: Outlet
    read: int
    cited: int
    since: dt.datetime | None
    last_read: dt.datetime | None
    rhythm: Rhythm | None
    day: dt.date
    is_watched: bool
    looked_at: dt.datetime | None
    is_failing: bool

    @property
    def silence(self) -> int:
        """The days since its newest page."""
        return self.rhythm.silence(self.day) if self.rhythm else 0

    @property
    def is_silent(self) -> bool:
        """Whether it has been silent for longer than its usual rhythm."""
        return self.rhythm is not None and self.rhythm.is_silent(self.day)

    @property
    def every(self) -> int | None:
        """Its usual rhythm in whole days, at least 1; None where it is not known."""
        usual = self.rhythm.every if self.rhythm else None
        return None if usual is None else max(1, round(usual))


@dataclass(frozen=True, slots=True)
class Cited:
    """A page of an outlet that published verdicts rest on, with the promises that it is cited on."""

    document: Document
    promises: tuple[Promise, ...]


def read_outlets(known_on: dt.date | None = None) -> tuple[Outlet, ...]:
    """Return the outlets that `read_told_outlets` tells of, by name; one query."""
    read = Document.objects.filter(outlet=OuterRef("pk"), read_at__lt=end_of(known_on or timezone.localdate()))
    told = Q(Exists(read)) if known_on is not None else Q(Exists(read)) | Q(Exists(Source.objects.filter(outlet=OuterRef("pk"))))
    return tuple(sorted(Outlet.objects.filter(told), key=lambda one: one.name))


def read_told_outlets(known_on: dt.date | None = None, *, key: str = "") -> tuple[ToldOutlet, ...]:
    """Return the outlets that are watched or of which a page was read, or that named *key*, as of a day; the silent ones first.

    Five queries.
    """
    day = known_on or timezone.localdate()
    chosen = Outlet.objects.filter(key=key) if key else Outlet.objects.all()
    read = Document.objects.filter(outlet__in=chosen, read_at__lt=end_of(day)).order_by()
    counted: dict[int, Any] = {
        row["outlet"]: row for row in read.values("outlet").annotate(n=Count("pk"), since=Min("read_at"), last=Max("read_at"))
    }
    rhythms = _rhythms(read, day)
    proofs = evidence_known(known_on).filter(document__outlet__in=chosen).order_by()
    cited = dict(proofs.values_list("document__outlet").annotate(n=Count("document", distinct=True)))
    watched = _watched(chosen) if known_on is None else {}
    found = []
    for outlet in chosen:
        row = counted.get(outlet.pk, {})
        looked_at, is_failing = watched.get(outlet.pk, (None, False))
        found.append(
            ToldOutlet(
                outlet,
                row.get("n", 0),
                cited.get(outlet.pk, 0),
                row.get("since"),
                row.get("last"),
                rhythms.get(outlet.pk),
                day,
                outlet.pk in watched,
                looked_at,
                is_failing,
            )
        )
    return tuple(
        sorted((one for one in found if one.read or one.is_watched), key=lambda one: (not one.is_silent, one.outlet.name))
    )


def _rhythms(read: Any, day: dt.date) -> dict[int, Rhythm]:
    """Return the rhythm of each outlet in the year before its own newest page that bears a day."""
    known = read.filter(published_on__lte=day)
    newest = dict(known.values_list("outlet").annotate(last=Max("published_on")))
    lately = Q()
    for pk, last in newest.items():
        lately |= Q(outlet=pk, published_on__gt=last - _YEAR)
    if not newest:
        return {}
    rows = known.filter(lately).values("outlet").annotate(n=Count("published_on", distinct=True), first=Min("published_on"))
    return {row["outlet"]: Rhythm(row["n"], row["first"], newest[row["outlet"]]) for row in rows}


def _watched(chosen: Any) -> dict[int, tuple[dt.datetime | None, bool]]:
    """Return when the feeds of each outlet that is watched were last asked, and whether all of them failed then."""
    rows = chosen.filter(sources__isnull=False).order_by().values("pk")
    asked = rows.annotate(at=Max("sources__polled_at"), least=Min("sources__failed_times"))
    return {row["pk"]: (row["at"], row["least"] > 0) for row in asked}


def read_cited(
    outlet: Outlet, known_on: dt.date | None, *, page: str | int = 1, page_size: int = 30
) -> tuple[Page[Any], tuple[Cited, ...]]:
    """Return one page of the documents of *outlet* that published verdicts rest on, the newest first. Four queries."""
    proofs = evidence_known(known_on)
    rows = Document.objects.filter(Exists(proofs.filter(document=OuterRef("pk"))), outlet=outlet).defer(*_UNUSED)
    found: Page[Any] = Paginator(rows.order_by("-published_on", "-pk"), page_size).get_page(page)
    shown = list(found.object_list)
    about: dict[int, list[int]] = defaultdict(list)
    pairs: Any = Evidence.objects.filter(pk__in=proofs.values("pk"), document__in=shown).order_by("promise")
    for document, promise in pairs.values_list("document", "promise").distinct():
        about[document].append(promise)
    promises = promises_known_among((pk for found_pks in about.values() for pk in found_pks), known_on)
    return found, tuple(Cited(document, tuple(promises[pk] for pk in about[document.pk] if pk in promises)) for document in shown)
