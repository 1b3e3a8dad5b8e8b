"""Whether two pages tell of one milestone, and whether what a page sets a day for belongs to a promise."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from marsad.domain.edtf import first_day, last_day
from marsad.pipeline.matching.lexicon import is_usual
from marsad.text.tokens import stems

_LEAST_SHARED = 0.34  # of the stems of the shorter wording
_ENOUGH = 2  # stems shared with a promise's words; one is enough where its title has it


@lru_cache(maxsize=4096)
def telling_stems(words: str) -> frozenset[str]:
    """Return the stems of *words* that tell one matter from another."""
    return frozenset(stem for stem in stems(words) if not is_usual(stem) and not stem.isdigit())


def is_same_day(left: str, right: str) -> bool:
    """Return whether two EDTF days may be one: they end on one day, or one lies within the other's month or year and ends it.

    "2026-09" and "2026-09-30" are one; "2026-09" and "2026-09-10" are one as well, for the month holds the day; two different
    months of one year are not. Raises EdtfError for what is no date.
    """
    if last_day(left) == last_day(right):
        return True
    wide, narrow = (left, right) if len(left) <= len(right) else (right, left)
    if "/" in wide or "/" in narrow or len(wide) <= len("2026"):
        return False
    return first_day(wide) <= first_day(narrow) and last_day(narrow) <= last_day(wide)


def is_alike(left: str, right: str, *, left_phase: str = "", right_phase: str = "") -> bool:
    """Return whether two wordings may be of one thing: the same phase, or enough words in common and no other phase."""
    if left_phase and right_phase:
        return left_phase == right_phase
    one, other = telling_stems(left), telling_stems(right)
    if not one or not other:
        return False
    return len(one & other) / min(len(one), len(other)) >= _LEAST_SHARED


def bears_on(sentence: str, *, title: str, words: Iterable[str] = ()) -> bool:
    """Return whether *sentence* is about a promise of this *title* and these further *words*."""
    told = telling_stems(sentence)
    if told & telling_stems(title):
        return True
    return len(told & frozenset(stem for part in words for stem in telling_stems(part))) >= _ENOUGH
