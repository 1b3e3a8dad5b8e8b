"""Calendars of the days by which something is due (iCalendar): the whole, of a government, sector, body or promise."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext, pgettext
from django.views.decorators.http import require_safe

from marsad.domain.calendar_text import Calendar, CalendarEvent, write_calendar
from marsad.site.addresses import host, whole, whole_of
from marsad.site.freshness import made_of_the_ledger
from marsad.site.rendered import kept_as_rendered
from marsad.store.models.localised import localised
from marsad.store.queries.deadlines import DueDay, read_deadlines
from marsad.store.queries.scopes import EVERYTHING, Scope, read_scope
from marsad.text.spoken_days import write_edtf

KEPT_S = 3600
_CANCELLED = "postponed"


@kept_as_rendered
@require_safe
@made_of_the_ledger(KEPT_S)
def deadlines(request: HttpRequest, kind: str = "", key: str = "") -> HttpResponse:
    """Answer with the calendar of all deadlines, or of those of one promise, sector, body or government."""
    scope = read_scope(kind, key) if kind else EVERYTHING
    if scope is None:
        raise Http404("no such calendar")
    name = f"{settings.SITE_NAME}: {scope.name or gettext('Deadlines of promises')}"
    calendar = Calendar(
        name=name,
        description=gettext("Days by which promises and their milestones are due. The verdict is that of the day of reading."),
        url=whole(request.get_full_path()),
        language=get_language() or "ar",
        site_name=settings.SITE_NAME,
        events=tuple(_event(due) for due in read_deadlines(scope)),
    )
    response = HttpResponse(write_calendar(calendar), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{_file_name(scope)}.ics"'
    return response


def _file_name(scope: Scope) -> str:
    return f"deadlines-{scope.key}" if scope.key and scope.key.isascii() else "deadlines"


def _event(due: DueDay) -> CalendarEvent:
    promise, row = due.standing.promise, due.milestone
    verdict = due.standing.verdict
    language = get_language() or "ar"
    word = verdict.label.in_language(language) if verdict else gettext("Not assessed yet")
    if row is None:
        uid = f"deadline-{promise.key}@{host()}"
        summary = gettext("Deadline: %(promise)s") % {"promise": promise.title}
        day = promise.deadline
    else:
        uid = f"milestone-{row.pk}@{host()}"
        what = localised(row.what_ar, row.what_en)
        summary = f"{what} – {promise.title}"
        day = row.day
    told = [
        gettext("Due: %(day)s") % {"day": write_edtf(day, language)},
        gettext("Verdict now: %(verdict)s") % {"verdict": word},
        f"{promise.government.name} · {promise.sector.name}",
        *([promise.body.name] if promise.body else []),
        *([_state(row.status)] if row is not None and _state(row.status) else []),
    ]
    url = whole_of("site:promise", promise.key)
    return CalendarEvent(
        uid=uid,
        on=due.on,
        summary=summary,
        description="\n".join([*told, url]),
        url=url,
        stamped_at=due.told_at,
        sequence=due.times_changed,
        categories=(promise.sector.name,),
        is_cancelled=row is not None and row.status == _CANCELLED,
    )


def _state(status: str) -> str:
    words = {
        "met": pgettext("milestone", "met"),
        "missed": pgettext("milestone", "passed without evidence"),
        "postponed": pgettext("milestone", "postponed"),
    }
    return words.get(status, "")
