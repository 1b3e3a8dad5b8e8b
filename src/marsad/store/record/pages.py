"""Record snapshots, the documents read from them, what they claim, and what could not be read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import F

from marsad.domain.reading import Failure, Match, Reading
from marsad.store.models import Candidate, ClaimRow, Document, FailureRow, Outlet, Promise, Snapshot, Story


@dataclass(frozen=True, slots=True)
class Place:
    """Where a snapshot's bytes lie in the archive, and what they are."""

    archive_file: str
    archive_offset: int
    archive_length: int
    sha256: str
    size: int
    media_type: str


def save_snapshot(place: Place, *, url: str, fetched_at: dt.datetime, status: int = 200) -> Snapshot:
    """Record one page as one fetch returned it."""
    return Snapshot.objects.create(
        url=url[:1000],
        fetched_at=fetched_at,
        status=status,
        media_type=place.media_type[:120],
        sha256=place.sha256,
        size=place.size,
        archive_file=place.archive_file,
        archive_offset=place.archive_offset,
        archive_length=place.archive_length,
    )


@transaction.atomic
def save_reading(
    reading: Reading, snapshot: Snapshot, *, key: str, page_id: str, outlet: Outlet | None, version: str, at: dt.datetime
) -> tuple[Document, bool]:
    """Record what was read in *snapshot*, as a new document or newer text of that under *key*; return it and whether it is new."""
    values = {
        "page_id": page_id[:300],
        "url": (reading.url or "")[:1000],
        "title": (reading.title or "")[:500],
        "text": reading.text,
        "published_on": dt.date.fromisoformat(reading.published[:10]) if reading.published else None,
        "outlet": outlet,
        "outlet_name": (reading.outlet or "")[:200],
        "language": reading.language[:8],
        "agencies": list(reading.agencies),
        "dates": [asdict(mention) for mention in reading.dates],
        "amounts": [asdict(mention) for mention in reading.amounts],
        "reader_version": version[:80],
        "read_at": at,
    }
    document = Document.objects.filter(key=key).first()
    is_new = document is None
    if document is None:
        story, _ = Story.objects.get_or_create(key=snapshot.sha256)
        document = Document.objects.create(key=key, story=story, **values)
    else:
        for name, value in values.items():
            setattr(document, name, value)
        document.save()
    Snapshot.objects.filter(pk=snapshot.pk).update(document=document)
    document.claims.all().delete()
    ClaimRow.objects.bulk_create(
        ClaimRow(
            document=document,
            start=claim.start,
            end=claim.end,
            speaker=(claim.speaker or "")[:300],
            verb=claim.verb[:60],
            is_quoted=claim.is_quoted,
            is_anonymous=claim.is_anonymous,
        )
        for claim in reading.claims
    )
    return document, is_new


@transaction.atomic
def save_candidates(document: Document, matches: tuple[Match, ...], promises: Mapping[str, Promise], *, version: str) -> int:
    """Record the machine's proposals for *document*; what people decided stays as it is. Return how many now wait."""
    decided = set(document.candidates.exclude(status=Candidate.Status.WAITING).values_list("promise_id", flat=True))
    document.candidates.filter(status=Candidate.Status.WAITING).exclude(
        promise_id__in=[promises[match.promise_id].pk for match in matches]
    ).delete()
    waiting = [match for match in matches if promises[match.promise_id].pk not in decided]
    for match in waiting:
        Candidate.objects.update_or_create(
            document=document,
            promise=promises[match.promise_id],
            defaults={
                "score": match.score,
                "is_suggested": match.is_suggested,
                "stance": match.stance,
                "rung": match.rung,
                "start": match.start,
                "end": match.end,
                "reasons": list(match.reasons),
                "matcher_version": version[:80],
            },
        )
    return len(waiting)


@transaction.atomic
def save_stories(stories: Mapping[int, str]) -> None:
    """Record which story each document (by its number) belongs to; stories left without documents go."""
    rows = {key: Story.objects.get_or_create(key=key)[0] for key in sorted(set(stories.values()))}
    changed = []
    for document in Document.objects.filter(pk__in=stories).select_related("story"):
        if document.story.key != stories[document.pk]:
            document.story = rows[stories[document.pk]]
            changed.append(document)
    Document.objects.bulk_update(changed, ["story"], batch_size=500)
    Story.objects.filter(documents__isnull=True).delete()


def save_failure(failure: Failure, *, at: dt.datetime) -> None:
    """Record what could not be read; the same failure again counts up."""
    row, is_new = FailureRow.objects.get_or_create(
        page_id=failure.page_id[:1000], step=failure.step, defaults={"reason": failure.reason, "happened_at": at}
    )
    if not is_new:
        FailureRow.objects.filter(pk=row.pk).update(reason=failure.reason, happened_at=at, times=F("times") + 1, is_closed=False)


def close_failures(page_id: str) -> None:
    """Record that a page which once failed has now been read."""
    FailureRow.objects.filter(page_id=page_id[:1000], is_closed=False).update(is_closed=True)


def find_or_add_candidate(document: Document, promise: Promise, *, start: int, end: int, stance: str, rung: str) -> Candidate:
    """Return the candidate that ties *document* to *promise*; where the machine proposed none, one that a person adds."""
    return Candidate.objects.get_or_create(
        document=document,
        promise=promise,
        defaults={
            "score": 1.0,
            "is_suggested": True,
            "start": start,
            "end": end,
            "stance": stance,
            "rung": rung,
            "reasons": ["أضافه راصد"],
            "matcher_version": "person",
        },
    )[0]
