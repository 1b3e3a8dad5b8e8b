"""Pages of one government, sector or responsible body, and the lists of sectors and of bodies."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from marsad.site.as_of import known_day
from marsad.site.rendered import kept_as_rendered
from marsad.store.queries.body_replies import read_body_replies
from marsad.store.queries.glance import Glance, read_glance, read_shares
from marsad.store.queries.listing import Wanted
from marsad.store.queries.programmes import programmes_of
from marsad.store.queries.public import ASSESSED


@kept_as_rendered
@require_safe
def sectors(request: HttpRequest) -> HttpResponse:
    """Answer with every sector that has promises, and how they stand."""
    known_on = known_day(request)
    page = {"shares": read_shares("sector", known_on), "field": "sector", "known_on": known_on}
    return render(request, "site/shares.html", page)


@kept_as_rendered
@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    """Answer with every body that is responsible for a promise, and how its promises stand."""
    known_on = known_day(request)
    return render(request, "site/shares.html", {"shares": read_shares("body", known_on), "field": "body", "known_on": known_on})


@kept_as_rendered
@require_safe
def sector(request: HttpRequest, key: str) -> HttpResponse:
    """Answer with the promises of a sector at a glance, today or as known on a day."""
    known_on = known_day(request)
    glance = _read(Wanted(sector=key), known_on)
    return render(request, "site/sector.html", _page(glance, glance.sectors[0].row, known_on))


@kept_as_rendered
@require_safe
def body(request: HttpRequest, key: str) -> HttpResponse:
    """Answer with what a body is responsible for, what it was asked and what it replied."""
    known_on = known_day(request)
    glance = _read(Wanted(body=key), known_on)
    page = _page(glance, glance.bodies[0].row, known_on) | {"replies": read_body_replies(key, known_on)}
    return render(request, "site/body.html", page)


@kept_as_rendered
@require_safe
def government(request: HttpRequest, key: str) -> HttpResponse:
    """Answer with a government: its term, its programme, how its promises stand by sector, what changed, what is due."""
    known_on = known_day(request)
    glance = _read(Wanted(government=key), known_on)
    page = _page(glance, glance.governments[0].row, known_on) | {"programmes": programmes_of(key, known_on)}
    return render(request, "site/government.html", page)


def _read(wanted: Wanted, known_on: dt.date | None) -> Glance:
    if any("\x00" in key for key in (wanted.sector, wanted.body, wanted.government)):  # PostgreSQL takes no NUL
        raise Http404("no key has a NUL in it")
    glance = read_glance(wanted, known_on)
    if not glance.count:
        raise Http404("readers see no promise of it, or saw none by then")
    return glance


def _page(glance: Glance, row: object, known_on: dt.date | None) -> dict[str, Any]:
    return {"glance": glance, "scope": glance.wanted, "assessed": ASSESSED, "row": row, "known_on": known_on}
