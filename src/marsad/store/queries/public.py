"""What the public reads of promises: how each stands, lists of them, and what changed. Never a draft or a hidden promise."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from marsad.domain.codebook import Codebook, Outlook, Verdict, make_codebook
from marsad.store.models import Assessment, Body, CodebookVersion, Government, Outlet, Promise, Sector
from marsad.text.tokens import STOP_WORDS, tokens

UNRATED = "unrated"
PUBLIC = (Assessment.Status.PUBLISHED, Assessment.Status.SUPERSEDED)
ORDERS = ("sector", "changed", "deadline", "title")
_SKY = ("full", "gibbous", "half", "crescent", "dark", "barred", UNRATED)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a promise stands: its published assessment with the codebook's words, or none yet."""

    promise: Promise
    assessment: Assessment | None = None
    verdict: Verdict | None = None
    outlook: Outlook | None = None

    @property
    def phase(self) -> str:
        """The moon's phase, or "unrated"."""
        return self.verdict.phase if self.verdict else UNRATED


@dataclass(frozen=True, slots=True)
class Tally:
    """How many promises share a verdict; *verdict* is None for those not assessed yet."""

    key: str
    verdict: Verdict | None
    count: int


@dataclass(frozen=True, slots=True)
class Group:
    """The promises of one government or one sector, in the order of the sky."""

    key: str
    name: str
    standings: tuple[Standing, ...]
    tallies: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A published verdict, and the one that it came after."""

    standing: Standing
    before: Verdict | None


@dataclass(frozen=True, slots=True)
class Sky:
    """All published promises at a glance."""

    standings: tuple[Standing, ...]
    tallies: tuple[Tally, ...]
    governments: tuple[Group, ...]
    sectors: tuple[Group, ...]
    changes: tuple[Change, ...]

    @property
    def assessed(self) -> int:
        """How many have a published verdict."""
        return sum(standing.verdict is not None for standing in self.standings)


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


def read_codebooks() -> Mapping[int, Codebook]:
    """Return every codebook version by its row's number."""
    return {row.pk: make_codebook(row.body) for row in CodebookVersion.objects.all()}


def read_codebook() -> Codebook | None:
    """Return the codebook in use, or None before one was loaded."""
    row = CodebookVersion.objects.filter(is_current=True).order_by("-loaded_at").first()
    return make_codebook(row.body) if row else None


def read_outlets() -> Sequence[Outlet]:
    """Return the outlets that are read, by name."""
    return tuple(Outlet.objects.filter(sources__isnull=False).distinct())


def known(rows: QuerySet[Assessment], on: dt.date | None) -> QuerySet[Assessment]:
    """Return those of *rows* that the public could read by the end of the day *on*, or can read today."""
    public = rows.filter(status__in=PUBLIC)
    if on is None:
        return public
    midnight = dt.datetime.combine(on + dt.timedelta(days=1), dt.time(), tzinfo=timezone.get_current_timezone())
    return public.filter(published_at__lt=midnight)


def make_standing(promise: Promise, assessment: Assessment | None, codebooks: Mapping[int, Codebook]) -> Standing:
    """Return how *promise* stands under *assessment*, in the words of the codebook that it was made under."""
    if assessment is None:
        return Standing(promise)
    codebook = codebooks[assessment.codebook_id]
    outlook = codebook.outlook(assessment.outlook) if assessment.outlook else None
    return Standing(promise, assessment, codebook.verdict(assessment.verdict), outlook)


def read_standings(
    promises: Iterable[Promise], codebooks: Mapping[int, Codebook], *, known_on: dt.date | None = None
) -> tuple[Standing, ...]:
    """Return how each of *promises* stands today, or was known to stand on a day, in their order; one query however many."""
    rows = tuple(promises)
    published = known(Assessment.objects.filter(promise__in=[row.pk for row in rows]), known_on)
    if known_on is None:
        published = published.filter(status=Assessment.Status.PUBLISHED)
    current = {row.promise_id: row for row in published.order_by("effective_on", "pk").defer("reasons_ar")}
    return tuple(make_standing(row, current.get(row.pk), codebooks) for row in rows)


def tally(standings: Iterable[Standing]) -> tuple[Tally, ...]:
    """Return how many of *standings* share each verdict, brightest moon first, those not assessed last."""
    counted: dict[str, list[Standing]] = defaultdict(list)
    for standing in standings:
        counted[standing.verdict.key if standing.verdict else UNRATED].append(standing)
    tallies = [Tally(key, found[0].verdict, len(found)) for key, found in counted.items()]
    return tuple(sorted(tallies, key=lambda item: _SKY.index(item.verdict.phase if item.verdict else UNRATED)))


def _in_sky_order(standings: Iterable[Standing]) -> tuple[Standing, ...]:
    return tuple(sorted(standings, key=lambda item: _SKY.index(item.phase)))


def _published() -> QuerySet[Promise]:
    return Promise.objects.published().select_related("government", "sector")


def read_sky(changes: int = 8) -> Sky:
    """Return all published promises, by verdict, government and sector, with the latest *changes*; five queries."""
    codebooks = read_codebooks()
    standings = _in_sky_order(read_standings(_published().defer("text_ar", "text_en", "search_key"), codebooks))
    governments: dict[Government, list[Standing]] = defaultdict(list)
    sectors: dict[Sector, list[Standing]] = defaultdict(list)
    for standing in standings:
        governments[standing.promise.government].append(standing)
        sectors[standing.promise.sector].append(standing)
    return Sky(
        standings,
        tally(standings),
        tuple(
            Group(row.key, row.name, tuple(found), tally(found))
            for row, found in sorted(governments.items(), key=lambda item: item[0].began_on, reverse=True)
        ),
        tuple(
            Group(row.key, row.name, tuple(found), tally(found))
            for row, found in sorted(sectors.items(), key=lambda item: (item[0].place, item[0].key))
        ),
        _read_changes(changes, codebooks),
    )


def _read_changes(limit: int, codebooks: Mapping[int, Codebook]) -> tuple[Change, ...]:
    public = Assessment.objects.filter(status__in=PUBLIC, promise__is_published=True)
    latest = tuple(
        public.select_related("promise", "promise__sector", "promise__government").order_by("-published_at", "-pk")[:limit]
    )
    history: dict[int, list[Assessment]] = defaultdict(list)
    for row in public.filter(promise__in=[row.promise_id for row in latest]).order_by("effective_on", "pk").defer("reasons_ar"):
        history[row.promise_id].append(row)
    found = []
    for row in latest:
        earlier = [old for old in history[row.promise_id] if (old.effective_on, old.pk) < (row.effective_on, row.pk)]
        before = codebooks[earlier[-1].codebook_id].verdict(earlier[-1].verdict) if earlier else None
        found.append(Change(make_standing(row.promise, row, codebooks), before))
    return tuple(found)


def list_promises(wanted: Wanted, *, page: str | int = 1, page_size: int = 30) -> Listing:
    """Return one page of the published promises that *wanted* asks for; eight queries however many there are.

    A *page* beyond the last is the last; a key that nothing bears finds nothing.
    """
    rows = _matching(wanted)
    current = Assessment.objects.filter(promise=OuterRef("pk"), status=Assessment.Status.PUBLISHED)
    newest = current.order_by("-effective_on", "-pk")
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
    found = Paginator(rows.select_related("government", "sector", "body"), page_size).get_page(page)
    codebook = read_codebook()
    choices = Choices(
        tuple(Government.objects.filter(promises__is_published=True).distinct()),
        tuple(Sector.objects.filter(promises__is_published=True).distinct()),
        tuple(Body.objects.filter(promises__is_published=True).distinct()),
        codebook.verdicts if codebook else (),
    )
    return Listing(found, read_standings(found.object_list, read_codebooks()), choices)


def _matching(wanted: Wanted) -> QuerySet[Promise]:
    rows: QuerySet[Promise] = Promise.objects.published()
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


def read_promise(key: str) -> Promise | None:
    """Return the published promise named *key*, or None."""
    return _published().filter(key=key).first()
