"""Lay a new promise beside those that are known: is it there already, or does it carry on one of an earlier government?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import log

from marsad.pipeline.milestones.alike import telling_stems

ALIKE = 0.5  # of the weight of the shorter wording's words
_LEAST_SHARED = 3


@dataclass(frozen=True, slots=True)
class KnownPromise:
    """A promise in the record: its key, words, government's key and first day."""

    key: str
    title: str
    text: str
    government: str
    began_on: str


@dataclass(frozen=True, slots=True)
class Like:
    """A known promise that says the same: "same" for one of this government, "earlier" for one before; how much, 0 to 1."""

    key: str
    kind: str
    score: float


@dataclass(slots=True)
class KnownPromises:
    """The known promises, by the words that tell them; the work of asking does not grow with their number."""

    rows: tuple[KnownPromise, ...]
    _by_stem: dict[str, list[int]] = field(init=False, repr=False)
    _stems: tuple[frozenset[str], ...] = field(init=False, repr=False)
    _titles: tuple[frozenset[str], ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index the promises by their words."""
        self._titles = tuple(telling_stems(row.title) for row in self.rows)
        self._stems = tuple(title | telling_stems(row.text) for title, row in zip(self._titles, self.rows, strict=True))
        by_stem: defaultdict[str, list[int]] = defaultdict(list)
        for place, own in enumerate(self._stems):
            for stem in own:
                by_stem[stem].append(place)
        self._by_stem = dict(by_stem)

    def like(self, text: str, *, government: str, began_on: str) -> Like | None:
        """Return the known promise that *text* of *government* is most like, or None where none is alike enough."""
        own = telling_stems(text)
        shared: Counter[int] = Counter()
        for stem in own:
            for place in self._by_stem.get(stem, ()):
                shared[place] += 1
        found = [
            (score, row.government == government, row.key, place)
            for place, times in shared.items()
            if times >= _LEAST_SHARED
            and (row := self.rows[place]).began_on <= began_on
            and (score := self._score(own, place)) >= ALIKE
        ]
        if not found:
            return None
        score, is_same, key, _ = max(found)
        return Like(key, "same" if is_same else "earlier", round(min(1.0, score), 2))

    def _score(self, own: frozenset[str], place: int) -> float:
        beside = [side for side in (self._stems[place], self._titles[place]) if len(side) >= _LEAST_SHARED]
        return max(
            (self._weight(own & side) / max(1e-9, min(self._weight(own), self._weight(side))) for side in beside), default=0
        )

    def _weight(self, stems: Iterable[str]) -> float:
        count = len(self.rows) + 1
        return sum(log(1 + count / (1 + len(self._by_stem.get(stem, ())))) for stem in stems)
