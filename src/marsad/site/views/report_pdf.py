"""The final report of a government as a PDF, set once for each head of the ledger: one at a time, whoever asks."""

from __future__ import annotations

import datetime as dt
import logging
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from marsad.domain.report import MOST_SET
from marsad.site.addresses import base_url, whole_of
from marsad.site.as_of import known_day
from marsad.site.views.report import read_told
from marsad.store.queries.report import Edition, edition_of, read_edition
from marsad.typeset.kept_reports import find_report, keep_report
from marsad.typeset.report import EDITION, TypesetError, set_report
from marsad.typeset.turn import PressBusyError, Queue

_log = logging.getLogger(__name__)
_FAILED_S = 600  # what could not be set is not tried again so soon, for each try may cost minutes; no_pdf.html says so too
_WAIT_S = 15.0
_AGAIN_S = 30
_press = Queue(2)  # threads of this process: one sets or waits for another process, one waits; it has more for readers


@require_safe
def report_pdf(request: HttpRequest, key: str) -> HttpResponse:
    """Answer with the report as a PDF, found where it was set before and nothing was published since."""
    known_on = known_day(request)
    edition = read_edition(key, known_on)
    if edition is None:
        raise Http404("no such government, or none of its promises was published by then")
    if edition.promises > MOST_SET:
        return _refused(request, edition, "long", 404)
    answer = get_conditional_response(request, etag=_etag(edition))
    if answer is None:
        # An export asks for all it needs and has nobody else to answer.
        wait_s = None if request.META.get("marsad.fresh") else _WAIT_S
        try:
            edition, pages = _set(edition, known_on, wait_s)
        except PressBusyError:
            return _refused(request, edition, "busy", 503, again_s=_AGAIN_S)
        except TypesetError:
            return _refused(request, edition, "failed", 503, again_s=_FAILED_S)
        answer = HttpResponse(pages, content_type="application/pdf")
        name = f"{edition.government}-{edition.as_of}-{edition.language}.pdf"
        answer["Content-Disposition"] = f'inline; filename="{name}"'
    answer["ETag"] = _etag(edition)
    return answer


def _seal(edition: Edition) -> str:
    told = (edition.government, edition.language, edition.as_of, edition.head, edition.observatory, edition.agreement)
    return sha256(" ".join(map(str, (EDITION, base_url(), *told))).encode()).hexdigest()


def _etag(edition: Edition) -> str:
    return f'"{_seal(edition)[:32]}"'


def _set(edition: Edition, known_on: dt.date | None, wait_s: float | None) -> tuple[Edition, bytes]:
    """Return the report as it was kept, or set now in its turn, and the edition that it is.

    Raises PressBusyError where others are set and wait, TypesetError where it cannot be set, or could not be a while ago.
    """
    pages = find_report(settings.REPORTS_ROOT, _seal(edition))
    if pages is None:
        with _press.turn(settings.REPORTS_ROOT / "press.lock", wait_s):
            pages = find_report(settings.REPORTS_ROOT, _seal(edition))  # somebody else asked for it meanwhile
            if pages is None:
                return _set_now(edition, known_on)
    return edition, pages


def _set_now(edition: Edition, known_on: dt.date | None) -> tuple[Edition, bytes]:
    failed = f"marsad.report.failed.{_seal(edition)}"
    if cache.get(failed):
        raise TypesetError("it could not be set a while ago")
    told = read_told(edition.government, known_on, with_quotes=True)
    asked = {"as_of": known_on.isoformat()} if known_on else {}
    try:
        pages = set_report(told, lambda key: whole_of("site:promise", key, **asked))
    except TypesetError:
        _log.exception("the report of %s could not be set", edition.government)
        cache.set(failed, True, _FAILED_S)
        raise
    newest = edition_of(told)  # something may have been published since the edition was asked for
    keep_report(settings.REPORTS_ROOT, _seal(newest), pages)
    return newest, pages


def _refused(request: HttpRequest, edition: Edition, why: str, status: int, *, again_s: int = 0) -> HttpResponse:
    """Answer in words why there is no PDF, and what to do."""
    context = {
        "key": edition.government,
        "why": why,
        "promises": edition.promises,
        "most": MOST_SET,
        "known_on": known_day(request),
    }
    answer = render(request, "site/no_pdf.html", context, status=status)
    if again_s:
        answer["Retry-After"] = str(again_s)
        answer["Cache-Control"] = "no-store"
    return answer
