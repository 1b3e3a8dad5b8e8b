"""What the public reads of an archived page: where and when it was fetched, its text with the quotes marked. Never its HTML."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.store.models import Document, Evidence, Snapshot
from marsad.store.queries.passages import Segment, find_quote, mark_paragraphs
from marsad.store.queries.public import PUBLIC


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """A snapshot behind published evidence, and its document's paragraphs with every published quote marked."""

    snapshot: Snapshot
    document: Document
    paragraphs: tuple[tuple[Segment, ...], ...]
    evidence: tuple[Evidence, ...]


def public_evidence(document: Document) -> tuple[Evidence, ...]:
    """Return the evidence of *document* that a published verdict of a published promise rests on."""
    rows = document.evidence.filter(
        withdrawn_at__isnull=True, promise__is_published=True, assessments__status__in=PUBLIC
    ).select_related("promise")
    return tuple(rows.distinct().order_by("start", "pk"))


def read_archived_page(snapshot_id: int) -> ArchivedPage | None:
    """Return the snapshot numbered *snapshot_id*, or None unless its document backs published evidence."""
    snapshot = Snapshot.objects.filter(pk=snapshot_id).select_related("document", "document__outlet").first()
    if snapshot is None or snapshot.document is None:
        return None
    document = snapshot.document
    evidence = public_evidence(document)
    if not evidence:
        return None
    spans = ((find_quote(document.text, item.quote, item.start, item.end), item.pk) for item in evidence)
    quotes = [(span[0], span[1], number) for span, number in spans if span is not None]
    return ArchivedPage(snapshot, document, mark_paragraphs(document.text, quotes), evidence)
