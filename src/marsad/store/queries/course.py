"""The whole course of a promise's verdicts as readers see it: with what was corrected, and with what was withdrawn and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from marsad.domain.codebook import Codebook
from marsad.store.models import Assessment, Correction, Entry, Promise
from marsad.store.models.localised import localised
from marsad.store.queries.corrections import ToldCorrection
from marsad.store.queries.public import IN_ORDER, Standing, make_standing
from marsad.store.queries.steps import Step


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


def make_course(
    promise: Promise,
    steps: Sequence[Step],
    withdrawn: Iterable[Assessment],
    told: Sequence[ToldCorrection],
    codebooks: Mapping[int, Codebook],
    entries: Iterable[Entry],
) -> Course:
    """Return the course of *promise*: its *steps*, the verdicts *withdrawn*, and what was corrected (*told*)."""
    mended = {one.before.assessment.pk: one for one in told if one.before is not None}
    mending = {one.after.assessment.pk: one for one in told if one.after is not None}
    sealed = {entry.assessment_id: entry.sequence for entry in entries if entry.kind == "assessment.withdrawn"}
    rows: list[_Row] = [(step.standing.assessment, step, None) for step in steps if step.standing.assessment]
    for row in withdrawn:
        why = localised(row.withdrawn_reason_ar, row.withdrawn_reason_en)
        rows.append((row, None, Gone(make_standing(promise, row, codebooks), why, sealed.get(row.pk))))
    rows.sort(key=lambda row: tuple(getattr(row[0], name) for name in IN_ORDER), reverse=True)
    return Course(
        tuple(CourseLine(step, gone, mended.get(row.pk), mending.get(row.pk)) for row, step, gone in rows),
        tuple(one for one in told if one.row.subject != Correction.Subject.ASSESSMENT),
    )
