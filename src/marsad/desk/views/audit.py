"""The audit: who did what. Chief editors and operators see everybody's acts, the others their own."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from marsad.desk.access import at_desk, who
from marsad.desk.people_forms import ActsForm
from marsad.domain.roles import PERMISSIONS
from marsad.store.models.localised import tell_pair
from marsad.store.queries import acts as read
from marsad.store.queries.desk import desk_counts


@at_desk
@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """Answer with acts, newest first, as asked for."""
    person, form = who(request), ActsForm(request.GET)
    asked = form.asked()
    page = read.read_acts(asked, of=None if person.looks_after_people else person)
    kept = {key: value for key, value in request.GET.items() if value and key not in {"before", "after"} and key in form.fields}
    context = {
        "form": form,
        "asked": asked,
        "page": page,
        "older": urlencode(kept | {"before": page.older}) if page.older else "",
        "newer": urlencode(kept | {"after": page.newer}) if page.newer else "",
        "is_narrowed": bool(kept),
        "people": read.acting_people() if person.looks_after_people else (),
        "acts": sorted(((row.act, tell_pair(row.ar, row.en)) for row in PERMISSIONS.values()), key=lambda pair: pair[1]),
        "person": person,
        "counts": desk_counts(),
    }
    return render(request, "desk/audit.html", context)
