"""Read an observatory's own pages into promises with their dated history; its ratings wait for a second person like any other."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from marsad.domain.edtf import first_day, last_day
from marsad.domain.reading import Failure, Page, Reading
from marsad.domain.rules import Finding
from marsad.engines.choose import engine
from marsad.gather.archive import Archive, file_page
from marsad.newsroom.ingest import document_key
from marsad.newsroom.publish import examine_assessment
from marsad.newsroom.refusal import Refusal
from marsad.pipeline.matching.stance import rung
from marsad.pipeline.observatory import Found, ObservatoryPageError, PromisePage, Rating, read_promise_page
from marsad.pipeline.road import build_road
from marsad.pipeline.tools import road_tools
from marsad.store.fit import fit
from marsad.store.models import Assessment, Document, Government, Promise, Sector, Snapshot
from marsad.store.queries.newsroom import current_codebook, read_codebook
from marsad.store.record import assessments as assessment_record
from marsad.store.record import importing as record
from marsad.store.record import pages as page_record
from marsad.store.record import programme
from marsad.store.record.people import importer
from marsad.text.fold import fold
from marsad.text.tokens import tokens


@dataclass(frozen=True, slots=True)
class Imported:
    """A promise that was imported: its proposals, each with what the rules find in it, and whether it was known before."""

    promise: Promise
    ratings: tuple[tuple[Assessment, Sequence[Finding]], ...]
    findings: int
    has_appeal: bool
    is_new: bool


def import_page(page: Page, *, government: str | None = None, today: dt.date | None = None) -> Imported | Failure:
    """Record the promise that *page* tells of, or the failure to read it.

    *government* is the key of the government that promised; without it, the one whose head the page names last among those
    of *data/governments*. Where a rating's day is not told, the latest day told of in its paragraph is taken, and for the
    present status the day of the import.
    """
    result = next(iter(engine("inline")(build_road(with_matching=False), [page], road_tools(names=settings.OWN_NAMES))))
    if isinstance(result, Failure):
        page_record.save_failure(result, at=timezone.now())
        return result
    codebook = current_codebook()
    try:
        read = read_promise_page(result, read_codebook(codebook).statuses)
        cabinet = _government(result.text, government)
    except (ObservatoryPageError, Refusal) as error:
        failure = Failure(page.id, "import-promises", str(error))
        page_record.save_failure(failure, at=timezone.now())
        return failure
    with transaction.atomic():
        return _record(page, result, read, cabinet, today or timezone.localdate())


def _government(text: str, key: str | None) -> Government:
    rows: list[dict[str, Any]] = []
    for path in sorted((settings.DATA_FILES / "governments").glob("*.yml")):
        rows += yaml.safe_load(path.read_text(encoding="utf-8"))
    folded = fold(text)
    named = [(max(folded.rfind(fold(name)) for name in _names(row)), row["began_on"], row) for row in rows]
    if key is None:
        found = max(named, default=None, key=lambda item: item[:2])
        if found is None or found[0] < 0:
            raise Refusal("", "لا تذكر الصفحة حكومة معروفة.", "The page names no known government; say which with --government.")
        row = found[2]
    else:
        known = Government.objects.filter(key=key).first()
        if known:
            return known
        choices = {item["key"]: item for item in rows}
        if key not in choices:
            raise Refusal("", "", f"no government is called {key!r}; there are {', '.join(choices)}")
        row = choices[key]
    head = row["head"]
    return Government.objects.filter(key=row["key"]).first() or programme.save_government(
        row["key"],
        name_ar=f"حكومة {head['ar']}",
        name_en=f"Government of {head['en']}",
        head_ar=head["ar"],
        head_en=head["en"],
        began_on=row["began_on"],
        ended_on=row["ended_on"],
    )


def _names(row: dict[str, Any]) -> tuple[str, str]:
    """Return the head's whole name and the last part of it, as pages write it after «السيد» or «حكومة»."""
    whole: str = row["head"]["ar"]
    return whole, f"السيد {whole.split()[-1]}"


def _sector(name: str) -> Sector:
    wanted = fold(name)
    known = next((sector for sector in Sector.objects.all() if fold(sector.name_ar) == wanted), None)
    return known or programme.save_sector(
        f"sector-{hashlib.sha256(wanted.encode()).hexdigest()[:8]}", name_ar=fit(name, 200), place=99
    )


def _record(page: Page, reading: Reading, read: PromisePage, cabinet: Government, today: dt.date) -> Imported:
    now = timezone.now()
    key = f"{cabinet.key}-{hashlib.sha256(fold(read.title).encode()).hexdigest()[:8]}"
    is_new = not Promise.objects.everything().filter(key=key).exists()
    promise = programme.save_promise(
        key,
        actor="import",
        at=now,
        government=cabinet,
        sector=_sector(read.sector),
        title_ar=fit(read.title, 300),
        text_ar=read.promise,
        justification_ar="\n\n".join(read.grounds),
    )
    document, snapshot = _document(page, reading)
    ratings = [_propose(promise, document, snapshot, rating, today) for rating in _history(read, reading, promise, today)]
    record.keep_findings(promise, document, snapshot, [_finding(reading, found) for found in read.findings], at=now)
    return Imported(
        promise,
        tuple((assessment, examine_assessment(assessment)) for assessment in ratings),
        findings=len(read.findings) + sum(len(rating.findings) for rating in read.ratings),
        has_appeal=read.appeal is not None,
        is_new=is_new,
    )


def _document(page: Page, reading: Reading) -> tuple[Document, Snapshot]:
    now = timezone.now()
    source = file_page(page, now)
    kept = Archive(settings.ARCHIVE_ROOT, now=timezone.now).keep(source)
    place = page_record.Place(kept.path, kept.offset, kept.length, kept.sha256, len(source.body), source.content_type)
    snapshot = page_record.save_snapshot(place, url=page.url or "", fetched_at=now)
    document, _ = page_record.save_reading(
        reading, snapshot, key=document_key(page.url, kept.sha256), page_id=page.id, outlet=None, version="import", at=now
    )
    return document, snapshot


@dataclass(frozen=True, slots=True)
class _Dated:
    """A rating with its day, and a word on where the day comes from."""

    rating: Rating
    effective_on: dt.date
    note: str
    findings: tuple[record.DatedWords, ...]
    is_closing: bool = False


def _history(read: PromisePage, reading: Reading, promise: Promise, today: dt.date) -> list[_Dated]:
    dated = []
    for rating in read.ratings:
        words = tuple(_finding(reading, found) for found in rating.findings)
        if rating.value:
            dated.append(_Dated(rating, last_day(rating.value), "", words))
        elif words:
            latest = max(item.said_on for item in words)
            dated.append(_Dated(rating, latest, "لا تذكر الصفحة يوم هذا الحكم؛ أُخذ آخر يوم ورد في فقرته.", words))
    ended = promise.government.ended_on
    present = Rating(read.verdict, None, 0, 0, read.findings)
    if not any(item.rating.verdict == read.verdict for item in dated):
        words = tuple(item for item in (_finding(reading, found) for found in read.findings) if item.said_on <= today)
        note = "الحكم القائم في الصفحة يوم استيرادها."
        dated.append(_Dated(present, today, note, words, is_closing=bool(ended and today > ended)))
    return dated


def _finding(reading: Reading, found: Found) -> record.DatedWords:
    words = reading.text[found.start : found.end]
    return record.DatedWords(found.start, found.end, words, first_day(found.value), rung(tokens(words)))


def _propose(promise: Promise, document: Document, snapshot: Snapshot, dated: _Dated, today: dt.date) -> Assessment:
    now = timezone.now()
    known = record.imported_assessment(promise, dated.rating.verdict, dated.effective_on, is_present=dated.effective_on == today)
    if known is not None:
        return known
    evidence = record.keep_findings(promise, document, snapshot, list(dated.findings), at=now)
    told = document.text[dated.rating.start : dated.rating.end]
    return assessment_record.keep_proposal(
        promise,
        codebook=current_codebook(),
        verdict=dated.rating.verdict,
        outlook="",
        effective_on=dated.effective_on,
        is_closing=dated.is_closing,
        summary_ar=dated.note or "حكم منقول من صفحة المرصد.",
        summary_en="",
        reasons_ar=told,
        evidence=evidence,
        author=importer(),
        at=now,
        is_imported=True,
    )
