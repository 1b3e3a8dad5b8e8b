"""Governments, sectors, responsible bodies and outlets, with their promises counted by verdict."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Query, Router
from pydantic import Field

from marsad.api.asked import Asked
from marsad.api.problems import ProblemDetail, missing
from marsad.api.routes.words import about
from marsad.api.told.common import day_of, head
from marsad.api.told.groups import (
    GovernmentAnswer,
    GovernmentList,
    GroupAnswer,
    GroupList,
    OutletAnswer,
    OutletList,
    tell_government,
    tell_group,
    tell_outlet,
)
from marsad.api.told.verdicts import tell_count
from marsad.store.queries.public import read_outlets
from marsad.store.queries.tallies import Tallied, read_tallies

router = Router(tags=["governments, sectors, bodies, outlets"])
_LIST = {400: ProblemDetail}
_ONE = {400: ProblemDetail, 404: ProblemDetail}
AKey = Annotated[str, Field(description="The key")]


def _find(rows: Iterable[Tallied], key: str, en: str, ar: str) -> Tallied:
    found = next((one for one in rows if one.row.key == key), None)
    if found is None:
        raise missing(en, ar)
    return found


@router.get(
    "/governments/",
    response={200: GovernmentList, **_LIST},
    url_name="governments",
    operation_id="listGovernments",
    **about("List governments", "الحكومات"),
)
def governments(request: HttpRequest, asked: Query[Asked]) -> GovernmentList:
    """Return the governments with promises that readers see, and the counts over all of them."""
    found, day = read_tallies(asked.known_on), asked.known_on
    items = tuple(tell_government(one, day) for one in found.governments)
    return GovernmentList(day_of(day), head(day), found.promises, tell_count(found.tallies), items)


@router.get(
    "/governments/{str:key}/",
    response={200: GovernmentAnswer, **_ONE},
    url_name="government",
    operation_id="getGovernment",
    **about("Read one government", "حكومة واحدة"),
)
def government(request: HttpRequest, key: Path[AKey], asked: Query[Asked]) -> GovernmentAnswer:
    """Return the government of that key."""
    day = asked.known_on
    found = _find(read_tallies(day).governments, key, "government", "حكومة")
    return GovernmentAnswer(day_of(day), head(day), tell_government(found, day))


@router.get(
    "/sectors/",
    response={200: GroupList, **_LIST},
    url_name="sectors",
    operation_id="listSectors",
    **about("List sectors", "القطاعات"),
)
def sectors(request: HttpRequest, asked: Query[Asked]) -> GroupList:
    """Return the sectors with promises that readers see."""
    day = asked.known_on
    return GroupList(day_of(day), head(day), tuple(tell_group(one, "site:sector", day) for one in read_tallies(day).sectors))


@router.get(
    "/sectors/{str:key}/",
    response={200: GroupAnswer, **_ONE},
    url_name="sector",
    operation_id="getSector",
    **about("Read one sector", "قطاع واحد"),
)
def sector(request: HttpRequest, key: Path[AKey], asked: Query[Asked]) -> GroupAnswer:
    """Return the sector of that key."""
    day = asked.known_on
    found = _find(read_tallies(day).sectors, key, "sector", "قطاع")
    return GroupAnswer(day_of(day), head(day), tell_group(found, "site:sector", day))


@router.get(
    "/bodies/",
    response={200: GroupList, **_LIST},
    url_name="bodies",
    operation_id="listBodies",
    **about("List responsible bodies", "الجهات المسؤولة"),
)
def bodies(request: HttpRequest, asked: Query[Asked]) -> GroupList:
    """Return the bodies that are responsible for promises that readers see."""
    day = asked.known_on
    return GroupList(day_of(day), head(day), tuple(tell_group(one, "site:body", day) for one in read_tallies(day).bodies))


@router.get(
    "/bodies/{str:key}/",
    response={200: GroupAnswer, **_ONE},
    url_name="body",
    operation_id="getBody",
    **about("Read one responsible body", "جهة مسؤولة واحدة"),
)
def body(request: HttpRequest, key: Path[AKey], asked: Query[Asked]) -> GroupAnswer:
    """Return the body of that key."""
    day = asked.known_on
    found = _find(read_tallies(day).bodies, key, "body", "جهة")
    return GroupAnswer(day_of(day), head(day), tell_group(found, "site:body", day))


@router.get(
    "/outlets/",
    response={200: OutletList, **_LIST},
    url_name="outlets",
    operation_id="listOutlets",
    **about("List the outlets that are read", "الجهات التي نقرؤها"),
)
def outlets(request: HttpRequest, asked: Query[Asked]) -> OutletList:
    """Return the outlets that are read."""
    day = asked.known_on
    return OutletList(day_of(day), head(day), tuple(map(tell_outlet, read_outlets())))


@router.get(
    "/outlets/{str:key}/",
    response={200: OutletAnswer, **_ONE},
    url_name="outlet",
    operation_id="getOutlet",
    **about("Read one outlet", "جهة نشر واحدة"),
)
def outlet(request: HttpRequest, key: Path[AKey], asked: Query[Asked]) -> OutletAnswer:
    """Return the outlet of that key."""
    day = asked.known_on
    found = next((one for one in read_outlets() if one.key == key), None)
    if found is None:
        raise missing("outlet", "جهة نشر")
    return OutletAnswer(day_of(day), head(day), tell_outlet(found))
