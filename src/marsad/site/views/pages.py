"""Pages that stand alone: about, the method, errors."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from marsad.domain.reading import RUNGS
from marsad.store.queries.public import read_codebook, read_outlets


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Answer with what the observatory is."""
    return render(request, "site/about.html")


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """Answer with how verdicts are made, in the words of the codebook in use."""
    return render(request, "site/method.html", {"codebook": read_codebook(), "rungs": RUNGS, "outlets": read_outlets()})


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that leads nowhere."""
    return render(request, "site/not_found.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer when something of ours broke; uses no database."""
    return render(request, "site/broken.html", status=500)
