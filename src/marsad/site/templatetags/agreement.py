"""Template tags of coding: how far coders agree, in numbers and drawings."""

from __future__ import annotations

import datetime as dt

from django import template
from django.template.defaultfilters import floatformat
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from marsad.domain.agreement import Measure
from marsad.store.queries.agreement import AgreementReport, read_agreement
from marsad.store.queries.coded import CodedVerdicts, read_coded

register = template.Library()
AXIS_NAMES = {
    "verdict": _("Verdict: any difference counts alike"),
    "fulfilment": _("Fulfilment: near verdicts count as near"),
    "outlook": _("Outlook"),
    "rung": _("Rung of the evidence"),
}
WHYS = {
    "too_few": _("too few units to tell"),
    "no_variation": _("cannot be told: all gave one value"),
}
_WIDTH, _LOWEST = 120, -0.2  # of the drawing; what lies below is drawn at its edge


@register.simple_tag(takes_context=True)
def agreement_report(context: template.Context) -> AgreementReport:
    """Return how far coders agree now, or did by the page's day (`known_on`)."""
    day = context.get("known_on")
    return read_agreement(day if isinstance(day, dt.date) else None)


@register.simple_tag
def coded_verdicts(report: AgreementReport) -> CodedVerdicts:
    """Return the published verdicts that *report* rests on."""
    return read_coded(report)


@register.filter
def axis_name(axis: str) -> str:
    """Return what an axis of coding is called."""
    return str(AXIS_NAMES[axis])


@register.filter
def why_none(measure: Measure) -> str:
    """Return in words why there is no alpha."""
    return str(WHYS[measure.why])


@register.filter
def figure(value: float) -> SafeString:
    """Return a figure with two places, apart from the writing around it."""
    return format_html('<bdi class="num">{}</bdi>', floatformat(value, "2u").replace("-", "−"))


@register.filter
def percent(value: float) -> SafeString:
    """Return a share as a whole percentage."""
    return format_html('<bdi class="num">{}%</bdi>', round(value * 100))


def _at(value: float) -> str:
    share = (max(_LOWEST, min(1.0, value)) - _LOWEST) / (1 - _LOWEST)
    return f"{4 + share * (_WIDTH - 8):.1f}"


@register.simple_tag
def interval(measure: Measure) -> SafeString:
    """Return the interval of a measure as a drawing, silent: its numbers stand beside it. A rule marks 0, a tick 0.8."""
    if measure.alpha is None:
        return SafeString("")
    bar = ""
    if measure.low is not None and measure.high is not None:
        bar = format_html('<path class="reach" d="M{} 9H{}"/>', _at(measure.low), _at(measure.high))
    return format_html(
        '<svg class="interval" viewBox="0 0 {} 18" direction="ltr" aria-hidden="true" focusable="false">'
        '<path class="ground" d="M4 9H{}"/><path class="zero" d="M{} 3V15"/><path class="mark" d="M{} 5V13"/>{}'
        '<circle cx="{}" cy="9" r="4"/></svg>',
        _WIDTH,
        _WIDTH - 4,
        _at(0),
        _at(0.8),
        bar,
        _at(measure.alpha),
    )
