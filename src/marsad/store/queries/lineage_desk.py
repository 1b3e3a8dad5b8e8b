"""What the desk reads to tie promises of two governments: the ties that stand, and likely counterparts of a promise."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.store.models import Lineage, Promise
from marsad.text.likeness import most_alike, telling_stems

MOST = 8


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A promise of another government that may be the same one: *percent* of what both say is shared by both."""

    promise: Promise
    percent: int
    is_earlier: bool


def standing_ties() -> tuple[Lineage, ...]:
    """Return the ties that stand, newest first."""
    ties = ("earlier__government", "later__government", "tied_by")
    return tuple(Lineage.objects.standing().select_related(*ties).order_by("-tied_at", "-pk"))


def all_promises() -> tuple[Promise, ...]:
    """Return every promise, by government and title."""
    rows = Promise.objects.everything().select_related("government").defer("search_key")
    return tuple(rows.order_by("government__began_on", "title_ar"))


def counterparts(promise: Promise) -> tuple[Counterpart, ...]:
    """Return the promises of other governments whose words are most like those of *promise*, without those tied to it."""
    tied = {pk for pair in Lineage.objects.standing().values_list("earlier_id", "later_id") if promise.pk in pair for pk in pair}
    others = [row for row in all_promises() if row.government_id != promise.government_id and row.pk not in tied]
    words = [telling_stems(f"{row.title_ar} {row.text_ar}") for row in others]
    found = most_alike(telling_stems(f"{promise.title_ar} {promise.text_ar}"), words, MOST)
    return tuple(
        Counterpart(others[place], round(100 * share), others[place].government.began_on < promise.government.began_on)
        for place, share in found
    )
