"""Propose series: things that pages count again and again, with which words and over which days."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import median

from marsad.pipeline.conflicts.context import bare, folded_words, term_of, worth
from marsad.pipeline.conflicts.counts import DURATION, PERCENT
from marsad.pipeline.conflicts.words import CHANGES
from marsad.pipeline.series.gather import Material, SeriesPoint, merge, of_one_place
from marsad.pipeline.series.told import Told, place_in, unit_key
from marsad.text.tokens import tokens

LEAST_DAYS = 3  # fewer are no course
MOST = 5  # proposals of one promise: an editor's time
MOST_WORDS = 3  # of one proposal
_FACTOR = 8.0  # values this far from the middle one are of another thing, or slips of the pen
_LEAST_WORTH = 0.5  # of a word that says what is counted
_MOST_A_DAY = 2  # different numbers; where there are more, several things are counted
_MOST_TERMS = 24  # tried of one unit
_COMPARED = folded_words("أكبر أصغر أعلى أدنى أكثر أقل مقارنة قياسا نحو إجمالي الوزراء النواب الجمهورية مليونا ألفا")
# These count or measure things of every kind: what is counted must be told by two words.
_GENERIC = frozenset({PERCENT, *(unit_key(word) for word in ("شخص", "متر", "متر مربع", "كم مربع", "دولة", "طن", "قدم"))})
_OF_TIME = frozenset({DURATION, *(unit_key(word) for word in ("ساعة", "دقيقة", "ثانية", "مرة", "جولة", "مرحلة"))})
_OF_TOLLS = frozenset(unit_key(word) for word in ("قتيل", "جريح", "مصاب", "ضحية", "جثة"))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A series that the machine proposes: the unit and the words as pages most often write them, and its points."""

    unit: str
    about: str
    key: str
    points: tuple[SeriesPoint, ...]

    @property
    def days(self) -> int:
        """On how many days it was counted, plans left out."""
        return days_of(self.points)


def days_of(points: Iterable[SeriesPoint]) -> int:
    """Return on how many days *points* were counted, plans left out."""
    return len({point.day for point in points if not point.is_planned})


def series_key(unit: str, about: str) -> str:
    """Return what stays the same however *unit* and *about* are written: «الجنود» and «جندي», in any order."""
    words = sorted({term_of(token.stem) for token in tokens(about)})
    return hashlib.sha256("\x1f".join([unit_key(unit), *words]).encode("utf-8", "surrogatepass")).hexdigest()


def propose(material: Material) -> tuple[Proposal, ...]:
    """Return the series that *material* tells, the best told first: each counted on LEAST_DAYS days by as many stories.

    No number stands in two of them.
    """
    kinds: dict[tuple[str, str, bool], list[Told]] = defaultdict(list)
    for one in material.told:
        if _is_countable(one):
            kinds[one.counted].append(one)
    words = _Words(material)
    found: list[tuple[float, Proposal]] = []
    for kind in sorted(kinds):
        left = kinds[kind]
        while (chosen := _best(left, words)) is not None:
            gain, terms, told = chosen
            points = merge(told)
            unit, about = _unit_written(told), words.written(terms)
            found.append((gain, Proposal(unit, about, series_key(unit, about), points)))
            left = [one for one in left if one not in told]
    found.sort(key=lambda pair: (-pair[0], pair[1].key))
    return tuple(proposal for _, proposal in found[:MOST])


def _is_countable(one: Told) -> bool:
    """Return whether a course of such numbers would tell anything: no spans of time, sums of money, tolls of events."""
    is_money = one.unit.isascii() and one.unit != PERCENT
    return one.unit not in _OF_TIME and one.unit not in _OF_TOLLS and not is_money


def _best(told: Sequence[Told], words: _Words) -> tuple[float, tuple[str, ...], list[Told]] | None:
    """Return the words that most of *told* share, how good they are, and the numbers beside which they stand."""
    if not _is_course(told):
        return None
    spread = Counter(term for one in told for term in one.terms if words.is_telling(term, one.unit))
    tried = [term for term, count in sorted(spread.items(), key=lambda pair: (-pair[1], pair[0])) if count >= LEAST_DAYS]
    least = 2 if told[0].unit in _GENERIC else 1
    best: tuple[float, tuple[str, ...], list[Told]] | None = None
    for size in range(least, MOST_WORDS + 1):
        for terms in combinations(tried[: _MOST_TERMS // size], size):
            near = _alike(of_one_place([one for one in told if one.terms.issuperset(terms)]))
            if not _is_course(near) or not _stand_close(near, terms):
                continue
            days = len({one.day for one in near if not one.is_planned})
            gain = days + 0.25 * sum(words.worth(term) for term in terms)
            if best is None or (gain, terms) > best[:2]:
                best = gain, terms, near
    return best


def _is_course(told: Sequence[Told]) -> bool:
    """Return whether *told* were counted on enough days, by enough stories, and did not stand still."""
    held = [one for one in told if not one.is_planned]
    days = len({one.day for one in held})
    return (
        len({(one.day, one.value) for one in held}) <= _MOST_A_DAY * days
        and days >= LEAST_DAYS
        and len({one.story for one in held}) >= LEAST_DAYS
        and len({one.value for one in held}) > 1
    )


def _stand_close(told: Sequence[Told], terms: Iterable[str]) -> bool:
    """Return whether each of *terms* stands right beside half of the numbers: what only shares their sentences tells little."""
    return all(2 * sum(term in one.close for one in told) >= len(told) for term in terms)


def _alike(told: list[Told]) -> list[Told]:
    """Return *told* without what lies far from the middle of them."""
    if not told:
        return told
    middle = median(abs(one.value) for one in told) or 1.0
    return [one for one in told if middle / _FACTOR <= abs(one.value) <= middle * _FACTOR]


class _Words:
    """What the words of a batch are worth, and how pages write them most often."""

    def __init__(self, material: Material) -> None:
        self._spelled: dict[str, Counter[str]] = defaultdict(Counter)
        self._worths: dict[str, float] = {}
        self._places: set[str] = set()
        needed = {term for one in material.told for term in one.terms}
        for reading in material.readings:
            people = [(name.start, name.end) for name in reading.names if name.kind == "person"]
            for token in material.words[reading.id]:
                if any(start <= token.start < end for start, end in people):
                    continue  # who speaks of a number, or opens a school, is not what is counted
                term = term_of(bare(token.stem, material.known))
                if term in needed and token.word not in CHANGES and token.word not in _COMPARED:
                    self._spelled[term][reading.text[token.start : token.end]] += 1
                    self._worths.setdefault(term, worth(token))
                    if place_in(token):
                        self._places.add(term)

    def worth(self, term: str) -> float:
        return self._worths.get(term, 0.0)

    def is_telling(self, term: str, unit: str) -> bool:
        """Return whether *term* says what is counted: no place, for a place is told apart otherwise, and not the unit itself."""
        if self.worth(term) < _LEAST_WORTH or term in self._places:
            return False
        return all(unit_key(word) != unit for word in self._spelled[term])

    def written(self, terms: Iterable[str]) -> str:
        """Return *terms* as words, each as most pages write it."""
        return " ".join(min(self._spelled[term], key=lambda word: (-self._spelled[term][word], word)) for term in terms)


def _unit_written(told: Sequence[Told]) -> str:
    spelled = Counter(noun for _, noun in {(one.story, one.noun) for one in told if one.noun})
    return min(spelled, key=lambda word: (-spelled[word], word), default=told[0].unit)
