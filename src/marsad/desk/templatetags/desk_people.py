"""Template filters of people's pages: roles, acts and their subjects in the reader's words."""

from __future__ import annotations

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext

from marsad.desk.role_names import ROLE_DUTIES, ROLE_NAMES
from marsad.domain.roles import PERMISSIONS
from marsad.store.models import Act
from marsad.store.models.localised import tell_pair

register = template.Library()
_PAGES = {
    "assessment": "assessment",
    "candidate": "candidate",
    "conflict": "conflict",
    "milestone": "milestone",
    "series": "series",
    "submission": "submission",
    "promise": "promise",
    "person": "member",
}


@register.filter
def role_name(role: str) -> str | Lazy:
    """Return what *role* is called in the reader's language."""
    return ROLE_NAMES[role]


@register.filter
def role_duty(role: str) -> str | Lazy:
    """Return what one of *role* does at the desk, in a sentence."""
    return ROLE_DUTIES[role]


@register.filter
def act_name(act: str) -> str:
    """Return what was done, as "rejected a candidate"; an act that the table no longer holds by its own name."""
    row = PERMISSIONS.get(act)
    return tell_pair(row.ar, row.en) if row else act


@register.filter
def act_subject(act: Act) -> str:
    """Return on what it was done, as "candidate:12"."""
    return f"{act.kind}:{act.key}" if act.kind else act.key


@register.filter
def act_address(act: Act) -> str:
    """Return the page of the desk that shows what it was done on, "" where there is none."""
    name = _PAGES.get(act.kind)
    if not name or (name != "promise" and not act.key.isdecimal()):
        return ""
    try:
        return reverse(f"desk:{name}", args=[act.key])
    except NoReverseMatch:
        return ""


@register.filter
def act_why(act: Act) -> str:
    """Return why an act was refused, in the reader's language."""
    return tell_pair(act.why_ar, act.why_en)


@register.filter
def actor_name(actor: str) -> str:
    """Return who acted where nobody signed in."""
    names = {"command line": gettext("The command line"), "somebody unknown": gettext("Somebody unknown")}
    return names.get(actor, actor)
