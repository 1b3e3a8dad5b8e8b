"""Read conflicts for the newsroom and the desk: the documents to look among, the list, and one conflict's page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from marsad.store.models import Candidate, ConflictRow, Document, Evidence, Person, Promise, Snapshot

MOST_DOCUMENTS = 150  # of one promise: its evidence first, then the best candidates; conflicts are looked for among so many
SHOWN = 200


@dataclass(frozen=True, slots=True)
class ConflictFilters:
    """What the desk's list is asked for: keys, or "" for any."""

    promise: str = ""
    kind: str = ""
    status: str = ConflictRow.Status.OPEN


@dataclass(frozen=True, slots=True)
class Side:
    """One of two statements: the quote with the words in dispute in its middle, and where it stands."""

    before: str
    words: str
    after: str
    document: Document
    snapshot: Snapshot | None
    candidate: Candidate | None = None
    is_evidence: bool = False


@dataclass(frozen=True, slots=True)
class ConflictPage:
    """All that the desk needs to decide on one conflict. *is_publishable*: both pages are evidence of a published promise."""

    row: ConflictRow
    sides: tuple[Side, ...]
    is_publishable: bool
    following: int | None
    preceding: int | None


def bearing_documents(promise: Promise, *, only_evidence: bool = False) -> list[Document]:
    """Return the documents that bear on *promise*: its accepted evidence, and unless *only_evidence* its open candidates.

    Candidates that are shown but not suggested are left out: two such pages mostly dispute about something else.
    An observatory's own pages are left out: they tell what others said.
    """
    accepted = Evidence.objects.filter(promise=promise, withdrawn_at__isnull=True, document__isnull=False)
    wanted = list(dict.fromkeys(accepted.order_by("-accepted_at").values_list("document_id", flat=True)))
    if not only_evidence:
        still_open = [Candidate.Status.WAITING, Candidate.Status.DEFERRED]
        waiting = Candidate.objects.filter(promise=promise, status__in=still_open, is_suggested=True).order_by("-score", "pk")
        wanted = list(dict.fromkeys([*wanted, *waiting.values_list("document_id", flat=True)[:MOST_DOCUMENTS]]))
    return list(_read_whole().filter(pk__in=wanted[:MOST_DOCUMENTS]))


def newest_documents(number: int) -> list[Document]:
    """Return the *number* documents that came in last."""
    return list(_read_whole().order_by("-pk")[:number])


def newest_document() -> int:
    """Return the number of the document that came in last, 0 where there is none."""
    return Document.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _read_whole() -> QuerySet[Document]:
    rows = Document.objects.exclude(reader_version="import").select_related("outlet")
    return rows.prefetch_related("claims").order_by("pk")


def promises_of(document_ids: Iterable[int]) -> list[Promise]:
    """Return the promises that these documents bear on or may."""
    ids = list(document_ids)
    asked = Candidate.objects.filter(document_id__in=ids, promise=OuterRef("pk")).exclude(status=Candidate.Status.REJECTED)
    return list(Promise.objects.everything().filter(Exists(asked)).order_by("key"))


def promises_with_evidence() -> list[Promise]:
    """Return the promises on which two pages or more stand as accepted evidence, by title."""
    standing = Count("evidence__document", distinct=True, filter=Q(evidence__withdrawn_at__isnull=True))
    return list(Promise.objects.everything().annotate(standing=standing).filter(standing__gte=2).order_by("key"))


def quoted_evidence(key: str) -> list[Evidence]:
    """Return the evidence that stands on the promise *key* with the words of a page, newest first."""
    rows = Evidence.objects.filter(promise__key=key, withdrawn_at__isnull=True, document__isnull=False, end__gt=F("start"))
    return list(rows.select_related("document__outlet", "promise").defer("document__text").order_by("-accepted_at", "-pk"))


def standing_evidence(row: ConflictRow) -> set[int]:
    """Return which of the conflict's documents stand as accepted evidence of its promise."""
    rows = Evidence.objects.filter(promise=row.promise_id, document__in=[row.left_id, row.right_id], withdrawn_at__isnull=True)
    return set(rows.values_list("document_id", flat=True))


def is_publishable(row: ConflictRow) -> bool:
    """Return whether readers may be told of the conflict: both documents are evidence, and the promise is published."""
    return row.promise.is_published and standing_evidence(row) >= {row.left_id, row.right_id}


def is_quoted_to_readers(evidence: Evidence) -> bool:
    """Return whether the document of *evidence* is quoted in an explained conflict of its promise."""
    rows = ConflictRow.objects.filter(promise=evidence.promise_id, status=ConflictRow.Status.EXPLAINED)
    return rows.filter(Q(left=evidence.document_id) | Q(right=evidence.document_id)).exists()


def _on_the_desk() -> QuerySet[ConflictRow]:
    """Return the conflicts, without those that are open and hang on a page which the desk rejected for their promise."""
    rejected = Candidate.objects.filter(
        Q(document=OuterRef("left")) | Q(document=OuterRef("right")),
        promise=OuterRef("promise"),
        status=Candidate.Status.REJECTED,
    )
    return ConflictRow.objects.exclude(Q(status=ConflictRow.Status.OPEN) & Exists(rejected))


def open_count() -> int:
    """Return how many conflicts are open."""
    return _on_the_desk().filter(status=ConflictRow.Status.OPEN).count()


def list_conflicts(asked: ConflictFilters) -> tuple[ConflictRow, ...]:
    """Return the conflicts asked for, the most telling first."""
    rows = _on_the_desk()
    if asked.promise:
        rows = rows.filter(promise__key=asked.promise)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.status:
        rows = rows.filter(status=asked.status)
    related = ("promise", "left__outlet", "right__outlet", "decided_by")
    return tuple(rows.select_related(*related).defer("left__text", "right__text").order_by("-score", "pk")[:SHOWN])


def conflict_counts() -> dict[str, int]:
    """Return how many conflicts stand in each state."""
    counted = _on_the_desk().order_by().values_list("status").annotate(Count("pk"))
    return dict.fromkeys(ConflictRow.Status.values, 0) | dict(counted)


def promises_in_conflict() -> tuple[Promise, ...]:
    """Return the promises that have conflicts."""
    here = _on_the_desk().filter(promise=OuterRef("pk"))
    return tuple(Promise.objects.everything().filter(Exists(here)).defer("text_ar", "text_en", "search_key").order_by("title_ar"))


def find_conflict(conflict_id: int) -> ConflictPage:
    """Return one conflict as the desk shows it; raise ConflictRow.DoesNotExist."""
    related = ("promise__government", "left__outlet", "right__outlet", "left_snapshot", "right_snapshot", "decided_by")
    row = ConflictRow.objects.select_related(*related).get(pk=conflict_id)
    evidence = standing_evidence(row)
    candidates = {
        one.document_id: one for one in Candidate.objects.filter(promise=row.promise_id, document__in=[row.left_id, row.right_id])
    }
    sides = tuple(
        Side(*cut, document, snapshot, candidates.get(document.pk), document.pk in evidence)
        for cut, document, snapshot in (
            (row.left_cut, row.left, row.left_snapshot),
            (row.right_cut, row.right, row.right_snapshot),
        )
    )
    beside = _on_the_desk().filter(status=ConflictRow.Status.OPEN).exclude(pk=row.pk)
    after = Q(score__lt=row.score) | Q(score=row.score, pk__gt=row.pk)
    before = Q(score__gt=row.score) | Q(score=row.score, pk__lt=row.pk)
    return ConflictPage(
        row,
        sides,
        row.promise.is_published and evidence >= {row.left_id, row.right_id},
        beside.filter(after).order_by("-score", "pk").values_list("pk", flat=True).first(),
        beside.filter(before).order_by("score", "-pk").values_list("pk", flat=True).first(),
    )


def disputed_by(candidate: Candidate) -> tuple[tuple[ConflictRow, Document], ...]:
    """Return the open and explained conflicts in which the candidate's document stands on its promise, each with the other."""
    rows = _on_the_desk().filter(
        Q(left=candidate.document_id) | Q(right=candidate.document_id),
        promise=candidate.promise_id,
        status__in=[ConflictRow.Status.OPEN, ConflictRow.Status.EXPLAINED],
    )
    found = rows.select_related("left__outlet", "right__outlet").defer("left__text", "right__text").order_by("-score", "pk")
    return tuple((row, row.right if row.left_id == candidate.document_id else row.left) for row in found)


def last_closed(person: Person) -> ConflictRow | None:
    """Return the conflict that *person* decided last, None where there is none."""
    return ConflictRow.objects.filter(decided_by=person).order_by("-decided_at", "-pk").first()
