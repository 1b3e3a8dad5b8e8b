"""Pages that stand alone: errors."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that leads nowhere."""
    return render(request, "site/not_found.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer when something of ours broke; uses no database."""
    return render(request, "site/broken.html", status=500)
