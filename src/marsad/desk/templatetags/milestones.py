"""Template tags of the desk's milestones: their states, how firmly each is told, and which message can be undone."""

from __future__ import annotations

from django import template

from marsad.desk.milestone_forms import CERTAINTY_NAMES, MILESTONE_DISMISSALS, MILESTONE_STATES
from marsad.store.models import MilestoneRow

register = template.Library()


@register.filter
def milestone_state(row: MilestoneRow) -> str:
    """Return where a milestone stands."""
    return str(MILESTONE_STATES[MilestoneRow.Status(row.status)])


@register.filter
def milestone_certainty(row: MilestoneRow) -> str:
    """Return how firmly the page tells of it."""
    return str(CERTAINTY_NAMES[row.certainty])


@register.filter
def milestone_dismissal(reason: str) -> str:
    """Return why it was dismissed, or the note on what became of it."""
    key, _, note = reason.partition(": ")
    if key not in MILESTONE_DISMISSALS:
        return reason
    name = note if key == "other" and note else str(MILESTONE_DISMISSALS[key])
    return f"{name} ({note})" if note and key != "other" else name


@register.filter
def milestone_target(tags: str) -> int | None:
    """Return the milestone whose decision a message offers to take back, None where it offers none."""
    found = (tag.removeprefix("milestone-") for tag in (tags or "").split() if tag.startswith("milestone-"))
    return next((int(number) for number in found if number.isdecimal()), None)
