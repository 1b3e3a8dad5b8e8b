"""Template tags of the desk's series: states and reasons by name, whom a message offers to undo, a link to words on a page."""

from __future__ import annotations

from urllib.parse import quote

from django import template

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
    key, _, note = reason.partition(": ")
    if key not in SERIES_DISMISSAL_NAMES:
        return reason
    name = note if key == "other" and note else str(SERIES_DISMISSAL_NAMES[key])
    return f"{name} ({note})" if note and key != "other" else name


@register.filter
def series_target(tags: str) -> int | None:
    """Return the series whose decision a message offers to take back, None where it offers none."""
    found = (tag.removeprefix("series-") for tag in (tags or "").split() if tag.startswith("series-"))
    return next((int(number) for number in found if number.isdecimal()), None)


@register.filter
def words_fragment(words: str) -> str:
    """Return the part of an address by which a browser goes to *words* on the page and marks them."""
    return "#:~:text=" + quote(words.strip(), safe="")
