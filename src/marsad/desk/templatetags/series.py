"""Template tags of the desk's series: states and reasons by name, a link to words on a page."""

from __future__ import annotations

from urllib.parse import quote

from django import template

from marsad.desk.names import reason_words
from marsad.desk.series_names import SERIES_DISMISSAL_NAMES, SERIES_STATES
from marsad.store.models import SeriesRow

register = template.Library()


@register.filter
def series_state(row: SeriesRow) -> str:
    """Return where a series stands."""
    return str(SERIES_STATES[SeriesRow.Status(row.status)])


@register.filter
def series_reason(reason: str) -> str:
    """Return why a series was dismissed or withdrawn: the reason by name, then the note."""
    return reason_words(reason, SERIES_DISMISSAL_NAMES)


@register.filter
def words_fragment(words: str) -> str:
    """Return the part of an address by which a browser goes to *words* on the page and marks them."""
    return "#:~:text=" + quote(words.strip(), safe="")
