"""Pages that stand alone: about, the method, errors."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from marsad.domain.reading import RUNGS
from marsad.site.as_of import NoDayError, known_day
from marsad.site.refused import tell_alone
from marsad.site.rendered import kept_as_rendered
from marsad.store.queries.codebooks import read_method
from marsad.store.queries.outlets import read_outlets


@kept_as_rendered
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Answer with what the observatory is, and who runs it."""
    return render(request, "site/about.html", {"known_on": known_day(request), "about": settings.ABOUT})


@kept_as_rendered
@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """Answer with how verdicts are made, in the words of the codebook in force, now or on a past day, or of `?codebook=1`."""
    known_on, version = known_day(request), request.GET.get("codebook", "")[:20]
    found = read_method(version, known_on)
    if version and found is None:
        raise Http404(f"no codebook of version {version!r} was in force")
    context = {
        "method": found,
        "codebook": found.told.codebook if found else None,
        "rungs": RUNGS,
        "outlets": read_outlets(known_on),
        "known_on": known_on,
    }
    return render(request, "site/method.html", context)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that leads nowhere; where its day is none, say so and offer to choose one."""
    if isinstance(exception, NoDayError):
        return render(request, "site/no_day.html", {"asked": exception.asked[:40], "known_on": None}, status=404)
    return render(request, "site/not_found.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer when something of ours broke; uses no database."""
    return HttpResponse(tell_alone(request, "site/broken.html"), status=500)
