"""Governments side by side: the threads that they share, their verdicts counted, what makes the two hard to compare."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from marsad.site.as_of import known_day
from marsad.site.rendered import kept_as_rendered
from marsad.store.queries.lineages import compare_governments, governments_known
from marsad.store.queries.public import ASSESSED

MOST = 4
NAMES = ("a", "b", "c", "d")


@kept_as_rendered
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Answer with the governments asked for, `?a=…&b=…`, side by side; the last two where none is asked for."""
    known_on = known_day(request)
    governments = governments_known(known_on)
    known = {row.key for row in governments}
    given = [request.GET.get(name, "") for name in NAMES]
    asked = list(dict.fromkeys(key for key in given if key in known))
    chosen = asked if any(given) else [row.key for row in governments[-2:]]
    comparison = compare_governments(chosen, known_on) if len(chosen) > 1 else None
    fields = [(name, chosen[at] if at < len(chosen) else "") for at, name in enumerate(NAMES[: max(3, min(MOST, len(chosen)))])]
    page = {
        "comparison": comparison,
        "governments": governments,
        "assessed": ASSESSED,
        "fields": fields,
        "known_on": known_on,
        "today": timezone.localdate(),
    }
    return render(request, "site/compare.html", page)
