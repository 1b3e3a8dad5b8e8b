"""What templates need of the ledger: kinds in words, a payload's parts, the newest head."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.template import Context

from marsad.site.ledger_names import kind_word
from marsad.store.queries.ledger import head_on

register = template.Library()
register.filter("kind_word", kind_word)


@register.filter
def is_plain(value: object) -> bool:
    """Return whether *value* is told in one line."""
    return not isinstance(value, dict | list)


@register.filter
def as_written(value: object) -> str:
    """Return *value* as the payload has it, indented to be read."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=2)


@register.inclusion_tag("site/parts/ledger_head.html", takes_context=True)
def ledger_head(context: Context) -> dict[str, Any]:
    """Say where the ledger stands, on the day that the page speaks of."""
    known_on = context.get("known_on")
    return {"head": head_on(known_on), "known_on": known_on, "request": context.get("request")}
