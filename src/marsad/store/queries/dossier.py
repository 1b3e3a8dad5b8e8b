"""What the public reads of one promise: its words, verdicts with evidence, disputes, series, milestones, ties, replies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from marsad.domain.codebook import Codebook
from marsad.store.models import Assessment, Entry
from marsad.store.queries.codebooks import codebooks_of
from marsad.store.queries.compiled import compiled_once
from marsad.store.queries.corrections import ToldCorrection, corrections_on, is_any_told, make_corrections
from marsad.store.queries.course import Course, make_course
from marsad.store.queries.disputes import Dispute, disputes_told, make_disputes, pages_disputed
from marsad.store.queries.figures import Figure, figures_told, make_figures, pages_counted
from marsad.store.queries.kin import Kin, Link, read_kin
from marsad.store.queries.names_known import Told, tells_names, told_in
from marsad.store.queries.pages_told import PagesTold, read_pages
from marsad.store.queries.public import Standing, make_standing
from marsad.store.queries.replies import Behind, Exchange, read_replies
from marsad.store.queries.revisions import RevisionStep, make_revisions
from marsad.store.queries.steps import Step, Verdicts, make_steps, read_verdicts
from marsad.store.queries.timetable import ToldMilestone, make_timetable, milestones_told, pages_setting
from marsad.store.queries.told_codings import told_codings


@dataclass(frozen=True, slots=True)
class Tie:
    """A promise of another government that this one continues, revives or replaces (or that does so to this one)."""

    kind: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that the public may know of a promise, today or as it was known on a day."""

    standing: Standing
    steps: tuple[Step, ...]
    course: Course
    earlier: tuple[Tie, ...]
    later: tuple[Tie, ...]
    thread_key: str | None
    disputes: tuple[Dispute, ...]
    figures: tuple[Figure, ...]
    milestones: tuple[ToldMilestone, ...]
    replies: tuple[Exchange, ...]
    revisions: tuple[RevisionStep, ...]
    known_on: dt.date | None

    @property
    def current(self) -> Step | None:
        """The step that the promise stands on."""
        now = self.standing.assessment
        return next((step for step in self.steps if now is not None and step.standing.assessment == now), None)


@dataclass(frozen=True, slots=True)
class _Read:
    """What the parts of a dossier share, each read once."""

    kin: Kin
    entries: tuple[Entry, ...]
    names: Told
    verdicts: Verdicts
    codebooks: Mapping[int, Codebook]
    known_on: dt.date | None

    @property
    def rows(self) -> tuple[Assessment, ...]:
        """The verdicts that readers see of the promise itself, the latest first."""
        return self.verdicts.of(self.kin.promise.pk)


def read_dossier(key: str, *, known_on: dt.date | None = None) -> Dossier | None:
    """Return the published promise named *key* with all that is told of it, or None where there is none.

    With *known_on*, only what had been published by the end of that day. No more than eleven queries, however much there is, and
    one more when a process meets a codebook for the first time.
    """
    read = _read(key, known_on)
    if read is None:
        return None
    promise, entries, codebooks = read.kin.promise, read.entries, read.codebooks
    disputes, figures = disputes_told(entries, known_on), figures_told(entries, known_on)
    milestones = milestones_told(entries, known_on)
    pages = _read_pages(read, pages_disputed(disputes) | pages_counted(figures) | pages_setting(milestones))
    steps = make_steps(
        promise, read.verdicts, entries, pages, codebooks, told_codings(read.rows, codebooks, read.names), known_on
    )
    gone = read.verdicts.withdrawn(promise.pk, known_on)
    behind = Behind(codebooks, {row.pk: row for row in read.rows}, entries, read.names)
    return Dossier(
        standing=make_standing(promise, read.verdicts.current(promise.pk, known_on), codebooks),
        steps=steps,
        course=make_course(promise, steps, gone, _told_corrections(read), codebooks, entries),
        earlier=_ties(read, lambda link: link.earlier),
        later=_ties(read, lambda link: link.later),
        thread_key=read.kin.thread_key,
        disputes=make_disputes(disputes, pages, known_on),
        figures=make_figures(figures, pages, known_on),
        milestones=make_timetable(milestones, pages, timezone.localdate(), known_on),
        replies=read_replies(promise, known_on, behind),
        revisions=make_revisions(read.kin.wordings, entries),
        known_on=known_on,
    )


@compiled_once
def _entries(key: str, known_on: dt.date | None) -> QuerySet[Entry]:
    """Return what the ledger says of the promise named *key*, and, on a past day, of what all were called then."""
    wanted = Q(promise__key=key) if known_on is None else Q(promise__key=key) | tells_names(known_on)
    return Entry.objects.filter(wanted).order_by("sequence")


def _read(key: str, known_on: dt.date | None) -> _Read | None:
    entries = _entries(key, known_on)
    names = told_in(entries, known_on) if known_on is not None else {}
    kin = read_kin(key, known_on, names)
    if kin is None:
        return None
    tied = {number for link in kin.links for number in (link.earlier, link.later)} - {kin.promise.pk}
    verdicts = read_verdicts([kin.promise, *(kin.others[number] for number in sorted(tied))], known_on, names)
    own = tuple(entry for entry in entries if entry.promise_id == kin.promise.pk)
    return _Read(kin, own, names, verdicts, codebooks_of(verdicts.codebooks), known_on)


def _read_pages(read: _Read, told: set[int]) -> PagesTold:
    behind = [item.document for row in read.rows for item in read.verdicts.behind(row) if item.document is not None]
    quoted, stories = {document.pk for document in behind}, {document.story_id for document in behind}
    return read_pages(read.kin.promise, told, read.known_on, quoted=quoted, stories=stories)


def _told_corrections(read: _Read) -> tuple[ToldCorrection, ...]:
    if not is_any_told(read.entries):
        return ()
    rows = corrections_on(read.kin.promise.pk, read.known_on)
    for row in rows:
        row.promise = read.kin.promise
    return make_corrections(rows, {row.pk: row for row in read.verdicts.rows}, read.codebooks, read.entries, read.names)


def _ties(read: _Read, end: Callable[[Link], int]) -> tuple[Tie, ...]:
    """Return the ties that lead from the promise to another at their *end*."""
    kin, verdicts = read.kin, read.verdicts
    others = ((link.kind, kin.others[end(link)]) for link in kin.links if end(link) != kin.promise.pk)
    return tuple(
        Tie(kind, make_standing(other, verdicts.current(other.pk, read.known_on), read.codebooks)) for kind, other in others
    )
