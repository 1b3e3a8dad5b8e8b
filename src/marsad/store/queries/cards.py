"""What a card of a promise shows, embedded in another's page or as a picture: five queries, however much there is on it."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

from marsad.store.models import Assessment, Entry, Promise
from marsad.store.queries.public import Standing, read_codebooks, read_standings
from marsad.store.queries.sources import read_sources
from marsad.store.queries.wordings import promise_known


@dataclass(frozen=True, slots=True)
class PromiseCard:
    """How a promise stands, and on how many independent sources, as the ledger told when the verdict was published."""

    promise: Promise
    standing: Standing
    sources: int
    known_on: dt.date | None


def read_card(key: str, known_on: dt.date | None = None) -> PromiseCard | None:
    """Return the card of the published promise named *key*, today or as known on a day; None where there is none."""
    promise = promise_known(key, known_on)
    if promise is None:
        return None
    standing = read_standings([promise], read_codebooks(), known_on=known_on, checked=True)[0]
    return PromiseCard(promise, standing, _sources(standing.assessment), known_on)


def _sources(assessment: Assessment | None) -> int:
    if assessment is None:
        return 0
    rows = Entry.objects.filter(assessment=assessment, kind="assessment.published").order_by("-sequence")
    payload = rows.values_list("payload", flat=True).first()
    told = json.loads(payload).get("sources") if payload else None
    return read_sources(told).independent if told else 0
