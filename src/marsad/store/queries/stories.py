"""Read what finding stories needs: documents as they were read, the likes of one, and who stands in a story already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Count, Exists, OuterRef

from marsad.store.models import Document, TextRun

MOST_LIKES = 40  # documents that one is compared with: those that share most
AT_ONCE = 500


def documents_of(document_ids: Iterable[int]) -> list[Document]:
    """Return the documents numbered so, with their stories, by number."""
    found: list[Document] = []
    wanted = sorted(set(document_ids))
    for start in range(0, len(wanted), AT_ONCE):
        rows = Document.objects.filter(pk__in=wanted[start : start + AT_ONCE]).select_related("story")
        found += rows.only("text", "names", "story__key").order_by("pk")
    return found


def likes_of(document_id: int, keys: Sequence[int], least: int) -> list[int]:
    """Return the numbers of the documents that share *least* or more of *keys* with a document, those that share most first."""
    if not keys:
        return []
    rows = TextRun.objects.filter(key__in=keys).exclude(document=document_id).order_by().values("document")
    shared = rows.annotate(times=Count("pk")).filter(times__gte=least).order_by("-times", "document")
    return list(shared.values_list("document", flat=True)[:MOST_LIKES])


def members_of(story_ids: Iterable[int]) -> dict[int, list[int]]:
    """Return the numbers of the documents of each story."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    rows = Document.objects.filter(story__in=set(story_ids)).order_by("pk")
    for pk, story in rows.values_list("pk", "story"):
        found[story].append(pk)
    return dict(found)


def without_runs() -> list[int]:
    """Return the numbers of the documents whose runs of words were never kept, as those of an older release."""
    has_none = ~Exists(TextRun.objects.filter(document=OuterRef("pk")))
    return list(Document.objects.filter(has_none).exclude(text="").order_by("pk").values_list("pk", flat=True))


def document_numbers() -> list[int]:
    """Return the numbers of all documents, the earliest first."""
    return list(Document.objects.order_by("pk").values_list("pk", flat=True))
