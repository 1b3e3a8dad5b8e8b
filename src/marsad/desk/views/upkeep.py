"""What keeps the desk supplied: failures of the road, and the outlets that are read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from marsad.desk.access import at_desk
from marsad.store.queries import desk as read


@at_desk
@require_safe
def failures(request: HttpRequest) -> HttpResponse:
    """Answer with what could not be fetched or read, by step."""
    step = request.GET.get("step", "").replace("\x00", "")[:60]
    context = {
        "failures": read.open_failures(step),
        "steps": read.failure_steps(),
        "step": step,
        "counts": read.desk_counts(),
        "shown": read.SHOWN,
    }
    return render(request, "desk/failures.html", context)


@at_desk
@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Answer with every outlet, its sources and how their last reading went."""
    return render(request, "desk/sources.html", {"outlets": read.outlets_read(), "counts": read.desk_counts()})
