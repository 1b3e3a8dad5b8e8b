"""How often words stand in other news: counted once, kept, and given to every look for conflicts after that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from marsad.domain.reading import Reading
from marsad.pipeline.conflicts.sheets import topic
from marsad.text.tokens import tokens


@dataclass(frozen=True, slots=True)
class Background:
    """Other news: *pages* of it, in how many each term stands (*spread*), and how often each stem is written (*stems*)."""

    pages: int = 0
    spread: Mapping[str, int] = field(default_factory=dict)
    stems: Mapping[str, int] = field(default_factory=dict)


def background(readings: Iterable[Reading]) -> Background:
    """Return what *readings* tell of how rare words are."""
    kept = tuple(readings)
    stems = Counter(token.stem for reading in kept for token in tokens(reading.text))
    spread = Counter(term for reading in kept for term in topic(reading, stems))
    return Background(len(kept), dict(spread), dict(stems))
