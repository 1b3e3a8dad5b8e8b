"""What the public reads of promises: how each stands, today or as it was known on a day. Never a draft or a hidden promise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import OuterRef, Q, QuerySet
from django.utils import timezone

from marsad.domain.codebook import Codebook, Outlook, Verdict
from marsad.store.models import Assessment, CodebookVersion, Promise
from marsad.store.queries.checks import last_check
from marsad.store.queries.codebooks import codebooks_of

UNRATED = "unrated"
ASSESSED = "assessed"  # any published verdict: what lists may be asked for beside a verdict's key and UNRATED
PUBLIC = (Assessment.Status.PUBLISHED, Assessment.Status.SUPERSEDED)
IN_ORDER = ("effective_on", "published_at", "pk")  # of two on one day, that published last stands


@dataclass(frozen=True, slots=True)
class Standing:
    """How a promise stands: its published assessment with the codebook's words, or none yet.

    *decided_at* is when somebody of the team last decided anything on it, where the read asked for that.
    """

    promise: Promise
    assessment: Assessment | None = None
    verdict: Verdict | None = None
    outlook: Outlook | None = None
    decided_at: dt.datetime | None = None

    @property
    def phase(self) -> str:
        """The moon's phase, or "unrated"."""
        return self.verdict.phase if self.verdict else UNRATED

    @property
    def checked_on(self) -> dt.date | None:
        """The day on which the team last decided anything on the promise, that of the verdict's publication at the earliest."""
        published = self.assessment.published_at if self.assessment else None
        return timezone.localtime(max(self.decided_at or published, published)).date() if published else None

    @property
    def is_checked_since(self) -> bool:
        """Whether anything was decided on a day after that on which the verdict was published."""
        published = self.assessment.published_at if self.assessment else None
        return published is not None and self.checked_on != timezone.localtime(published).date()


def read_codebooks() -> Mapping[int, Codebook]:
    """Return every codebook version by its row's number."""
    return codebooks_of(CodebookVersion.objects.defer("body"))


def read_codebook() -> Codebook | None:
    """Return the codebook in use, or None before one was loaded."""
    row = CodebookVersion.objects.filter(is_current=True).order_by("-loaded_at").defer("body").first()
    return codebooks_of([row])[row.pk] if row else None


def read_all_codebooks() -> tuple[Codebook | None, Mapping[int, Codebook]]:
    """Return the codebook in use, or None before one was loaded, and every version by its row's number; one query for both."""
    rows = list(CodebookVersion.objects.defer("body").order_by("loaded_at"))
    codebooks = codebooks_of(rows)
    return next((codebooks[row.pk] for row in reversed(rows) if row.is_current), None), codebooks


def end_of(day: dt.date) -> dt.datetime:
    """Return the moment at which *day* is over, here."""
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), tzinfo=timezone.get_current_timezone())


def ledger_end_of(day: dt.date) -> str:
    """Return the moment at which *day* is over, here, as the ledger writes moments."""
    return end_of(day).astimezone(dt.UTC).isoformat(timespec="microseconds")


def begin_of(day: dt.date) -> dt.datetime:
    """Return the moment at which *day* begins, here."""
    return dt.datetime.combine(day, dt.time(), tzinfo=timezone.get_current_timezone())


def is_known(on: dt.date | None) -> Q:
    """Return which assessments stood before the public at the end of the day *on*, or stand today: not what was withdrawn."""
    if on is None:
        return Q(status__in=PUBLIC)
    midnight = end_of(on)
    standing = Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=midnight)
    return standing & Q(published_at__lt=midnight, status__in=(*PUBLIC, Assessment.Status.WITHDRAWN))


def known(rows: QuerySet[Assessment], on: dt.date | None) -> QuerySet[Assessment]:
    """Return those of *rows* that `is_known` tells of."""
    return rows.filter(is_known(on))


def with_checks(rows: QuerySet[Assessment], on: dt.date | None) -> QuerySet[Assessment]:
    """Return *rows* each with `decided_at`: when the team last decided anything on its promise, by the end of the day *on*."""
    return rows.annotate(decided_at=last_check("promise", None if on is None else end_of(on)))


def with_codebook(rows: QuerySet[Assessment]) -> QuerySet[Assessment]:
    """Return *rows* each with its codebook's row, without the body: what `codebooks_behind` needs."""
    return rows.select_related("codebook").defer("codebook__body")


def codebooks_behind(rows: Iterable[Assessment]) -> Mapping[int, Codebook]:
    """Return the codebooks that *rows* were made under, by number; no query once a process has made them."""
    return codebooks_of(row.codebook for row in rows)


def standing_first(promise: str, on: dt.date | None) -> QuerySet[Assessment]:
    """Return, for a subquery, the verdicts of the promise that the outer query names *promise*, that which stands first."""
    course = known(Assessment.objects.filter(promise=OuterRef(promise)), on)
    if on is None:
        course = course.filter(status=Assessment.Status.PUBLISHED)
    return course.order_by(*(f"-{name}" for name in IN_ORDER))


def make_standing(promise: Promise, assessment: Assessment | None, codebooks: Mapping[int, Codebook]) -> Standing:
    """Return how *promise* stands under *assessment*, in the words of the codebook that it was made under."""
    if assessment is None:
        return Standing(promise)
    codebook = codebooks[assessment.codebook_id]
    outlook = codebook.outlook(assessment.outlook) if assessment.outlook else None
    decided_at = getattr(assessment, "decided_at", None)
    return Standing(promise, assessment, codebook.verdict(assessment.verdict), outlook, decided_at)


def read_standings(
    promises: Iterable[Promise], codebooks: Mapping[int, Codebook], *, known_on: dt.date | None = None, checked: bool = False
) -> tuple[Standing, ...]:
    """Return how each of *promises* stands today, or was known to stand on a day, in their order; one query however many.

    With *checked*, each also says when it was last decided on.
    """
    rows = tuple(promises)
    published = known(Assessment.objects.filter(promise__in=[row.pk for row in rows]), known_on)
    if known_on is None:
        published = published.filter(status=Assessment.Status.PUBLISHED)
    if checked:
        published = with_checks(published, known_on)
    current = {row.promise_id: row for row in published.order_by(*IN_ORDER).defer("reasons_ar")}
    return tuple(make_standing(row, current.get(row.pk), codebooks) for row in rows)


def read_promise(key: str) -> Promise | None:
    """Return the published promise named *key*, or None."""
    return Promise.objects.published().select_related("government", "sector").filter(key=key).first()
