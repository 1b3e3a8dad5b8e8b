"""Promises as the interface tells them: in a list, and whole, with all that its page shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields

from marsad.api.told.common import Answer, Labelled, ListAnswer, Named, Words, named, page_address, words
from marsad.api.told.notices import Correction, Reply, tell_correction, tell_reply
from marsad.api.told.proofs import Proof, tell_archived, tell_proof
from marsad.api.told.surroundings import (
    Dispute,
    Kin,
    Milestone,
    Series,
    Wording,
    tell_dispute,
    tell_kin,
    tell_milestone,
    tell_series,
    tell_wording,
)
from marsad.api.told.verdicts import (
    Assessment,
    Codings,
    OnScales,
    ToldSources,
    Verdict,
    tell_assessment,
    tell_codings,
    tell_outlook,
    tell_scales,
    tell_sources,
    tell_verdict,
)
from marsad.domain.codebook import Codebook
from marsad.store.models import Programme as ProgrammeRow
from marsad.store.models import Snapshot
from marsad.store.queries.course import CourseLine
from marsad.store.queries.dossier import Dossier
from marsad.store.queries.public import Standing
from marsad.store.queries.steps import Step


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise in a list. *deadline* is EDTF ("2026-09", "2026~"), *deadline_on* its last day. *verdict* is null before one.

    *assessment* is the number of the verdict that it stands on, *summary* its reason in one sentence. *is_disputed*: readers are
    told that sources differ. *last_checked_on* is the last day on which the team decided anything on it, null before a verdict.
    """

    key: str
    title: Words
    government: Named
    sector: Named
    body: Named | None
    deadline: str | None
    deadline_on: dt.date | None
    is_disputed: bool
    verdict: Verdict | None
    outlook: Labelled | None
    cause: str | None
    scales: OnScales
    assessment: int | None
    summary: Words | None
    effective_on: dt.date | None
    published_at: dt.datetime | None
    last_checked_on: dt.date | None
    page: str


@dataclass(frozen=True, slots=True)
class PromiseList(ListAnswer):
    """Promises as asked for; *count* is how many the whole list has."""

    count: int
    items: tuple[PromiseLine, ...]


@dataclass(frozen=True, slots=True)
class CourseStep:
    """A verdict in the course of a promise with its evidence, sources and codings, and the corrections that it came of or led to.

    *taken_back* counts the evidence that was withdrawn after it was published.
    """

    assessment: Assessment
    evidence: tuple[Proof, ...]
    taken_back: int
    is_disputed: bool
    sources: ToldSources | None
    codings: Codings | None
    correction: int | None
    mends: int | None


@dataclass(frozen=True, slots=True)
class Programme:
    """The document in which the promise was made."""

    key: str
    title: Words
    published_on: dt.date | None
    url: str


@dataclass(frozen=True, slots=True)
class Promise(PromiseLine):
    """A promise with all that its page shows. *course* are its verdicts, the latest first, those withdrawn among them.

    *thread* is the key by which its thread through several governments is addressed.
    """

    text: Words
    justification: Words
    page_ref: str
    programme: Programme | None
    course: tuple[CourseStep, ...]
    disputes: tuple[Dispute, ...]
    series: tuple[Series, ...]
    milestones: tuple[Milestone, ...]
    replies: tuple[Reply, ...]
    corrections: tuple[Correction, ...]
    wordings: tuple[Wording, ...]
    earlier: tuple[Kin, ...]
    later: tuple[Kin, ...]
    thread: str | None


@dataclass(frozen=True, slots=True)
class PromiseAnswer(Answer):
    """One promise."""

    item: Promise


def tell_line(
    standing: Standing, codebooks: Mapping[int, Codebook], *, is_disputed: bool, known_on: dt.date | None
) -> PromiseLine:
    """Return a promise as a list tells it."""
    promise, row = standing.promise, standing.assessment
    return PromiseLine(
        key=promise.key,
        title=words(promise.title_ar, promise.title_en),
        government=named(promise.government),
        sector=named(promise.sector),
        body=named(promise.body) if promise.body else None,
        deadline=promise.deadline or None,
        deadline_on=promise.deadline_on,
        is_disputed=is_disputed,
        verdict=tell_verdict(standing),
        outlook=tell_outlook(standing),
        cause=(row.cause or None) if row else None,
        scales=tell_scales(standing, codebooks),
        assessment=row.pk if row else None,
        summary=words(row.summary_ar, row.summary_en) if row else None,
        effective_on=row.effective_on if row else None,
        published_at=row.published_at if row else None,
        last_checked_on=standing.checked_on,
        page=page_address("site:promise", promise.key, known_on=known_on),
    )


def tell_promise(dossier: Dossier, codebooks: Mapping[int, Codebook], kept: Mapping[int, Snapshot]) -> Promise:
    """Return a promise with all that its page shows; *kept* are the archived pages of its evidence, by number."""
    known_on, promise = dossier.known_on, dossier.standing.promise
    is_disputed = bool(dossier.disputes) or bool(dossier.current and dossier.current.is_disputed)
    line = tell_line(dossier.standing, codebooks, is_disputed=is_disputed, known_on=known_on)
    told = [one for step in dossier.course.lines for one in (step.correction,) if one] + list(dossier.course.notices)
    return Promise(
        **{field.name: getattr(line, field.name) for field in fields(line)},
        text=words(promise.text_ar, promise.text_en),
        justification=words(promise.justification_ar, promise.justification_en),
        page_ref=promise.page_ref,
        programme=_programme(promise.programme) if promise.programme else None,
        course=tuple(_step(one, dossier, codebooks, kept) for one in dossier.course.lines),
        disputes=tuple(map(tell_dispute, dossier.disputes)),
        series=tuple(map(tell_series, dossier.figures)),
        milestones=tuple(map(tell_milestone, dossier.milestones)),
        replies=tuple(tell_reply(one, known_on) for one in dossier.replies),
        corrections=tuple(tell_correction(one, known_on) for one in told),
        wordings=tuple(map(tell_wording, dossier.revisions)),
        earlier=tuple(map(tell_kin, dossier.earlier)),
        later=tuple(map(tell_kin, dossier.later)),
        thread=dossier.thread_key,
    )


def _programme(row: ProgrammeRow) -> Programme:
    return Programme(row.key, words(row.title_ar, row.title_en), row.published_on, row.url)


def _step(line: CourseLine, dossier: Dossier, codebooks: Mapping[int, Codebook], kept: Mapping[int, Snapshot]) -> CourseStep:
    step, gone = line.step, line.gone
    standing = step.standing if step is not None else gone.standing if gone is not None else None
    assert standing is not None, "a line of the course is a verdict, standing or withdrawn"
    proofs = _proofs(step, dossier, kept) if step is not None else ()
    now = dossier.standing.assessment
    stands = "stands" if now is not None and now == standing.assessment else "superseded"
    entry = (step.entry.sequence if step.entry else None) if step is not None else gone.entry if gone is not None else None
    told = tell_assessment(
        standing,
        codebooks,
        state=stands if step is not None else "withdrawn",
        evidence=tuple(sorted(proof.number for proof in proofs)),
        entry=entry,
        known_on=dossier.known_on,
    )
    return CourseStep(
        told,
        proofs,
        step.withdrawn if step is not None else 0,
        step.is_disputed if step is not None else False,
        tell_sources(step.told) if step is not None else None,
        tell_codings(step.codings) if step is not None else None,
        line.correction.row.pk if line.correction else None,
        line.mending.row.pk if line.mending else None,
    )


def _proofs(step: Step, dossier: Dossier, kept: Mapping[int, Snapshot]) -> tuple[Proof, ...]:
    under: dict[int, list[int]] = {}
    for other in dossier.steps:
        for proof in other.proofs:
            under.setdefault(proof.evidence.pk, []).append(other.standing.assessment.pk if other.standing.assessment else 0)
    return tuple(
        tell_proof(
            proof.evidence,
            proof.passage,
            tuple(sorted(under[proof.evidence.pk])),
            dossier.standing.promise.key,
            proof.copies,
            tell_archived(kept.get(proof.snapshot) if proof.snapshot else None, dossier.known_on),
        )
        for proof in step.proofs
    )
