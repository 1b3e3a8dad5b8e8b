"""Governments, sectors, responsible bodies and outlets, counted as their pages count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
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
from marsad.store.queries.glance import Share
from marsad.store.queries.outlets import read_told_outlets
from marsad.store.queries.tallies import Tallies, read_tallies

router = Router(tags=["governments, sectors, bodies, outlets"])
_LIST = {400: ProblemDetail}
_ONE = {400: ProblemDetail, 404: ProblemDetail}
AKey = Annotated[str, Field(description="The key")]


def _find(rows: Iterable[Share], key: str, thing: str) -> Share:
    found = next((one for one in rows if one.row.key == key), None)
    if found is None:
        raise missing(thing)
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
    return GovernmentList(day_of(day), head(day), found.promises, tell_count(found.tallies), found.overdue, items)


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
    found = _find(read_tallies(day).governments, key, "government")
    return GovernmentAnswer(day_of(day), head(day), tell_government(found, day))


def _listed(of: Callable[[Tallies], Iterable[Share]], page: str, day: dt.date | None) -> GroupList:
    return GroupList(day_of(day), head(day), tuple(tell_group(one, page, day) for one in of(read_tallies(day))))


def _one(found: Share, page: str, day: dt.date | None) -> GroupAnswer:
    return GroupAnswer(day_of(day), head(day), tell_group(found, page, day))


@router.get(
    "/sectors/",
    response={200: GroupList, **_LIST},
    url_name="sectors",
    operation_id="listSectors",
    **about("List sectors", "القطاعات"),
)
def sectors(request: HttpRequest, asked: Query[Asked]) -> GroupList:
    """Return the sectors with promises that readers see."""
    return _listed(lambda found: found.sectors, "site:sector", asked.known_on)


@router.get(
    "/sectors/{str:key}/",
    response={200: GroupAnswer, **_ONE},
    url_name="sector",
    operation_id="getSector",
    **about("Read one sector", "قطاع واحد"),
)
def sector(request: HttpRequest, key: Path[AKey], asked: Query[Asked]) -> GroupAnswer:
    """Return the sector of that key."""
    found = _find(read_tallies(asked.known_on).sectors, key, "sector")
    return _one(found, "site:sector", asked.known_on)


@router.get(
    "/bodies/",
    response={200: GroupList, **_LIST},
    url_name="bodies",
    operation_id="listBodies",
    **about("List responsible bodies", "الجهات المسؤولة"),
)
def bodies(request: HttpRequest, asked: Query[Asked]) -> GroupList:
    """Return the bodies that are responsible for promises that readers see."""
    return _listed(lambda found: found.bodies, "site:body", asked.known_on)


@router.get(
    "/bodies/{str:key}/",
    response={200: GroupAnswer, **_ONE},
    url_name="body",
    operation_id="getBody",
    **about("Read one responsible body", "جهة مسؤولة واحدة"),
)
def body(request: HttpRequest, key: Path[AKey], asked: Query[Asked]) -> GroupAnswer:
    """Return the body of that key."""
    found = _find(read_tallies(asked.known_on).bodies, key, "body")
    return _one(found, "site:body", asked.known_on)


@router.get(
    "/outlets/",
    response={200: OutletList, **_LIST},
    url_name="outlets",
    operation_id="listOutlets",
    **about("List the outlets that are read", "الجهات التي نقرؤها"),
)
def outlets(request: HttpRequest, asked: Query[Asked]) -> OutletList:
    """Return the outlets that are watched or of which a page was read by then, and how many of their pages verdicts rest on."""
    day = asked.known_on
    return OutletList(day_of(day), head(day), tuple(tell_outlet(one, day) for one in read_told_outlets(day)))


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
    found = next((one for one in read_told_outlets(day) if one.outlet.key == key), None)
    if found is None:
        raise missing("outlet")
    return OutletAnswer(day_of(day), head(day), tell_outlet(found, day))
