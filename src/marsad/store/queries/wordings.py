"""The promises that the public can read, today or on a past day, in the words that they had on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db.models import Exists, OuterRef, QuerySet

from marsad.store.models import Promise, PromiseRevision
from marsad.store.models.revisions import WORDING
from marsad.store.queries.names_known import Told, as_told, told_by
from marsad.store.queries.public import end_of
from marsad.text.tokens import STOP_WORDS, search_key, tokens

_TOLD = ("government", "sector", "body", "programme")
_TEXTS = ("text_ar", "text_en", "justification_ar", "justification_en", "search_key")


def revisions_known(on: dt.date) -> QuerySet[PromiseRevision]:
    """Return, for each promise that the public could read at the end of the day *on*, the wording that it had."""
    written = PromiseRevision.objects.filter(at__lt=end_of(on))
    newer = written.filter(promise=OuterRef("promise"), number__gt=OuterRef("number"))
    standing = written.filter(~Exists(newer.order_by()), is_published=True)
    return standing.select_related("promise", *_TOLD).order_by("sector__place", "promise__key")


def as_worded(revisions: Iterable[PromiseRevision], on: dt.date | None, told: Told | None = None) -> Iterator[Promise]:
    """Yield the promise of each revision in its words, what it names called as on *on*; not to be saved.

    *told* is what all were called then, where the caller read it already.
    """
    names = told_by(on) if told is None else told
    for revision in revisions:
        promise = name_as_told(revision, names).promise
        for name in WORDING:
            setattr(promise, name, getattr(revision, name))
        yield promise


def name_as_told(revision: PromiseRevision, told: Told) -> PromiseRevision:
    """Return *revision* with its government, sector, body and programme called as *told*."""
    as_told(revision.government, told)
    as_told(revision.sector, told)
    if revision.body is not None:
        as_told(revision.body, told)
    if revision.programme is not None:
        as_told(revision.programme, told)
    return revision


def promises_known(on: dt.date | None) -> tuple[Promise, ...]:
    """Return every promise that the public can read today, or could read on the day *on*, in the order of their sectors."""
    if on is not None:
        return tuple(as_worded(revisions_known(on), on))
    return tuple(Promise.objects.published().select_related("government", "sector").defer(*_TEXTS))


def promises_known_among(promise_ids: Iterable[int], on: dt.date | None, told: Told | None = None) -> dict[int, Promise]:
    """Return those of the promises that the public can read today, or could on the day *on*, under their numbers.

    *told* is what all were called then, where the caller read it already.
    """
    wanted = set(promise_ids)
    if not wanted:
        return {}
    if on is not None:
        return {row.pk: row for row in as_worded(revisions_known(on).filter(promise__in=wanted), on, told)}
    rows = Promise.objects.published().filter(pk__in=wanted).select_related(*_TOLD)
    return {row.pk: row for row in rows}


def promises_known_of(government: str, on: dt.date | None, told: Told) -> tuple[Promise, ...]:
    """Return the promises of the government with the key *government* that the public can read, or could on a day.

    Their texts are for other reads: those of today are not there.
    """
    if on is not None:
        return tuple(as_worded(revisions_known(on).filter(government__key=government), on, told))
    rows = Promise.objects.published().filter(government__key=government)
    return tuple(rows.select_related("government", "sector", "body").defer(*_TEXTS))


def promise_known(key: str, on: dt.date | None) -> Promise | None:
    """Return the promise named *key* as the public can read it today, or could on the day *on*; None where it cannot."""
    if on is not None:
        return next(as_worded(revisions_known(on).filter(promise__key=key)[:1], on), None)
    return Promise.objects.published().filter(key=key).select_related(*_TOLD).first()


def with_words(rows: QuerySet[PromiseRevision], words: str) -> QuerySet[PromiseRevision]:
    """Return those of *rows* in whose wording every one of *words* stands."""
    asked = tokens(words)
    asked = tuple(word for word in asked if word.word not in STOP_WORDS) or tuple(asked)
    if not asked:
        return rows
    found = []
    for pk, *texts in rows.values_list("pk", "title_ar", "text_ar", "title_en", "text_en"):
        key = search_key(" ".join(texts))
        if all(word.word in key or word.stem in key for word in asked):
            found.append(pk)
    return rows.filter(pk__in=found)
