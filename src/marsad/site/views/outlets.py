"""The outlets that are read, and the pages of one that verdicts rest on."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from marsad.site.as_of import known_day
from marsad.site.rendered import kept_as_rendered
from marsad.store.queries.outlets import read_cited, read_told_outlets


@kept_as_rendered
@require_safe
def outlets(request: HttpRequest) -> HttpResponse:
    """Answer with every outlet that is read, the silent ones first, today or as of what was read by a day."""
    known_on = known_day(request)
    found = read_told_outlets(known_on)
    page = {
        "outlets": found,
        "silent": sum(one.is_silent for one in found),
        "cited": sum(one.cited for one in found),
        "known_on": known_on,
    }
    return render(request, "site/outlets.html", page)


@kept_as_rendered
@require_safe
def outlet(request: HttpRequest, key: str) -> HttpResponse:
    """Answer with one outlet and its pages on which published verdicts rest."""
    known_on = known_day(request)
    found = read_told_outlets(known_on, key=key) if "\x00" not in key else ()
    if not found:
        raise Http404("no such outlet, or none of its pages was read by then")
    pages, cited = read_cited(found[0].outlet, known_on, page=request.GET.get("page", "1"))
    return render(request, "site/outlet.html", {"told": found[0], "page": pages, "cited": cited, "known_on": known_on})
