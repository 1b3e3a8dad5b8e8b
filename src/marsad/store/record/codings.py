"""Record rounds of blind coding, what is handed in, how each ends, and samples drawn to be coded again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Model

from marsad.domain.ledger import Payload
from marsad.store.models import (
    Assessment,
    CodebookVersion,
    Coding,
    CodingRound,
    Evidence,
    Person,
    Promise,
    RecodingSample,
    Sector,
)
from marsad.store.queries.codings import was_blind


def lock_round(round_id: int) -> CodingRound:
    """Return the round, held against others until the transaction ends; raise CodingRound.DoesNotExist."""
    return CodingRound.objects.select_for_update(no_key=True).get(pk=round_id)


def lock_promise(promise: Promise) -> None:
    """Hold *promise* against others who open a round on it."""
    Promise.objects.everything().select_for_update(no_key=True).get(pk=promise.pk)


@transaction.atomic
def keep_round(
    promise: Promise,
    *,
    codebook: CodebookVersion,
    effective_on: dt.date,
    is_closing: bool,
    evidence: Iterable[Evidence],
    person: Person,
    at: dt.datetime,
    replaces: CodingRound | None = None,
    recodes: Assessment | None = None,
    sample: RecodingSample | None = None,
    wanted: int = 2,
) -> CodingRound:
    """Record a round that waits for its codings; with *recodes* it is for reliability alone."""
    made = CodingRound.objects.create(
        promise=promise,
        purpose=CodingRound.Purpose.RECODING if recodes else CodingRound.Purpose.ASSESSMENT,
        codebook=codebook,
        effective_on=effective_on,
        is_closing=is_closing,
        wanted=wanted,
        opened_by=person,
        opened_at=at,
        replaces=replaces,
        recodes=recodes,
        sample=sample,
    )
    made.evidence.set(evidence)
    return made


@transaction.atomic
def keep_coding(
    found: CodingRound,
    person: Person,
    *,
    place: int,
    verdict: str,
    outlook: str,
    cause: str,
    rung: str,
    summary_ar: str,
    summary_en: str,
    reasons_ar: str,
    reasons_en: str,
    confidence: str,
    evidence: Iterable[Evidence],
    at: dt.datetime,
) -> Coding:
    """Record what *person* hands in, as the first (*place* 1) or the second."""
    coding = Coding.objects.create(
        round=found,
        person=person,
        place=place,
        verdict=verdict,
        outlook=outlook,
        cause=cause,
        rung=rung,
        summary_ar=summary_ar,
        summary_en=summary_en,
        reasons_ar=reasons_ar,
        reasons_en=reasons_en,
        confidence=confidence,
        submitted_at=at,
    )
    coding.evidence.set(evidence)
    return coding


def take_back_coding(coding: Coding, at: dt.datetime) -> None:
    """Mark a coding as taken back; the row stays, and counts for nothing."""
    coding.withdrawn_at = at
    coding.save(update_fields=["withdrawn_at"])


def settle(found: CodingRound, status: str, at: dt.datetime) -> None:
    """Record that the last coding is in, and what came of them."""
    found.status, found.settled_at = status, at
    found.save(update_fields=["status", "settled_at"])


def adjudicate(found: CodingRound, person: Person, at: dt.datetime) -> None:
    """Record that *person* decided between the codings."""
    found.status, found.adjudicated_by, found.adjudicated_at = CodingRound.Status.ADJUDICATED, person, at
    found.save(update_fields=["status", "adjudicated_by", "adjudicated_at"])


def abandon(found: CodingRound, person: Person, at: dt.datetime, reason: str) -> None:
    """Record that the round ends without an assessment; whoever adjudicated it stands in the assessment that came of it."""
    found.status, found.abandoned_by, found.abandoned_at = CodingRound.Status.ABANDONED, person, at
    found.abandoned_reason, found.adjudicated_by, found.adjudicated_at = reason, None, None
    fields = ["status", "abandoned_by", "abandoned_at", "abandoned_reason", "adjudicated_by", "adjudicated_at"]
    found.save(update_fields=fields)


def keep_sample(
    person: Person, *, seed: int, population: Sequence[int], sector: Sector | None, at: dt.datetime
) -> RecodingSample:
    """Record that a sample was drawn with *seed* from the assessments of *population*."""
    return RecodingSample.objects.create(seed=seed, population=list(population), sector=sector, drawn_by=person, drawn_at=at)


def set_words(assessment: Assessment, coding: Coding) -> None:
    """Let a proposal that nobody has published yet speak in the words of *coding*."""
    assessment.summary_ar, assessment.summary_en = coding.summary_ar, coding.summary_en
    assessment.reasons_ar = coding.reasons_ar
    assessment.save(update_fields=["summary_ar", "summary_en", "reasons_ar"])


def told_codings(assessment: Assessment) -> tuple[Payload, list[Model]]:
    """Return what the entry of a published assessment tells of its codings, and the rows that readers see with it."""
    found = assessment.round
    if found is None:
        return {}, []
    codings = list(Coding.objects.filter(round=found, withdrawn_at__isnull=True).select_related("person"))
    told: Payload = {
        "adjudicated": assessment.is_adjudicated,
        "coded_blind": was_blind(found),
        "codings": [
            {
                "cause": coding.cause,
                "coder": coding.person.public_name,
                "outlook": coding.outlook,
                "rung": coding.rung,
                "submitted_at": coding.submitted_at.astimezone(dt.UTC).isoformat(timespec="seconds"),
                "verdict": coding.verdict,
            }
            for coding in codings
        ],
    }
    return told, [found, *codings]
