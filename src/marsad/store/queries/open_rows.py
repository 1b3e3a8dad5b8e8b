"""The rows of the tables that are given out: read part by part from the lists of the interface, so that all say the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from marsad.domain.codebook import Codebook
from marsad.domain.open_tables import Row
from marsad.domain.scales import SCALE_KEYS, on_scale, scale
from marsad.store.models import Body, Entry
from marsad.store.queries.cuts import Cut, Place
from marsad.store.queries.listing import Wanted
from marsad.store.queries.promise_cuts import cut_promises
from marsad.store.queries.proof_cuts import ListedProof, WantedProofs, cut_proofs
from marsad.store.queries.public import Standing, read_codebooks
from marsad.store.queries.told_cuts import entries_until
from marsad.store.queries.verdict_cuts import ListedVerdict, WantedVerdicts, cut_verdicts

_AT_ONCE = 500
_EMPTY = ("",) * 8
_EVERY = Wanted(order="key")
_Listed = TypeVar("_Listed")


def read_rows(name: str, known_on: dt.date | None) -> Iterator[Row]:
    """Yield the rows of the table called *name*, today or as known on a day; memory does not grow with them."""
    yield from _READERS[name](known_on)


def read_promises(known_on: dt.date | None, wanted: Wanted = _EVERY) -> Iterator[Row]:
    """Yield the rows of the table of promises that *wanted* asks for; its order is that of keys."""
    codebooks, after = read_codebooks(), None
    while True:
        found = cut_promises(wanted, after=after, size=_AT_ONCE, known_on=known_on)
        for standing in found.part.rows:
            yield _promise(standing, standing.promise.pk in found.disputed, codebooks)
        after = found.part.after
        if after is None:
            return


def _promise(standing: Standing, is_disputed: bool, codebooks: Mapping[int, Codebook]) -> Row:
    promise, row = standing.promise, standing.assessment
    government, sector = promise.government, promise.sector
    body = promise.body or Body(key="", name_ar="", name_en="")
    return (
        promise.key,
        promise.title_ar,
        promise.title_en,
        promise.text_ar,
        promise.text_en,
        promise.page_ref,
        government.key,
        government.name_ar,
        government.name_en,
        sector.key,
        sector.name_ar,
        sector.name_en,
        body.key,
        body.name_ar,
        body.name_en,
        promise.deadline,
        promise.deadline_on,
        is_disputed,
        *_verdict(standing),
        row.pk if row else None,
        row.effective_on if row else None,
        row.published_at if row else None,
        row.is_closing if row else None,
        standing.checked_on,
        _codebook(standing, codebooks),
        *_scales(standing, codebooks),
    )


def _verdict(standing: Standing) -> Row:
    row, verdict = standing.assessment, standing.verdict
    if row is None or verdict is None:
        return _EMPTY
    words = (row.outlook, row.cause, row.summary_ar, row.summary_en)
    return (verdict.key, verdict.label.ar, verdict.label.en, verdict.fulfilment, *words)


def _codebook(standing: Standing, codebooks: Mapping[int, Codebook]) -> str:
    if standing.assessment is None:
        return ""
    codebook = codebooks[standing.assessment.codebook_id]
    return f"{codebook.id} {codebook.version}"


def _scales(standing: Standing, codebooks: Mapping[int, Codebook]) -> Row:
    row, verdict = standing.assessment, standing.verdict
    if row is None or verdict is None:
        return tuple(scale(key).unrated for key in SCALE_KEYS)
    outlook = row.outlook or verdict.outlook
    return tuple(on_scale(codebooks[row.codebook_id], verdict.key, key, outlook) for key in SCALE_KEYS)


def _parts(cut: Callable[[Place | None], Cut[_Listed]]) -> Iterator[_Listed]:
    after: Place | None = None
    while True:
        found = cut(after)
        yield from found.rows
        after = found.after
        if after is None:
            return


def _assessments(known_on: dt.date | None) -> Iterator[Row]:
    codebooks = read_codebooks()
    wanted = WantedVerdicts()
    for one in _parts(lambda after: cut_verdicts(wanted, after=after, size=_AT_ONCE, known_on=known_on)):
        yield _assessment(one, codebooks)


def _assessment(one: ListedVerdict, codebooks: Mapping[int, Codebook]) -> Row:
    row, promise = one.standing.assessment, one.standing.promise
    assert row is not None, "a list of verdicts holds verdicts"
    is_gone = one.state == "withdrawn"
    return (
        row.pk,
        promise.key,
        promise.government.key,
        one.state,
        *_verdict(one.standing),
        row.reasons_ar,
        row.effective_on,
        row.published_at,
        row.is_closing,
        row.is_imported,
        row.author.public_name,
        row.seconder.public_name if row.seconder else "",
        _codebook(one.standing, codebooks),
        row.corrects_id,
        row.withdrawn_at if is_gone else None,
        row.withdrawn_reason_ar if is_gone else "",
        row.withdrawn_reason_en if is_gone else "",
        len(one.evidence),
        one.entry,
        *_scales(one.standing, codebooks),
    )


def _evidence(known_on: dt.date | None) -> Iterator[Row]:
    wanted = WantedProofs()
    for one in _parts(lambda after: cut_proofs(wanted, after=after, size=_AT_ONCE, known_on=known_on)):
        yield _proof(one)


def _proof(one: ListedProof) -> Row:
    item, document, kept = one.evidence, one.evidence.document, one.snapshot
    outlet = document.outlet if document else None
    return (
        item.pk,
        item.promise.key,
        " ".join(map(str, one.assessments)),
        item.stance,
        item.rung,
        item.said_on,
        item.quote,
        "document" if document else "submission",
        outlet.key if outlet else "",
        document.source_name if document else "",
        document.url if document else "",
        document.title if document else "",
        document.published_on if document else None,
        document.language if document else "",
        one.copies,
        kept.pk if kept else None,
        kept.sha256 if kept else "",
        kept.fetched_at if kept else None,
    )


def _ledger(known_on: dt.date | None) -> Iterator[Row]:
    for row in entries_until(known_on).iterator(chunk_size=_AT_ONCE):
        yield _entry(row)


def _entry(row: Entry) -> Row:
    promise = row.promise.key if row.promise else ""
    return (row.sequence, row.at, row.actor, row.kind, promise, row.payload, row.previous_hash, row.hash)


_READERS: Mapping[str, Callable[[dt.date | None], Iterator[Row]]] = {
    "promises": read_promises,
    "assessments": _assessments,
    "evidence": _evidence,
    "ledger": _ledger,
}
