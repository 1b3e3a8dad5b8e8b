"""How far a promise's deadline lies, in a reader's words. Knows no clock: the day comes in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from marsad.store.queries.public import Standing
from marsad.text.spoken_days import months_between


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
    words = _write_past(promise.deadline_on, day) if is_over else _write_left(day, promise.deadline_on)
    return Deadline(promise.deadline, words, is_over)


def _write_left(day: dt.date, deadline: dt.date) -> str:
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
