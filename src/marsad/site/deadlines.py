"""How far a promise's deadline or a milestone lies, in a reader's words. Knows no clock: the day comes in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext, pgettext_lazy

from marsad.store.queries.public import Standing
from marsad.store.queries.timetable import AHEAD, ToldMilestone
from marsad.text.spoken_days import months_between

_STATES = {
    "due": pgettext_lazy("milestone", "not judged yet"),
    "met": pgettext_lazy("milestone", "met"),
    "missed": pgettext_lazy("milestone", "passed without evidence"),
    "postponed": pgettext_lazy("milestone", "postponed"),
}


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a promise is due (EDTF), what to say of the distance, and whether that is a warning."""

    value: str
    distance: str
    is_warning: bool


def read_deadline(standing: Standing, day: dt.date) -> Deadline | None:
    """Return the deadline of *standing* as seen on *day*, or None where it has none; a settled promise gets no distance."""
    promise, verdict = standing.promise, standing.verdict
    if not promise.deadline:
        return None
    if promise.deadline_on is None or (verdict is not None and verdict.fulfilment in {"done", "broken"}):
        return Deadline(promise.deadline, "", False)
    is_over = promise.deadline_on < day
    words = _write_past(promise.deadline_on, day) if is_over else write_left(day, promise.deadline_on)
    return Deadline(promise.deadline, words, is_over)


def write_left(day: dt.date, deadline: dt.date) -> str:
    """Return how far *deadline* lies ahead of *day*, in words."""
    months, days = months_between(day, deadline), (deadline - day).days
    if days == 0:
        return gettext("due today")
    if months:
        return ngettext("%(n)s month left", "%(n)s months left", months) % {"n": months}
    return ngettext("%(n)s day left", "%(n)s days left", days) % {"n": days}


def _write_past(deadline: dt.date, day: dt.date) -> str:
    months, days = months_between(deadline, day), (day - deadline).days
    if months:
        return ngettext("passed %(n)s month ago", "passed %(n)s months ago", months) % {"n": months}
    return ngettext("passed %(n)s day ago", "passed %(n)s days ago", days) % {"n": days}


def write_state(milestone: ToldMilestone, day: dt.date) -> str:
    """Return where *milestone* stands as seen on *day*: how long there is left, or what an editor said became of it."""
    return write_left(day, milestone.last_on) if milestone.state == AHEAD else str(_STATES[milestone.state])
