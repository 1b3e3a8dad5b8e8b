"""Template tags for the right of reply at the desk: states and effects by name."""

from django import template

from marsad.desk.reply_forms import EFFECTS, REPLY_STATES

register = template.Library()


@register.filter
def reply_state(state: str) -> str:
    """Return where a reply or request stands."""
    return str(REPLY_STATES[state])


@register.filter
def effect_name(effect: str) -> str:
    """Return what a reply did to the verdict."""
    return str(EFFECTS[effect]) if effect else ""
