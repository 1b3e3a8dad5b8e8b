"""Verdicts and evidence: in the order of their numbers, so that a reader who copies them all knows where to go on."""

from __future__ import annotations

from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Path, Query, Router
from pydantic import Field

from marsad.api.asked import Asked, AskedList, Key
from marsad.api.problems import ProblemDetail, missing
from marsad.api.routes.words import about
from marsad.api.told.common import day_of, head, list_head
from marsad.api.told.proofs import ProofAnswer, ProofList
from marsad.api.told.proofs import tell_listed as tell_proof
from marsad.api.told.verdicts import AssessmentAnswer, AssessmentList, tell_listed
from marsad.domain.ledger import MOST
from marsad.store.queries.proof_cuts import WantedProofs, cut_proofs, find_proof
from marsad.store.queries.public import read_codebooks
from marsad.store.queries.verdict_cuts import WantedVerdicts, cut_verdicts, find_verdict

router = Router(tags=["verdicts"])
Number = Annotated[int, Field(ge=1, le=MOST, description="Its number, as in the ledger")]


class AskedVerdicts(AskedList):
    """What the list of verdicts may be asked for."""

    promise: Annotated[Key, Field(description="Key of a promise")] = ""
    government: Annotated[Key, Field(description="Key of a government")] = ""
    verdict: Annotated[Key, Field(description="Key of a verdict")] = ""
    state: Annotated[
        Literal["", "stands", "superseded", "withdrawn"],
        Field(description="Whether it stands, was followed by another, or was withdrawn"),
    ] = ""


class AskedProofs(AskedList):
    """What the list of evidence may be asked for."""

    promise: Annotated[Key, Field(description="Key of a promise")] = ""
    assessment: Annotated[int, Field(ge=0, le=MOST, description="Number of a verdict")] = 0
    stance: Annotated[
        Literal["", "supports", "refutes", "discusses", "unrelated"], Field(description="What it does to the promise")
    ] = ""
    outlet: Annotated[Key, Field(description="Key of an outlet")] = ""


@router.get(
    "/assessments/",
    response={200: AssessmentList, 400: ProblemDetail},
    url_name="assessments",
    operation_id="listAssessments",
    **about("List verdicts", "قائمة الأحكام"),
)
def assessments(request: HttpRequest, asked: Query[AskedVerdicts]) -> AssessmentList:
    """Return every verdict that was published, those superseded and withdrawn among them."""
    wanted = WantedVerdicts(asked.promise, asked.government, asked.verdict, asked.state)
    found = cut_verdicts(wanted, after=asked.after, size=asked.limit, known_on=asked.known_on)
    codebooks = read_codebooks()
    items = tuple(tell_listed(one, codebooks, asked.known_on) for one in found.rows)
    return AssessmentList(*list_head(request, asked, found.after).values, items)


@router.get(
    "/assessments/{int:number}/",
    response={200: AssessmentAnswer, 400: ProblemDetail, 404: ProblemDetail},
    url_name="assessment",
    operation_id="getAssessment",
    **about("Read one verdict", "حكم واحد"),
)
def assessment(request: HttpRequest, number: Path[Number], asked: Query[Asked]) -> AssessmentAnswer:
    """Return the published verdict of that number."""
    found = find_verdict(number, asked.known_on)
    if found is None:
        raise missing("verdict")
    item = tell_listed(found, read_codebooks(), asked.known_on)
    return AssessmentAnswer(day_of(asked.known_on), head(asked.known_on), item)


@router.get(
    "/evidence/",
    response={200: ProofList, 400: ProblemDetail},
    url_name="evidence",
    operation_id="listEvidence",
    **about("List evidence", "قائمة الأدلة"),
)
def evidence(request: HttpRequest, asked: Query[AskedProofs]) -> ProofList:
    """Return the evidence that readers see under published verdicts, each with its quote and the archived page behind it."""
    wanted = WantedProofs(asked.promise, asked.assessment, asked.stance, asked.outlet)
    found = cut_proofs(wanted, after=asked.after, size=asked.limit, known_on=asked.known_on)
    items = tuple(tell_proof(one, asked.known_on) for one in found.rows)
    return ProofList(*list_head(request, asked, found.after).values, items)


@router.get(
    "/evidence/{int:number}/",
    response={200: ProofAnswer, 400: ProblemDetail, 404: ProblemDetail},
    url_name="proof",
    operation_id="getEvidence",
    **about("Read one piece of evidence", "دليل واحد"),
)
def proof(request: HttpRequest, number: Path[Number], asked: Query[Asked]) -> ProofAnswer:
    """Return the piece of evidence of that number."""
    found = find_proof(number, asked.known_on)
    if found is None:
        raise missing("evidence")
    return ProofAnswer(day_of(asked.known_on), head(asked.known_on), tell_proof(found, asked.known_on))
