"""Record the series found on a promise, their points, what people choose of them, and what readers are told."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Mapping

from django.db import transaction

from marsad.domain.edtf import first_day
from marsad.pipeline.series.gather import SeriesPoint
from marsad.store.fit import fit
from marsad.store.models import Document, Person, Promise, SeriesPointRow, SeriesRow, Snapshot
from marsad.store.record.ledger import BY_THE_MACHINE, append_entry, hold_tail

BY_A_PERSON = "person"
_Status = SeriesRow.Status


def keep_series(promise: Promise, *, unit: str, about: str, key: str, version: str, at: dt.datetime) -> tuple[SeriesRow, bool]:
    """Record a series and return it and whether it is new. One that was found before stays as it is."""
    values = {"unit": fit(unit, 80), "about": fit(about, 200), "finder_version": version[:80], "found_at": at}
    return SeriesRow.objects.get_or_create(promise=promise, key=key, defaults=values)


def drop_series(row: SeriesRow) -> None:
    """Take away a series that nobody has touched and the machine no longer finds."""
    row.delete()


def lock_series(series_id: int) -> SeriesRow:
    """Return the series, held against others, the ledger's tail before it, until the transaction ends."""
    hold_tail()
    return SeriesRow.objects.select_for_update(no_key=True).get(pk=series_id)


def fact_key(point: SeriesPoint) -> str:
    """Return what stays the same when an amount is found again, on whichever page."""
    told = (point.day, point.value, point.low, point.high, point.relation, point.is_planned)
    return hashlib.sha256("\x1f".join(map(repr, told)).encode()).hexdigest()


@transaction.atomic
def keep_points(row: SeriesRow, points: Iterable[SeriesPoint], documents: Mapping[str, Document], *, at: dt.datetime) -> int:
    """Record the points of *row*; return how many are new. *documents* gives the row of each page that a point names.

    What somebody chose, or left out, keeps its quote, whatever else is found; only who else tells it is brought up to date. What
    nobody chose, and is no longer found, goes.
    """
    known = {point.key: point for point in row.points.all()}
    archived = _newest_snapshots(documents[point.page_id] for point in points)
    kept, recounted, new = set(), [], 0
    for point in points:
        key = fact_key(point)
        kept.add(key)
        told_by = {
            "pages": sorted(documents[page].pk for page in point.pages or (point.page_id,)),
            "outlets": _outlets(point, documents),
            "sources": point.sources,
        }
        there = known.get(key)
        if there is not None and there.is_chosen is not None:
            if any(getattr(there, name) != value for name, value in told_by.items()):
                SeriesPointRow.objects.filter(pk=there.pk).update(**told_by)
                recounted.append(there)
            continue
        values = told_by | _values(point, documents[point.page_id], archived)
        SeriesPointRow.objects.update_or_create(series=row, key=key, defaults=values, create_defaults=values | {"found_at": at})
        new += there is None
    row.points.filter(is_chosen__isnull=True).exclude(key__in=kept).delete()
    seen = [point for point in recounted if point.is_chosen]
    if seen and SeriesRow.objects.filter(pk=row.pk, status=_Status.PUBLISHED).exists():
        payload = {"points": [point.pk for point in seen], "promise": row.promise.key, "series": row.pk}
        append_entry("series.recounted", payload, actor=BY_THE_MACHINE, at=at, promise=row.promise, rows=seen)
    return new


def _newest_snapshots(documents: Iterable[Document]) -> dict[int, Snapshot]:
    rows = Snapshot.objects.filter(document__in={document.pk for document in documents}).order_by("fetched_at", "pk")
    return {row.document_id: row for row in rows if row.document_id is not None}


def _outlets(point: SeriesPoint, documents: Mapping[str, Document]) -> list[str]:
    names = (documents[page].source_name for page in point.pages or (point.page_id,))
    return [fit(name) for name in dict.fromkeys(names) if name]


def _values(point: SeriesPoint, document: Document, archived: Mapping[int, Snapshot]) -> dict[str, object]:
    return {
        "document": document,
        "snapshot": archived.get(document.pk),
        "day": point.day,
        "first_on": first_day(point.day),
        "value": point.value,
        "low": point.low,
        "high": point.high,
        "relation": point.relation,
        "is_planned": point.is_planned,
        "start": point.start,
        "end": point.end,
        "quote_start": point.quote_start,
        "quote_end": point.quote_end,
        "quote": document.text[point.quote_start : point.quote_end],
    }


def choose(row: SeriesRow, chosen: Collection[int], shown: Collection[int]) -> None:
    """Record that of the points *shown* somebody chose those of *chosen*, and left out the others."""
    row.points.filter(pk__in=shown).exclude(pk__in=chosen).update(is_chosen=False)
    row.points.filter(pk__in=chosen).update(is_chosen=True)


def name_series(row: SeriesRow, *, ar: str, en: str) -> None:
    """Record what readers call the series."""
    row.title_ar, row.title_en = fit(ar, 200), fit(en, 200)
    row.save(update_fields=["title_ar", "title_en"])


@transaction.atomic
def publish(row: SeriesRow, *, person: Person, at: dt.datetime) -> None:
    """Publish the chosen points of the series, and write its entry."""
    hold_tail()
    row.status, row.note = _Status.PUBLISHED, ""
    _save_decision(row, person, at)
    chosen = row.points.filter(is_chosen=True).select_related("document__outlet", "snapshot")
    payload = {
        "about": row.about,
        "points": [_told(point) for point in chosen],
        "promise": row.promise.key,
        "series": row.pk,
        "title": row.title_ar,
        "title_en": row.title_en,
        "unit": row.unit,
    }
    rows = [row, *row.points.all()]  # with those left out now, which readers may have seen
    append_entry("series.published", payload, actor=person.public_name, at=at, promise=row.promise, rows=rows)


def _told(point: SeriesPointRow) -> dict[str, object]:
    before, words, _ = point.cut
    document = point.document
    return {
        "day": point.day,
        "document": document.pk,
        "high": _written(point.high),
        "is_planned": point.is_planned,
        "low": _written(point.low),
        "outlet": document.source_name,
        "outlets": point.outlets,
        "quote": point.quote,
        "relation": point.relation,
        "said_on": document.published_on.isoformat() if document.published_on else None,
        "snapshot_sha256": point.snapshot.sha256 if point.snapshot else None,
        "sources": point.sources,
        "url": document.url,
        "value": _written(point.value),
        "words": words,
        "words_at": len(before),
    }


def _written(number: float | None) -> str | None:
    """Return a number as the ledger takes it, in digits: it knows no floats."""
    if number is None:
        return None
    return str(int(number)) if number == int(number) else repr(number)


@transaction.atomic
def close(row: SeriesRow, status: str, *, note: str, person: Person, at: dt.datetime) -> None:
    """Withdraw or dismiss the series for a reason; what readers saw is told in the ledger too."""
    was_seen = row.status == _Status.PUBLISHED
    row.status, row.note = status, note
    _save_decision(row, person, at)
    if was_seen:
        _tell_withdrawn(row, f"{status}: {note}", person, at)


@transaction.atomic
def reopen(row: SeriesRow, *, person: Person, at: dt.datetime) -> None:
    """Take the decision on the series back; what readers saw is told in the ledger too. Choice and title are kept."""
    was_seen = row.status == _Status.PUBLISHED
    row.status, row.note = _Status.PROPOSED, ""
    _save_decision(row, None, None)
    if was_seen:
        _tell_withdrawn(row, "reopened", person, at)


def _tell_withdrawn(row: SeriesRow, why: str, person: Person, at: dt.datetime) -> None:
    payload = {"promise": row.promise.key, "series": row.pk, "why": why}
    rows = [row, *row.points.all()]
    append_entry("series.withdrawn", payload, actor=person.public_name, at=at, promise=row.promise, rows=rows)


def _save_decision(row: SeriesRow, person: Person | None, at: dt.datetime | None) -> None:
    row.decided_by, row.decided_at = person, at
    row.save(update_fields=["status", "note", "decided_by", "decided_at"])
