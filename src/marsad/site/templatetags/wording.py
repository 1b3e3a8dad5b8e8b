"""Template tags for a promise's wordings and threads: what parts of a wording are called, moons on a time line."""

from django import template
from django.utils.functional import Promise as Lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from marsad.site.templatetags.moons import moon

register = template.Library()
_NAMES: dict[str, Lazy | str] = {
    "title_ar": _("Title"),
    "title_en": _("Title, in English"),
    "text_ar": _("Words"),
    "text_en": _("Words, in English"),
    "justification_ar": _("Grounds"),
    "justification_en": _("Grounds, in English"),
    "deadline": _("Deadline"),
    "page_ref": _("Page"),
    "body": _("Responsible body"),
    "sector": _("Sector"),
    "programme": _("Programme"),
    "government": _("Government"),
}


@register.filter
def part_name(name: str) -> str:
    """Return what readers call the part *name* of a promise's wording."""
    return str(_NAMES[name])


@register.simple_tag
def line_moon(phase: str, x: float, y: float) -> SafeString:
    """Return the moon of *phase* as a part of a larger drawing, 22 wide, its corner at *x*, *y*."""
    place = format_html('<svg x="{}" y="{}" width="22" height="22" ', x, y)
    return mark_safe(moon(phase).replace("<svg ", place, 1))  # noqa: S308 - our own drawing, placed by two numbers
