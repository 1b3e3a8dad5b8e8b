"""The front page: the sky of promises, and what changed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from marsad.site.as_of import known_day
from marsad.site.rendered import kept_as_rendered
from marsad.store.queries.sky import read_sky


@kept_as_rendered
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Answer with every published promise as a moon, today or with `?as_of=2026-01-31` as known on that day."""
    known_on = known_day(request)
    return render(request, "site/home.html", {"sky": read_sky(known_on=known_on), "known_on": known_on})
