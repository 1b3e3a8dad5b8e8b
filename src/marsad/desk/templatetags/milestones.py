"""Template tags of the desk's milestones: their states, why one was dismissed, how firmly each is told."""

from __future__ import annotations

from django import template

from marsad.desk.milestone_forms import CERTAINTY_NAMES, MILESTONE_DISMISSALS, MILESTONE_STATES
from marsad.desk.names import reason_words
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
    return reason_words(reason, MILESTONE_DISMISSALS)
