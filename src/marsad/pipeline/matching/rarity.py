"""Say how rare a word is in the news at hand: what half of the pages say tells nothing of one promise."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from marsad.domain.reading import Reading
from marsad.text.tokens import is_stop_word, tokens

MOST_PAGES = 5_000  # pages that are counted; more say nothing new of a word
FEWEST_PAGES = 300
FEWEST_TIMES = 2  # a word of one page alone is as rare as one never met


@dataclass(frozen=True, slots=True)
class Rarity:
    """In how many of *documents* pages each stem stands. Without any, every word is as rare as every other."""

    documents: int = 0
    spread: Mapping[str, int] = field(default_factory=dict)

    def of(self, stem: str) -> float:
        """Return how rare *stem* is, from near 0 (on every page) to 1 (on none): BM25's inverse document frequency, scaled."""
        if not self.documents:
            return 1.0
        return _inverse(self.documents, self.spread.get(stem, 0)) / _inverse(self.documents, 0)


def _inverse(documents: int, spread: int) -> float:
    return math.log1p((documents - min(spread, documents) + 0.5) / (spread + 0.5))


def rarity(readings: Iterable[Reading]) -> Rarity:
    """Return the `Rarity` of the words of *readings*: none where they are fewer than FEWEST_PAGES.

    Few pages were gathered for a purpose, and what they often say is what they were gathered for. Of more than MOST_PAGES
    the first count, in the order of their ids.
    """
    chosen = sorted(readings, key=lambda reading: reading.id)[:MOST_PAGES]
    if len(chosen) < FEWEST_PAGES:
        return Rarity()
    spread: Counter[str] = Counter()
    for reading in chosen:
        found = (*tokens(reading.title or ""), *tokens(reading.text))
        spread.update({token.stem for token in found if not is_stop_word(token.word)})
    return Rarity(len(chosen), {stem: times for stem, times in sorted(spread.items()) if times >= FEWEST_TIMES})
