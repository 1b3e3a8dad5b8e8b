"""Find the promises whose words stand on a page, by an inverted index: the cost a page does not grow with the promises."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from marsad.domain.reading import PromiseText
from marsad.pipeline.matching.lexicon import TELLING, USUAL_WEIGHT, is_usual, root, weight
from marsad.pipeline.matching.places import countries
from marsad.pipeline.matching.rarity import Rarity
from marsad.text.tokens import Token, is_stop_word, stem, tokens

EXACT, STEMMED, ROOTED = 1.0, 0.9, 0.6
BESIDE_A_PLACE = 2  # words that must stand beside a place's name before the name tells of a promise
AGAIN = 0.5  # of a word met by its root alone, where another of the root is met by itself
REPEATED = 0.3  # what a word loses that is met only once
ROOT_MARK = "√"
CANDIDATES = 40  # promises a page that go on to be weighed


SATURATES, LENGTH_COUNTS, USUAL_LENGTH = 1.2, 0.5, 600  # BM25's k and b; words of a usual page
NEAR = 4  # words between two that still stand together
LEAST_LETTERS = 3  # a و before so few is a letter of the word itself


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
class Bag:
    """The words of a stretch of text without their order: as written (folded), by stem, and by root marked with √."""

    words: frozenset[str]
    stems: Counter[str]
    roots: Counter[str]


def bag(found: Iterable[Token]) -> Bag:
    """Return the bag of *found*."""
    kept = tuple(found)
    roots = Counter(ROOT_MARK + strong for token in kept if not is_usual(token.stem) and (strong := root(token.stem)))
    return Bag(frozenset(token.word for token in kept), Counter(token.stem for token in kept), roots)


def together(bags: Iterable[Bag]) -> Bag:
    """Return the bag of all *bags* poured together."""
    words: frozenset[str] = frozenset()
    stems, roots = Counter[str](), Counter[str]()
    for one in bags:
        words |= one.words
        stems.update(one.stems)
        roots.update(one.roots)
    return Bag(words, stems, roots)


@dataclass(frozen=True, slots=True)
class Hits:
    """How a text shares the terms of one promise: a share from 0 to 1 of its title, and the words shared, most telling first."""

    title_share: float
    telling: float
    words: tuple[str, ...]
    is_firm: bool = False  # whether one of them names a subject of its own, or a place and others what happens there


class PromiseIndex:
    """The terms of all promises, by stem and by root."""

    def __init__(self, promises: Sequence[PromiseText], rarity: Rarity = Rarity()) -> None:  # noqa: B008 - frozen
        """Index *promises*; the rarer a word among them and in the news (*rarity*), the more it weighs."""
        raw = [_raw_terms(promise) for promise in promises]
        spread = Counter(stem for terms in raw for stem in terms)
        apart = [
            {stem: replace(term, weight=term.weight * _rarity(spread[stem], len(raw))) for stem, term in terms.items()}
            for terms in raw
        ]
        self.terms: tuple[tuple[Term, ...], ...] = tuple(
            tuple(replace(term, weight=term.weight * rarity.of(stem)) for stem, term in terms.items()) for terms in apart
        )
        sizes = [math.sqrt(sum(term.weight for term in terms)) or 1.0 for terms in self.terms]
        self._sizes = np.array(sizes, dtype=np.float64)
        postings: defaultdict[str, list[int]] = defaultdict(list)
        flat = [(number, term) for number, terms_of_one in enumerate(self.terms) for term in terms_of_one]
        for place, (_, term) in enumerate(flat):
            postings[term.stem].append(place)
            if term.root != ROOT_MARK:
                postings[term.root].append(place)
        self._postings = {key: np.array(places, dtype=np.int64) for key, places in postings.items()}
        self._owners = np.array([number for number, _ in flat], dtype=np.int64)
        self._weights = np.array([term.weight for _, term in flat], dtype=np.float64)
        self._telling = np.array([term.weight >= TELLING * ROOTED for terms in apart for term in terms.values()], dtype=np.bool_)

    def candidates(self, bag: Bag) -> tuple[int, ...]:
        """Return the promises that share a telling word with *bag*, best first, at most CANDIDATES."""
        by_stem = [self._postings[key] for key in bag.stems if key in self._postings]
        by_root = [self._postings[key] for key in bag.roots if key in self._postings]
        if not by_stem and not by_root:
            return ()
        gains = np.zeros(len(self._weights))
        for places, grade in ((by_root, ROOTED), (by_stem, 1.0)):  # a word met by itself overrules its root
            if places:
                met = np.concatenate(places)
                gains[met] = self._weights[met] * grade
        met = np.flatnonzero(gains)
        owners = self._owners[met]
        sums = np.bincount(owners, gains[met], len(self._sizes)) / self._sizes
        told = np.unique(owners[self._telling[met]])
        ordered = told[np.lexsort((told, -sums[told]))]
        return tuple(int(number) for number in ordered[:CANDIDATES])

    def stems(self, number: int) -> frozenset[str]:
        """Return the stems of promise *number*."""
        return frozenset(term.stem for term in self.terms[number])

    def hits(self, number: int, bag: Bag) -> Hits:
        """Return how *bag* shares the terms of promise *number*; a word met often counts somewhat more than one met once.

        A word that is met by its root alone says nothing that another of that root has said: a page that closes something
        does not share both إغلاق and تغلق.
        """
        titular, whole_title, is_firm, is_placed = 0.0, 0.0, False, False
        shared: dict[str, tuple[float, str]] = {}
        said = {term.root for term in self.terms[number] if term.stem in bag.stems}
        for term in self.terms[number]:
            whole_title += term.weight * term.is_titular
            times, key = bag.stems.get(term.stem, 0), term.stem
            grade = EXACT if term.word in bag.words else STEMMED
            if not times:
                times, grade, key = bag.roots.get(term.root, 0), ROOTED, term.root
            if not times:
                continue
            gain = term.weight * grade * (1 - REPEATED / times)
            titular += gain * term.is_titular
            is_firm = is_firm or (term.is_firm and not term.is_place)
            is_placed = is_placed or term.is_place
            gain *= AGAIN if key in said else 1.0
            shared[key] = max(shared.get(key, (0.0, "")), (gain, term.surface), key=lambda one: one[0])
        ordered = sorted((-gain, surface) for gain, surface in shared.values())
        return Hits(
            title_share=titular / whole_title if whole_title else 0.0,
            telling=-sum(gain for gain, _ in ordered),
            words=tuple(surface for _, surface in ordered),
            is_firm=is_firm or (is_placed and len(ordered) > BESIDE_A_PLACE),
        )

    def density(self, number: int, bag: Bag, words: int) -> float:
        """Return how much of promise *number*, from 0 to 1, a whole page of *words* words speaks of: BM25 over its terms.

        A word said again and again counts for more, a long page for less.
        """
        room = SATURATES * (1 - LENGTH_COUNTS + LENGTH_COUNTS * words / USUAL_LENGTH)
        said = whole = 0.0
        for term in self.terms[number]:
            times = bag.stems.get(term.stem, 0)
            whole += term.weight
            said += term.weight * times / (times + room)
        return said / whole if whole else 0.0

    def pairs(self, number: int, found: Sequence[Token]) -> float:
        """Return which share of the neighbouring terms of promise *number*, from 0 to 1, stand near each other in *found*."""
        places: dict[str, list[int]] = {}
        wanted = {term.stem for term in self.terms[number]}
        for place, token in enumerate(found):
            if token.stem in wanted:
                places.setdefault(token.stem, []).append(place)
        met = whole = 0.0
        for left, right in pairwise(self.terms[number]):
            amount = left.weight + right.weight
            whole += amount
            if _stand_near(places.get(left.stem, ()), places.get(right.stem, ())):
                met += amount
        return met / whole if whole else 0.0


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


def _rarity(spread: int, promises: int) -> float:
    return math.log1p(promises / spread) / math.log1p(promises) if promises > 1 else 1.0


def _raw_terms(promise: PromiseText) -> dict[str, Term]:
    """Return the terms of *promise* by stem; a word of the title stays a word of the title."""
    terms: dict[str, Term] = {}
    for part, is_titular in ((promise.title, True), (" ".join(promise.terms), True), (promise.text, False)):
        for token in tokens(part):
            if is_stop_word(token.word) or token.stem in terms:
                continue
            surface, amount = _without_and(part[token.start : token.end]), weight(token)
            is_firm, strong = amount > USUAL_WEIGHT, ROOT_MARK + root(token.stem)
            # A country's places stand all over its news; a claim tied to no country may be about nothing else.
            is_place = is_firm and bool(promise.country and countries((token,)))
            terms[token.stem] = Term(token.stem, token.word, surface, strong, amount, is_titular, is_firm, is_place)
    return terms


def _without_and(word: str) -> str:
    """Return *word* without the conjunction written onto it: «والقناة» is told to a reader as «القناة»."""
    bare = word[1:]
    return bare if word.startswith("و") and len(bare) > LEAST_LETTERS and stem(bare) == stem(word) else word
