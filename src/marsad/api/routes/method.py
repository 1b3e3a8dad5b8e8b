"""How verdicts are made: codebooks with every scale, agreement between coders, and the final reports."""

from __future__ import annotations

from typing import Annotated, Literal

from django.http import HttpRequest
from django.utils import translation
from ninja import Path, Query, Router
from pydantic import Field

from marsad.api.asked import Asked
from marsad.api.problems import ProblemDetail, missing
from marsad.api.routes.words import about
from marsad.api.told.codebooks import CodebookAnswer, CodebookList, tell_codebook, tell_scales
from marsad.api.told.common import day_of, head
from marsad.api.told.reports import AgreementAnswer, ReportAnswer, tell_agreement, tell_report
from marsad.store.queries.agreement import read_agreement
from marsad.store.queries.codebooks import read_method
from marsad.store.queries.report import read_report

router = Router(tags=["method"])


class AskedReport(Asked):
    """What a report may be asked for."""

    language: Annotated[Literal["ar", "en", "ckb"], Field(description="The language of the report's words")] = "ar"


@router.get(
    "/codebooks/",
    response={200: CodebookList, 400: ProblemDetail},
    url_name="codebooks",
    operation_id="listCodebooks",
    **about("List codebooks", "أدلة الترميز"),
)
def codebooks(request: HttpRequest, asked: Query[Asked]) -> CodebookList:
    """Return every version of the codebook that was in force, and the scales of others that verdicts are told on."""
    day, found = asked.known_on, read_method("", asked.known_on)
    versions = found.versions if found else ()
    items = tuple(tell_codebook(one, in_force=found is not None and one == found.in_force) for one in versions)
    return CodebookList(day_of(day), head(day), items, tell_scales())


@router.get(
    "/codebooks/{str:key}/{str:version}/",
    response={200: CodebookAnswer, 400: ProblemDetail, 404: ProblemDetail},
    url_name="codebook",
    operation_id="getCodebook",
    **about("Read one codebook", "دليل ترميز واحد"),
)
def codebook(
    request: HttpRequest,
    key: Path[Annotated[str, Field(description="The codebook's key")]],
    version: Path[Annotated[str, Field(description="Its version")]],
    asked: Query[Asked],
) -> CodebookAnswer:
    """Return the codebook of that key and version."""
    day, found = asked.known_on, read_method("", asked.known_on)
    told = (
        next((one for one in found.versions if (one.codebook.id, one.codebook.version) == (key, version)), None)
        if found
        else None
    )
    if told is None or found is None:
        raise missing("codebook")
    return CodebookAnswer(day_of(day), head(day), tell_codebook(told, in_force=told == found.in_force))


@router.get(
    "/reports/{str:government}/",
    response={200: ReportAnswer, 400: ProblemDetail, 404: ProblemDetail},
    url_name="report",
    operation_id="getReport",
    **about("Read the final report of a government", "التقرير الختامي لحكومة"),
)
def report(
    request: HttpRequest,
    government: Path[Annotated[str, Field(description="The government's key")]],
    asked: Query[AskedReport],
) -> ReportAnswer:
    """Return the figures of the report of that government."""
    day = asked.known_on
    with translation.override(asked.language):
        found = read_report(government, known_on=day, with_quotes=False)
        if found is None:
            raise missing("report")
        return ReportAnswer(day_of(day), head(day), tell_report(found, day))


@router.get(
    "/agreement/",
    response={200: AgreementAnswer, 400: ProblemDetail},
    url_name="agreement",
    operation_id="getAgreement",
    **about("Read how far coders agree", "اتفاق المرمّزين"),
)
def agreement(request: HttpRequest, asked: Query[Asked]) -> AgreementAnswer:
    """Return Krippendorff's alpha on each axis, over all and by sector."""
    day = asked.known_on
    return AgreementAnswer(day_of(day), head(day), tell_agreement(read_agreement(day)))
