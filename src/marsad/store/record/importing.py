"""Record what an observatory's own pages told: dated findings, once each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from marsad.store.models import Assessment, Document, Evidence, Promise, Snapshot
from marsad.store.record.people import importer


@dataclass(frozen=True, slots=True)
class DatedWords:
    """Words of a page with the day they tell of and the rung they tell of."""

    start: int
    end: int
    words: str
    said_on: dt.date
    rung: str


def keep_findings(
    promise: Promise, document: Document, snapshot: Snapshot, findings: list[DatedWords], *, at: dt.datetime
) -> list[Evidence]:
    """Record each of *findings* as evidence, unless the same words of the same document already are."""
    return [
        Evidence.objects.get_or_create(
            promise=promise,
            document=document,
            start=found.start,
            end=found.end,
            defaults={
                "snapshot": snapshot,
                "quote": found.words,
                "stance": "supports",
                "rung": found.rung,
                "said_on": found.said_on,
                "note": "من صفحة المرصد",
                "accepted_by": importer(),
                "accepted_at": at,
            },
        )[0]
        for found in findings
    ]


def imported_assessment(promise: Promise, verdict: str, effective_on: dt.date, *, is_present: bool) -> Assessment | None:
    """Return the assessment imported before with this verdict and day (for a page's present status, of any day)."""
    known = Assessment.objects.filter(promise=promise, verdict=verdict, is_imported=True)
    return known.first() if is_present else known.filter(effective_on=effective_on).first()
