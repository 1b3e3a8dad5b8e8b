"""The final report of a government: as a page, and as a PDF that is set once for each head of the ledger."""

from __future__ import annotations

import datetime as dt
from hashlib import sha256

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from marsad.domain.report import Report
from marsad.domain.report_words import METHOD
from marsad.site.as_of import known_day
from marsad.site.rendered import kept_as_rendered
from marsad.store.queries.report import governments_reported, read_report
from marsad.typeset.report import EDITION, set_report

_KEPT_SECONDS = 7 * 24 * 3600


def _read(key: str, known_on: dt.date | None) -> Report:
    report = read_report(key, known_on=known_on)
    if report is None:
        raise Http404("no such government, or none of its promises was published by then")
    return report


@kept_as_rendered
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """Answer with the governments that there is a report of, today or as known on a day."""
    known_on = known_day(request)
    return render(request, "site/reports.html", {"governments": governments_reported(known_on), "known_on": known_on})


@kept_as_rendered
@require_safe
def report(request: HttpRequest, key: str) -> HttpResponse:
    """Answer with the report of a government, today or as known on a day."""
    known_on = known_day(request)
    return render(request, "site/report.html", {"report": _read(key, known_on), "method": METHOD, "known_on": known_on})


@require_safe
def report_pdf(request: HttpRequest, key: str) -> HttpResponse:
    """Answer with the same as a PDF, kept for as long as nothing is published."""
    told = _read(key, known_day(request))
    # Of all that it prints, only how far coders agree is no entry of the ledger.
    name = f"{EDITION} {told.government_key} {told.language} {told.as_of} {told.head_hash} {told.observatory} {told.agreement}"
    seal = sha256(name.encode()).hexdigest()
    pages = cache.get(f"marsad.report.{seal}")
    if pages is None:
        pages = set_report(told)
        cache.set(f"marsad.report.{seal}", pages, _KEPT_SECONDS)
    answer = HttpResponse(pages, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{told.government_key}-{told.as_of}-{told.language}.pdf"'
    answer["ETag"] = f'"{seal[:32]}"'
    return answer
