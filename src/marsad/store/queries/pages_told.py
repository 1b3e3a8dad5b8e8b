"""The pages behind what readers are told of a promise: who carried them, whether they stand as evidence, where they are kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from marsad.domain.origins import Carrier
from marsad.store.models import Document, Evidence, Promise, Snapshot
from marsad.store.queries.compiled import compiled_once
from marsad.store.queries.proofs import evidence_known
from marsad.store.queries.sources import carriers_among, carriers_of, with_carriers


@dataclass(frozen=True, slots=True)
class PagesTold:
    """Documents by number. *carried*: who carried each story, the earliest first; *names*: what readers call the outlet.

    *here* are those that stand as evidence on the promise, *anywhere* those that do on any. *newest* numbers the last archived
    page of each, *opened* those that readers may open, by document and SHA-256.
    """

    carried: Mapping[int, tuple[Carrier, ...]] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    here: frozenset[int] = frozenset()
    anywhere: frozenset[int] = frozenset()
    newest: Mapping[int | None, int] = field(default_factory=dict)
    opened: Mapping[tuple[int | None, str], int] = field(default_factory=dict)


@compiled_once
def _documents(wanted: Collection[int], stories: Collection[int], promise_id: int, on: dt.date | None) -> QuerySet[Document, Any]:
    """Return the documents *wanted* and all of *stories*, each with what readers may know of it."""
    standing = Evidence.objects.filter(document=OuterRef("pk"), withdrawn_at__isnull=True)
    return with_carriers(Document.objects.filter(Q(pk__in=wanted) | Q(story__in=stories))).annotate(
        stands_here=Exists(standing.filter(promise=promise_id)),
        stands_anywhere=Exists(standing),
        is_open=Exists(evidence_known(on).filter(document=OuterRef("pk"))),
    )


@compiled_once
def _archived(documents: Collection[int]) -> QuerySet[Snapshot, tuple[int, str, int]]:
    """Return the archived pages of *documents*, the oldest first: document, SHA-256 and number."""
    return Snapshot.objects.filter(document__in=documents).order_by("fetched_at", "pk").values_list("document", "sha256", "pk")


def read_pages(
    promise: Promise,
    told: Collection[int],
    known_on: dt.date | None = None,
    *,
    quoted: Iterable[int] = (),
    stories: Iterable[int] = (),
) -> PagesTold:
    """Return what is known of the documents *told* of, where those and the *quoted* are kept, and who carried *stories*.

    Today, or on the day *known_on*; two queries however many.
    """
    wanted, carried, kept = set(told), set(stories), {*told, *quoted}
    archived = _archived(kept) if kept else ()
    newest: dict[int | None, int] = {document: pk for document, _, pk in archived}
    if not wanted:
        return PagesTold(carriers_of(carried) if carried else {}, newest=newest)
    found = _documents(kept, carried, promise.pk, known_on)
    is_open = {row.pk for row in found if row.is_open}
    return PagesTold(
        carriers_among(row for row in found if row.story_id in carried),
        {row.pk: row.source_name for row in found},
        frozenset(row.pk for row in found if row.stands_here),
        frozenset(row.pk for row in found if row.stands_anywhere),
        newest,
        {(document, sha256): pk for document, sha256, pk in archived if document in is_open},
    )
