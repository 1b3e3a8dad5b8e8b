"""Verdicts as the interface tells them: the value, its other scales, who decided it, when, and on what evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from marsad.api.told.common import Answer, Labelled, ListAnswer, Words, label, page_address, words
from marsad.domain.codebook import Codebook
from marsad.domain.origins import Sources
from marsad.domain.scales import SCALE_KEYS, on_scale, scale
from marsad.store.models import Assessment as AssessmentRow
from marsad.store.queries.public import Standing
from marsad.store.queries.sky import Tally
from marsad.store.queries.told_codings import ToldCodings
from marsad.store.queries.verdict_cuts import ListedVerdict


@dataclass(frozen=True, slots=True)
class Verdict:
    """A value of the codebook: its key, what it is called, where it lies on the axis of fulfilment, and its moon."""

    key: str
    label: Words
    fulfilment: str
    phase: str


@dataclass(frozen=True, slots=True)
class OnScales:
    """What the verdict is called on the scales of others; a promise that is not assessed has a value there too."""

    politifact: str
    full_fact: str
    three_way: str
    polimetre: str


@dataclass(frozen=True, slots=True)
class CodebookName:
    """The codebook that a verdict was given under."""

    key: str
    version: str


@dataclass(frozen=True, slots=True)
class VerdictCount:
    """How many promises share a verdict; `unrated` counts those that have none."""

    verdict: str
    label: Words | None
    count: int


@dataclass(frozen=True, slots=True)
class Override:
    """A rule that was set aside for a verdict, why, and by whom."""

    code: str
    reason: Words
    by: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """A published verdict. *state*: it `stands`, was `superseded` by a later one, or `withdrawn` (then with its reason).

    *number* is its number in the ledger too, whose *entry* seals it. *reasons* are in Arabic, *evidence* numbers its proofs.
    """

    number: int
    promise: str
    government: str
    state: str
    verdict: Verdict
    outlook: Labelled | None
    cause: str | None
    scales: OnScales
    summary: Words
    reasons: str
    effective_on: dt.date
    published_at: dt.datetime
    is_closing: bool
    is_imported: bool
    is_adjudicated: bool
    author: str
    seconder: str
    codebook: CodebookName
    corrects: int | None
    overrides: tuple[Override, ...]
    withdrawn_at: dt.datetime | None
    withdrawn_reason: Words | None
    evidence: tuple[int, ...]
    entry: int | None
    page: str


@dataclass(frozen=True, slots=True)
class Voice:
    """One independent source behind the evidence: whose text it is, and the outlets that carried it."""

    origin: str
    outlets: tuple[str, ...]
    is_party: bool
    is_credited: bool


@dataclass(frozen=True, slots=True)
class ToldSources:
    """How many outlets carried the evidence and how many independent sources stand behind it, as on the promise's page."""

    independent: int
    outlets: int
    parties: int
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Coding:
    """One person's coding before the verdict."""

    coder: str
    verdict: str
    outlook: str | None
    rung: str
    submitted_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Codings:
    """The codings behind a verdict; *decided_by* is null where the coders agreed."""

    is_blind: bool
    decided_by: str | None
    codings: tuple[Coding, ...]


@dataclass(frozen=True, slots=True)
class AssessmentAnswer(Answer):
    """One verdict."""

    item: Assessment


@dataclass(frozen=True, slots=True)
class AssessmentList(ListAnswer):
    """Verdicts, in the order of their numbers."""

    items: tuple[Assessment, ...]


def tell_verdict(standing: Standing) -> Verdict | None:
    """Return the verdict that a promise stands on."""
    found = standing.verdict
    return Verdict(found.key, label(found.label), found.fulfilment, found.phase) if found else None


def tell_scales(standing: Standing, codebooks: Mapping[int, Codebook]) -> OnScales:
    """Return what the verdict is called on every other scale."""
    row, verdict = standing.assessment, standing.verdict
    if row is None or verdict is None:
        return OnScales(**{key: _unrated(key) for key in SCALE_KEYS})
    codebook, outlook = codebooks[row.codebook_id], row.outlook or verdict.outlook
    return OnScales(**{key: on_scale(codebook, verdict.key, key, outlook) for key in SCALE_KEYS})


def _unrated(key: str) -> str:
    return scale(key).unrated


def tell_outlook(standing: Standing) -> Labelled | None:
    """Return the outlook, None where none was given."""
    return Labelled(standing.outlook.key, label(standing.outlook.label)) if standing.outlook else None


def tell_count(tallies: Iterable[Tally]) -> tuple[VerdictCount, ...]:
    """Return how many promises share each verdict."""
    return tuple(VerdictCount(one.key, label(one.verdict.label) if one.verdict else None, one.count) for one in tallies)


def tell_assessment(
    standing: Standing,
    codebooks: Mapping[int, Codebook],
    *,
    state: str,
    evidence: tuple[int, ...],
    entry: int | None,
    known_on: dt.date | None,
) -> Assessment:
    """Return the verdict of *standing* with all that readers see of it."""
    row, verdict = standing.assessment, tell_verdict(standing)
    assert row is not None, "only a standing with a verdict is told as one"
    assert verdict is not None, "a verdict has its codebook"
    assert row.published_at is not None, "what is published has its moment"
    codebook = codebooks[row.codebook_id]
    is_gone = state == "withdrawn"
    return Assessment(
        number=row.pk,
        promise=standing.promise.key,
        government=standing.promise.government.key,
        state=state,
        verdict=verdict,
        outlook=tell_outlook(standing),
        cause=row.cause or None,
        scales=tell_scales(standing, codebooks),
        summary=words(row.summary_ar, row.summary_en),
        reasons=row.reasons_ar,
        effective_on=row.effective_on,
        published_at=row.published_at,
        is_closing=row.is_closing,
        is_imported=row.is_imported,
        is_adjudicated=row.is_adjudicated,
        author=row.author.public_name,
        seconder=row.seconder.public_name if row.seconder else "",
        codebook=CodebookName(codebook.id, codebook.version),
        corrects=row.corrects_id,
        overrides=_overrides(row),
        withdrawn_at=row.withdrawn_at if is_gone else None,
        withdrawn_reason=words(row.withdrawn_reason_ar, row.withdrawn_reason_en) if is_gone else None,
        evidence=evidence,
        entry=entry,
        page=f"{page_address('site:promise', standing.promise.key, known_on=known_on)}#v{row.pk}",
    )


def tell_listed(one: ListedVerdict, codebooks: Mapping[int, Codebook], known_on: dt.date | None) -> Assessment:
    """Return a verdict of a list."""
    return tell_assessment(one.standing, codebooks, state=one.state, evidence=one.evidence, entry=one.entry, known_on=known_on)


def tell_sources(found: Sources) -> ToldSources:
    """Return who stands behind the evidence."""
    told = tuple(Voice(voice.origin, voice.outlets, voice.is_party, voice.is_credited) for voice in found.voices)
    return ToldSources(found.independent, found.outlets, found.parties, told)


def tell_codings(found: ToldCodings | None) -> Codings | None:
    """Return how a verdict was coded, None where it came of no round."""
    if found is None:
        return None
    told = tuple(
        Coding(one.coder, one.verdict.key, one.outlook.key if one.outlook else None, one.rung, one.submitted_at)
        for one in found.codings
    )
    return Codings(found.is_blind, found.decided_by or None, told)


def _overrides(row: AssessmentRow) -> tuple[Override, ...]:
    return tuple(
        Override(one["code"], words(one.get("reason_ar", ""), one.get("reason_en", "")), one.get("by", ""))
        for one in row.overrides
    )
