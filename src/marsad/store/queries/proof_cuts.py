"""Lists of evidence for programs: what readers see under published verdicts, cut after a given piece."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from marsad.store.models import Assessment, Evidence, Snapshot
from marsad.store.queries.cuts import Column, Cut, Place, a_number, cut_rows
from marsad.store.queries.passages import Passage, cut_passage
from marsad.store.queries.proofs import evidence_known
from marsad.store.queries.public import is_known
from marsad.store.queries.sources import carriers_of

_COLUMNS = (Column("pk", a_number),)


@dataclass(frozen=True, slots=True)
class WantedProofs:
    """What a list of evidence is asked for: a promise's key, a verdict's number (0 for any), a stance, an outlet's key."""

    promise: str = ""
    assessment: int = 0
    stance: str = ""
    outlet: str = ""


@dataclass(frozen=True, slots=True)
class ListedProof:
    """A piece of evidence in a list, with the words around it, how many documents carry its text, and its archived page.

    *assessments* number the verdicts that readers see it under.
    """

    evidence: Evidence
    passage: Passage
    copies: int
    snapshot: Snapshot | None
    assessments: tuple[int, ...]


def cut_proofs(wanted: WantedProofs, *, after: Place | None, size: int, known_on: dt.date | None) -> Cut[ListedProof]:
    """Return the *size* pieces of evidence that *wanted* asks for after *after*, by their numbers; raise PlaceError."""
    names = {
        "promise__key": wanted.promise,
        "assessments": wanted.assessment,
        "stance": wanted.stance,
        "document__outlet__key": wanted.outlet,
    }
    rows = evidence_known(known_on).filter(**{name: value for name, value in names.items() if value})
    found, goes_on = cut_rows(_with(rows), _COLUMNS, after, size)
    return Cut(listed_proofs(found, known_on), (str(found[-1].pk),) if goes_on else None)


def find_proof(number: int, known_on: dt.date | None) -> ListedProof | None:
    """Return the piece of evidence numbered *number* that readers see, today or on a day; None where there is none."""
    found = listed_proofs(list(_with(evidence_known(known_on).filter(pk=number))), known_on)
    return found[0] if found else None


def _with(rows: QuerySet[Evidence]) -> QuerySet[Evidence]:
    return rows.select_related("promise", "document__outlet", "snapshot")


def listed_proofs(rows: list[Evidence], known_on: dt.date | None) -> tuple[ListedProof, ...]:
    """Return *rows* with what readers see of them; the number of queries does not grow."""
    if not rows:
        return ()
    documents = {row.document.pk: row.document for row in rows if row.document is not None}
    carried = carriers_of(document.story_id for document in documents.values())
    kept = _kept(documents)
    under = _verdicts(rows, known_on)
    found = []
    for row in rows:
        document = row.document
        if document is None:
            found.append(ListedProof(row, Passage("", row.quote, ""), 1, None, under[row.pk]))
            continue
        passage = cut_passage(document.text, row.quote, row.start, row.end)
        copies = len(carried.get(document.story_id, (document,)))
        found.append(ListedProof(row, passage, copies, row.snapshot or kept.get(document.pk), under[row.pk]))
    return tuple(found)


def _kept(documents: Iterable[int]) -> dict[int | None, Snapshot]:
    """Return the newest archived page of each document, as the page of a promise links to it."""
    rows = Snapshot.objects.filter(document__in=list(documents)).order_by("fetched_at")
    return {row.document_id: row for row in rows}


def _verdicts(rows: list[Evidence], known_on: dt.date | None) -> dict[int, tuple[int, ...]]:
    shown = Assessment.objects.filter(is_known(known_on)).values("pk")
    pairs = Assessment.evidence.through.objects.filter(evidence__in=[row.pk for row in rows], assessment__in=shown)
    found: defaultdict[int, list[int]] = defaultdict(list)
    for evidence, assessment in pairs.order_by("assessment").values_list("evidence", "assessment"):
        found[evidence].append(assessment)
    return defaultdict(tuple, {number: tuple(numbers) for number, numbers in found.items()})


def snapshots_numbered(numbers: Iterable[int | None]) -> dict[int, Snapshot]:
    """Return the archived pages numbered *numbers*, by number; one query."""
    return Snapshot.objects.in_bulk([number for number in numbers if number is not None])
