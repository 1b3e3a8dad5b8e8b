"""Read corrections: what readers are told of them, what waits at the desk, and what of a promise may be corrected."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet

from marsad.domain.codebook import Codebook, Verdict, make_codebook
from marsad.store.models import Assessment, ConflictRow, Correction, Entry, MilestoneRow, Promise, SeriesRow, Withdrawal
from marsad.store.models.localised import localised
from marsad.store.queries.compiled import compiled_once
from marsad.store.queries.milestones import PUBLIC as PUBLIC_MILESTONES
from marsad.store.queries.names_known import Told, people_as_told, told_by
from marsad.store.queries.public import codebooks_behind, end_of, with_codebook
from marsad.store.queries.wordings import promises_known_among, revisions_known

_SHOWN = ("promise__government", "author", "seconder")
_WITH = (*_SHOWN, "assessment", "mended_by")
_KINDS = ("assessment.published", "correction.published")


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


def _told(rows: Iterable[Correction], known_on: dt.date | None) -> tuple[ToldCorrection, ...]:
    found = tuple(rows)
    if not found:
        return ()
    judged = {pk for one in found for pk in (one.assessment_id, one.mended_by_id) if pk is not None}
    verdicts = with_codebook(Assessment.objects.filter(pk__in=judged)).in_bulk()
    entries = Entry.objects.filter(kind__in=_KINDS, promise__in={row.promise_id for row in found}).order_by("sequence")
    return make_corrections(found, verdicts, codebooks_behind(verdicts.values()), tuple(entries), told_by(known_on))


def make_corrections(
    rows: Iterable[Correction],
    verdicts: Mapping[int, Assessment],
    codebooks: Mapping[int, Codebook],
    entries: Sequence[Entry],
    names: Told,
) -> tuple[ToldCorrection, ...]:
    """Return *rows* as readers are told of them; *verdicts*, by number, are those that they mend and make."""
    sealed = {entry.assessment_id: entry.sequence for entry in entries if entry.kind == "assessment.published"}
    told = (entry for entry in entries if entry.kind == "correction.published")
    own = {json.loads(entry.payload)["correction"]: entry.sequence for entry in told}

    def judgement(assessment_id: int | None) -> Judgement | None:
        if assessment_id is None:
            return None
        row = verdicts[assessment_id]
        return Judgement(row, codebooks[row.codebook_id].verdict(row.verdict), sealed.get(row.pk))

    found = []
    for one in rows:
        people_as_told((one.author, one.seconder), names)
        found.append(ToldCorrection(one, judgement(one.assessment_id), judgement(one.mended_by_id), own.get(one.pk)))
    return tuple(found)


def list_corrections(known_on: dt.date | None = None, *, page: str | int = 1, page_size: int = 30) -> CorrectionsPage:
    """Return one page of what was corrected, newest first; with *known_on*, by the end of that day."""
    found = Paginator(corrections_known(known_on).order_by("-published_at", "-pk"), page_size).get_page(page)
    found.object_list = list(found.object_list)
    return CorrectionsPage(found, corrections_among(found.object_list, known_on))


def corrections_known(known_on: dt.date | None) -> QuerySet[Correction]:
    """Return what was corrected, in no order, with all that `corrections_among` needs; today or by the end of a day."""
    return _known(Correction.objects.all(), known_on).select_related(*_SHOWN)


def corrections_among(rows: Sequence[Correction], known_on: dt.date | None) -> tuple[ToldCorrection, ...]:
    """Return *rows* as readers are told of them, each with its promise in the words of that day."""
    worded = promises_known_among((row.promise_id for row in rows), known_on)
    for row in rows:
        row.promise = worded[row.promise_id]
    return _told(rows, known_on)


def corrections_of(promise_ids: Iterable[int], known_on: dt.date | None = None) -> tuple[ToldCorrection, ...]:
    """Return what was corrected on the promises, newest first; with *known_on*, by the end of that day."""
    rows = _known(Correction.objects.filter(promise__in=list(promise_ids)), known_on)
    return _told(rows.select_related(*_SHOWN).order_by("-published_at", "-pk"), known_on)


def is_any_told(entries: Iterable[Entry]) -> bool:
    """Tell whether the ledger's *entries* on a promise tell of a correction: without one, none was published."""
    return any(entry.kind == "correction.published" for entry in entries)


@compiled_once
def corrections_on(promise_id: int, known_on: dt.date | None) -> QuerySet[Correction]:
    """Return what was corrected on a promise, newest first, with all that `make_corrections` needs but the verdicts."""
    rows = _known(Correction.objects.filter(promise=promise_id), known_on)
    return rows.select_related("author", "seconder").order_by("-published_at", "-pk")


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
