"""The front page: the sky of promises, and what changed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from marsad.store.queries.public import read_sky


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Answer with every published promise as a moon."""
    return render(request, "site/home.html", {"sky": read_sky()})
