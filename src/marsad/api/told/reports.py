"""The final report of a government and the agreement between coders, as the interface tells them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from marsad.api.told.common import Answer, Words, page_address, words
from marsad.domain.agreement import Measure as MeasureValue
from marsad.domain.report import Count, ReportLine
from marsad.domain.report import Report as ReportValue
from marsad.store.queries.agreement import AgreementReport, AxisAgreement


@dataclass(frozen=True, slots=True)
class Counted:
    """How many promises share something: its key ("" for no verdict), what the report calls it, and the count."""

    key: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class SectorCount:
    """The promises of one sector, counted in the order of `by_verdict`."""

    name: str
    promises: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReportedPromise:
    """A promise of the report.

    *keeping* is how it stands to its deadline: `on_time`, `late`, `undated`, `missed`, `ahead` or `settled`.
    """

    key: str
    title: str
    sector: str
    verdict: str
    outlook: str
    cause: str
    keeping: str
    deadline: str
    effective_on: dt.date | None
    published_on: dt.date | None
    is_closing: bool
    independent_sources: int
    outlets: int
    evidence: int
    entry: int | None


@dataclass(frozen=True, slots=True)
class Report:
    """The report of a government in one language: the figures of its page and its PDF. *is_draft*: its term is not over."""

    government: str
    name: str
    leader: str
    language: str
    began_on: dt.date
    ended_on: dt.date | None
    is_draft: bool
    promises: int
    assessed: int
    closing: int
    withdrawn: int
    disputes: int
    corrections: int
    codebooks: tuple[str, ...]
    by_verdict: tuple[Counted, ...]
    by_sector: tuple[SectorCount, ...]
    by_keeping: tuple[Counted, ...]
    by_cause: tuple[Counted, ...]
    by_outlook: tuple[Counted, ...]
    lines: tuple[ReportedPromise, ...]
    page: str
    pdf: str


@dataclass(frozen=True, slots=True)
class ReportAnswer(Answer):
    """The report of a government."""

    item: Report


@dataclass(frozen=True, slots=True)
class Measure:
    """Krippendorff's alpha with its interval of 95 %; where it is null, *why* says so: `too_few` or `no_variation`."""

    alpha: float | None
    low: float | None
    high: float | None
    units: int
    coders: int
    raw: float | None
    why: str


@dataclass(frozen=True, slots=True)
class SectorMeasure:
    """How far coders agree within one sector."""

    sector: str
    name: Words
    measure: Measure


@dataclass(frozen=True, slots=True)
class Axis:
    """How far coders agree on one axis, over all and by sector."""

    axis: str
    is_ordinal: bool
    overall: Measure
    sectors: tuple[SectorMeasure, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far blind coders agree: *units* are promises on a day that at least two coded, *recoded* of them coded again later."""

    units: int
    coders: int
    recoded: int
    seen: int
    axes: tuple[Axis, ...]


@dataclass(frozen=True, slots=True)
class AgreementAnswer(Answer):
    """The agreement between coders."""

    item: Agreement


def tell_report(told: ReportValue, known_on: dt.date | None) -> Report:
    """Return the report of a government."""
    return Report(
        government=told.government_key,
        name=told.government,
        leader=told.leader,
        language=told.language,
        began_on=told.began_on,
        ended_on=told.ended_on,
        is_draft=told.is_draft,
        promises=told.total,
        assessed=told.assessed,
        closing=told.closing,
        withdrawn=told.withdrawn,
        disputes=len(told.disputes),
        corrections=len(told.corrections),
        codebooks=told.codebooks,
        by_verdict=tuple(map(_counted, told.by_verdict)),
        by_sector=tuple(SectorCount(one.name, one.total, one.counts) for one in told.by_sector),
        by_keeping=tuple(Counted(key, "", count) for key, count in told.by_keeping),
        by_cause=tuple(map(_counted, told.by_cause)),
        by_outlook=tuple(map(_counted, told.by_outlook)),
        lines=tuple(map(_line, told.lines)),
        page=page_address("site:report", told.government_key, known_on=known_on),
        pdf=page_address("site:report_pdf", told.government_key, known_on=known_on),
    )


def tell_agreement(told: AgreementReport) -> Agreement:
    """Return how far coders agree."""
    return Agreement(told.units, told.coders, told.recoded, told.seen, tuple(map(_axis, told.axes)))


def _counted(one: Count) -> Counted:
    return Counted(one.key, one.label, one.count)


def _line(one: ReportLine) -> ReportedPromise:
    return ReportedPromise(
        key=one.key,
        title=one.title,
        sector=one.sector_key,
        verdict=one.verdict_key,
        outlook=one.outlook_key,
        cause=one.cause_key,
        keeping=one.keeping,
        deadline=one.deadline,
        effective_on=one.effective_on,
        published_on=one.published_on,
        is_closing=one.is_closing,
        independent_sources=one.sources,
        outlets=one.outlets,
        evidence=one.quoted,
        entry=one.entry,
    )


def _axis(one: AxisAgreement) -> Axis:
    sectors = tuple(SectorMeasure(row.key, words(row.name_ar, row.name_en), _measure(row.measure)) for row in one.sectors)
    return Axis(one.axis, one.is_ordinal, _measure(one.overall), sectors)


def _measure(one: MeasureValue) -> Measure:
    return Measure(one.alpha, one.low, one.high, one.units, one.coders, one.raw, one.why)
