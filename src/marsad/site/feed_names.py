"""What the feeds are called for readers, and the forms that each comes in."""

from __future__ import annotations

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy

FORMS = {"atom": "application/atom+xml; charset=utf-8", "json": "application/feed+json; charset=utf-8"}
STREAM_NAMES: dict[str, Lazy | str] = {
    "changes": gettext_lazy("All changes"),
    "verdicts": gettext_lazy("Changes of verdicts"),
    "corrections": gettext_lazy("Corrections and withdrawals"),
    "replies": gettext_lazy("Replies of bodies"),
}
