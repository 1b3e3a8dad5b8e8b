"""A thread: one promise through several governments."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from marsad.site.as_of import known_day
from marsad.site.rendered import kept_as_rendered
from marsad.site.thread_chart import NARROW, draw_thread
from marsad.store.queries.lineages import read_thread


@kept_as_rendered
@require_safe
def thread(request: HttpRequest, key: str) -> HttpResponse:
    """Answer with the thread in which the promise *key* stands; its address is the key of its earliest promise."""
    known_on, today = known_day(request), timezone.localdate()
    found = read_thread(key, known_on)
    if found is None:
        raise Http404("no thread of promises stands at this address")
    if found.key != key:
        query = f"?{urlencode({'as_of': known_on.isoformat()})}" if known_on else ""
        return redirect(reverse("site:thread", args=[found.key]) + query)
    page = {
        "thread": found,
        "drawing": draw_thread(found.columns, known_on or today),
        "narrow": draw_thread(found.columns, known_on or today, NARROW),
        "known_on": known_on,
        "today": today,
        "governments": [column.promise.government.key for column in found.columns],
    }
    return render(request, "site/thread.html", page)
