"""Template filters of people's pages: roles by name."""

from __future__ import annotations

from django import template
from django.utils.functional import Promise as Lazy

from marsad.desk.role_names import ROLE_DUTIES, ROLE_NAMES

register = template.Library()


@register.filter
def role_name(role: str) -> str | Lazy:
    """Return what *role* is called in the reader's language."""
    return ROLE_NAMES[role]


@register.filter
def role_duty(role: str) -> str | Lazy:
    """Return what one of *role* does at the desk, in a sentence."""
    return ROLE_DUTIES[role]
