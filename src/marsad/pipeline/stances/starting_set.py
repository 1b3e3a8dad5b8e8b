"""Read the starting set, `data/starting`: promises and invented pages, with what each page does to the promises it bears on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from marsad.domain.reading import RUNGS, Page, PromiseText, Reading
from marsad.pipeline.stances.features import nearest_sentence
from marsad.pipeline.stances.question import JUDGED, StanceQuestion, page_of
from marsad.pipeline.stances.training import Example


class StartingSetError(ValueError):
    """A file of the starting set with a mistake in it; the message names the file and the row."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """What a page does to a promise, and the words that decide, as a person told."""

    promise_id: str
    stance: str
    rung: str
    quote: str


@dataclass(frozen=True, slots=True)
class StartingPage:
    """A page of the set with all that it bears on, and the ids of promises that it only resembles."""

    page: Page
    bears: tuple[Bearing, ...]
    near: tuple[str, ...] = ()

    @property
    def touches(self) -> tuple[str, ...]:
        """The ids of all promises that it was written for or against."""
        return (*(one.promise_id for one in self.bears), *self.near)


@dataclass(frozen=True, slots=True)
class StartingSet:
    """All promises by their id, and all pages in the order of their files."""

    promises: dict[str, PromiseText]
    pages: tuple[StartingPage, ...]


def read_starting_set(folder: Path) -> StartingSet:
    """Return what the YAML files of *folder* hold. Raises StartingSetError for a row that cannot be used."""
    promises: dict[str, PromiseText] = {}
    pages: list[StartingPage] = []
    for path in sorted(folder.glob("*.yml")):
        told = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        for row in told.get("promises") or ():
            promise = _promise(row, path)
            promises[promise.id] = promise
        pages.extend(_page(row, path) for row in told.get("pages") or ())
    for page in pages:
        for bearing in page.bears:
            if bearing.promise_id not in promises:
                raise StartingSetError(f"page {page.page.id} bears on {bearing.promise_id!r}, which is no promise of the set")
    return StartingSet(promises, tuple(pages))


def examples(
    pages: Iterable[tuple[Reading, Iterable[Bearing]]], promises: Callable[[str], PromiseText]
) -> Iterator[tuple[str, Example]]:
    """Yield an example for each bearing of *pages*, with the id of its promise, by which sets are split.

    The passage asked about is the sentence that shares most with the promise, as no matcher has been there.
    """
    for reading, bears in pages:
        page = page_of(reading)
        for bearing in bears:
            if page.sentences:
                promise = promises(bearing.promise_id)
                passage = nearest_sentence(page, promise)
                asked = StanceQuestion(page, promise, passage.start, passage.end)
                yield bearing.promise_id, Example(asked, bearing.stance, bearing.rung)


def _promise(row: Any, path: Path) -> PromiseText:
    try:
        told = {
            name: str(row[name]) for name in ("id", "title", "text", "sector", "government", "period", "country") if name in row
        }
        # A row without a government is a bare claim, tied to no country unless it names one.
        home = {} if "government" in told or "country" in told else {"country": ""}
        return PromiseText(**told, **home, terms=tuple(map(str, row.get("terms") or ())))
    except (TypeError, KeyError, AttributeError) as error:
        raise StartingSetError(f"{path.name}: no promise with id and title: {str(row)[:80]}") from error


def _page(row: Any, path: Path) -> StartingPage:
    try:
        day = row.get("published")
        page = Page(
            str(row["id"]),
            text=str(row["text"]),
            title=row.get("title"),
            published=str(day) if day else None,
            outlet=row.get("outlet"),
        )
        bears = tuple(_bearing(told, page, path) for told in row.get("bears") or ())
    except (TypeError, KeyError, AttributeError) as error:
        raise StartingSetError(f"{path.name}: no page with id and text: {str(row)[:80]}") from error
    return StartingPage(page, bears, tuple(map(str, row.get("near") or ())))


def _bearing(row: dict[str, Any], page: Page, path: Path) -> Bearing:
    stance, rung, quote = str(row["stance"]), str(row.get("rung") or ""), str(row.get("quote") or "")
    if stance not in JUDGED or (rung and rung not in RUNGS):
        raise StartingSetError(f"{path.name}: page {page.id} has the stance {stance!r} or the rung {rung!r}, which is none")
    return Bearing(str(row["promise"]), stance, rung, quote)
