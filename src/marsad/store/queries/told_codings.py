"""Read what the public is told of the codings behind a published verdict: who coded, what each found, and who decided."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from marsad.domain.codebook import Outlook, Verdict
from marsad.store.models import Assessment, Coding, CodingRound
from marsad.store.queries.codings import was_blind
from marsad.store.queries.newsroom import read_codebook


@dataclass(frozen=True, slots=True)
class ToldCoding:
    """One coding as readers see it."""

    coder: str
    verdict: Verdict
    outlook: Outlook | None
    rung: str
    submitted_at: dt.datetime


@dataclass(frozen=True, slots=True)
class ToldCodings:
    """The codings behind a published verdict. *decided_by* is "" where the coders agreed."""

    codings: tuple[ToldCoding, ...]
    decided_by: str
    is_blind: bool


def told_codings(assessment: Assessment) -> ToldCodings | None:
    """Return what readers are told of the codings behind *assessment*; None before it is published, or where it had none."""
    if assessment.round_id is None or assessment.published_at is None:
        return None
    found = CodingRound.objects.select_related("adjudicated_by", "codebook").get(pk=assessment.round_id)
    codebook = read_codebook(found.codebook)
    rows = Coding.objects.filter(round=found, withdrawn_at__isnull=True).select_related("person").order_by("place")
    return ToldCodings(
        tuple(
            ToldCoding(
                row.person.public_name,
                codebook.verdict(row.verdict),
                codebook.outlook(row.outlook) if row.outlook else None,
                row.rung,
                row.submitted_at,
            )
            for row in rows
        ),
        found.adjudicated_by.public_name if found.adjudicated_by else "",
        was_blind(found),
    )
