"""Bring documents that are one text into one story, as they come in: what a new page costs does not grow with the record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

import numpy as np

from marsad.pipeline.stories.alike import Text, sameness, text_of
from marsad.pipeline.stories.joined import ASKED, join
from marsad.pipeline.stories.sketch import LEAST, sketch
from marsad.store.queries import stories as query
from marsad.store.record import stories as record

AT_ONCE = 200


class Known(NamedTuple):
    """What is known of a document: its text as numbers, and its story's number and key."""

    text: Text
    story: int
    story_key: str


def gather_stories(document_ids: Iterable[int]) -> None:
    """Find the story of each document named, among all in the record, and record it.

    A document named leaves the story it stands in and finds its place anew, for its text may have changed. Documents that are
    not named are never torn from one another; two stories that a new page shows to be one text become one.
    """
    named = sorted({*document_ids, *query.without_runs()})
    for start in range(0, len(named), AT_ONCE):
        _gather(named[start : start + AT_ONCE])


def gather_all(on_documents: Callable[[int], object]) -> int:
    """Find the story of every document anew; return how many documents there are. *on_documents* is told as it goes."""
    numbers = query.document_numbers()
    for start in range(0, len(numbers), AT_ONCE):
        part = numbers[start : start + AT_ONCE]
        _gather(part)
        on_documents(len(part))
    return len(numbers)


def _gather(asked_for: list[int]) -> None:
    known = _read(asked_for)
    runs = {number: _signed(one.text) for number, one in known.items()}
    record.save_runs(runs)
    likes = {number: query.likes_of(number, keys, 1 if len(keys) <= LEAST else 2) for number, keys in runs.items()}
    known |= _read({like for found in likes.values() for like in found} - known.keys())
    alike = []
    for number, found in likes.items():
        for like in found:
            surely = sameness(known[number].text, known[like].text)
            if surely:
                alike.append((surely, _key(number), _key(like)))
    touched = {*runs, *(int(key) for _, *pair in alike for key in pair)}
    members = query.members_of(known[number].story for number in touched)
    standing = [[number for number in story if number not in runs] for story in members.values()]
    known |= _read({number for story in standing for number in story[:ASKED]} - known.keys())
    together = [[_key(number) for number in story] for story in standing if story]
    keys = {*map(_key, touched), *(key for story in together for key in story)}
    record.save_stories(_named(join(keys, alike, lambda key: known[int(key)].text, together), known))


def _named(first_of: Mapping[str, str], known: Mapping[int, Known]) -> dict[int, str]:
    """Return document → key of its story: that under which its earliest document stands, where no earlier story has it."""
    chosen: dict[str, str] = {}
    for first in sorted(set(first_of.values())):
        key = known[int(first)].story_key
        chosen[first] = key if key not in chosen.values() else f"{key[:50]}:{int(first)}"
    return {int(key): chosen[first] for key, first in first_of.items()}


def _read(document_ids: Iterable[int]) -> dict[int, Known]:
    return {
        document.pk: Known(
            text_of(document.text, frozenset(str(row["id"]) for row in document.names)), document.story_id, document.story.key
        )
        for document in query.documents_of(document_ids)
    }


def _signed(text: Text) -> list[int]:
    """Return the runs by which *text* is found, as a database's whole numbers are."""
    keys: list[int] = sketch(text.runs).view(np.int64).tolist()
    return keys


def _key(number: int) -> str:
    """Return *number* so that keys sort as numbers do."""
    return f"{number:020}"
