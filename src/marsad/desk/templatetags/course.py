"""Template tags of a verdict's later course: what of it waits, and what an editor may do."""

from __future__ import annotations

from typing import Any

from django import template

from marsad.store.models import Assessment
from marsad.store.queries.corrections import corrected_by, correction_with, withdrawal_of

register = template.Library()
_PUBLIC = {Assessment.Status.PUBLISHED, Assessment.Status.SUPERSEDED}


@register.inclusion_tag("desk/parts/course_actions.html", takes_context=True)
def course_actions(context: template.Context, assessment: Assessment) -> dict[str, Any]:
    """Show the correction that *assessment* came with, what mends or withdraws it, and the ways to either."""
    person = context["person"]
    return {
        "assessment": assessment,
        "person": person,
        "csrf_token": context.get("csrf_token"),
        "correction": correction_with(assessment),
        "corrected_by": corrected_by(assessment),
        "withdrawal": withdrawal_of(assessment),
        "may_change": person.is_editor and assessment.status in _PUBLIC,
    }
