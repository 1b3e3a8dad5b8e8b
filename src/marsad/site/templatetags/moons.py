"""Template tags of the site and the desk: moons, days, and isolates that keep right-to-left text in order."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import lru_cache
from html import escape

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext

from marsad.domain.codebook import Label, Verdict
from marsad.site.names import OUTLET_KIND_NAMES, RUNG_MEANINGS, RUNG_NAMES, STANCE_NAMES
from marsad.store.models.localised import tell_pair
from marsad.store.queries.public import Standing
from marsad.text.spoken_days import write_day, write_edtf

register = template.Library()
_KILO = 1024
_SORANI = re.compile("[ەێۆڕڵڤگچپژکی]")  # letters that Kurdish has and Arabic has not
_ARABIC = re.compile("[يكةىأإآؤ]")  # and the other way about
_LOOKED_AT = 200  # letters: enough to tell, and this is asked some fifty times a page

# A dark disc, and on it a lit part drawn a little smaller, so that every phase keeps a dark rim on white paper.
_DISC = '<circle class="night" cx="12" cy="12" r="11"/>'
_DRAWINGS = {
    "dark": _DISC,
    "crescent": _DISC + '<path class="lit" d="M12 2.6a9.4 9.4 0 0 1 0 18.8 11.8 11.8 0 0 0 0-18.8z"/>',
    "half": _DISC + '<path class="lit" d="M12 2.6a9.4 9.4 0 0 1 0 18.8z"/>',
    "gibbous": _DISC + '<path class="lit" d="M12 2.6a9.4 9.4 0 0 1 0 18.8 11.8 11.8 0 0 1 0-18.8z"/>',
    "full": _DISC + '<circle class="lit" cx="12" cy="12" r="9.4"/>',
    "barred": _DISC + '<path class="bar" d="M7 7l10 10"/>',
    "clouded": _DISC
    + '<path class="lit" d="M6.6 16.6a3.3 3.3 0 0 1 .5-6.5 4.6 4.6 0 0 1 8.8-.9 3.7 3.7 0 0 1 1.5 7.1 4 4 0 0 1-.9.3z"/>',
    "unrated": '<circle class="unrated" cx="12" cy="12" r="10" stroke-dasharray="3.6 2.683"/>',
}


@register.simple_tag
def moon(phase: str, label: object = "", css: str = "") -> SafeString:
    """Return the moon of *phase* (a codebook's phase, or "unrated"); spoken as *label*, or silent without one.

    Raises KeyError for a phase that is none of the drawings.
    """
    drawing = mark_safe(_DRAWINGS[phase])  # noqa: S308 - our own constants above
    spoken = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html('<svg class="moon {}" viewBox="0 0 24 24" {} focusable="false">{}</svg>', css, spoken, drawing)


def moon_drawing(phase: str) -> str:
    """Return what the moon of *phase* is drawn of, for a page that draws it once and refers to it; raise KeyError as `moon`."""
    return _DRAWINGS[phase]


@register.simple_tag
def verdict_moon(verdict: Verdict | None, css: str = "") -> SafeString:
    """Return the silent moon of *verdict*, or the dashed circle where there is none; write the word beside it."""
    return moon(verdict.phase if verdict else "unrated", css=css)


@register.filter
def verdict_word(verdict: Verdict | None) -> str:
    """Return the verdict's word in the reader's language, or «Not assessed yet»."""
    return worded(verdict.label) if verdict else gettext("Not assessed yet")


@register.filter
def outlook_word(standing: Standing) -> str:
    """Return the outlook's word, or nothing where there is none and where it would only repeat the verdict's."""
    word = worded(standing.outlook.label) if standing.outlook else ""
    return "" if word == verdict_word(standing.verdict) else word


@register.filter
def worded(label: Label) -> str:
    """Return a codebook's label in the reader's language."""
    return label.in_language(get_language() or "ar")


@register.simple_tag
def pair(ar: str, en: str) -> str:
    """Return what the code tells in Arabic and English, in the reader's language."""
    return tell_pair(ar, en)


@register.filter
def long_day(value: dt.date | dt.datetime | None) -> str:
    """Return the day in words, «20 كانون الثاني 2026» or “20 January 2026”; nothing for none."""
    day = timezone.localtime(value).date() if isinstance(value, dt.datetime) else value
    return write_day(day, get_language() or "ar") if day else ""


@register.filter
def dated(value: dt.date | dt.datetime | None) -> SafeString | str:
    """Return the day in words inside a `time` element."""
    if value is None:
        return ""
    return _timed(timezone.localtime(value).date() if isinstance(value, dt.datetime) else value, get_language() or "ar")


@lru_cache(maxsize=4096)
def _timed(day: dt.date, language: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), write_day(day, language))


@register.filter
def long_edtf(value: str) -> str:
    """Return a partial date in words: «أيلول 2026»."""
    return write_edtf(value, get_language() or "ar")


@register.filter
def isolate(value: object) -> SafeString:
    """Return *value* so that its direction does not disturb the words around it."""
    language = get_language() or "ar"
    if not language.startswith("ar") and tongue(str(value)) == "ar":  # a name that the record holds in Arabic alone
        return format_html('<bdi lang="ar">{}</bdi>', value)
    text = value if isinstance(value, SafeString) else escape(str(value))
    return SafeString(f"<bdi>{text}</bdi>")


@register.filter
def sized(size: int) -> SafeString:
    """Return a file's *size* in bytes in words, such as «4.4 كيلوبايت»."""
    if size < _KILO:
        return isolate(ngettext("%(n)s byte", "%(n)s bytes", size) % {"n": size})
    if size < _KILO**2:
        return isolate(gettext("%(n)s kB") % {"n": f"{size / _KILO:.1f}".removesuffix(".0")})
    return isolate(gettext("%(n)s MB") % {"n": f"{size / _KILO**2:.1f}".removesuffix(".0")})


@register.filter
def ltr(value: object) -> SafeString:
    """Return a code, address or percentage written left to right wherever it stands."""
    return format_html('<bdi dir="ltr" class="code">{}</bdi>', value)


@register.filter
def tongue(text: str) -> str:
    """Return "ar", "ckb" or "en", by the letters of *text*: what a screen reader needs to know."""
    for character in text:
        side = unicodedata.bidirectional(character)
        if side in {"AL", "R"}:
            start = text[:_LOOKED_AT]
            return "ckb" if len(_SORANI.findall(start)) > len(_ARABIC.findall(start)) else "ar"
        if side == "L":
            return "en"
    return (get_language() or "ar").split("-")[0]


@register.filter
def rung_name(rung: str) -> str:
    """Return what readers call *rung*."""
    return str(RUNG_NAMES[rung])


@register.filter
def rung_meaning(rung: str) -> str:
    """Return what it takes to stand on *rung*."""
    return str(RUNG_MEANINGS[rung])


@register.filter
def stance_name(stance: str) -> str:
    """Return what readers call *stance*."""
    return str(STANCE_NAMES[stance])


@register.filter
def outlet_kind(kind: str) -> str:
    """Return what readers call an outlet of *kind*."""
    return str(OUTLET_KIND_NAMES.get(kind, kind))


@register.filter
def safe_link(url: str) -> str:
    """Return *url* where it leads to the web, else "#": a page's address is a stranger's text."""
    return url if url.startswith(("https://", "http://")) else "#"
