"""The archived page behind a quote: its seal and its words, never its HTML."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from marsad.site.as_of import known_day
from marsad.store.queries.archive import read_archived_page


@require_safe
def archived_page(request: HttpRequest, snapshot_id: int) -> HttpResponse:
    """Answer with a snapshot that published evidence rests on; any other is not found."""
    known_on = known_day(request)
    page = read_archived_page(snapshot_id, known_on)
    if page is None:
        raise Http404("no such archived page")
    return render(request, "site/snapshot.html", {"archived": page, "known_on": known_on})
