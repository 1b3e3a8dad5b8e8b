"""What the public reads of an archived page: where and when it was fetched, its text with the quotes marked. Never its HTML."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from marsad.store.models import Document, Evidence, Snapshot
from marsad.store.queries.passages import Segment, find_quote, mark_paragraphs
from marsad.store.queries.proofs import evidence_known


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """A snapshot behind published evidence, and its document's paragraphs with every published quote marked."""

    snapshot: Snapshot
    document: Document
    paragraphs: tuple[tuple[Segment, ...], ...]
    evidence: tuple[Evidence, ...]


def public_evidence(document: Document, known_on: dt.date | None = None) -> tuple[Evidence, ...]:
    """Return the evidence of *document* that a published verdict of a published promise rests on, today or on a past day."""
    rows = evidence_known(known_on).filter(document=document).select_related("promise")
    return tuple(rows.order_by("start", "pk"))


def read_archived_page(snapshot_id: int, known_on: dt.date | None = None) -> ArchivedPage | None:
    """Return the snapshot numbered *snapshot_id*, or None unless its document backs published evidence."""
    snapshot = Snapshot.objects.filter(pk=snapshot_id).select_related("document", "document__outlet").first()
    if snapshot is None or snapshot.document is None:
        return None
    document = snapshot.document
    evidence = public_evidence(document, known_on)
    if not evidence:
        return None
    spans = ((find_quote(document.text, item.quote, item.start, item.end), item.pk) for item in evidence)
    quotes = [(span[0], span[1], number) for span, number in spans if span is not None]
    return ArchivedPage(snapshot, document, mark_paragraphs(document.text, quotes), evidence)
