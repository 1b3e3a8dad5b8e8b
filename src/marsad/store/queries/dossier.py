"""What the public reads of one promise: verdicts with evidence, disputes, series, milestones, ties, its seal in the ledger."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q
from django.utils import timezone

from marsad.domain.codebook import Codebook
from marsad.domain.origins import Carrier, Sources, sources
from marsad.store.models import Assessment, Entry, Evidence, Lineage, Promise, Snapshot
from marsad.store.queries.disputes import DISPUTE_KINDS, Dispute, read_disputes, read_entries
from marsad.store.queries.figures import FIGURE_KINDS, Figure, read_figures
from marsad.store.queries.passages import Passage, cut_passage
from marsad.store.queries.public import IN_ORDER, Standing, end_of, known, make_standing, read_codebooks, read_standings
from marsad.store.queries.sources import carriers_behind, carriers_of, read_sources
from marsad.store.queries.timetable import MILESTONE_KINDS, ToldMilestone, read_timetable
from marsad.store.queries.wordings import promise_known, promises_known_among


@dataclass(frozen=True, slots=True)
class Proof:
    """One piece of evidence as a reader sees it. *copies*: documents of the same text; *snapshot* numbers the archived page."""

    evidence: Evidence
    passage: Passage
    copies: int
    snapshot: int | None


@dataclass(frozen=True, slots=True)
class Step:
    """One verdict in a promise's course, with the proof that it rests on and who stands behind that."""

    standing: Standing
    proofs: tuple[Proof, ...]
    withdrawn: int
    entry: Entry | None
    told: Sources

    @property
    def is_disputed(self) -> bool:
        """Whether some of the proof supports and some refutes."""
        return {"supports", "refutes"} <= {proof.evidence.stance for proof in self.proofs}

    def with_stance(self, *stances: str) -> tuple[Proof, ...]:
        """Return the proofs that take one of *stances*."""
        return tuple(proof for proof in self.proofs if proof.evidence.stance in stances)

    @property
    def supporting(self) -> tuple[Proof, ...]:
        """The proofs that support."""
        return self.with_stance("supports")

    @property
    def refuting(self) -> tuple[Proof, ...]:
        """The proofs that refute."""
        return self.with_stance("refutes")

    @property
    def discussing(self) -> tuple[Proof, ...]:
        """The proofs that do neither."""
        return self.with_stance("discusses", "unrelated")

    @property
    def sources(self) -> int:
        """How many independent sources the proof comes from."""
        return self.told.independent


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
    earlier: tuple[Tie, ...]
    later: tuple[Tie, ...]
    disputes: tuple[Dispute, ...]
    figures: tuple[Figure, ...]
    milestones: tuple[ToldMilestone, ...]
    known_on: dt.date | None

    @property
    def current(self) -> Step | None:
        """The step that the promise stands on."""
        now = self.standing.assessment
        return next((step for step in self.steps if now is not None and step.standing.assessment == now), None)


def read_dossier(key: str, *, known_on: dt.date | None = None) -> Dossier | None:
    """Return the published promise named *key* with its course, or None where there is none.

    With *known_on*, only what had been published by the end of that day. The number of queries does not grow.
    """
    promise = promise_known(key, known_on)
    if promise is None:
        return None
    codebooks = read_codebooks()
    assessments = _read_assessments(promise, known_on)
    if known_on is None:
        current = next((row for row in assessments if row.status == Assessment.Status.PUBLISHED), None)
    else:
        current = next(iter(assessments), None)
    ties = _read_ties(promise, codebooks, known_on)
    told = read_entries(promise, (*DISPUTE_KINDS, *FIGURE_KINDS, *MILESTONE_KINDS))
    return Dossier(
        make_standing(promise, current, codebooks),
        _make_steps(promise, assessments, codebooks, known_on),
        tuple(tie for tie, is_earlier in ties if is_earlier),
        tuple(tie for tie, is_earlier in ties if not is_earlier),
        read_disputes(promise, known_on, entries=told),
        read_figures(promise, known_on, entries=told),
        read_timetable(promise, timezone.localdate(), known_on, entries=told),
        known_on,
    )


def _read_ties(promise: Promise, codebooks: Mapping[int, Codebook], known_on: dt.date | None) -> tuple[tuple[Tie, bool], ...]:
    """Return the promises that *promise* is tied to, each with whether it is the earlier one."""
    links = tuple(Lineage.objects.standing(known_on).filter(Q(later=promise) | Q(earlier=promise)))
    others = promises_known_among((link.earlier_id if link.later_id == promise.pk else link.later_id for link in links), known_on)
    standings = {row.promise.pk: row for row in read_standings(others.values(), codebooks, known_on=known_on)}
    ties = []
    for link in links:
        is_earlier = link.later_id == promise.pk
        other = standings.get(link.earlier_id if is_earlier else link.later_id)
        if other is not None:
            ties.append((Tie(link.kind, other), is_earlier))
    return tuple(ties)


def _read_assessments(promise: Promise, known_on: dt.date | None) -> Sequence[Assessment]:
    evidence = Evidence.objects.select_related("document", "document__outlet")
    rows = (
        known(promise.assessments.all(), known_on)
        .select_related("author", "seconder")
        .prefetch_related(Prefetch("evidence", queryset=evidence))
        .order_by(*(f"-{name}" for name in IN_ORDER))
    )
    return tuple(rows)


def _make_steps(
    promise: Promise, assessments: Iterable[Assessment], codebooks: Mapping[int, Codebook], known_on: dt.date | None
) -> tuple[Step, ...]:
    rows = tuple(assessments)
    documents = {item.document for row in rows for item in row.evidence.all() if item.document is not None}
    carried = carriers_of({document.story_id for document in documents})
    kept: dict[int | None, int] = dict(
        Snapshot.objects.filter(document__in=[document.pk for document in documents])
        .order_by("fetched_at")
        .values_list("document", "pk")
    )
    entries = Entry.objects.filter(assessment__in=[row.pk for row in rows], kind="assessment.published")
    seals = {entry.assessment_id: entry for entry in entries}
    steps = []
    for row in rows:
        standing = [item for item in row.evidence.all() if _stood(item, known_on)]
        steps.append(
            Step(
                make_standing(promise, row, codebooks),
                tuple(_make_proof(item, carried, kept) for item in standing),
                len(row.evidence.all()) - len(standing),
                seals.get(row.pk),
                _sources_told(seals.get(row.pk), known_on) or sources(carriers_behind(standing, carried)),
            )
        )
    return tuple(steps)


def _stood(evidence: Evidence, known_on: dt.date | None) -> bool:
    return evidence.withdrawn_at is None or (known_on is not None and evidence.withdrawn_at >= end_of(known_on))


def _sources_told(entry: Entry | None, known_on: dt.date | None) -> Sources | None:
    """Return the sources as they were counted when the verdict was published: what was found out later is of a later day."""
    told = json.loads(entry.payload).get("sources") if entry is not None and known_on is not None else None
    return None if told is None else read_sources(told)


def _make_proof(evidence: Evidence, carried: Mapping[int, tuple[Carrier, ...]], kept: Mapping[int | None, int]) -> Proof:
    document = evidence.document
    if document is None:
        return Proof(evidence, Passage("", evidence.quote, ""), 1, None)
    return Proof(
        evidence,
        cut_passage(document.text, evidence.quote, evidence.start, evidence.end),
        len(carried.get(document.story_id, (document,))),
        evidence.snapshot_id or kept.get(document.pk),
    )
