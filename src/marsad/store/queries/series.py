"""Read series for the newsroom and the desk: the documents to look among, the list, and one series' page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet

from marsad.store.models import Candidate, Document, Evidence, Lineage, Person, Promise, SeriesPointRow, SeriesRow
from marsad.store.queries.conflicts import MOST_DOCUMENTS

SHOWN = 200
_Status = SeriesRow.Status


@dataclass(frozen=True, slots=True)
class SeriesFilters:
    """What the desk's list is asked for: keys, or "" for any. "waiting" is what asks for a decision."""

    promise: str = ""
    status: str = _Status.PROPOSED


@dataclass(frozen=True, slots=True)
class PointLine:
    """One point as the desk shows it; only what stands as evidence may be shown to readers."""

    row: SeriesPointRow
    before: str
    words: str
    after: str
    is_evidence: bool
    candidate_id: int | None
    is_picked: bool

    @property
    def is_new(self) -> bool:
        """Whether nobody has chosen yet."""
        return self.row.is_chosen is None


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """All that the desk needs to decide on one series."""

    row: SeriesRow
    points: tuple[PointLine, ...]
    is_promise_published: bool
    following: int | None
    preceding: int | None

    @property
    def picked(self) -> tuple[SeriesPointRow, ...]:
        """The points that are ticked: what readers see, or would."""
        return tuple(line.row for line in self.points if line.is_picked)

    @property
    def fresh(self) -> int:
        """How many points nobody has chosen yet."""
        return sum(line.is_new for line in self.points)


def family_of(promise_id: int) -> list[int]:
    """Return the promise and those of earlier governments that it continues or revives, itself first."""
    found, asked = [promise_id], [promise_id]
    while asked:
        links = Lineage.objects.standing().filter(later__in=asked).exclude(kind=Lineage.Kind.REPLACES)
        asked = [pk for pk in links.order_by("pk").values_list("earlier_id", flat=True) if pk not in found]
        found += asked
    return found


def bearing_documents(promise: Promise) -> list[Document]:
    """Return the documents that bear on *promise* or on those it continues: evidence first, then open candidates.

    An observatory's own pages are left out: they tell what others said.
    """
    family = family_of(promise.pk)
    accepted = Evidence.objects.filter(promise__in=family, withdrawn_at__isnull=True, document__isnull=False)
    wanted = list(dict.fromkeys(accepted.order_by("accepted_at", "pk").values_list("document_id", flat=True)))
    still_open = [Candidate.Status.WAITING, Candidate.Status.DEFERRED]
    waiting = Candidate.objects.filter(promise__in=family, status__in=still_open).order_by("-score", "pk")
    wanted = list(dict.fromkeys([*wanted, *waiting.values_list("document_id", flat=True)[:MOST_DOCUMENTS]]))[:MOST_DOCUMENTS]
    rows = Document.objects.exclude(reader_version="import").select_related("outlet").prefetch_related("claims").in_bulk(wanted)
    return [rows[pk] for pk in wanted if pk in rows]


def standing_documents(promise_id: int) -> set[int | None]:
    """Return the documents that stand as accepted evidence of the promise, or of those it continues."""
    rows = Evidence.objects.filter(promise__in=family_of(promise_id), withdrawn_at__isnull=True, document__isnull=False)
    return set(rows.values_list("document_id", flat=True))


def series_of(promise: Promise) -> list[SeriesRow]:
    """Return every series on *promise*, each with whether anybody has touched it as `is_touched`.

    They are held against others until the transaction ends.
    """
    rows = list(SeriesRow.objects.select_for_update(no_key=True).filter(promise=promise).order_by("pk"))
    chosen = SeriesPointRow.objects.filter(series__in=rows, is_chosen__isnull=False)
    touched = set(chosen.values_list("series", flat=True))  # asked once they are held: somebody may have chosen meanwhile
    for row in rows:
        row.is_touched = row.pk in touched  # type: ignore[attr-defined]
    return rows


def is_in_a_series(promise: Promise, document_id: int | None) -> bool:
    """Return whether a series of *promise*, or of one that continues it, holds a point that the document tells."""
    rows = SeriesPointRow.objects.filter(is_chosen__isnull=True).values_list("series__promise_id", "pages")
    later = {promise.pk, *Lineage.objects.standing().filter(earlier=promise).values_list("later_id", flat=True)}
    return any(document_id in pages for _, pages in rows.filter(series__promise__in=later))


def is_charted(evidence: Evidence) -> bool:
    """Return whether readers see a point that is quoted from the document of *evidence*."""
    points = SeriesPointRow.objects.filter(
        series__status=_Status.PUBLISHED, is_chosen=True, document__isnull=False, document=evidence.document_id
    )
    promises = set(points.values_list("series__promise_id", flat=True))
    return any(evidence.promise_id in family_of(promise_id) for promise_id in promises)


def _waiting() -> Q:
    fresh = SeriesPointRow.objects.filter(series=OuterRef("pk"), is_chosen__isnull=True)
    return Q(status=_Status.PROPOSED) | Q(Exists(fresh), status=_Status.PUBLISHED)


def waiting_count() -> int:
    """Return how many series ask for a decision: proposed ones, and published ones with points that nobody chose yet."""
    return SeriesRow.objects.filter(_waiting()).count()


def list_series(asked: SeriesFilters) -> tuple[SeriesRow, ...]:
    """Return the series asked for, the best told first: with `held` and `fresh` points, `first_on` and `last_on`."""
    rows: QuerySet[SeriesRow] = SeriesRow.objects.all()
    if asked.promise:
        rows = rows.filter(promise__key=asked.promise)
    if asked.status == "waiting":
        rows = rows.filter(_waiting())
    elif asked.status:
        rows = rows.filter(status=asked.status)
    counted = rows.annotate(
        held=Count("points"),
        fresh=Count("points", filter=Q(points__is_chosen__isnull=True)),
        first_on=Min("points__first_on"),
        last_on=Max("points__first_on"),
    )
    return tuple(counted.select_related("promise", "decided_by").order_by("-held", "pk")[:SHOWN])


def series_counts() -> dict[str, int]:
    """Return how many series stand in each state."""
    counted = SeriesRow.objects.order_by().values_list("status").annotate(Count("pk"))
    return dict.fromkeys(_Status.values, 0) | dict(counted)


def promises_in_series() -> tuple[Promise, ...]:
    """Return the promises that have series."""
    here = SeriesRow.objects.filter(promise=OuterRef("pk"))
    return tuple(Promise.objects.everything().filter(Exists(here)).defer("text_ar", "text_en", "search_key").order_by("title_ar"))


def all_promises() -> tuple[Promise, ...]:
    """Return every promise, by title, to choose among."""
    return tuple(Promise.objects.everything().defer("text_ar", "text_en", "search_key").order_by("title_ar"))


def find_series(series_id: int) -> SeriesPage:
    """Return one series as the desk shows it; raise SeriesRow.DoesNotExist.

    Until somebody has chosen, what is accepted and no plan is ticked; what is found later never is.
    """
    row = SeriesRow.objects.select_related("promise__government", "decided_by").get(pk=series_id)
    points = list(row.points.select_related("document__outlet", "snapshot").defer("document__text").order_by(F("first_on"), "pk"))
    standing = standing_documents(row.promise_id)
    family = family_of(row.promise_id)
    asked = Candidate.objects.filter(promise__in=family, document__in=[point.document_id for point in points])
    candidates = dict(asked.order_by("score").values_list("document_id", "pk"))
    is_untouched = all(point.is_chosen is None for point in points)
    lines = tuple(
        PointLine(
            point,
            *point.cut,
            point.document_id in standing,
            candidates.get(point.document_id),
            _is_picked(point, standing, is_untouched=is_untouched),
        )
        for point in points
    )
    beside = SeriesRow.objects.filter(_waiting()).exclude(pk=row.pk).order_by("pk").values_list("pk", flat=True)
    return SeriesPage(
        row,
        lines,
        row.promise.is_published,
        beside.filter(pk__gt=row.pk).first(),
        beside.filter(pk__lt=row.pk).last(),
    )


def _is_picked(point: SeriesPointRow, standing: Iterable[int | None], *, is_untouched: bool) -> bool:
    if point.is_chosen is None:
        return is_untouched and not point.is_planned and point.document_id in set(standing)
    return point.is_chosen


def last_closed(person: Person) -> SeriesRow | None:
    """Return the series that *person* decided last, None where there is none."""
    return SeriesRow.objects.filter(decided_by=person).order_by("-decided_at", "-pk").first()
