"""Template tags that keep a reader on the day that they asked for: links that carry it, a word that says so, a way to choose.

Each works where the view gives `known_on` (a past day or None) to its page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from html import escape
from typing import Any
from urllib.parse import quote, urlencode

from django import template
from django.template import Context
from django.utils import timezone

from marsad.site.addresses import address
from marsad.site.as_of import NAMES, NoDayError, asked_day

register = template.Library()


@register.simple_tag(takes_context=True)
def url_at(context: Context, name: str, *parts: object, **query: object) -> str:
    """Return the address of *name* with *query*, on the day that this page speaks of."""
    asked = {key: value for key, value in query.items() if value not in (None, "")}
    day = context.get("known_on")
    if isinstance(day, dt.date):
        asked["as_of"] = day.isoformat()
    page = address(name, *parts)
    return f"{page}?{urlencode(asked)}" if asked else page


def addresses_at(context: Context, name: str, like: str | int) -> Callable[[str | int], str]:
    """Return how to write, escaped, the address of each page *name* on the day that this page speaks of: found once for hundreds.

    *like* is a part that such an address may have.
    """
    before, between, after = url_at(context, name, like).rpartition(f"/{like}/")
    assert between, f"{name} names its row in its path"
    before, after = escape(before), escape(after)
    return lambda part: f"{before}/{quote(str(part))}/{after}"


@register.simple_tag
def address_of(name: str, *parts: object) -> str:
    """Return the address of *name* whatever the day: what `url` does, found once."""
    return address(name, *parts)


def _here(context: Context) -> dict[str, Any]:
    request, day = context.get("request"), context.get("known_on")
    rest = [(key, value) for key, values in request.GET.lists() if key not in NAMES for value in values] if request else []
    return {
        "speaks_of_days": "known_on" in context,
        "known_on": day,
        "today": timezone.localdate(),
        "rest": [(key, value) for key, value in rest if key != "page"],
        "path": request.path if request else "",
        "today_url": (request.path + (f"?{urlencode(rest)}" if rest else "")) if request else "",
    }


@register.simple_tag(takes_context=True)
def url_today(context: Context) -> str:
    """Return the address of this page without a day."""
    return str(_here(context)["today_url"])


@register.inclusion_tag("site/parts/as_of_note.html", takes_context=True)
def as_of_note(context: Context) -> dict[str, Any]:
    """Say that the page speaks of a past day, and how to come back; or that the day asked for is still ahead."""
    return _here(context) | {"ahead": _ahead(context)}


def _ahead(context: Context) -> dt.date | None:
    """Return the day that was asked for where it is yet to come, so that the page shows today."""
    request = context.get("request")
    if request is None or "known_on" not in context:
        return None
    try:
        day = asked_day(request)
    except NoDayError:
        return None
    return day if day is not None and day > timezone.localdate() else None


@register.inclusion_tag("site/parts/as_of_form.html", takes_context=True)
def as_of_form(context: Context) -> dict[str, Any]:
    """Offer to show the page as it was known on a day."""
    return _here(context)
