"""Template tags for a promise's wordings: what their parts are called."""

from django import template
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

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
