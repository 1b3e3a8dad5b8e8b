"""Template tags of a candidate: why it was proposed, how likely it is right, and how sure the reading of its stance is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from marsad.domain.reading import STANCES
from marsad.store.models import Candidate
from marsad.store.models.localised import tell_pair
from marsad.store.models.review import BY_A_PERSON

register = template.Library()
_JUDGED = STANCES[:3]
_QUOTED = re.compile("(?<=«)[^«»]*(?=»)|(?<=“)[^“”]*(?=”)")
_ARABIC, _KURDISH = re.compile("[\u0621-\u064a]"), re.compile("[ەێۆڕڵکی]")
_NEARLY_ALL, _HARDLY_ANY = 0.95, 0.05
_QUITE_SURE, _FAIRLY_SURE = 85, 65  # percent


@dataclass(frozen=True, slots=True)
class Chance:
    """How likely a stance is, in percent."""

    stance: str
    percent: int


@register.filter
def told(reason: str | list[str]) -> SafeString:
    """Return a reason in the reader's language, its quoted words set apart so that their direction disturbs nothing.

    *reason* is a pair, Arabic and English; in rows of old it is Arabic alone.
    """
    ar, en = (reason, "") if isinstance(reason, str) else (*reason, "", "")[:2]
    words = conditional_escape(tell_pair(ar, en))
    quoted = _QUOTED.sub(lambda found: f"<bdi{_as_arabic(found[0])}>{found[0]}</bdi>", words)
    return format_html("<bdi>{}</bdi>", mark_safe(quoted))  # noqa: S308 - escaped above


def _as_arabic(words: str) -> str:
    """Return the mark of Arabic for what a page of another language quotes."""
    is_arabic = _ARABIC.search(words) and not _KURDISH.search(words)
    return ' lang="ar"' if is_arabic and not (get_language() or "ar").startswith("ar") else ""


@register.filter
def is_by_a_person(candidate: Candidate) -> bool:
    """Return whether a person laid the page beside the promise, so that no score says anything of it."""
    return candidate.matcher_version == BY_A_PERSON


@register.filter
def chance_words(score: float) -> str:
    """Return a score of 0 to 1, which is calibrated, as a share of matches that people count on their fingers."""
    if score >= _NEARLY_ALL:
        return gettext("more than 9 in 10 matches like this are right")
    if score < _HARDLY_ANY:
        return gettext("fewer than 1 in 20 matches like this are right")
    return gettext("about %(n)d in 10 matches like this are right") % {"n": min(9, max(1, round(score * 10)))}


@register.filter
def chances_of(candidate: Candidate) -> tuple[Chance, ...]:
    """Return how likely each stance is, the likeliest first; none where the reading does not say."""
    if len(candidate.chances) != len(_JUDGED) or not all(isinstance(chance, int | float) for chance in candidate.chances):
        return ()
    found = [Chance(stance, round(100 * chance)) for stance, chance in zip(_JUDGED, candidate.chances, strict=True)]
    return tuple(sorted(found, key=lambda one: -one.percent))


@register.filter
def surety(candidate: Candidate) -> str:
    """Return in words how sure the reading of the stance is; "" where it does not say."""
    own = next((one.percent for one in chances_of(candidate) if one.stance == candidate.stance), None)
    if own is None:
        return ""
    if own >= _QUITE_SURE:
        return gettext("quite sure")
    return gettext("fairly sure") if own >= _FAIRLY_SURE else gettext("in doubt")


@register.filter
def rival_stance(candidate: Candidate) -> str:
    """Return the stance that a reading in doubt may be instead, "" where it is not in doubt."""
    chances = chances_of(candidate)
    is_sure = any(one.percent >= _FAIRLY_SURE for one in chances if one.stance == candidate.stance)
    return "" if is_sure else next((one.stance for one in chances if one.stance != candidate.stance), "")
