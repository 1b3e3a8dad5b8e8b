"""A template tag of the desk: at the head of a page that came back, what is at fault in its forms, linked to its fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import template
from django.forms import BaseForm, BoundField, RadioSelect
from django.template import Context

register = template.Library()


def _forms(context: Context) -> Iterator[BaseForm]:
    """Yield every form that the page was given, alone or in a dict of forms, each once."""
    seen: set[int] = set()
    for value in context.flatten().values():
        for one in value.values() if isinstance(value, dict) else (value,):
            if isinstance(one, BaseForm) and id(one) not in seen:
                seen.add(id(one))
                yield one


def _place(field: BoundField) -> str:
    """Return the id of what *field* is filled in by; "" for what nobody sees."""
    if field.is_hidden:
        return ""
    return f"{field.auto_id}_0" if isinstance(field.field.widget, RadioSelect) else field.id_for_label


@register.inclusion_tag("desk/parts/refusals.html", takes_context=True)
def refusals(context: Context) -> dict[str, Any]:
    """Return the faults of what was sent, in the order of the forms: (the id of the field or "", words)."""
    faults: list[tuple[str, str]] = []
    if context["request"].method == "POST":
        for form in _forms(context):
            if not form.is_bound:
                continue
            faults += [("", str(error)) for error in form.non_field_errors()]
            faults += [(_place(field), str(error)) for field in form for error in field.errors]
    return {"faults": list(dict.fromkeys(faults)), "has_files": bool(faults and context["request"].FILES)}
