"""Find the promises whose words stand on a page, by an inverted index: the cost a page does not grow with the promises."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from marsad.domain.reading import PromiseText
from marsad.pipeline.lexicon import TELLING, root, weight
from marsad.text.tokens import STOP_WORDS, Token, tokens

EXACT, STEMMED, ROOTED = 1.0, 0.9, 0.6
CANDIDATES = 24  # promises a page that go on to be weighed


@dataclass(frozen=True, slots=True)
class Term:
    """One telling word of a promise; *surface* is how the promise writes it."""

    stem: str
    word: str
    surface: str
    weight: float
    is_titular: bool


@dataclass(frozen=True, slots=True)
class Hits:
    """How a text shares the terms of one promise: a share from 0 to 1 of its title, and the words shared, most telling first."""

    title_share: float
    telling: float
    words: tuple[str, ...]


class PromiseIndex:
    """The terms of all promises, by stem and by root."""

    def __init__(self, promises: Sequence[PromiseText]) -> None:
        """Index *promises*; the rarer a word among them, the more it weighs."""
        raw = [_raw_terms(promise) for promise in promises]
        spread = Counter(stem for terms in raw for stem in terms)
        self.terms: tuple[tuple[Term, ...], ...] = tuple(
            tuple(replace(term, weight=term.weight * _rarity(spread[term.stem], len(raw))) for term in terms.values())
            for terms in raw
        )
        postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, terms_of_one in enumerate(self.terms):
            for term in terms_of_one:
                postings[term.stem].append((number, term.weight))
                if strong := root(term.stem):
                    postings["√" + strong].append((number, term.weight * ROOTED))
        self._postings: Mapping[str, list[tuple[int, float]]] = dict(postings)

    def candidates(self, found: Iterable[Token]) -> tuple[int, ...]:
        """Return the promises that share a telling word with *found*, best first, at most CANDIDATES."""
        keys: set[str] = set()
        for token in found:
            keys.add(token.stem)
            keys.add("√" + root(token.stem))
        shared: defaultdict[int, dict[str, float]] = defaultdict(dict)
        for key in sorted(keys):
            for number, amount in self._postings.get(key, ()):
                strong = key if key.startswith("√") else "√" + (root(key) or key)
                shared[number][strong] = max(amount, shared[number].get(strong, 0.0))
        sums = {number: sum(parts.values()) for number, parts in shared.items() if max(parts.values()) >= TELLING * ROOTED}
        return tuple(sorted(sums, key=lambda number: (-sums[number], number))[:CANDIDATES])

    def stems(self, number: int) -> frozenset[str]:
        """Return the stems of promise *number*."""
        return frozenset(term.stem for term in self.terms[number])

    def hits(self, number: int, found: Sequence[Token]) -> Hits:
        """Return how *found* shares the terms of promise *number*; a word met often counts somewhat more than one met once."""
        words, stems = Counter(token.word for token in found), Counter(token.stem for token in found)
        roots = Counter(strong for token in found if (strong := root(token.stem)))
        titular, whole_title, telling, shared = 0.0, 0.0, 0.0, []
        for term in self.terms[number]:
            whole_title += term.weight * term.is_titular
            grade = EXACT if words[term.word] else STEMMED if stems[term.stem] else ROOTED if roots[root(term.stem)] else 0.0
            if not grade:
                continue
            times = max(stems[term.stem], roots[root(term.stem)], words[term.word])
            gain = term.weight * grade * (0.7 + 0.3 * (1 - 1 / times))
            titular += gain * term.is_titular
            telling += gain
            shared.append((-gain, term.surface))
        return Hits(
            title_share=titular / whole_title if whole_title else 0.0,
            telling=telling,
            words=tuple(word for _, word in sorted(shared)),
        )


def _rarity(spread: int, promises: int) -> float:
    return math.log1p(promises / spread) / math.log1p(promises) if promises > 1 else 1.0


def _raw_terms(promise: PromiseText) -> dict[str, Term]:
    """Return the terms of *promise* by stem; a word of the title stays a word of the title."""
    terms: dict[str, Term] = {}
    for part, is_titular in ((promise.title, True), (" ".join(promise.terms), True), (promise.text, False)):
        for token in tokens(part):
            if token.word in STOP_WORDS or token.stem in terms:
                continue
            terms[token.stem] = Term(token.stem, token.word, part[token.start : token.end], weight(token), is_titular)
    return terms
