"""Promises: the list, as the site's list narrows and orders it, and one with all that its page shows."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Query, Router
from pydantic import Field

from marsad.api.asked import Asked
from marsad.api.narrowed import AskedPromises
from marsad.api.problems import Problem, ProblemDetail, missing
from marsad.api.routes.words import about
from marsad.api.told.common import day_of, head, list_head
from marsad.api.told.promises import PromiseAnswer, PromiseList, tell_line, tell_promise
from marsad.store.queries.dossier import read_dossier
from marsad.store.queries.promise_cuts import cut_promises
from marsad.store.queries.proof_cuts import snapshots_numbered
from marsad.store.queries.public import read_codebooks
from marsad.store.queries.revisions import read_withdrawal, was_ever_published

router = Router(tags=["promises"])


@router.get(
    "/promises/",
    response={200: PromiseList, 400: ProblemDetail},
    url_name="promises",
    operation_id="listPromises",
    **about("List promises", "قائمة الوعود"),
)
def promises(request: HttpRequest, asked: Query[AskedPromises]) -> PromiseList:
    """Return the promises that the question asks for, with the verdict that each stands on."""
    found = cut_promises(asked.wanted(asked.sort), after=asked.after, size=asked.limit, known_on=asked.known_on)
    codebooks = read_codebooks()
    items = tuple(
        tell_line(one, codebooks, is_disputed=one.promise.pk in found.disputed, known_on=asked.known_on)
        for one in found.part.rows
    )
    return PromiseList(*list_head(request, asked, found.part.after).values, found.count, items)


@router.get(
    "/promises/{slug:key}/",
    response={200: PromiseAnswer, 400: ProblemDetail, 404: ProblemDetail, 410: ProblemDetail},
    url_name="promise",
    operation_id="getPromise",
    **about("Read one promise", "وعد واحد"),
)
def promise(
    request: HttpRequest, key: Path[Annotated[str, Field(description="The promise's key")]], asked: Query[Asked]
) -> PromiseAnswer:
    """Return a promise with its wordings, verdicts, evidence, disputes, series, milestones, replies, corrections and ties."""
    known_on = asked.known_on
    dossier = read_dossier(key, known_on=known_on)
    if dossier is None:
        raise _without(key, asked)
    kept = snapshots_numbered(proof.snapshot for step in dossier.steps for proof in step.proofs)
    return PromiseAnswer(day_of(known_on), head(known_on), tell_promise(dossier, read_codebooks(), kept))


def _without(key: str, asked: Asked) -> Problem:
    """Return why readers do not see the promise: withdrawn, not published yet on that day, or none at all."""
    gone = read_withdrawal(key, asked.known_on)
    if gone is not None:
        return Problem(
            "withdrawn",
            f"The promise was withdrawn on {gone.at.date()}: “{gone.reason_en or gone.reason_ar}”",
            f"سُحب الوعد في {gone.at.date()}: «{gone.reason_ar}»",
        )
    if asked.known_on is not None and was_ever_published(key):
        return Problem("not-yet", "Ask as of a later day, or without `as_of`.", "اسأل عن يوم لاحق، أو بلا `as_of`.")
    return missing("promise")
