"""Template tags that draw many promises as few moons: strips of a group, and the sky where one moon stands for several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from marsad.site.templatetags.moons import verdict_moon
from marsad.store.queries.lineages import SectorRow
from marsad.store.queries.sky import Tally

register = template.Library()
_IN_A_STRIP = 24
_IN_A_SKY = 240


@dataclass(frozen=True, slots=True)
class Patch:
    """The promises of one verdict in a sky of *each* promises a moon."""

    tally: Tally
    moons: range
    each: int


@register.simple_tag
def strip(tallies: Sequence[Tally]) -> SafeString:
    """Return one silent moon a promise, or one a verdict where there are too many; the numbers stand beside."""
    if sum(one.count for one in tallies) > _IN_A_STRIP:
        return _moons(one for one in tallies)
    return _moons(one for one in tallies for _ in range(one.count))


@register.simple_tag
def moons_a_cell(rows: Sequence[SectorRow]) -> int:
    """Return how many promises one moon stands for in all cells of *rows*, so that the longest is no longer than a strip."""
    longest = max((count for row in rows for _, count, _ in row.cells), default=0)
    return max(1, -(-longest // _IN_A_STRIP))


@register.simple_tag
def scaled_strip(tallies: Sequence[Tally], each: int) -> SafeString:
    """Return one silent moon for *each* promises of a verdict, at least one; the numbers stand beside."""
    return _moons(one for one in tallies for _ in range(-(-one.count // each)))


@register.simple_tag
def patches(tallies: Sequence[Tally]) -> tuple[Patch, ...]:
    """Return the sky of *tallies*: a moon for so many promises that there are not too many moons, at least one a verdict."""
    each = max(1, -(-sum(one.count for one in tallies) // _IN_A_SKY))
    return tuple(Patch(one, range(max(1, round(one.count / each))), each) for one in tallies)


def _moons(tallies: Iterable[Tally]) -> SafeString:
    return format_html_join("", "{}", ((verdict_moon(one.verdict),) for one in tallies))
