"""Read corrections: what readers are told of them, what waits at the desk, and what of a promise may be corrected."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet

from marsad.domain.codebook import Verdict, make_codebook
from marsad.store.models import Assessment, ConflictRow, Correction, Entry, MilestoneRow, Promise, SeriesRow, Withdrawal
from marsad.store.models.localised import localised
from marsad.store.queries.milestones import PUBLIC as PUBLIC_MILESTONES
from marsad.store.queries.public import end_of, read_codebooks
from marsad.store.queries.wordings import promises_known_among, revisions_known

_WITH = ("promise__government", "assessment", "mended_by", "author", "seconder")


@dataclass(frozen=True, slots=True)
class Judgement:
    """An assessment that a correction mends or makes: its verdict, and the ledger's entry that sealed it."""

    assessment: Assessment
    verdict: Verdict
    entry: int | None


@dataclass(frozen=True, slots=True)
class ToldCorrection:
    """A correction as readers are told of it: with the assessments before and after, where it mends one, and its entry."""

    row: Correction
    before: Judgement | None
    after: Judgement | None
    entry: int | None

    @property
    def changes_verdict(self) -> bool:
        """Whether another verdict came of it."""
        return self.before is not None and self.after is not None and self.before.verdict.key != self.after.verdict.key


@dataclass(frozen=True, slots=True)
class CorrectionsPage:
    """One page of the public log of corrections."""

    page: Page[Correction]
    told: tuple[ToldCorrection, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """Something published on a promise that may be corrected: its *kind* and *key*, and what it says."""

    kind: str
    key: str
    title: str


def _known(rows: QuerySet[Correction], known_on: dt.date | None) -> QuerySet[Correction]:
    public = rows.filter(status=Correction.Status.PUBLISHED)
    if known_on is None:
        return public.filter(promise__is_published=True)
    promises = revisions_known(known_on).filter(promise=OuterRef("promise")).order_by()
    return public.filter(Exists(promises), published_at__lt=end_of(known_on))


def _told(rows: Iterable[Correction]) -> tuple[ToldCorrection, ...]:
    found = tuple(rows)
    judged = [row.pk for one in found for row in (one.assessment, one.mended_by) if row is not None]
    codebooks = read_codebooks() if judged else {}
    entries = Entry.objects.filter(kind="assessment.published", assessment__in=judged)
    sealed = dict(entries.order_by("sequence").values_list("assessment", "sequence"))
    own = _own_entries(found)

    def judgement(row: Assessment | None) -> Judgement | None:
        if row is None:
            return None
        return Judgement(row, codebooks[row.codebook_id].verdict(row.verdict), sealed.get(row.pk))

    return tuple(ToldCorrection(one, judgement(one.assessment), judgement(one.mended_by), own.get(one.pk)) for one in found)


def _own_entries(rows: Sequence[Correction]) -> dict[int, int]:
    entries = Entry.objects.filter(kind="correction.published", promise__in={row.promise_id for row in rows})
    return {json.loads(payload)["correction"]: number for number, payload in entries.values_list("sequence", "payload")}


def list_corrections(known_on: dt.date | None = None, *, page: str | int = 1, page_size: int = 30) -> CorrectionsPage:
    """Return one page of what was corrected, newest first; with *known_on*, by the end of that day."""
    rows = _known(Correction.objects.all(), known_on).select_related(*_WITH)
    found = Paginator(rows.order_by("-published_at", "-pk"), page_size).get_page(page)
    found.object_list = list(found.object_list)
    worded = promises_known_among((row.promise_id for row in found.object_list), known_on)
    for row in found.object_list:
        row.promise = worded[row.promise_id]  # in the words of that day
    return CorrectionsPage(found, _told(found.object_list))


def corrections_of(promise_ids: Iterable[int], known_on: dt.date | None = None) -> tuple[ToldCorrection, ...]:
    """Return what was corrected on the promises, newest first; with *known_on*, by the end of that day."""
    rows = _known(Correction.objects.filter(promise__in=list(promise_ids)), known_on)
    return _told(rows.select_related(*_WITH).order_by("-published_at", "-pk"))


def corrected_by(assessment: Assessment) -> tuple[Correction, ...]:
    """Return the corrections of *assessment* that wait or are published."""
    rows = Correction.objects.filter(assessment=assessment).exclude(status=Correction.Status.DROPPED)
    return tuple(rows.select_related("author", "mended_by"))


def correction_with(assessment: Assessment) -> Correction | None:
    """Return the correction that *assessment* was proposed with, whatever became of it; None for any other assessment."""
    return Correction.objects.filter(mended_by=assessment).select_related("assessment", "author", "seconder").first()


def waiting_notices() -> tuple[Correction, ...]:
    """Return the corrections of other things than assessments that wait for a second person, the longest waiting first."""
    rows = Correction.objects.filter(status=Correction.Status.PROPOSED, mended_by__isnull=True)
    return tuple(rows.select_related("promise", "author").order_by("written_at", "pk"))


def waiting_corrections() -> tuple[Correction, ...]:
    """Return the corrections of assessments that wait for a second person, the longest waiting first."""
    rows = Correction.objects.filter(status=Correction.Status.PROPOSED, mended_by__isnull=False)
    return tuple(rows.select_related("promise", "author", "assessment", "mended_by").order_by("written_at", "pk"))


def find_correction(correction_id: int) -> Correction:
    """Return a correction with its promise and people; raise Correction.DoesNotExist."""
    return Correction.objects.select_related(*_WITH).get(pk=correction_id)


def judged_row(assessment: Assessment) -> Judgement:
    """Return *assessment* with its verdict in the words of its own codebook."""
    return Judgement(assessment, make_codebook(assessment.codebook.body).verdict(assessment.verdict), None)


def withdrawal_of(assessment: Assessment) -> Withdrawal | None:
    """Return the withdrawal of *assessment* that was asked for or confirmed; None where there is none."""
    rows = Withdrawal.objects.filter(assessment=assessment).exclude(status=Withdrawal.Status.DROPPED)
    return rows.select_related("asked_by", "decided_by").first()


def waiting_withdrawals() -> tuple[Withdrawal, ...]:
    """Return the withdrawals that wait for a second person, the longest waiting first."""
    rows = Withdrawal.objects.filter(status=Withdrawal.Status.ASKED)
    return tuple(rows.select_related("assessment__promise", "asked_by").order_by("asked_at", "pk"))


def subjects_of(promise: Promise) -> tuple[Subject, ...]:
    """Return what is published on *promise*, besides its assessments: its wording, milestones, series and conflicts."""
    wording = (Subject("promise", promise.key, promise.title),) if promise.is_published else ()
    milestones = MilestoneRow.objects.filter(promise=promise, status__in=PUBLIC_MILESTONES).order_by("last_on", "pk")
    series = SeriesRow.objects.filter(promise=promise, status=SeriesRow.Status.PUBLISHED).order_by("pk")
    conflicts = ConflictRow.objects.filter(Q(status=ConflictRow.Status.EXPLAINED), promise=promise).order_by("pk")
    return (
        *wording,
        *(Subject("milestone", str(row.pk), row.what) for row in milestones),
        *(Subject("series", str(row.pk), row.title) for row in series),
        *(Subject("conflict", str(row.pk), localised(row.explanation_ar, row.explanation_en)) for row in conflicts),
    )
