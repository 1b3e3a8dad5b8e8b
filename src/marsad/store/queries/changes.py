"""What changed for readers, as the ledger's entries tell it: one change an act, with the verdict before and after it."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet

from marsad.domain.codebook import Codebook, CodebookError, Verdict
from marsad.store.models import Assessment, Body, Entry, MilestoneRow
from marsad.store.queries.public import IN_ORDER, read_codebooks
from marsad.store.queries.scopes import EVERYTHING, Scope

# What the machine tidies up changes nothing that a reader would be told of.
SILENT = (
    "document.reread",
    "documents.grouped",
    "milestone.revised",
    "outlet.revised",
    "person.renamed",
    "promise.refolded",
    "record.sealed",
    "series.recounted",
)
STREAMS: Mapping[str, tuple[str, ...]] = {
    "changes": (),
    "verdicts": ("assessment.published", "assessment.withdrawn"),
    "corrections": ("correction.published", "assessment.withdrawn"),
    "replies": ("reply.published", "reply.concluded", "reply.none_by_deadline", "reply.withdrawn"),
}
FIRST, CHANGED, SAME, EARLIER, WITHDRAWN = "first", "changed", "same", "earlier", "withdrawn"
_LOOKED_THROUGH = 4  # entries looked through for each change of a verdict that is shown


@dataclass(frozen=True, slots=True)
class Change:
    """One entry that readers are told of. *told* is its payload, *turn* what it did to the verdict, "" where it did nothing.

    *verdict* is the one published or withdrawn; *before* that which stood until then, after a withdrawal that which stands now.
    *milestone* and *body* are what the entry names by a number or a key.
    """

    entry: Entry
    at: dt.datetime
    told: Mapping[str, Any]
    turn: str = ""
    verdict: Verdict | None = None
    before: Verdict | None = None
    milestone: MilestoneRow | None = None
    body: Body | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """The newest changes of a scope; *earlier* is the sequence before which others lie, None where there are none."""

    rows: tuple[Change, ...]
    earlier: int | None


_Course = Sequence[Assessment]


def read_changes(stream: str, scope: Scope = EVERYTHING, *, before: int | None = None, most: int = 50) -> Changes:
    """Return the newest changes of *stream* (a key of STREAMS) in *scope*, those before the entry *before* where it is given.

    Nothing is told of a promise that was taken from readers but that it was. The number of queries does not grow.
    """
    rows = _entries(STREAMS[stream], scope)
    if before is not None:
        rows = rows.filter(sequence__lt=before)
    looked = most * (_LOOKED_THROUGH if stream == "verdicts" else 1)
    found = list(rows[: looked + 1])
    is_more, found = len(found) > looked, found[:looked]
    told = [(entry, json.loads(entry.payload)) for entry in found]
    courses, codebooks = _courses(found), read_codebooks()
    milestones, bodies = _milestones(told), _bodies(told)
    made = (_change(entry, one, courses, codebooks, milestones, bodies) for entry, one in told)
    if stream == "verdicts":
        made = (change for change in made if change.turn in {FIRST, CHANGED, WITHDRAWN})
    shown = tuple(islice(made, most + 1))
    if len(shown) > most:
        return Changes(shown[:most], shown[most - 1].entry.sequence)
    return Changes(shown, found[-1].sequence if is_more else None)


def changes_between(after: int, through: int) -> tuple[Change, ...]:
    """Return what changed by the entries after *after* up to *through*, the oldest first. The number of queries does not grow."""
    found = list(_entries((), EVERYTHING).filter(sequence__gt=after, sequence__lte=through).order_by("sequence"))
    told = [(entry, json.loads(entry.payload)) for entry in found]
    courses, codebooks, milestones, bodies = _courses(found), read_codebooks(), _milestones(told), _bodies(told)
    return tuple(_change(entry, one, courses, codebooks, milestones, bodies) for entry, one in told)


def _entries(kinds: Iterable[str], scope: Scope) -> QuerySet[Entry]:
    seen = Q(promise__isnull=True) | Q(promise__is_published=True) | Q(kind="promise.withdrawn")
    rows = Entry.objects.filter(scope.of_entries(), seen).exclude(kind__in=SILENT)
    wanted = tuple(kinds)
    if wanted:
        rows = rows.filter(kind__in=wanted)
    rows = rows.select_related("promise__sector", "promise__government", "promise__body", "assessment")
    return rows.defer("promise__justification_ar", "promise__justification_en", "assessment__reasons_ar").order_by("-sequence")


def _courses(entries: Iterable[Entry]) -> dict[int, list[Assessment]]:
    """Return all that was ever published of verdicts on the promises of which *entries* tell a verdict, in their order."""
    asked = {entry.promise_id for entry in entries if entry.kind.startswith("assessment.")}
    rows = Assessment.objects.filter(promise__in=asked, published_at__isnull=False)
    columns = ("promise", "codebook", "verdict", "effective_on", "published_at", "withdrawn_at")
    found: defaultdict[int, list[Assessment]] = defaultdict(list)
    for row in rows.only(*columns).order_by(*IN_ORDER):
        found[row.promise_id].append(row)
    return found


def _milestones(told: Iterable[tuple[Entry, Mapping[str, Any]]]) -> dict[int, MilestoneRow]:
    numbers = {one["milestone"] for entry, one in told if entry.kind == "milestone.closed"}
    return MilestoneRow.objects.in_bulk(list(numbers))


def _bodies(told: Iterable[tuple[Entry, Mapping[str, Any]]]) -> dict[str, Body]:
    keys = {one["body"] for entry, one in told if entry.kind.startswith("reply.") and "body" in one}
    return {row.key: row for row in Body.objects.filter(key__in=keys)}


def _change(
    entry: Entry,
    told: Mapping[str, Any],
    courses: Mapping[int, _Course],
    codebooks: Mapping[int, Codebook],
    milestones: Mapping[int, MilestoneRow],
    bodies: Mapping[str, Body],
) -> Change:
    at = dt.datetime.fromisoformat(entry.at)
    row, course = entry.assessment, courses.get(entry.promise_id or 0, ())
    if entry.kind == "assessment.withdrawn" and row is not None:
        stands = next((one for one in course if one.pk == told.get("stands")), None)
        return Change(entry, at, told, WITHDRAWN, _verdict(row, codebooks), _verdict(stands, codebooks))
    if entry.kind == "assessment.published" and row is not None:
        stood = _stood_before(row, course)
        return Change(entry, at, told, _turn(row, stood), _verdict(row, codebooks), _verdict(stood, codebooks))
    number, key = told.get("milestone"), told.get("body")
    return Change(entry, at, told, milestone=milestones.get(number or 0), body=bodies.get(key or ""))


def _place(row: Assessment) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in IN_ORDER)


def _stood_before(row: Assessment, course: _Course) -> Assessment | None:
    """Return which of *course* stood until *row* was published."""
    assert row.published_at is not None
    for one in reversed(course):
        assert one.published_at is not None
        was_there = (one.published_at, one.pk) < (row.published_at, row.pk)
        if was_there and (one.withdrawn_at is None or one.withdrawn_at >= row.published_at):
            return one
    return None


def _turn(row: Assessment, stood: Assessment | None) -> str:
    if stood is None:
        return FIRST
    if _place(row) < _place(stood) and stood.withdrawn_at != row.published_at:  # which is how a mistaken one goes
        return EARLIER
    return SAME if row.verdict == stood.verdict else CHANGED


def _verdict(row: Assessment | None, codebooks: Mapping[int, Codebook]) -> Verdict | None:
    if row is None:
        return None
    try:
        return codebooks[row.codebook_id].verdict(row.verdict)
    except CodebookError:
        return None
