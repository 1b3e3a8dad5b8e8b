"""Template tags of the final report and of corrections: its own words, its shares, and what was corrected."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from marsad.domain.report import Count, Report
from marsad.domain.report_words import KEEPING_WORDS, WORDS
from marsad.site.names import Name

register = template.Library()
SEVERITY_NAMES: dict[str, Name] = {
    "wording": pgettext_lazy("correction", "wording"),
    "fact": pgettext_lazy("correction", "a fact"),
    "verdict": pgettext_lazy("correction", "the verdict"),
}
FINDER_NAMES: dict[str, Name] = {
    "newsroom": _("found by the newsroom"),
    "reader": _("found by a reader"),
    "body": _("found by the responsible body"),
}
SUBJECT_NAMES: dict[str, Name] = {
    "assessment": pgettext_lazy("correction", "Verdict"),
    "promise": pgettext_lazy("correction", "Wording of the promise"),
    "milestone": pgettext_lazy("correction", "Milestone"),
    "series": pgettext_lazy("correction", "Series"),
    "conflict": pgettext_lazy("correction", "Dispute between sources"),
}


@register.simple_tag
def report_word(key: str) -> str:
    """Return the report's own word for *key*, as its PDF has it."""
    return WORDS[key].in_language(get_language() or "ar")


@register.filter
def keeping_word(key: str) -> str:
    """Return how a promise stands to its deadline."""
    return KEEPING_WORDS[key].in_language(get_language() or "ar")


@register.filter
def count_label(count: Count) -> str:
    """Return what *count* counts; promises without a verdict are not assessed."""
    return count.label or WORDS["unrated"].in_language(get_language() or "ar")


@register.simple_tag
def grouping_words(report: Report, asked: Mapping[str, str]) -> str:
    """Return what a list of promises of *report* is narrowed by, as its figures are called."""
    return gettext(", ").join(_grouping(report, name, key) for name, key in asked.items())


def _grouping(report: Report, name: str, key: str) -> str:
    if name in {"closing", "withdrawn"}:
        return report_word(name)
    if name == "keeping":
        word = keeping_word(key) if key in KEEPING_WORDS else key
    else:
        counts = report.by_cause if name == "cause" else report.by_outlook
        word = next((one.label for one in counts if one.key == key), key)
    return f"{report_word(f'by_{name}')}: {word}"


@register.simple_tag
def share_bar(part: int, whole: int) -> SafeString:
    """Return *part* of *whole* as a silent bar; the number stands beside it."""
    share = 0 if not whole else round(100 * part / whole, 1)
    return format_html(
        '<svg class="share" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<rect class="all" width="100" height="8"/><rect class="part" width="{}" height="8"/></svg>',
        share,
    )


@register.simple_tag
def percent(part: int, whole: int) -> SafeString:
    """Return *part* of *whole* as a percentage, written left to right."""
    return format_html('<bdi dir="ltr" class="num">{}%</bdi>', round(100 * part / whole) if whole else 0)


@register.filter
def severity_name(severity: str) -> str:
    """Return what a correction mended: wording, a fact, the verdict."""
    return str(SEVERITY_NAMES[severity])


@register.filter
def finder_name(finder: str) -> str:
    """Return who found the mistake."""
    return str(FINDER_NAMES[finder])


@register.filter
def subject_name(subject: str) -> str:
    """Return what kind of thing was corrected."""
    return str(SUBJECT_NAMES[subject])
