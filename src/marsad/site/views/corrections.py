"""The public log of corrections: what was wrong, what is right now, and what the ledger holds of both."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from marsad.site.as_of import known_day
from marsad.site.rendered import kept_as_rendered
from marsad.store.queries.corrections import list_corrections


@kept_as_rendered
@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """Answer with every published correction, newest first."""
    known_on = known_day(request)
    listing = list_corrections(known_on, page=request.GET.get("page", "1"))
    return render(request, "site/corrections.html", {"listing": listing, "known_on": known_on})
