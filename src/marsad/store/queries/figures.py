"""What the public reads of series: the amounts over time that an editor published, in the ledger's own words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from marsad.store.models import Entry, Promise
from marsad.store.models.localised import localised
from marsad.store.queries.entries_told import Told, read_entries, still_told, told_on
from marsad.store.queries.pages_told import PagesTold, read_pages

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
    """A series that readers see, and the number of its entry in the ledger; *told* is its title in Arabic and English."""

    id: int
    title: str
    unit: str
    points: tuple[ToldPoint, ...]
    editor: str
    published_on: dt.date
    entry: int
    told: tuple[str, str] = ("", "")


def figures_told(entries: Iterable[Entry], known_on: dt.date | None) -> dict[int, Told]:
    """Return the series that *entries* tell readers of, by number."""
    return still_told(entries, FIGURE_KINDS, "series", known_on)


def pages_counted(told: Mapping[int, Told]) -> set[int]:
    """Return the documents that amounts were taken from."""
    return {point["document"] for one in told.values() for point in one.values["points"]}


def make_figures(told: Mapping[int, Told], pages: PagesTold, known_on: dt.date | None) -> tuple[Figure, ...]:
    """Return what readers see of series, newest first.

    Today, only points whose document still stands as evidence: of the promise itself or of another, such as the one it continues.
    """
    found = [
        Figure(
            id=number,
            title=localised(one.values["title"], one.values["title_en"]),
            unit=one.values["unit"],
            points=tuple(
                _told_point(point, pages)
                for point in one.values["points"]
                if known_on is not None or point["document"] in pages.anywhere
            ),
            editor=one.entry.actor,
            published_on=told_on(one.entry),
            entry=one.entry.sequence,
            told=(one.values["title"], one.values["title_en"]),
        )
        for number, one in told.items()
    ]
    return tuple(sorted((one for one in found if one.points), key=lambda one: -one.entry))


def read_figures(promise: Promise, known_on: dt.date | None = None) -> tuple[Figure, ...]:
    """Return what readers are told of amounts over time on *promise*; with *known_on*, by the end of that day.

    Three queries at most.
    """
    told = figures_told(read_entries(promise, FIGURE_KINDS), known_on)
    return make_figures(told, read_pages(promise, pages_counted(told), known_on), known_on)


def _told_point(point: Mapping[str, Any], pages: PagesTold) -> ToldPoint:
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
        snapshot=pages.opened.get((point["document"], point["snapshot_sha256"] or "")),
    )
