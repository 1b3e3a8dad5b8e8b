"""The published verdicts of a promise, each with the proof that it rests on, who stands behind that, and how it was coded."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, F, QuerySet

from marsad.domain.codebook import Codebook
from marsad.domain.origins import Carrier, Sources, sources
from marsad.store.models import Assessment, CodebookVersion, Entry, Evidence, Promise
from marsad.store.queries.compiled import compiled_once
from marsad.store.queries.names_known import Told, people_as_told
from marsad.store.queries.pages_told import PagesTold
from marsad.store.queries.passages import Passage, cut_passage
from marsad.store.queries.public import IN_ORDER, PUBLIC, Standing, end_of, is_known, make_standing, with_checks, with_codebook
from marsad.store.queries.sources import carriers_behind, read_sources
from marsad.store.queries.told_codings import ToldCodings, with_rounds

_PEOPLE = ("author", "seconder", "withdrawn_by")
# What a page tells nothing of: forty quotes are read in two thirds of the time without it.
_UNREAD = (
    *("note", "candidate", "accepted_by", "accepted_at"),
    *(f"document__{name}" for name in ("dates", "amounts", "names", "key", "page_id", "reader_version", "read_at")),
)
_UNREAD_OF_PEOPLE = ("password", "last_login", "is_superuser", "email", "is_staff", "is_active", "date_joined", "left_at")


@dataclass(frozen=True, slots=True)
class Proof:
    """One piece of evidence as a reader sees it. *copies*: documents of the same text; *snapshot* numbers the archived page."""

    evidence: Evidence
    passage: Passage
    copies: int
    snapshot: int | None


@dataclass(frozen=True, slots=True)
class Step:
    """One verdict in a promise's course, with the proof that it rests on, who stands behind that, and its *codings*."""

    standing: Standing
    proofs: tuple[Proof, ...]
    withdrawn: int
    entry: Entry | None
    told: Sources
    codings: ToldCodings | None = None

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
class Verdicts:
    """Every verdict that was ever published on some promises, the latest first, and the numbers of those that are known.

    *evidence* is what each of the first promise's rests on, by the verdict's number.
    """

    rows: tuple[Assessment, ...]
    known: frozenset[int]
    evidence: Mapping[int, tuple[Evidence, ...]]

    @property
    def codebooks(self) -> tuple[CodebookVersion, ...]:
        """The codebooks, without their bodies, that they and their codings were made under."""
        return tuple(made for row in self.rows for made in (row.codebook, row.round and row.round.codebook) if made)

    def of(self, promise_id: int) -> tuple[Assessment, ...]:
        """Return those on one promise that are known."""
        return tuple(row for row in self.rows if row.promise_id == promise_id and row.pk in self.known)

    def behind(self, row: Assessment) -> tuple[Evidence, ...]:
        """Return the evidence on which *row* rests, what was withdrawn since among it."""
        return self.evidence.get(row.pk, ())

    def current(self, promise_id: int, known_on: dt.date | None) -> Assessment | None:
        """Return that which a promise stands on, today or on a past day."""
        rows = self.of(promise_id)
        return next((row for row in rows if known_on is not None or row.status == Assessment.Status.PUBLISHED), None)

    def withdrawn(self, promise_id: int, known_on: dt.date | None) -> tuple[Assessment, ...]:
        """Return those on one promise that were withdrawn by then."""
        rows = (row for row in self.rows if row.promise_id == promise_id and row.withdrawn_at is not None)
        return tuple(row for row in rows if known_on is None or (row.withdrawn_at and row.withdrawn_at < end_of(known_on)))


def read_verdicts(promises: Sequence[Promise], known_on: dt.date | None, told: Told) -> Verdicts:
    """Return the verdicts on *promises*, with evidence those on the first; people are named as *told*. Two queries."""
    found = _verdicts([row.pk for row in promises], known_on)
    for row in found:
        adjudicator = row.round.adjudicated_by if row.round else None
        people_as_told((row.author, row.seconder, row.withdrawn_by, adjudicator), told)
    evidence: defaultdict[int, list[Evidence]] = defaultdict(list)
    for item in _evidence([row.pk for row in found if row.promise_id == promises[0].pk]):
        evidence[item.behind].append(item)
    known = frozenset(row.pk for row in found if row.is_known)
    return Verdicts(found, known, {pk: tuple(rows) for pk, rows in evidence.items()})


@compiled_once
def _verdicts(promise_ids: Collection[int], known_on: dt.date | None) -> QuerySet[Assessment, Any]:
    """Return every verdict that was ever published on the promises, the latest first, each with all but its evidence."""
    rows = Assessment.objects.filter(promise__in=promise_ids, status__in=(*PUBLIC, Assessment.Status.WITHDRAWN))
    rows = with_rounds(with_codebook(rows)).select_related(*_PEOPLE)
    rows = with_checks(rows, known_on).annotate(is_known=ExpressionWrapper(is_known(known_on), output_field=BooleanField()))
    people = (*_PEOPLE, "round__adjudicated_by")
    rows = rows.defer(*(f"{person}__{name}" for person in people for name in _UNREAD_OF_PEOPLE))
    return rows.order_by(*(f"-{name}" for name in IN_ORDER))


@compiled_once
def _evidence(assessment_ids: Collection[int]) -> QuerySet[Evidence, Any]:
    """Return what the verdicts rest on, each as often as it stands *behind* one of them."""
    rows = Evidence.objects.filter(assessments__in=assessment_ids).annotate(behind=F("assessments"))
    return rows.select_related("document", "document__outlet").defer(*_UNREAD)


def make_steps(
    promise: Promise,
    verdicts: Verdicts,
    entries: Iterable[Entry],
    pages: PagesTold,
    codebooks: Mapping[int, Codebook],
    codings: Mapping[int, ToldCodings],
    known_on: dt.date | None,
) -> tuple[Step, ...]:
    """Return those *verdicts* on *promise* that are known as steps, in their order."""
    seals = {entry.assessment_id: entry for entry in entries if entry.kind == "assessment.published"}
    steps = []
    for row in verdicts.of(promise.pk):
        behind = verdicts.behind(row)
        standing = [item for item in behind if _stood(item, known_on)]
        steps.append(
            Step(
                make_standing(promise, row, codebooks),
                tuple(_make_proof(item, pages) for item in standing),
                len(behind) - len(standing),
                seals.get(row.pk),
                _sources_told(seals.get(row.pk), known_on) or sources(carriers_behind(standing, pages.carried)),
                codings.get(row.pk),
            )
        )
    return tuple(steps)


def _stood(evidence: Evidence, known_on: dt.date | None) -> bool:
    return evidence.withdrawn_at is None or (known_on is not None and evidence.withdrawn_at >= end_of(known_on))


def _sources_told(entry: Entry | None, known_on: dt.date | None) -> Sources | None:
    """Return the sources as they were counted when the verdict was published: what was found out later is of a later day."""
    told = json.loads(entry.payload).get("sources") if entry is not None and known_on is not None else None
    return None if told is None else read_sources(told)


def _make_proof(evidence: Evidence, pages: PagesTold) -> Proof:
    document = evidence.document
    if document is None:
        return Proof(evidence, Passage("", evidence.quote, ""), 1, None)
    carried: Sequence[Carrier] = pages.carried.get(document.story_id, ())
    return Proof(
        evidence,
        cut_passage(document.text, evidence.quote, evidence.start, evidence.end),
        len(carried) or 1,
        evidence.snapshot_id or pages.newest.get(document.pk),
    )
