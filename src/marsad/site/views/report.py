"""The final report of a government as a page, what it counts as lists, and the governments that have one."""

from __future__ import annotations

import datetime as dt

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from marsad.domain.report import GROUPINGS, MOST_SET, Report
from marsad.domain.report_words import METHOD, left_to_pages
from marsad.site.as_of import known_day
from marsad.site.rendered import kept_as_rendered
from marsad.store.queries.report import governments_reported, read_report

LISTED = 6_000  # promises on one page of a report that prints no quotes, and of a list of what it counts
_MOST_LETTERS = 100


def read_told(key: str, known_on: dt.date | None, *, with_quotes: bool) -> Report:
    """Return the report of the government named *key*; raise Http404 where there is none."""
    report = read_report(key, known_on=known_on, with_quotes=with_quotes)
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
    """Answer with the report of a government, or the promises that one of its figures counts; today or as known on a day."""
    known_on = known_day(request)
    asked = {name: value for name in GROUPINGS if (value := request.GET.get(name, "").strip()[:_MOST_LETTERS])}
    told = read_told(key, known_on, with_quotes=not asked)
    lines = told.lines
    for name, value in asked.items():
        counted = frozenset(line.key for line in told.grouped(name, value))
        lines = tuple(line for line in lines if line.key in counted)
    page = Paginator(lines, LISTED).get_page(request.GET.get("page", "1"))
    context = {"report": told, "known_on": known_on, "page": page, "asked": asked}
    if asked or page.number > 1:
        return render(request, "site/report_list.html", context)
    is_set = told.total <= MOST_SET
    return render(request, "site/report.html", context | {"method": METHOD, "is_set": is_set, "left": left_to_pages(told)})
