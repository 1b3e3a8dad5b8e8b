"""The whole course of a promise's verdicts as readers see it: with what was corrected, and with what was withdrawn and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from marsad.store.models import Assessment, Correction, Entry, Promise
from marsad.store.models.localised import localised
from marsad.store.queries.corrections import ToldCorrection, corrections_of
from marsad.store.queries.dossier import Step
from marsad.store.queries.public import IN_ORDER, Standing, end_of, make_standing, read_codebooks


@dataclass(frozen=True, slots=True)
class Gone:
    """A verdict that was withdrawn: what it said, why it went, and the ledger's entry that tells so."""

    standing: Standing
    reason: str
    entry: int | None


_Row = tuple[Assessment, Step | None, Gone | None]


@dataclass(frozen=True, slots=True)
class CourseLine:
    """One verdict of the course, standing (*step*) or withdrawn (*gone*): *correction* mended it, of *mending* it came."""

    step: Step | None
    gone: Gone | None
    correction: ToldCorrection | None
    mending: ToldCorrection | None


@dataclass(frozen=True, slots=True)
class Course:
    """All verdicts of a promise, the newest first, and the corrections of what else was published on it."""

    lines: tuple[CourseLine, ...]
    notices: tuple[ToldCorrection, ...]

    @property
    def corrections(self) -> int:
        """How many corrections readers are told of."""
        return len(self.notices) + sum(line.correction is not None for line in self.lines)


def read_course(promise: Promise, steps: Sequence[Step], known_on: dt.date | None = None) -> Course:
    """Return the course of *promise*, whose verdicts that were not withdrawn are *steps*; with *known_on*, as known on a day."""
    told = corrections_of([promise.pk], known_on)
    mended = {one.before.assessment.pk: one for one in told if one.before is not None}
    mending = {one.after.assessment.pk: one for one in told if one.after is not None}
    kept: list[_Row] = [(step.standing.assessment, step, None) for step in steps if step.standing.assessment]
    withdrawn = _read_gone(promise, known_on)
    rows = kept + [(gone.standing.assessment, None, gone) for gone in withdrawn if gone.standing.assessment]
    rows.sort(key=lambda row: tuple(getattr(row[0], name) for name in IN_ORDER), reverse=True)
    return Course(
        tuple(CourseLine(step, gone, mended.get(row.pk), mending.get(row.pk)) for row, step, gone in rows),
        tuple(one for one in told if one.row.subject != Correction.Subject.ASSESSMENT),
    )


def _read_gone(promise: Promise, known_on: dt.date | None) -> Iterable[Gone]:
    rows = Assessment.objects.filter(promise=promise, status=Assessment.Status.WITHDRAWN)
    if known_on is not None:
        rows = rows.filter(withdrawn_at__lt=end_of(known_on))
    found = tuple(rows.select_related("author", "seconder", "withdrawn_by"))
    if not found:
        return ()
    codebooks = read_codebooks()
    entries = Entry.objects.filter(kind="assessment.withdrawn", promise=promise)
    sealed = dict(entries.values_list("assessment", "sequence"))
    return tuple(
        Gone(
            make_standing(promise, row, codebooks),
            localised(row.withdrawn_reason_ar, row.withdrawn_reason_en),
            sealed.get(row.pk),
        )
        for row in found
    )
