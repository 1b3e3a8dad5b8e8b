"""Template tags of shared work: who else is here, a form's draft, when it was shown, notes, who takes a record up."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from marsad.desk.views.deskwork import others_at
from marsad.domain.roles import PERMISSIONS
from marsad.store.models import Act, Assessment, Assignment, Candidate, Promise
from marsad.store.models.localised import tell_pair
from marsad.store.queries import deskwork as read

register = template.Library()


@register.inclusion_tag("desk/parts/presence.html", takes_context=True)
def presence(context: template.Context, kind: str, key: object) -> dict[str, Any]:
    """Show who else has a record open, and keep telling others that this person has, in a page that has a name of its own."""
    request, record = context["request"], f"{kind}:{key}"
    return {"record": record, "opening": secrets.token_hex(8), "others": others_at(request, record), "request": request}


@register.inclusion_tag("desk/parts/draft.html", takes_context=True)
def draft(context: template.Context, *parts: object) -> dict[str, Any]:
    """Have the form around it saved as it is typed, under its *parts* as a key, and offer what was saved before."""
    request, key = context["request"], ":".join(str(part) for part in parts)
    offered = read.own_draft(request.user, key) if request.method in {"GET", "HEAD"} else None
    return {"key": key, "offered": offered, "request": request}


@register.inclusion_tag("desk/parts/shown_at.html")
def shown_at() -> dict[str, Any]:
    """Carry in a form the moment at which its page was shown, so that handing in can tell what changed since."""
    return {"at": timezone.now().isoformat()}


@register.inclusion_tag("desk/parts/notes.html", takes_context=True)
def notes_of(context: template.Context, subject: Promise | Candidate | Assessment) -> dict[str, Any]:
    """Show the notes that colleagues left on a record, and the form for another."""
    request = context["request"]
    kind = str(subject._meta.model_name)
    key = subject.key if isinstance(subject, Promise) else str(subject.pk)
    found = read.notes_on(subject)
    return {
        "request": request,
        "notes": found,
        "still_open": sum(1 for note in found if note.resolved_at is None),
        "kind": kind,
        "key": key,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("desk/parts/assign.html", takes_context=True)
def assign_form(
    context: template.Context, kind: str, key: object, taken: Assignment | None, label: str = "", is_keyed: bool = False
) -> dict[str, Any]:
    """Show who takes a record up, with the way to take it oneself, give it to another, or take it back."""
    request = context["request"]
    return {
        "request": request,
        "kind": kind,
        "key": key,
        "taken": taken,
        "people": context.get("people", ()),
        "label": label,
        "is_keyed": is_keyed,
        "is_mine": taken is not None and taken.person_id == request.user.pk,
        "csrf_token": context.get("csrf_token"),
    }


@register.filter
def minutes_since(moment: dt.datetime) -> str:
    """Return how long ago *moment* was, in the words of a colleague: «since a moment», «for 2 minutes»."""
    minutes = int((timezone.now() - moment).total_seconds() // 60)
    if minutes < 1:
        return gettext("since a moment ago")
    if minutes < 60:
        return ngettext("for %(n)d minute", "for %(n)d minutes", minutes) % {"n": minutes}
    return ngettext("for %(n)d hour", "for %(n)d hours", minutes // 60) % {"n": minutes // 60}


@register.filter
def act_words(act: Act) -> str:
    """Return what somebody did, in the reader's language."""
    row = PERMISSIONS.get(act.verb)
    return tell_pair(row.ar, row.en) if row else act.verb
