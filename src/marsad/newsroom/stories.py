"""Bring documents that are copies of one text into one story."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from marsad.domain.reading import Reading
from marsad.pipeline.deduplicate import stories
from marsad.store.queries.newsroom import neighbours
from marsad.store.record import pages as record

WINDOW = dt.timedelta(days=10)


def gather_stories(document_ids: Iterable[int]) -> None:
    """Find copies among the documents named and those published within WINDOW of them, and record their stories."""
    documents = {str(document.pk): document for document in neighbours(list(document_ids), WINDOW)}
    found = stories([Reading(id=key, text=document.text, title=document.title) for key, document in documents.items()])
    sizes: dict[str, list[str]] = {}
    for key, story in found.items():
        sizes.setdefault(story, []).append(key)
    # A story is named after its earliest document, so that it keeps its name as copies come in.
    names = {story: documents[min(members, key=int)].story.key for story, members in sizes.items()}
    used: dict[str, str] = {}
    chosen = {story: name if used.setdefault(name, story) == story else f"{name}:{story}"[:80] for story, name in names.items()}
    record.save_stories({int(key): chosen[story] for key, story in found.items()})
