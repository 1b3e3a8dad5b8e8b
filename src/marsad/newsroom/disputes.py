"""Conflicts between sources: find them among the pages of one promise; explain, resolve, dismiss, or take that back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from marsad import __version__
from marsad.domain.conflict import CONFLICT_KINDS, Conflict, Statement
from marsad.newsroom.acts import recorded
from marsad.newsroom.refusal import Refusal
from marsad.pipeline.conflict import find_conflicts
from marsad.pipeline.conflicts.background import Background, background
from marsad.store.models import ConflictRow, Evidence, Person, Promise
from marsad.store.queries import conflicts as read
from marsad.store.queries.readings import reading_of
from marsad.store.record import conflicts as record

# Why the machine was wrong, in the order of the desk's list; they may teach it one day.
DISMISSALS = ("different_things", "revision", "part_of_whole", "forecast", "misread", "other")
_Status = ConflictRow.Status
_AT_ONCE = 10  # promises whose pages are held together in memory
_BACKGROUND = 300  # pages among which it is seen how rare a word is
_ANEW_AFTER = 4  # how rare words are is counted anew when a fourth as many pages have come in as it was counted on
_KEPT_FOR_S = 30 * 24 * 3600


def find(promises: Iterable[Promise]) -> int:
    """Look for conflicts among the documents that bear on each of *promises*; return how many are new.

    What people decided, or noted themselves, stays; what the machine no longer finds goes.
    """
    return sum(_find(batch) for batch in _batches(promises))


def _batches(promises: Iterable[Promise]) -> Iterator[list[Promise]]:
    source = iter(promises)
    while batch := list(islice(source, _AT_ONCE)):
        yield batch


def _find(promises: list[Promise]) -> int:
    bearing = {promise.pk: {str(row.pk): row for row in read.bearing_documents(promise)} for promise in promises}
    together = {key: row for documents in bearing.values() for key, row in documents.items()}
    if not together:
        return 0
    found = find_conflicts((reading_of(row) for row in together.values()), _other_news())
    new = 0
    for promise in promises:
        documents = bearing[promise.pk]
        own = [one for one in found if one.a in documents and one.b in documents]
        new += record.keep_found(promise, own, documents, version=__version__, at=timezone.now())
    return new


def _other_news() -> Background:
    """Return how rare words are in the news that came in last: counted once and kept until much more has come in.

    Among the pages of one promise its own words are on every page and tell nothing.
    """
    newest = read.newest_document()
    kept = cache.get(_kept_as())
    if kept is not None and 0 <= newest - kept[0] <= kept[1].pages // _ANEW_AFTER:
        counted: Background = kept[1]
        return counted
    counted = background(reading_of(row) for row in read.newest_documents(_BACKGROUND))
    cache.set(_kept_as(), (newest, counted), timeout=_KEPT_FOR_S)
    return counted


def _kept_as() -> str:
    return f"conflicts-background-{__version__}"


def find_among_evidence(promise: Promise) -> int:
    """Look for conflicts among the accepted evidence of *promise* alone, as after an acceptance; return how many are new."""
    documents = {str(document.pk): document for document in read.bearing_documents(promise, only_evidence=True)}
    found = find_conflicts((reading_of(document) for document in documents.values()), _other_news())
    now = timezone.now()
    return sum(record.keep_conflict(promise, one, documents, version=__version__, at=now)[1] for one in found)


def _check_open(row: ConflictRow) -> None:
    if row.status not in {_Status.OPEN, _Status.EXPLAINED}:
        name = row.decided_by.public_name if row.decided_by else ""
        raise Refusal(
            "", f"سبق أن بتّ {name} في هذا التضارب؛ حدّث الصفحة.", f"{name} has already decided this conflict; reload the page."
        )


def _check_editor(person: Person) -> None:
    if not person.is_editor:
        raise Refusal("", "ما يُنشر للقراء شأن المحررين.", "What readers are told is the editors' to decide.")


@recorded("conflict.note")
@transaction.atomic
def note(key: str, person: Person, *, left: int, right: int, kind: str, reason_ar: str, reason_en: str = "") -> ConflictRow:
    """Note that two pieces of evidence accepted on the promise *key* conflict; raise Refusal where that cannot be.

    Noted twice, it stays as it was.
    """
    _check_editor(person)
    standing = {one.pk: one for one in read.quoted_evidence(key)}
    for field, chosen in (("left", left), ("right", right)):
        if chosen not in standing:
            raise Refusal(
                field,
                "هذا الدليل لم يعد قائما على الوعد؛ حدّث الصفحة.",
                "This evidence no longer stands on the promise; reload the page.",
            )
    if left == right:
        raise Refusal("right", "اختر دليلين مختلفين.", "Choose two different pieces of evidence.")
    if kind not in CONFLICT_KINDS:
        raise Refusal("kind", "اختر ما يختلفان فيه.", "Choose what they differ on.")
    if not reason_ar.strip():
        raise Refusal("reason_ar", "قل في جملة لماذا لا يصحان معا.", "Say in a sentence why both cannot hold.")
    one, other = standing[left], standing[right]
    reason_ar, reason_en = reason_ar.strip(), reason_en.strip() or reason_ar.strip()
    conflict = Conflict(_statement(one), _statement(other), kind, reason_ar, reason_en, score=1.0)
    documents = {str(side.document.pk): side.document for side in (one, other) if side.document}
    return record.keep_conflict(one.promise, conflict, documents, version=record.BY_A_PERSON, at=timezone.now())[0]


def _statement(evidence: Evidence) -> Statement:
    """Return the words of *evidence*, which are in dispute as a whole."""
    return Statement(str(evidence.document_id), evidence.start, evidence.end, evidence.start, evidence.end)


@recorded("conflict.explain")
@transaction.atomic
def explain(conflict_id: int, person: Person, *, explanation_ar: str, explanation_en: str = "") -> ConflictRow:
    """Publish a conflict with its explanation, or a new wording of it; raise Refusal where it cannot be."""
    _check_editor(person)
    row = record.lock_conflict(conflict_id)
    _check_open(row)
    if not explanation_ar.strip():
        raise Refusal("explanation_ar", "اشرح للقراء ما تختلف فيه المصادر.", "Tell readers what the sources differ on.")
    if not read.is_publishable(row):
        raise Refusal(
            "",
            "لا يُنشر تضارب إلا بين صفحتين قُبلتا دليلا على وعد منشور؛ اقبلهما أولا.",
            "Readers are shown only pages that were accepted as evidence on a published promise: accept both first.",
        )
    record.explain(row, ar=explanation_ar.strip(), en=explanation_en.strip(), person=person, at=timezone.now())
    return row


@recorded("conflict.resolve")
@transaction.atomic
def resolve(conflict_id: int, person: Person, *, note: str) -> ConflictRow:
    """Close a conflict that is settled, saying how; raise Refusal where it cannot be."""
    _check_editor(person)
    row = record.lock_conflict(conflict_id)
    _check_open(row)
    if not note.strip():
        raise Refusal("note", "قل كيف حُسم.", "Say how it was settled.")
    record.close(row, _Status.RESOLVED, note=note.strip(), person=person, at=timezone.now())
    return row


@recorded("conflict.dismiss")
@transaction.atomic
def dismiss(conflict_id: int, person: Person, *, reason: str, note: str = "") -> ConflictRow:
    """Close what is no conflict, for one of DISMISSALS ("other" with a note); raise Refusal where it cannot be."""
    if reason not in DISMISSALS:
        raise Refusal("reason", "اختر لماذا لا تضارب.", "Choose why it is no conflict.")
    if reason == "other" and not note.strip():
        raise Refusal("note", "اكتب السبب في كلمات.", "Say the reason in words.")
    row = record.lock_conflict(conflict_id)
    _check_open(row)
    if row.status == _Status.EXPLAINED:
        _check_editor(person)
    record.close(row, _Status.DISMISSED, note=f"{reason}: {note.strip()}".strip(": "), person=person, at=timezone.now())
    return row


@recorded("conflict.reopen")
@transaction.atomic
def reopen(conflict_id: int, person: Person) -> ConflictRow:
    """Take a decision back; raise Refusal where there is none, or it was another's and the person is no editor."""
    row = record.lock_conflict(conflict_id)
    if row.status == _Status.OPEN:
        raise Refusal("", "لا قرار يُتراجع عنه.", "There is no decision to take back.")
    if row.status == _Status.EXPLAINED:
        _check_editor(person)
    if row.decided_by_id != person.pk and not person.is_editor:
        raise Refusal("", "يتراجع عن القرار من اتخذه، أو محرر.", "A decision is taken back by whoever took it, or by an editor.")
    record.reopen(row, person=person, at=timezone.now())
    return row


def reopen_last(person: Person) -> ConflictRow | None:
    """Take this person's latest decision on a conflict back and return it, or None where there is none."""
    latest = read.last_closed(person)
    return None if latest is None else reopen(latest.pk, person)
