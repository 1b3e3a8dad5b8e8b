"""What the public reads of series: the amounts over time that an editor published, in the ledger's own words."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from marsad.store.models import Entry, Evidence, Promise
from marsad.store.models.localised import localised
from marsad.store.queries.disputes import public_snapshots, read_entries, told_on

FIGURE_KINDS = ("series.published", "series.withdrawn")


@dataclass(frozen=True, slots=True)
class ToldPoint:
    """One amount on a day as readers see it: the quote with the amount's words in its middle, and where it stands.

    *outlets* are all that told it, *sources* how many of them count. *snapshot* numbers the archived page where that is public.
    """

    day: str
    value: float
    low: float | None
    high: float | None
    relation: str
    is_planned: bool
    before: str
    words: str
    after: str
    outlet: str
    outlets: tuple[str, ...]
    sources: int
    url: str
    said_on: dt.date | None
    snapshot: int | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A series that readers see, and the number of the ledger's entry that tells of it; *told* is its title in Arabic and English."""

    id: int
    title: str
    unit: str
    points: tuple[ToldPoint, ...]
    editor: str
    published_on: dt.date
    entry: int
    told: tuple[str, str] = ("", "")


def read_figures(
    promise: Promise, known_on: dt.date | None = None, *, entries: Sequence[Entry] | None = None
) -> tuple[Figure, ...]:
    """Return what readers are told of amounts over time on *promise*, newest first; with *known_on*, by the end of that day.

    Today, only points whose document still stands as evidence. The number of queries does not grow; *entries* spares
    one: those of the ledger on the promise, in order.
    """
    latest: dict[int, tuple[Entry, dict[str, Any]]] = {}
    for entry in read_entries(promise, FIGURE_KINDS) if entries is None else entries:
        if entry.kind in FIGURE_KINDS and (known_on is None or told_on(entry) <= known_on):
            told = json.loads(entry.payload)
            latest[told["series"]] = (entry, told)
    shown = {number: pair for number, pair in latest.items() if pair[0].kind == FIGURE_KINDS[0]}
    if not shown:
        return ()
    quoted = {point["document"] for _, told in shown.values() for point in told["points"]}
    standing = _standing(quoted) if known_on is None else None
    kept = public_snapshots(quoted, known_on)
    found = [
        Figure(
            id=number,
            title=localised(told["title"], told["title_en"]),
            unit=told["unit"],
            points=tuple(
                _told_point(point, kept) for point in told["points"] if standing is None or point["document"] in standing
            ),
            editor=entry.actor,
            published_on=told_on(entry),
            entry=entry.sequence,
            told=(told["title"], told["title_en"]),
        )
        for number, (entry, told) in shown.items()
    ]
    return tuple(sorted((one for one in found if one.points), key=lambda one: -one.entry))


def _standing(documents: set[int]) -> set[int | None]:
    """Return which of *documents* stand as evidence: of the promise itself or of another, such as the one it continues."""
    rows = Evidence.objects.filter(document__in=documents, withdrawn_at__isnull=True)
    return set(rows.values_list("document_id", flat=True))


def _told_point(point: Mapping[str, Any], kept: Mapping[tuple[int | None, str], int]) -> ToldPoint:
    quote, start = point["quote"], point["words_at"]
    end = start + len(point["words"])
    return ToldPoint(
        day=point["day"],
        value=float(point["value"]),
        low=None if point["low"] is None else float(point["low"]),
        high=None if point["high"] is None else float(point["high"]),
        relation=point["relation"],
        is_planned=point["is_planned"],
        before=quote[:start],
        words=quote[start:end],
        after=quote[end:],
        outlet=point["outlet"],
        outlets=tuple(point["outlets"]),
        sources=point["sources"],
        url=point["url"],
        said_on=dt.date.fromisoformat(point["said_on"]) if point["said_on"] else None,
        snapshot=kept.get((point["document"], point["snapshot_sha256"] or "")),
    )
