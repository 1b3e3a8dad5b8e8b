"""What there is to read on the public site, by key, and what a search without a server finds: for the site as files."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from marsad.store.models import Lineage, PromiseRevision
from marsad.store.queries.codebooks import read_versions
from marsad.store.queries.ledger import head_on
from marsad.store.queries.lineages import governments_known, read_thread
from marsad.store.queries.outlets import read_told_outlets
from marsad.store.queries.proofs import evidence_known
from marsad.store.queries.public import end_of, read_codebooks, read_standings
from marsad.store.queries.replies import replies_known
from marsad.store.queries.report import governments_reported
from marsad.store.queries.revisions import read_withdrawal
from marsad.store.queries.wordings import promises_known, promises_known_among

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of all that has a page of its own. *compared* are pairs of governments; *last* is the ledger's last entry."""

    promises: tuple[str, ...]
    withdrawn: tuple[str, ...]
    threads: tuple[str, ...]
    governments: tuple[str, ...]
    sectors: tuple[str, ...]
    bodies: tuple[str, ...]
    outlets: tuple[str, ...]
    reports: tuple[str, ...]
    snapshots: tuple[int, ...]
    codebooks: tuple[str, ...]
    compared: tuple[str, ...]
    last: int


@dataclass(frozen=True, slots=True)
class Findable:
    """A promise as it can be found: how it stands and, in *said*, the sentences of its verdict, quotes and replies."""

    key: str
    title_ar: str
    title_en: str
    verdict_ar: str
    verdict_en: str
    verdict_ckb: str
    texts: tuple[str, ...]
    said: tuple[str, ...]


def read_keys(known_on: dt.date | None) -> Keys:
    """Return the keys of all that readers see today, or saw on a day."""
    promises = promises_known(known_on)
    gone = PromiseRevision.objects.filter(kind=PromiseRevision.Kind.WITHDRAWN).order_by("promise__key")
    withdrawn = dict.fromkeys(gone.values_list("promise__key", flat=True))
    tied = {number for pair in Lineage.objects.standing(known_on).values_list("earlier_id", "later_id") for number in pair}
    members = [promise.key for promise in promises_known_among(tied, known_on).values()]
    threads = {thread.key for key in sorted(members) if (thread := read_thread(key, known_on)) is not None}
    head = head_on(known_on)
    found = promises_known_among([promise.pk for promise in promises], known_on)
    return Keys(
        tuple(sorted(promise.key for promise in promises)),
        tuple(key for key in withdrawn if read_withdrawal(key, known_on) is not None),
        tuple(sorted(threads)),
        tuple(sorted({promise.government.key for promise in found.values()})),
        tuple(sorted({promise.sector.key for promise in found.values()})),
        tuple(sorted({promise.body.key for promise in found.values() if promise.body})),
        tuple(sorted(told.outlet.key for told in read_told_outlets(known_on))),
        tuple(sorted(row.key for row in governments_reported(known_on))),
        tuple(sorted(_snapshots(known_on))),
        tuple(sorted({told.codebook.version for told in read_versions(known_on)})),
        tuple(row.key for row in governments_known(known_on)),
        head.sequence if head else 0,
    )


def _snapshots(known_on: dt.date | None) -> set[int]:
    """Return the archived pages that evidence names: those whose document backs what readers see."""
    evidence = evidence_known(known_on).order_by()
    shown = evidence.filter(snapshot__document__in=evidence.values("document"))
    return set(shown.values_list("snapshot", flat=True))


def read_findable(known_on: dt.date | None) -> Iterator[Findable]:
    """Yield every promise that readers see, or saw on a day, in the order of keys, with all that it can be found by."""
    numbers = [promise.pk for promise in sorted(promises_known(known_on), key=lambda one: one.key)]
    codebooks = read_codebooks()
    for first in range(0, len(numbers), _AT_ONCE):
        batch = numbers[first : first + _AT_ONCE]
        promises = promises_known_among(batch, known_on)
        standings = {row.promise.pk: row for row in read_standings(promises.values(), codebooks, known_on=known_on)}
        said = _said(batch, known_on)
        for number in batch:
            promise, standing = promises[number], standings[number]
            assessment, verdict = standing.assessment, standing.verdict
            summary = (assessment.summary_ar, assessment.summary_en) if assessment else ()
            texts = (*summary, promise.text_ar, promise.text_en)
            yield Findable(
                promise.key,
                promise.title_ar,
                promise.title_en,
                verdict.label.in_language("ar") if verdict else "",
                verdict.label.in_language("en") if verdict else "",
                verdict.label.in_language("ckb") if verdict else "",
                tuple(text for text in texts if text),
                tuple(dict.fromkeys(text for text in said[number] if text)),
            )


def _said(promises: list[int], known_on: dt.date | None) -> dict[int, list[str]]:
    """Return the quotes and replies on each of *promises*."""
    said: dict[int, list[str]] = defaultdict(list)
    quotes: list[tuple[int, str]] = list(
        evidence_known(known_on).filter(promise__in=promises).order_by("pk").values_list("promise_id", "quote")
    )
    for number, quote in quotes:
        said[number].append(quote)
    replies, _ = replies_known(known_on)
    taken_back = Q(withdrawn_at__isnull=False) if known_on is None else Q(withdrawn_at__lt=end_of(known_on))
    for row in replies.filter(~taken_back, promise__in=promises).order_by("pk"):
        said[row.promise_id] += [row.text_ar, row.text_en, row.answer_ar, row.answer_en]
    return said
