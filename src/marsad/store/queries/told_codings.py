"""Read what the public is told of the codings behind a published verdict: who coded, what each found, and who decided."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from marsad.domain.codebook import Codebook, Outlook, Verdict
from marsad.store.models import Assessment, Coding
from marsad.store.queries.codings import settled_before
from marsad.store.queries.names_known import Told, people_as_told

_SEEN = "has_seen_an_earlier_round"


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


def with_rounds(rows: QuerySet[Assessment]) -> QuerySet[Assessment]:
    """Return *rows* each with the round that it came of, and whether its coders could have seen an earlier one."""
    seen = settled_before(OuterRef("promise"), OuterRef("round__effective_on"), OuterRef("round__opened_at"), OuterRef("round"))
    told = rows.select_related("round__adjudicated_by", "round__codebook").defer("round__codebook__body")
    return told.annotate(**{_SEEN: Exists(seen)})


def told_codings(assessments: Iterable[Assessment], codebooks: Mapping[int, Codebook], told: Told) -> dict[int, ToldCodings]:
    """Return what readers are told of the codings behind *assessments*, which are published and come `with_rounds`.

    By the assessment's number; one that came of no round is left out. People bear the names that are *told*. One query.
    """
    published = tuple(assessments)
    rounds = {row.pk: row.round for row in published if row.round is not None and row.published_at is not None}
    given: dict[int, list[Coding]] = defaultdict(list)
    rows = Coding.objects.filter(round__in={found.pk for found in rounds.values()}, withdrawn_at__isnull=True)
    for coding in rows.select_related("person").order_by("place") if rounds else ():
        people_as_told([coding.person], told)
        given[coding.round_id].append(coding)
    seen = {row.pk for row in published if getattr(row, _SEEN)}
    return {
        pk: ToldCodings(
            tuple(_told(coding, codebooks[found.codebook_id]) for coding in given[found.pk]),
            found.adjudicated_by.public_name if found.adjudicated_by else "",
            pk not in seen,
        )
        for pk, found in rounds.items()
    }


def _told(coding: Coding, codebook: Codebook) -> ToldCoding:
    return ToldCoding(
        coding.person.public_name,
        codebook.verdict(coding.verdict),
        codebook.outlook(coding.outlook) if coding.outlook else None,
        coding.rung,
        coding.submitted_at,
    )
