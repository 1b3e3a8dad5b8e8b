"""Template tags that draw amounts over time and write them in words; for the site and for the desk's preview."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi, gettext

from marsad.site.amount_words import Amount, write_amount
from marsad.site.charting import NARROW, WIDE, Point, draw
from marsad.text.spoken_days import write_edtf

register = template.Library()


@register.inclusion_tag("site/parts/chart.html")
def chart(points: Sequence[Point], title: str, unit: str, name: object) -> dict[str, Any]:
    """Draw *points* twice, for a wide page and for a phone; the style shows one. *name* tells this chart from others."""
    shown = sorted(points, key=lambda one: one.day)
    frames = (("wide", WIDE), ("narrow", NARROW)) if shown else ()
    drawings = [(f"chart-{name}-{size}", size, draw(shown, unit, frame)) for size, frame in frames]
    return {"drawings": drawings, "title": title, "spoken": _spoken(shown, unit), "LANGUAGE_BIDI": get_language_bidi()}


def _spoken(points: Sequence[Point], unit: str) -> str:
    """Return what a listener needs of the picture: each amount with its day."""
    language = get_language() or "ar"
    parts = []
    for point in points:
        told = {"amount": write_amount(point, unit), "day": write_edtf(point.day, language)}
        said = gettext("planned for %(day)s: %(amount)s") if point.is_planned else gettext("%(day)s: %(amount)s")
        parts.append(said % told)
    return ("; " if language.startswith("en") else "؛ ").join(parts)


@register.filter
def amount_words(amount: Amount, unit: str) -> SafeString:
    """Return *amount* with "about", "less than" and the like, kept in order among right-to-left words."""
    return format_html("<bdi>{}</bdi>", write_amount(amount, unit))


@register.filter
def kinds_of(points: Sequence[Point]) -> dict[str, bool]:
    """Return which kinds of mark *points* are drawn with, so that each is explained, and no other."""
    drawn = draw(points, "", WIDE) if points else None
    kinds = {mark.kind for mark in drawn.marks} if drawn else set()
    return {
        "rough": "rough" in kinds,
        "planned": "planned" in kinds,
        "below_zero": drawn is not None and not drawn.starts_at_zero,
    }
