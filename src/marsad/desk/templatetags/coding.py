"""Template tags of blind coding at the desk: where a round stands, and how sure a coder was, by name."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from marsad.store.models import Coding, CodingRound

register = template.Library()
ROUND_STATES = {
    CodingRound.Status.OPEN: pgettext_lazy("round", "open"),
    CodingRound.Status.AGREED: _("agreed"),
    CodingRound.Status.DISPUTED: _("disputed"),
    CodingRound.Status.ADJUDICATED: _("decided by a third"),
    CodingRound.Status.RECODED: _("coded again"),
    CodingRound.Status.ABANDONED: _("ended without an assessment"),
}
CONFIDENCES = {
    Coding.Confidence.LOW: _("not very sure"),
    Coding.Confidence.MEDIUM: _("fairly sure"),
    Coding.Confidence.HIGH: _("very sure"),
}


@register.filter
def round_state(found: CodingRound) -> str:
    """Return where a round stands."""
    return str(ROUND_STATES[CodingRound.Status(found.status)])


@register.filter
def confidence_name(coding: Coding) -> str:
    """Return how sure the coder was, "" where they did not say."""
    return str(CONFIDENCES[Coding.Confidence(coding.confidence)]) if coding.confidence else ""
