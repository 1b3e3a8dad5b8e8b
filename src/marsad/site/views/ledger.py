"""The public ledger: the head of each day, one entry, and a feed of the heads."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlsplit

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, gettext
from django.views.decorators.http import condition, require_safe

from marsad.site.as_of import known_day
from marsad.site.rendered import kept_as_rendered
from marsad.store.queries.ledger import head_on, read_entry, read_heads, written_at

_ON_A_PAGE = 30
_IN_THE_FEED = 60


@kept_as_rendered
@require_safe
def heads(request: HttpRequest) -> HttpResponse:
    """Answer with the head of each day, newest first."""
    known_on = known_day(request)
    page = Paginator(read_heads(known_on), _ON_A_PAGE).get_page(request.GET.get("page", "1"))
    return render(request, "site/ledger.html", {"page": page, "head": head_on(known_on), "known_on": known_on})


@kept_as_rendered
@require_safe
def entry(request: HttpRequest, sequence: int) -> HttpResponse:
    """Answer with one entry; one that was not written by the day asked for is not found."""
    known_on = known_day(request)
    shown = read_entry(sequence, known_on)
    if shown is None:
        raise Http404("no such entry of the ledger")
    return render(request, "site/ledger_entry.html", {"shown": shown, "entry": shown.entry, "known_on": known_on})


def _stands_at(request: HttpRequest) -> str:
    head = head_on(known_day(request))
    return f'"{get_language()}-{head.hash if head else "none"}"'


@require_safe
@condition(etag_func=_stands_at)
def feed(request: HttpRequest) -> HttpResponse:
    """Answer with an Atom feed of the heads: who keeps what it said can show a ledger that was written anew."""
    known_on = known_day(request)
    base = settings.OPERATOR.base_url or request.build_absolute_uri("/").rstrip("/")
    host = urlsplit(base).hostname or "localhost"
    page = base + reverse("site:ledger")
    found = read_heads(known_on)[:_IN_THE_FEED]
    moments = written_at([head.sequence for head in found])
    atom = Atom1Feed(
        title=gettext("%(site)s: heads of the public ledger") % {"site": settings.SITE_NAME},
        link=page,
        description=gettext("Where the ledger stood at the end of each day (UTC): its last entry and that entry’s hash."),
        language=get_language(),
        feed_url=base + request.get_full_path(),
        feed_guid=f"tag:{host},2026:ledger",
    )
    for head in found:
        told = gettext("Day %(day)s: %(entries)s entries; the last is %(sequence)s, with the hash %(hash)s")
        atom.add_item(
            title=f"{head.day} · {head.sequence} · {head.hash}",
            link=base + reverse("site:ledger_entry", args=[head.sequence]),
            description=told % {"day": head.day, "entries": head.entries, "sequence": head.sequence, "hash": head.hash},
            unique_id=f"tag:{host},2026:ledger/{head.day}",
            updateddate=moments[head.sequence],
            pubdate=dt.datetime.fromisoformat(f"{head.day}T00:00:00+00:00"),
        )
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
