"""Decide whether two texts are one: a copy, a light rewrite or a shorter version, and not one frame about two events.

Sharing is measured on runs of three words (Broder, "On the resemblance and containment of documents", 1997): *alike* is the
shared part of all runs of both, *contained* the shared part of the shorter one's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from marsad.pipeline.stories.words import CONTENT, FACT, HEAD, KIND, WEEKDAYS, Keys, is_spelt_alike, kinds, run_keys, word_keys

COPY = 0.5  # alike from here on: copies
FEW_RUNS = 15  # of a line or two, which any two lines of one kind share half of, more must be the same
COPY_OF_FEW = 0.8
REWRITE = 0.3  # alike from here on, where the shorter one's words of content stand in the longer too
REWRITE_COVERED = 0.85
CONTAINED = 0.8  # a shorter version: so much of it stands in the longer, which is not many times its size
LEAST_OF_LONGER = 0.25
HALF = 0.5  # a shorter version less than this long opens as the longer does: else it is an item in a round-up
OPENING_SHARED = 0.5
AKIN = 0.33  # what most members of a story share with one another
AKIN_CONTAINED = 0.8
OTHER_FACTS = 0.5  # two events: so many of the numbers and days of either are not the other's
OTHER_FACTS_OTHER_DAY = 0.3  # and where they name other days of the week
SHORT = 90  # words; below it one changed number is the news, above it a slip of the pen
NAMING = 150  # words; below it whom and what a text names is what it is about
LEAD = 40  # words: the headline's sentence and the next
REPEATED = 2


@dataclass(frozen=True, slots=True)
class Text:
    """A text as numbers: its words in order, its runs of three words, and the names that the gazetteer found in it."""

    words: Keys
    runs: Keys
    names: frozenset[str] = field(default=frozenset())


def text_of(text: str, names: frozenset[str] = frozenset()) -> Text:
    """Return *text* as numbers."""
    words = word_keys(text)
    return Text(words, run_keys(words), names)


def shared(left: Keys, right: Keys) -> int:
    """Return how many keys are in both of two sorted sets."""
    if len(left) > len(right):
        left, right = right, left
    if not len(left):
        return 0
    places = np.searchsorted(right, left)
    places[places == len(right)] = 0
    return int(np.count_nonzero(right[places] == left))


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much two texts share, each from 0 to 1; *longer* is the shorter one's size in parts of the longer one's."""

    alike: float
    contained: float
    longer: float

    @property
    def is_akin(self) -> bool:
        """Whether the two could stand in one story, where others join them."""
        return self.alike >= AKIN or self.contained >= AKIN_CONTAINED


def overlap(left: Text, right: Text) -> Overlap:
    """Return how much *left* and *right* share."""
    both = shared(left.runs, right.runs)
    if not both:
        return Overlap(0.0, 0.0, 0.0)
    shorter, longer = sorted((len(left.runs), len(right.runs)))
    return Overlap(both / (shorter + longer - both), both / shorter, shorter / longer)


def sameness(left: Text, right: Text) -> float:
    """Return how surely *left* and *right* are one text, 0 where they are two."""
    share = overlap(left, right)
    if min(len(left.runs), len(right.runs)) < FEW_RUNS:
        is_one = share.alike >= COPY_OF_FEW
    elif share.alike >= COPY:
        is_one = True
    elif share.contained >= CONTAINED and share.longer >= LEAST_OF_LONGER:
        is_one = share.longer >= HALF or _opens_alike(left, right)
    else:
        is_one = share.alike >= REWRITE and _covered(left, right) >= REWRITE_COVERED
    if not is_one or (share.alike < 1.0 and are_two_events(left, right)):
        return 0.0
    return max(share.alike, share.contained * share.longer)


def _covered(left: Text, right: Text) -> float:
    """Return which part of the shorter text's words of content stand in the longer one too."""
    shorter, longer = (left, right) if len(left.words) <= len(right.words) else (right, left)
    content = np.unique(shorter.words[kinds(shorter.words) == CONTENT])
    return shared(content, np.unique(longer.words)) / len(content) if len(content) else 0.0


def _opens_alike(left: Text, right: Text) -> bool:
    """Return whether the longer text's opening stands in the shorter one."""
    shorter, longer = (left, right) if len(left.words) <= len(right.words) else (right, left)
    opening = run_keys(longer.words[:LEAD])
    return shared(opening, shorter.runs) >= OPENING_SHARED * len(opening)


def are_two_events(left: Text, right: Text) -> bool:
    """Return whether two texts of one frame tell of two events: their numbers, days or names are not the same ones."""
    return _facts_differ(left, right) or _names_differ(left, right) or _subjects_differ(left, right)


def _own(left: Keys, right: Keys) -> tuple[int, int, int]:
    """Return how many of two sets' keys are only the first's, only the second's, and both's."""
    both = shared(left, right)
    return len(left) - both, len(right) - both, both


def _facts_differ(left: Text, right: Text) -> bool:
    """Each has numbers or days of its own. A shorter version lacks some, but has none that the longer lacks."""
    one, other = (np.unique(text.words[kinds(text.words) == FACT]) for text in (left, right))
    here, there, both = _own(one, other)
    changed = min(here, there)
    is_enough = changed >= 2 or (changed == 1 and min(len(left.words), len(right.words)) < SHORT)
    days = shared(one, WEEKDAYS), shared(other, WEEKDAYS)
    is_other_day = all(days) and not shared(np.intersect1d(one, WEEKDAYS), other)
    return is_enough and changed / (changed + both) >= (OTHER_FACTS_OTHER_DAY if is_other_day else OTHER_FACTS)


def _names_differ(left: Text, right: Text) -> bool:
    """Each names places, bodies or people of its own, and most of those named; a long text names many by the way."""
    if min(len(left.words), len(right.words)) >= NAMING:
        return False
    here, there, both = len(left.names - right.names), len(right.names - left.names), len(left.names & right.names)
    return min(here, there) > both


def _subjects_differ(left: Text, right: Text) -> bool:
    """In one place of one short frame each has another name: behind «وزارة» or «محافظة» in the lead, or again and again."""
    if min(len(left.words), len(right.words)) >= SHORT:
        return False
    seen: dict[tuple[int, ...], int] = {}
    for here, there, is_named in _exchanged(left.words, right.words):
        if is_named:
            return True
        pair = (*here, -1, *there)
        seen[pair] = seen.get(pair, 0) + 1
        if seen[pair] >= REPEATED:
            return True
    return False


def _exchanged(left: Keys, right: Keys) -> Iterator[tuple[tuple[int, ...], tuple[int, ...], bool]]:
    """Yield the words of content that stand in *left* and in *right* between the same two neighbours, and are not the same.

    With each pair: whether a word that takes a name stands before it, in the lead of both.
    """
    places: dict[tuple[int, int], tuple[tuple[int, ...], int]] = {}
    for before, own, after, place in _own_runs(left, right):
        places.setdefault((before, after), (own, place))
    for before, own, after, place in _own_runs(right, left):
        found = places.get((before, after))
        if found and not any(is_spelt_alike(word, other) for word in own for other in found[0]):
            is_named = before & KIND == HEAD and place < LEAD and found[1] < LEAD
            yield found[0], own, is_named


def _own_runs(of: Keys, beside: Keys) -> Iterator[tuple[int, tuple[int, ...], int, int]]:
    """Yield (the word before, the words, the word after, their place) of the words of *of* that *beside* has nowhere."""
    is_own = ~np.isin(of, beside)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], is_own, [False])).astype(np.int8)))
    for start, end in edges.reshape(-1, 2).tolist():
        own = tuple(int(key) for key in of[start:end] if int(key) & KIND == CONTENT)
        if own and end - start <= 3:
            before = int(of[start - 1]) if start else 0
            yield before, own, int(of[end]) if end < len(of) else 0, start


__all__ = ["Overlap", "Text", "are_two_events", "overlap", "sameness", "shared", "text_of"]
