"""Codebooks as the interface tells them, with what each verdict is called on the scales of others."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from marsad.api.told.common import Answer, Words, label
from marsad.api.told.verdicts import OnScales
from marsad.domain.codebook import Codebook as CodebookValue
from marsad.domain.codebook import Label
from marsad.domain.codebook import Verdict as VerdictValue
from marsad.domain.scales import SCALE_KEYS, SCALES, on_scale
from marsad.store.queries.codebooks import ToldCodebook


@dataclass(frozen=True, slots=True)
class Defined:
    """A value of the codebook with what it means."""

    key: str
    label: Words
    definition: Words


@dataclass(frozen=True, slots=True)
class BesideOutlook:
    """What a verdict is called on the other scales beside an outlook."""

    outlook: str
    scales: OnScales


@dataclass(frozen=True, slots=True)
class Requires:
    """What a verdict asks of its evidence: a rung, how many independent sources of a stance, of which kinds."""

    rung: str | None
    independent_sources: int
    stance: str
    kinds: tuple[str, ...]
    party_counts: bool


@dataclass(frozen=True, slots=True)
class VerdictDefinition:
    """A verdict: what it means, what it requires, what it is called on other scales, plain and beside each outlook."""

    key: str
    label: Words
    definition: Words
    fulfilment: str
    phase: str
    outlook: str | None
    requires: Requires
    causes: tuple[Defined, ...]
    scales: OnScales
    scales_beside: tuple[BesideOutlook, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """How strict one rule is under the codebook: `block`, `warn` or `off`."""

    code: str
    level: str


@dataclass(frozen=True, slots=True)
class Codebook:
    """A version of the codebook. *sha256* is that of the codebook as it was loaded; *changes* is what it changed before it."""

    key: str
    version: str
    label: Words
    note: Words | None
    since: dt.date | None
    in_force: bool
    sha256: str
    verdicts: tuple[VerdictDefinition, ...]
    outlooks: tuple[Defined, ...]
    rules: tuple[Rule, ...]
    double_coding: str
    recoding_share: float
    staleness_days: int
    grace_days: int | None
    closing_verdicts: tuple[str, ...]
    changes: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class ScaleValue:
    """A value of another scale, as its makers write it."""

    key: str
    label: Words


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale of others that verdicts are told on; *unrated* is its value for a promise without a verdict."""

    key: str
    label: Words
    source: str
    values: tuple[ScaleValue, ...]
    unrated: str


@dataclass(frozen=True, slots=True)
class CodebookList(Answer):
    """All versions of the codebook that were in force, the latest first, and the scales that verdicts are told on."""

    items: tuple[Codebook, ...]
    scales: tuple[Scale, ...]


@dataclass(frozen=True, slots=True)
class CodebookAnswer(Answer):
    """One version of the codebook."""

    item: Codebook


def tell_codebook(told: ToldCodebook, *, in_force: bool) -> Codebook:
    """Return a version of the codebook."""
    book = told.codebook
    return Codebook(
        key=book.id,
        version=book.version,
        label=label(book.label),
        note=label(book.note) if book.note else None,
        since=told.since,
        in_force=in_force,
        sha256=told.sha256,
        verdicts=tuple(_verdict(one, book) for one in book.verdicts),
        outlooks=tuple(_defined(one.key, one.label, one.definition) for one in book.outlooks),
        rules=tuple(Rule(*pair) for pair in book.levels or ()),
        double_coding=book.double_coding,
        recoding_share=book.recoding_share,
        staleness_days=book.staleness_days,
        grace_days=book.deadline.grace_days if book.deadline else None,
        closing_verdicts=book.term.closing_verdicts if book.term else (),
        changes=tuple(map(label, told.changes)),
    )


def tell_scales() -> tuple[Scale, ...]:
    """Return the scales that verdicts are told on."""
    return tuple(
        Scale(
            scale.key,
            label(scale.label),
            scale.source,
            tuple(ScaleValue(value.key, label(value.label)) for value in scale.values),
            scale.unrated,
        )
        for scale in SCALES
    )


def _defined(key: str, name: Label, meaning: Label) -> Defined:
    return Defined(key, label(name), label(meaning))


def _verdict(one: VerdictValue, book: CodebookValue) -> VerdictDefinition:
    return VerdictDefinition(
        key=one.key,
        label=label(one.label),
        definition=label(one.definition),
        fulfilment=one.fulfilment,
        phase=one.phase,
        outlook=one.outlook or None,
        requires=Requires(one.requires_rung, one.requires_sources, one.requires_stance, one.requires_kinds, one.counts_party),
        causes=tuple(_defined(cause.key, cause.label, cause.definition) for cause in one.causes),
        scales=_on_scales(book, one.key, one.outlook),
        scales_beside=tuple(BesideOutlook(ahead.key, _on_scales(book, one.key, ahead.key)) for ahead in book.outlooks),
    )


def _on_scales(book: CodebookValue, verdict: str, outlook: str) -> OnScales:
    return OnScales(**{key: on_scale(book, verdict, key, outlook) for key in SCALE_KEYS})
