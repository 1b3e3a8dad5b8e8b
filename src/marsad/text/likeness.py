"""How alike two short texts are: by the stems that they share, rare ones counting for more."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from marsad.text.tokens import is_stop_word, tokens


def telling_stems(text: str) -> frozenset[str]:
    """Return the stems of *text* that tell what it is about."""
    return frozenset(token.stem for token in tokens(text) if not is_stop_word(token.word))


def rarities(texts: Iterable[frozenset[str]]) -> dict[str, float]:
    """Return how much each stem tells among *texts*: the logarithm of how few of them have it."""
    rows = tuple(texts)
    found = Counter(stem for row in rows for stem in row)
    return {stem: math.log(1 + len(rows) / times) for stem, times in found.items()}


def likeness(left: frozenset[str], right: frozenset[str], weights: dict[str, float]) -> float:
    """Return the weight of what two texts share as a part of the weight of all that they have, 0 to 1."""
    whole = sum(weights.get(stem, 0.0) for stem in left | right)
    return sum(weights.get(stem, 0.0) for stem in left & right) / whole if whole else 0.0


def most_alike(
    about: frozenset[str], others: Sequence[frozenset[str]], most: int, least: float = 0.05
) -> list[tuple[int, float]]:
    """Return the places in *others* of the *most* texts that are most like *about*, with how alike; none below *least*."""
    weights = rarities([about, *others])
    rows = [(place, likeness(about, other, weights)) for place, other in enumerate(others)]
    return sorted((row for row in rows if row[1] >= least), key=lambda row: -row[1])[:most]
