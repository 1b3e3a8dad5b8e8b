"""Read who carried a story, in one query however many stories are asked for."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import F, QuerySet

from marsad.domain.origins import Carrier, Sources, StoryTold, Voice, sources, told_of
from marsad.pipeline.origins import is_party, origin_of, outlet_known_as
from marsad.store.models import Document, Evidence
from marsad.store.models.localised import localised
from marsad.store.queries.compiled import compiled_once

_TOLD = tuple(field.name for field in fields(Voice))
_COLUMNS = ("story_id", "agencies", "outlet_name", "outlet__name_ar", "outlet__name_en", "outlet__kind")
_EARLIEST_FIRST = (F("published_on").asc(nulls_last=True), "id")
_AT_ONCE = 10_000


def carrier_of(document: Document) -> Carrier:
    """Return what counting sources needs of *document*."""
    outlet, story = document.outlet, document.story_id
    if outlet is None:
        return _carrier(story, document.agencies, document.outlet_name, "", "", "")
    return _carrier(story, document.agencies, "", outlet.name_ar, outlet.name_en, outlet.kind)


def _carrier(
    story: int, agencies: Sequence[str], outlet: str, name_ar: str | None, name_en: str | None, kind: str | None
) -> Carrier:
    """Return who carried *story*: an outlet that we read, by its names and kind, or *outlet*, which is only known by name."""
    # Whose text it is is told by the Arabic name, so that the count is the same in every language of the interface.
    known = outlet_known_as(name_ar or outlet)
    name = localised(name_ar, name_en or "") if name_ar else outlet
    return Carrier(str(story), known, origin_of(agencies, known, kind or ""), is_party(kind or ""), name)


@compiled_once
def _carrying(stories: Collection[int]) -> QuerySet[Document, tuple[Any, ...]]:
    """Return what `_carrier` needs of each document of *stories*, the earliest first: of hundreds, no more than that."""
    return Document.objects.filter(story__in=stories).order_by(*_EARLIEST_FIRST).values_list(*_COLUMNS)


def carriers_of(story_ids: Iterable[int]) -> Mapping[int, tuple[Carrier, ...]]:
    """Return who carried each story, the earliest first; one query."""
    found: defaultdict[int, list[Carrier]] = defaultdict(list)
    for row in _carrying(set(story_ids)):
        found[row[0]].append(_carrier(*row))
    return {story: tuple(carried) for story, carried in found.items()}


def stories_told(stories: QuerySet[Any, Any]) -> Iterator[tuple[int, StoryTold]]:
    """Yield what each of *stories*, a subquery of their numbers, adds to a count of sources; one query, of any number.

    Whose text it is rests on who carried it, and of hundreds of thousands of stories most were carried alike: that is asked once.
    """
    rows = Document.objects.filter(story__in=stories).order_by("story", *_EARLIEST_FIRST).values_list(*_COLUMNS)
    known: dict[tuple[Any, ...], StoryTold] = {}
    for story, carried in groupby(rows.iterator(chunk_size=_AT_ONCE), key=itemgetter(0)):
        alike = tuple((tuple(agencies), *rest) for _, agencies, *rest in carried)
        told = known.get(alike)
        if told is None:
            told = known[alike] = told_of(_carrier(0, *one) for one in alike)
        yield story, told if told.has_origin else replace(told, voice=f"story {story}")


def with_carriers(rows: QuerySet[Document]) -> QuerySet[Document]:
    """Return *rows*, the earliest first, with no more of each than `carrier_of` needs."""
    rows = rows.select_related("outlet").order_by(F("published_on").asc(nulls_last=True), "id")
    return rows.only("story_id", "agencies", "outlet_name", "outlet__name_ar", "outlet__name_en", "outlet__kind")


def carriers_among(documents: Iterable[Document]) -> Mapping[int, tuple[Carrier, ...]]:
    """Return who carried each story, of *documents* in order."""
    found: defaultdict[int, list[Carrier]] = defaultdict(list)
    for document in documents:
        found[document.story_id].append(carrier_of(document))
    return {story: tuple(carried) for story, carried in found.items()}


def sources_of(documents: Iterable[Document]) -> Sources:
    """Return the sources behind *documents*, which come with their outlets; no query."""
    rows = sorted(documents, key=lambda document: (document.published_on or dt.date.max, document.pk))
    return sources(map(carrier_of, rows))


def carriers_behind(evidence: Iterable[Evidence], carried: Mapping[int, tuple[Carrier, ...]]) -> tuple[Carrier, ...]:
    """Return who carried what *evidence* quotes; what a member of the public sent is a source of its own."""
    found: dict[Carrier, None] = {}
    for item in evidence:
        if item.document is None:
            found[Carrier(f"submission {item.submission_id}")] = None
        else:
            found |= dict.fromkeys(carried.get(item.document.story_id) or (carrier_of(item.document),))
    return tuple(found)


def sources_behind(evidence: Iterable[Evidence]) -> Sources:
    """Return the sources behind *evidence*, which comes with its documents and their outlets; one query."""
    rows = tuple(evidence)
    carried = carriers_of(item.document.story_id for item in rows if item.document)
    return sources(carriers_behind(rows, carried))


def write_sources(found: Sources) -> list[dict[str, object]]:
    """Return *found* as the ledger tells it: a mapping of plain values a voice."""
    return [{name: _plain(getattr(voice, name)) for name in _TOLD} for voice in found.voices]


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def read_sources(told: Iterable[Mapping[str, Any]]) -> Sources:
    """Return the sources that the ledger tells of, as `write_sources` wrote them."""
    values: Iterable[dict[str, Any]] = (
        {name: tuple(row[name]) if isinstance(row[name], list) else row[name] for name in _TOLD} for row in told
    )
    return Sources(tuple(Voice(**value) for value in values))


def told_by(found: Sources) -> dict[str, tuple[str, bool]]:
    """Return, for each story, the key of the voice behind it and whether that is the party's own."""
    return {story: (voice.key, voice.is_party) for voice in found.voices for story in voice.stories}
