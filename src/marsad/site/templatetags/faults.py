"""Template tags of forms: what a faulty field tells a screen reader, and where the reader is put when a form comes back."""

from __future__ import annotations

from django import template
from django.forms import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def fault_attributes(field: BoundField, help_id: str = "") -> SafeString:
    """Return the attributes of the input of *field*: what describes it, that it is at fault, the focus on the first."""
    described = [help_id] if help_id else []
    pairs = []
    if field.errors:
        described.append(f"{field.id_for_label}-error")
        pairs.append(("aria-invalid", "true"))
    if described:
        pairs.append(("aria-describedby", " ".join(described)))
    first = next((one.name for one in field.form if one.errors), "")
    focus = " autofocus" if first == field.name else ""
    return format_html("{}{}", format_html_join("", ' {}="{}"', pairs), focus)


@register.simple_tag
def fault(field: BoundField) -> SafeString | str:
    """Return what is wrong with *field*, to stand beside it; nothing where nothing is."""
    if not field.errors:
        return ""
    return format_html('<p class="error" id="{}-error">{}</p>', field.id_for_label, field.errors[0])
