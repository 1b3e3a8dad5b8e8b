"""Promises: the list with its filters, and one promise with its proof."""

from __future__ import annotations

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from marsad.site.as_of import known_day
from marsad.site.asking import read_chips, read_list_files, read_wanted, share_query
from marsad.site.deadlines import read_deadline
from marsad.site.rendered import kept_as_rendered
from marsad.store.queries.dossier import read_dossier
from marsad.store.queries.listing import list_promises
from marsad.store.queries.public import ASSESSED, UNRATED
from marsad.store.queries.revisions import read_withdrawal, was_ever_published


@kept_as_rendered
@require_safe
def promise_list(request: HttpRequest) -> HttpResponse:
    """Answer with the promises that the reader asks for."""
    wanted, known_on = read_wanted(request.GET), known_day(request)
    listing = list_promises(wanted, page=request.GET.get("page", "1"), known_on=known_on)
    page = {
        "listing": listing,
        "wanted": wanted,
        "chips": read_chips(request.GET, wanted, listing.choices),
        "shared": share_query(wanted, known_on),
        "files": read_list_files(wanted, known_on),
        "assessed": ASSESSED,
        "unrated": UNRATED,
        "known_on": known_on,
    }
    return render(request, "site/promises.html", page)


@kept_as_rendered
@require_safe
def promise(request: HttpRequest, key: str) -> HttpResponse:
    """Answer with one promise, as it stands or, with `?as_of=2026-01-31`, as it was known on that day."""
    known_on, today = known_day(request), timezone.localdate()
    dossier = read_dossier(key, known_on=known_on)
    if dossier is None:
        return _without(request, key, known_on)
    page = {
        "dossier": dossier,
        "promise": dossier.standing.promise,
        "deadline": read_deadline(dossier.standing, known_on or today),
        "today": today,
        "known_on": known_on,
    }
    return render(request, "site/promise.html", page)


def _without(request: HttpRequest, key: str, known_on: dt.date | None) -> HttpResponse:
    """Answer for a promise that readers do not see: withdrawn, not published yet on that day, or none at all."""
    withdrawal = read_withdrawal(key, known_on)
    if withdrawal is not None:
        return render(request, "site/withdrawn.html", {"withdrawal": withdrawal, "known_on": known_on}, status=410)
    if known_on is not None and was_ever_published(key):
        return render(request, "site/not_yet.html", {"known_on": known_on}, status=404)
    raise Http404("no such promise")
