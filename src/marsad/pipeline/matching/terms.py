"""Find the promises whose words stand on a page, by an inverted index: the cost a page does not grow with the promises."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from marsad.domain.reading import PromiseText
from marsad.pipeline.matching.lexicon import TELLING, USUAL_WEIGHT, root, weight
from marsad.pipeline.matching.meeting import ROOT_MARK, ROOTED, Meeting, Term, Words, promised
from marsad.pipeline.matching.places import countries
from marsad.pipeline.matching.rarity import Rarity
from marsad.text.tokens import is_stop_word, stem, tokens

CANDIDATES = 40  # promises a page that go on to be weighed

LEAST_LETTERS = 3  # a و before so few is a letter of the word itself


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
        self._promised = tuple(promised(terms) for terms in self.terms)
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

    def candidates(self, words: Words) -> tuple[int, ...]:
        """Return the promises that share a telling word with *words*, best first, at most CANDIDATES."""
        by_stem = [self._postings[key] for key in words.stems if key in self._postings]
        by_root = [self._postings[key] for key in words.roots if key in self._postings]
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

    def meeting(self, number: int, words: Words) -> Meeting:
        """Return where promise *number* and *words* meet."""
        return Meeting(self._promised[number], words)


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
