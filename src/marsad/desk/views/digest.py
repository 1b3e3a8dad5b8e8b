"""A day at the desk: what came, was decided and waits; deadlines ahead; promises on which nothing was found for long."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from marsad.desk.access import at_desk, who
from marsad.desk.deskwork_forms import DueForm
from marsad.store.queries import digest as read
from marsad.store.queries.desk import desk_counts
from marsad.store.queries.queue import sector_choices

_AHEAD = dt.timedelta(days=365)


def _since(today: dt.date) -> dt.datetime:
    """Return when yesterday began: a day's digest is read in the morning, and tells of the day before as well."""
    return timezone.make_aware(dt.datetime.combine(today - dt.timedelta(days=1), dt.time()))


@at_desk
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """Answer with the day's digest for this person."""
    day = timezone.localdate()
    context = {"digest": read.digest(who(request), _since(day), day), "today": day, "counts": desk_counts()}
    return render(request, "desk/today.html", context)


def _asked(request: HttpRequest) -> dict[str, str]:
    form = DueForm(request.GET)
    form.is_valid()
    return {"government": form.cleaned_data.get("government", ""), "sector": form.cleaned_data.get("sector", "")}


@at_desk
@require_safe
def deadlines(request: HttpRequest) -> HttpResponse:
    """Answer with the deadlines of the year ahead, and the milestones that are overdue."""
    day, asked = timezone.localdate(), _asked(request)
    context = {
        "ahead": read.due_between(day, day + _AHEAD, **asked),
        "overdue": [
            due
            for due in read.overdue(day)
            if (not asked["government"] or due.promise.government.key == asked["government"])
            and (not asked["sector"] or due.promise.sector.key == asked["sector"])
        ],
        "asked": asked,
        "governments": read.government_choices(),
        "sectors": sector_choices(),
        "counts": desk_counts(),
    }
    return render(request, "desk/deadlines.html", context)


@at_desk
@require_safe
def stale(request: HttpRequest) -> HttpResponse:
    """Answer with the promises on which nothing was found for long."""
    asked = _asked(request)
    context = {
        "promises": read.stale_promises(timezone.localdate(), government=asked["government"], sector=asked["sector"]),
        "days": read.STALE_AFTER.days,
        "asked": asked,
        "governments": read.government_choices(),
        "sectors": sector_choices(),
        "counts": desk_counts(),
    }
    return render(request, "desk/stale.html", context)
