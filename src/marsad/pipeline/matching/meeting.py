"""Where the words of a page and of a promise meet. A promise is weighed only where its words stand, not sentence by sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from marsad.pipeline.matching.lexicon import is_usual, root
from marsad.text.tokens import Token

EXACT, STEMMED, ROOTED = 1.0, 0.9, 0.6
BESIDE_A_PLACE = 2  # words that must stand beside a place's name before the name tells of a promise
AGAIN = 0.5  # of a word met by its root alone, where another of the root is met by itself
REPEATED = 0.3  # what a word loses that is met only once
ROOT_MARK = "√"
SATURATES, LENGTH_COUNTS, USUAL_LENGTH = 1.2, 0.5, 600  # BM25's k and b; words of a usual page
NEAR = 4  # words between two that still stand together
_MOST_ROOTS_KNOWN = 200_000

Times = Mapping[int, int]  # how often, by the place of a passage
_NOWHERE: Times = {}
Shared = Sequence[tuple["Term", int, float]]  # how often each term is met, and how exactly


@dataclass(frozen=True, slots=True)
class Term:
    """One telling word of a promise; *surface* is how the promise writes it."""

    stem: str
    word: str
    surface: str
    root: str
    weight: float
    is_titular: bool
    is_firm: bool  # names a subject of its own, as words of any news do not
    is_place: bool


@dataclass(frozen=True, slots=True)
class Promised:
    """The terms of one promise, with the sums of weights that its shares are shares of."""

    terms: tuple[Term, ...]
    titular: float
    whole: float
    paired: float


def promised(terms: Iterable[Term]) -> Promised:
    """Return *terms* with their sums."""
    kept = tuple(terms)
    titular = whole = paired = 0.0
    for term in kept:
        titular += term.weight * term.is_titular
        whole += term.weight
    for left, right in pairwise(kept):
        paired += left.weight + right.weight
    return Promised(kept, titular, whole, paired)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text cut into passages: as written (folded) in each, and where each stem and root stands how often.

    *spots* are the places of each stem among all words, *starts* the first word of each passage; one more says where all end.
    """

    forms: tuple[frozenset[str], ...]
    stems: Mapping[str, Times]
    roots: Mapping[str, Times]
    spots: Mapping[str, Sequence[int]]
    starts: tuple[int, ...]


def words_of(cut: Iterable[Sequence[Token]]) -> Words:
    """Return the words of a text from the tokens of its passages."""
    stems: dict[str, dict[int, int]] = {}
    spots: dict[str, list[int]] = {}
    forms, starts, spot = [], [0], 0
    for place, found in enumerate(cut):
        for token in found:
            stem = token.stem
            if stem in stems:
                times = stems[stem]
                times[place] = times.get(place, 0) + 1
                spots[stem].append(spot)
            else:
                stems[stem], spots[stem] = {place: 1}, [spot]
            spot += 1
        forms.append(frozenset([token.word for token in found]))
        starts.append(spot)
    roots: dict[str, dict[int, int]] = {}
    for stem, times in stems.items():
        if not (strong := lent_root(stem)):
            continue
        if strong in roots:
            added = roots[strong]
            for place, count in times.items():
                added[place] = added.get(place, 0) + count
        else:
            roots[strong] = dict(times)
    return Words(tuple(forms), stems, roots, spots, tuple(starts))


@lru_cache(_MOST_ROOTS_KNOWN)
def lent_root(stem: str) -> str:
    """Return the root that *stem* on a page lends to a promise, marked with √; "" where it has none or stands in any news."""
    strong = "" if is_usual(stem) else root(stem)
    return ROOT_MARK + strong if strong else ""


@dataclass(frozen=True, slots=True)
class Hits:
    """How a text shares the terms of one promise: a share from 0 to 1 of its title, and the words shared, most telling first."""

    title_share: float
    telling: float
    words: tuple[str, ...]
    is_firm: bool = False  # whether one of them names a subject of its own, or a place and others what happens there


class Meeting:
    """The terms of one promise that stand on a page, and where; a word met often counts somewhat more than one met once.

    A word that is met by its root alone says nothing that another of that root has said: a page that closes something
    does not share both إغلاق and تغلق.
    """

    __slots__ = ("_met", "_promised", "_words")

    def __init__(self, promised: Promised, words: Words) -> None:
        """Find which terms of *promised* stand in *words*."""
        self._promised, self._words = promised, words
        stems, roots = words.stems, words.roots
        self._met = [
            (number, term, stems.get(term.stem, _NOWHERE), roots.get(term.root, _NOWHERE))
            for number, term in enumerate(promised.terms)
            if term.stem in stems or term.root in roots
        ]

    def hits(self, places: Collection[int]) -> Hits:
        """Return what the passages at *places*, taken together, share."""
        shared: list[tuple[Term, int, float]] = []
        forms = self._words.forms
        for _, term, by_stem, by_root in self._met:
            if not by_stem.keys().isdisjoint(places):
                here = [place for place in places if place in by_stem]
                is_exact = any(term.word in forms[place] for place in here)
                shared.append((term, sum([by_stem[place] for place in here]), EXACT if is_exact else STEMMED))
            elif not by_root.keys().isdisjoint(places):
                shared.append((term, sum([by_root[place] for place in places if place in by_root]), ROOTED))
        title_share, gains = _gains(shared, self._promised.titular)
        is_placed = any(term.is_place for term, _, _ in shared)
        is_firm = any(term.is_firm and not term.is_place for term, _, _ in shared)
        return Hits(
            title_share=title_share,
            telling=-sum([gain for gain, _ in gains]),
            words=tuple([surface for _, surface in gains]),
            is_firm=is_firm or (is_placed and len(gains) > BESIDE_A_PLACE),
        )

    def by_passage(self) -> tuple[dict[int, float], float]:
        """Return the weight of words of each passage that shares one, and the best share of the title; as `hits` has them."""
        shared: dict[int, list[tuple[Term, int, float]]] = {}
        forms = self._words.forms
        for _, term, by_stem, by_root in self._met:
            for place, times in by_stem.items():
                one = (term, times, EXACT if term.word in forms[place] else STEMMED)
                if place in shared:
                    shared[place].append(one)
                else:
                    shared[place] = [one]
            for place, times in by_root.items():
                if place not in by_stem:
                    one = (term, times, ROOTED)
                    if place in shared:
                        shared[place].append(one)
                    else:
                        shared[place] = [one]
        telling, best, titular = {}, 0.0, self._promised.titular
        for place, met in shared.items():
            if len(met) == 1:  # of most passages that is all, and it is a page's dearest loop
                ((term, times, grade),) = met
                gain = telling[place] = term.weight * grade * (1 - REPEATED / times)
                share = gain / titular if term.is_titular else 0.0
            else:
                share, gains = _gains(met, titular)
                telling[place] = -sum([gain for gain, _ in gains])
            if share > best:
                best = share
        return telling, best

    def density(self, words: int) -> float:
        """Return how much of the promise, from 0 to 1, a whole page of *words* words speaks of: BM25 over its terms.

        A word said again and again counts for more, a long page for less.
        """
        room = SATURATES * (1 - LENGTH_COUNTS + LENGTH_COUNTS * words / USUAL_LENGTH)
        said = 0.0
        for _, term, by_stem, _ in self._met:
            times = sum(by_stem.values())
            said += term.weight * times / (times + room)
        return said / self._promised.whole if self._promised.whole else 0.0

    def pairs(self, places: Sequence[int]) -> float:
        """Return which share of neighbouring terms, from 0 to 1, stand near each other in the passages at *places*."""
        by_stem = {number: (term, times) for number, term, times, _ in self._met if times}
        met = 0.0
        for number, (left, times) in by_stem.items():
            right, times_right = by_stem.get(number + 1, (left, _NOWHERE))
            if times_right and _stand_near(self._spots(left.stem, times, places), self._spots(right.stem, times_right, places)):
                met += left.weight + right.weight
        return met / self._promised.paired if self._promised.paired else 0.0

    def _spots(self, stem: str, by_stem: Times, places: Sequence[int]) -> Sequence[int]:
        """Return where *stem* stands among the words of the passages at *places*, laid one after the other."""
        starts, found, base = self._words.starts, [], 0
        for place in places:
            first, end = starts[place], starts[place + 1]
            if place in by_stem:
                found += [base + spot - first for spot in self._words.spots[stem] if first <= spot < end]
            base += end - first
        return found


def _gains(shared: Shared, titular: float) -> tuple[float, list[tuple[float, str]]]:
    """Return the share of the title that *shared* amounts to, and the weight below zero and surface of each word told."""
    met, told = 0.0, {}  # type: float, dict[str, tuple[float, str]]
    said = {term.root for term, _, grade in shared if grade != ROOTED}
    for term, times, grade in shared:
        gain = term.weight * grade * (1 - REPEATED / times)
        if term.is_titular:
            met += gain
        key = term.stem
        if grade == ROOTED:
            key = term.root
            if key in said:
                gain *= AGAIN
        if key not in told or -gain < told[key][0]:
            told[key] = (-gain, term.surface)
    return met / titular if titular else 0.0, sorted(told.values())


def _stand_near(left: Sequence[int], right: Sequence[int]) -> bool:
    """Return whether a place of *left* lies within NEAR words of one of *right*; both ascend."""
    here = there = 0
    while here < len(left) and there < len(right):
        if abs(left[here] - right[there]) <= NEAR:
            return True
        if left[here] < right[there]:
            here += 1
        else:
            there += 1
    return False
