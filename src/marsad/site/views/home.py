"""The front page: how a government stands at a glance, what changed, what is overdue and what is due."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from marsad.site.as_of import known_day
from marsad.site.rendered import kept_as_rendered
from marsad.store.queries.glance import read_glance
from marsad.store.queries.listing import Wanted
from marsad.store.queries.public import ASSESSED

ALL = "all"


@kept_as_rendered
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Answer with the promises of the newest government, of `?government=sudani`, or of `?government=all`, as moons.

    With `?as_of=2026-01-31` as known on that day. A government that none is answers as the newest.
    """
    known_on, asked = known_day(request), request.GET.get("government", "").replace("\x00", "")[:80]
    glance = read_glance(Wanted(government="" if asked == ALL else asked), known_on, newest=asked != ALL, choosing=True)
    page = {
        "glance": glance,
        "scope": glance.wanted,
        "chosen": glance.wanted.government or ALL,
        "assessed": ASSESSED,
        "known_on": known_on,
    }
    return render(request, "site/home.html", page)
