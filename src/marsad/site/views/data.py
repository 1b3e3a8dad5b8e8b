"""Open data: the tables that are given out, and the releases."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from marsad.domain.data_package import LICENCES
from marsad.domain.open_tables import TABLES
from marsad.site.as_of import known_day
from marsad.store.releases import read_releases
from marsad.tables.write import forms_offered


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """Answer with what can be taken away, today or as known on a day."""
    known_on = known_day(request)
    page = {
        "tables": tuple(TABLES.values()),
        "forms": forms_offered(),
        "releases": read_releases(),
        "licence": LICENCES[settings.OPERATOR.data_licence],
        "known_on": known_on,
    }
    return render(request, "site/data.html", page)
