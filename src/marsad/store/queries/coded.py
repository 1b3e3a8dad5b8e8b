"""Read which published verdicts the figures of agreement rest on, so that a reader can look at each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from marsad.store.models import Assessment, Promise
from marsad.store.queries.agreement import AgreementReport
from marsad.store.queries.public import known
from marsad.store.queries.wordings import promises_known_among

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class CodedVerdict:
    """A published verdict that at least two people coded blind: its number, its promise, and its day."""

    pk: int
    promise: Promise
    effective_on: dt.date


@dataclass(frozen=True, slots=True)
class CodedVerdicts:
    """The published verdicts among the units of agreement: how many, and the newest MOST_SHOWN of them."""

    count: int
    shown: tuple[CodedVerdict, ...]


def read_coded(report: AgreementReport) -> CodedVerdicts:
    """Return the verdicts behind the units of *report* that were published by its day. Two queries."""
    rows = known(Assessment.objects.filter(round__in=report.rounds), report.as_of).order_by("-published_at", "-pk")
    found = list(rows.values_list("pk", "promise_id", "effective_on")) if report.rounds else []
    promises = promises_known_among({promise for _, promise, _ in found}, report.as_of)
    told = [CodedVerdict(pk, promises[promise], day) for pk, promise, day in found if promise in promises]
    return CodedVerdicts(len(told), tuple(told[:MOST_SHOWN]))
