"""Promises: the list with its filters, and one promise with its proof."""

from __future__ import annotations

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from marsad.site.deadlines import read_deadline
from marsad.store.queries.dossier import read_dossier
from marsad.store.queries.public import ORDERS, UNRATED, Wanted, list_promises


@require_safe
def promise_list(request: HttpRequest) -> HttpResponse:
    """Answer with the promises that the reader asks for."""
    names = ("government", "sector", "body", "verdict", "q", "sort")
    asked = {name: request.GET.get(name, "").replace("\x00", "").strip()[:200] for name in names}  # PostgreSQL takes no NUL
    wanted = Wanted(
        government=asked["government"],
        sector=asked["sector"],
        body=asked["body"],
        verdict=asked["verdict"],
        words=asked["q"],
        order=asked["sort"] if asked["sort"] in ORDERS else ORDERS[0],
    )
    listing = list_promises(wanted, page=request.GET.get("page", "1"))
    narrowed = any((wanted.government, wanted.sector, wanted.body, wanted.verdict, wanted.words))
    page = {"listing": listing, "wanted": wanted, "is_narrowed": narrowed, "unrated": UNRATED}
    return render(request, "site/promises.html", page)


@require_safe
def promise(request: HttpRequest, key: str) -> HttpResponse:
    """Answer with one promise, as it stands or, with `?on=2026-01-31`, as it was known on that day."""
    asked, today = request.GET.get("on", "").strip(), timezone.localdate()
    known_on = _read_day(asked) if asked else None
    if known_on is not None and known_on >= today:
        known_on = None  # what is known by the end of today is what is known now
    dossier = read_dossier(key, known_on=known_on)
    if dossier is None:
        raise Http404("no such promise")
    page = {
        "dossier": dossier,
        "promise": dossier.standing.promise,
        "deadline": read_deadline(dossier.standing, known_on or today),
        "today": today,
    }
    return render(request, "site/promise.html", page)


def _read_day(value: str) -> dt.date:
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise Http404(f"{value!r} is no day such as 2026-01-31") from error
