"""Record snapshots, the documents read from them, what they claim, and what could not be read."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from marsad.domain.reading import Failure, Match, Reading
from marsad.pipeline.page.published import iso_day
from marsad.store.fit import fit, fit_json, fit_name
from marsad.store.models import Candidate, ClaimRow, Document, FailureRow, Outlet, Promise, Snapshot, Story
from marsad.store.models.review import BY_A_PERSON, VERSION_LETTERS
from marsad.store.record.leads import hold_stories_of, settle
from marsad.store.record.ledger import BY_THE_MACHINE, append_entry, hold_tail
from marsad.store.record.sealing import SealedError, is_sealed

_STORIES_LOCK = 0x6D617274  # beside the ledger's; the number has no meaning beyond being ours


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
        url=fit(url, 1000),
        fetched_at=fetched_at,
        status=status,
        media_type=fit(place.media_type, 120),
        sha256=place.sha256,
        size=place.size,
        archive_file=place.archive_file,
        archive_offset=place.archive_offset,
        archive_length=place.archive_length,
    )


def save_reading(
    reading: Reading, snapshot: Snapshot, *, key: str, page_id: str, outlet: Outlet | None, version: str, at: dt.datetime
) -> tuple[Document, bool]:
    """Record what was read in *snapshot*, as a new document or newer text of that under *key*; return it and whether it is new.

    Text that a database cannot hold is mended letter for letter, so that spans stay right; a day of publication that is
    none is left out. Newer text of a document that readers see gets its entry in the ledger.
    """
    values = _values(reading, page_id=page_id, outlet=outlet, version=version, at=at)
    try:
        return _save_reading(reading, snapshot, fit_name(key, 1000), values, is_held=False)
    except SealedError:
        return _save_reading(reading, snapshot, fit_name(key, 1000), values, is_held=True)


def _values(reading: Reading, *, page_id: str, outlet: Outlet | None, version: str, at: dt.datetime) -> dict[str, object]:
    return {
        "page_id": fit_name(page_id, 300),
        "url": fit(reading.url or "", 1000),
        "title": fit(reading.title or "", 500),
        "text": fit(reading.text),
        "published_on": _day(reading.published),
        "outlet": outlet,
        "outlet_name": fit(reading.outlet or "", 200),
        "language": reading.language[:8],
        "agencies": fit_json(list(reading.agencies)),
        "dates": fit_json([asdict(mention) for mention in reading.dates]),
        "amounts": fit_json([asdict(mention) for mention in reading.amounts]),
        "names": fit_json([asdict(mention) for mention in reading.names]),
        "reader_version": version[:80],
        "read_at": at,
    }


@transaction.atomic
def _save_reading(
    reading: Reading, snapshot: Snapshot, key: str, values: Mapping[str, Any], *, is_held: bool
) -> tuple[Document, bool]:
    if is_held:  # whoever holds the tail may wait for a document, and so nobody waits for the tail with a document in hand
        hold_tail()
    hold_stories(alone=False)
    document, is_new = Document.objects.select_for_update(no_key=True).filter(key=key).first(), False
    if document is None:  # or another process is at the same page: one of the two makes the row, the other waits for it
        story = Story.objects.get_or_create(key=snapshot.sha256)[0]
        document, is_new = Document.objects.select_for_update(no_key=True).get_or_create(
            key=key, defaults={**values, "story": story}
        )
    is_seen = not is_new and is_sealed(document)
    if is_seen and not is_held:
        raise SealedError(f"document {document.pk}")
    if not is_new:
        for name, value in values.items():
            setattr(document, name, value)
        document.save()
    Snapshot.objects.filter(pk=snapshot.pk).update(document=document)
    if is_seen:
        payload = {
            "document": document.pk,
            "outlet": document.source_name,
            "said_on": document.published_on.isoformat() if document.published_on else None,
            "snapshot_sha256": snapshot.sha256,
            "text_sha256": hashlib.sha256(document.text.encode()).hexdigest(),
            "title": document.title,
            "url": document.url,
        }
        append_entry("document.reread", payload, actor=BY_THE_MACHINE, at=document.read_at, rows=[document, snapshot])
    document.claims.all().delete()
    ClaimRow.objects.bulk_create(
        ClaimRow(
            document=document,
            start=claim.start,
            end=claim.end,
            speaker=fit(claim.speaker or "", 300),
            verb=fit(claim.verb, 60),
            is_quoted=claim.is_quoted,
            is_anonymous=claim.is_anonymous,
            via=fit_json(list(claim.via)),
            source_kind=claim.source_kind,
            speaker_id=claim.speaker_id[:120],
        )
        for claim in reading.claims
    )
    return document, is_new


def _day(published: str | None) -> dt.date | None:
    day = iso_day(published or "")
    return dt.date.fromisoformat(day) if day else None


@transaction.atomic
def save_candidates(
    document: Document, matches: tuple[Match, ...], promises: Mapping[str, Promise], *, version: str
) -> tuple[Match, ...]:
    """Record the machine's proposals for *document*; what people decided stays as it is. Return those that now wait."""
    story_id = Document.objects.values_list("story_id", flat=True).get(pk=document.pk)
    hold_stories_of([story_id])
    decided = set(document.candidates.exclude(status=Candidate.Status.WAITING).values_list("promise_id", flat=True))
    document.candidates.filter(status=Candidate.Status.WAITING).exclude(
        promise_id__in=[promises[match.promise_id].pk for match in matches]
    ).delete()
    waiting = tuple(match for match in matches if promises[match.promise_id].pk not in decided)
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
                "reasons": fit_json(match.reasons),
                "matcher_version": fit(version, VERSION_LETTERS),
                "quote_start": match.quote_start,
                "quote_end": match.quote_end,
                "chances": fit_json(match.chances),
                "stance_reasons": fit_json(match.stance_reasons),
                "stance_version": fit(match.stance_version, VERSION_LETTERS),
            },
        )
    settle([story_id])
    return waiting


def hold_stories(*, alone: bool) -> None:
    """Hold the stories until the transaction ends: *alone* to tidy them up, else beside others who only add documents.

    Without it a story without documents could be dropped while another process gives it one. SQLite's transactions are
    one at a time already.
    """
    if connection.vendor == "postgresql":
        act = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {act}(%s)", [_STORIES_LOCK])


def save_failure(failure: Failure, *, at: dt.datetime) -> None:
    """Record what could not be read; the same failure again counts up."""
    row, is_new = FailureRow.objects.get_or_create(
        page_id=fit_name(failure.page_id, 1000), step=failure.step, defaults={"reason": fit(failure.reason), "happened_at": at}
    )
    if not is_new:
        FailureRow.objects.filter(pk=row.pk).update(
            reason=fit(failure.reason), happened_at=at, times=F("times") + 1, is_closed=False
        )


def close_failures(page_id: str) -> None:
    """Record that a page which once failed has now been read."""
    FailureRow.objects.filter(page_id=fit_name(page_id, 1000), is_closed=False).update(is_closed=True)


@transaction.atomic
def find_or_add_candidate(document: Document, promise: Promise, *, start: int, end: int, stance: str, rung: str) -> Candidate:
    """Return the candidate that ties *document* to *promise*; where the machine proposed none, one that a person adds."""
    candidate = Candidate.objects.get_or_create(
        document=document,
        promise=promise,
        defaults={
            "score": 1.0,
            "is_suggested": True,
            "start": start,
            "end": end,
            "stance": stance,
            "rung": rung,
            "reasons": [["أضافه راصد", "added by a monitor"]],
            "matcher_version": BY_A_PERSON,
        },
    )[0]
    settle([document.story_id], [promise.pk])
    return candidate
