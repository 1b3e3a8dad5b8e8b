"""Take pages into the record: keep their bytes, read them, lay what bears on a promise on the desk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.utils import timezone

from marsad.domain.outlet_reader import OutletReader
from marsad.domain.reading import Failure, Page, Reading
from marsad.engines.carry import once
from marsad.engines.choose import engine
from marsad.gather.archive import Archive, Kept, file_page
from marsad.gather.fetch import Fetched
from marsad.gather.outlets import load_readers
from marsad.newsroom import disputes, milestones, series
from marsad.newsroom.encoder_choice import encoder_in_use, vector_place
from marsad.newsroom.index import index_documents
from marsad.newsroom.model_choice import matcher_version, models_in_use
from marsad.newsroom.stories import gather_stories
from marsad.pipeline.match import at_desk
from marsad.pipeline.page.metadata import host_of
from marsad.pipeline.road import build_road
from marsad.pipeline.tools import road_tools
from marsad.store.models import Document, Outlet, Snapshot
from marsad.store.queries.conflicts import promises_of
from marsad.store.queries.newsroom import outlets_by_host, promise_texts, promises_by_key
from marsad.store.record import pages as record

BATCH = 64
_TRACKERS = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "igshid")


@dataclass(frozen=True, slots=True)
class Incoming:
    """A page on its way in: as the road takes it, and as it was fetched where it was."""

    page: Page
    fetched: Fetched | None = None


@dataclass(slots=True)
class Summary:
    """What came of an ingest, counted as it goes."""

    pages: int = 0
    new_documents: int = 0
    snapshots: int = 0
    candidates: int = 0
    suggested: int = 0
    failures: list[Failure] = field(default_factory=list)

    def __iadd__(self, other: Summary) -> Summary:
        """Count *other* in."""
        for name in ("pages", "new_documents", "snapshots", "candidates", "suggested"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.failures += other.failures
        return self


def document_key(url: str | None, sha256: str) -> str:
    """Return what stays the same across snapshots of a page: its address without trackers, else the digest of its bytes."""
    if not url:
        return f"sha256:{sha256}"
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:  # a row or a page's own tag may give anything as its address
        return url
    # Names without a value are kept: "?12345" is all that tells some outlets' pages apart.
    asked = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode([(name, value) for name, value in asked if not name.lower().startswith(_TRACKERS)])
    return urlunsplit(("https", host, parts.path.rstrip("/") or "/", query, ""))


def ingest(
    rows: Iterable[Incoming | Failure],
    *,
    engine_name: str = "inline",
    progress: Callable[[Summary], None] | None = None,
    readers: Sequence[OutletReader] | None = None,
) -> Summary:
    """Keep, read and match *rows*; return what came of it. What cannot be read is recorded as a failure, the rest goes on.

    *readers* are the outlets' own; without them, those of the outlets that ship with Marsad. Raises ValueError for an unknown
    engine, and for a gazetteer or an outlet with a mistake in it; ToolError where the encoder works no longer.
    """
    run = engine(engine_name)
    promises, hosts, summary = promises_by_key(), outlets_by_host(), Summary()
    texts = promise_texts()
    road = build_road(with_matching=bool(texts))
    models = models_in_use()
    own = load_readers(settings.DATA_FILES / "outlets") if readers is None else readers
    classifier = settings.OPERATOR.classifier
    made = road_tools(
        texts,
        own,
        settings.OWN_NAMES,
        encoder_in_use().name,
        vector_place(),
        models.matching,
        classifier=classifier,
        stances=models.stances,
    )
    tools = once(made)
    version = " ".join(f"{step.name}-{step.version}" for step in road)
    archive = Archive(settings.ARCHIVE_ROOT, now=timezone.now)
    touched: list[int] = []
    for batch in _batches(rows, BATCH):
        snapshots = _keep(archive, [row for row in batch if isinstance(row, Incoming)])
        for row in batch:
            if isinstance(row, Failure):
                _fail(row, summary)
        pages = [replace(row.page, id=str(snapshot.pk)) for row, snapshot in snapshots]
        known = {str(snapshot.pk): (row.page, snapshot) for row, snapshot in snapshots}
        begun: set[int] = set()
        for result in run(road, pages, tools):
            number, _mark, part = (result.page_id if isinstance(result, Failure) else result.id).partition("#")
            page, snapshot = known[number]
            # A channel's page gives many readings, each with a snapshot to stand on: the same bytes, kept once.
            if snapshot.pk in begun:
                snapshot = _same_bytes(snapshot)
            else:
                summary.pages += 1
                summary.snapshots += 1
                begun.add(snapshot.pk)
                if part:
                    record.close_failures(page.url or page.id)
            page = _part_of(page, part)
            if isinstance(result, Failure):
                _fail(replace(result, page_id=page.url or page.id), summary)
            else:
                document = _save(result, page, snapshot, summary, hosts=hosts, version=version)
                laid = at_desk(result.matches, models.matching)
                waiting = record.save_candidates(document, laid, promises, version=matcher_version(models.matching))
                summary.candidates += len(waiting)
                summary.suggested += sum(match.is_suggested for match in waiting)
                touched.append(document.pk)
        if progress:
            progress(summary)
    gather_stories(touched)
    bearing = promises_of(touched)
    disputes.find(bearing)
    series.find(bearing)
    milestones.find(bearing)
    index_documents(set(touched))
    return summary


def _batches(rows: Iterable[Incoming | Failure], size: int) -> Iterator[list[Incoming | Failure]]:
    source = iter(rows)
    while batch := list(islice(source, size)):
        yield batch


def _keep(archive: Archive, rows: list[Incoming]) -> list[tuple[Incoming, Snapshot]]:
    now = timezone.now()
    kept = archive.keep_all(row.fetched or file_page(row.page, now) for row in rows)
    return [(row, _snapshot(row, place, now)) for row, place in zip(rows, kept, strict=True)]


def _snapshot(row: Incoming, place: Kept, now: dt.datetime) -> Snapshot:
    source = file_page(row.page, now)
    body, media = (row.fetched.body, row.fetched.header("content-type")) if row.fetched else (source.body, source.content_type)
    where = record.Place(place.path, place.offset, place.length, place.sha256, len(body), media)
    moment, status = (row.fetched.fetched_at, row.fetched.status) if row.fetched else (now, 200)
    return record.save_snapshot(where, url=row.page.url or "", fetched_at=moment, status=status)


def _same_bytes(snapshot: Snapshot) -> Snapshot:
    """Record *snapshot* once more for another document that its page holds."""
    where = record.Place(
        snapshot.archive_file,
        snapshot.archive_offset,
        snapshot.archive_length,
        snapshot.sha256,
        snapshot.size,
        snapshot.media_type,
    )
    return record.save_snapshot(where, url=snapshot.url, fetched_at=snapshot.fetched_at, status=snapshot.status)


def _part_of(page: Page, part: str) -> Page:
    """Return *page* under the name of its *part*, so that the failure of one message is not that of another."""
    return replace(page, id=f"{page.id}#{part}", url=f"{page.url}#{part}" if page.url else None) if part else page


def _save(
    reading: Reading, page: Page, snapshot: Snapshot, summary: Summary, *, hosts: dict[str, Outlet], version: str
) -> Document:
    key = document_key(reading.url, snapshot.sha256)
    document, is_new = record.save_reading(
        reading,
        snapshot,
        key=key,
        page_id=page.id,
        outlet=hosts.get(host_of(reading.url) or ""),
        version=version,
        at=timezone.now(),
    )
    record.close_failures(page.url or page.id)
    summary.new_documents += is_new
    return document


def _fail(failure: Failure, summary: Summary) -> None:
    record.save_failure(failure, at=timezone.now())
    summary.failures.append(failure)
