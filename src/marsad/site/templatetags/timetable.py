"""Template tags of the promise's milestones: where each stands, in a reader's words."""

from __future__ import annotations

import datetime as dt

from django import template

from marsad.site.deadlines import write_state
from marsad.store.queries.timetable import ToldMilestone

register = template.Library()


@register.filter
def milestone_mark(milestone: ToldMilestone, day: dt.date) -> str:
    """Return where *milestone* stands as seen on *day*."""
    return write_state(milestone, day)
