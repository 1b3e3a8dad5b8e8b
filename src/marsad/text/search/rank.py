"""Rank the texts that hold words of a question: BM25 over stems, and where and how those words stand. The same everywhere.

The weights were chosen on one half of the questions of an evaluation set and held to the other: docs/decisions/0026-search.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from marsad.text.search.plan import Group, Plan
from marsad.text.search.words import PLACES

# BM25 (Robertson and Zaragoza 2009), the title as a field of its own.
_SATURATION = 1.2
_LENGTH = 0.9
_TITLE = 8.0
_EXACT = 0.1  # of a word found as it was asked for, beside its stem
_MATES = 0.4  # of a word found only by its root
_PAIR = 0.2  # of two words of the question near each other
_NEAR = 8
_LEAD = 0.3  # of a word near the beginning, where a text says what it is about
_LEAD_WORDS = 10
_WHOLE_TITLE = 5.0  # of a title whose words were all asked for
_ALL_WORDS = 1.0  # of every word found
_NUMBER = _PLACE = 1.0
_BESIDE = 12  # words between what was asked about and the number or place that may answer
_MEANING_LEAD, _MEANING_WORDS, _MEANING_SHORT = 0.6, 5, 5.0
_PLACES_KEPT = 64  # of one word in one text


@dataclass(frozen=True, slots=True)
class Text:
    """A text as the index keeps it: *key* tells it from others, the rest is `prepare`d."""

    key: tuple[str, int]
    title_words: str
    title_stems: str
    words: str
    stems: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """A text and how well it answers. *is_named*: its title bears every word that was asked for."""

    key: tuple[str, int]
    score: float
    is_named: bool = False


def rank(plan: Plan, texts: Iterable[Text]) -> tuple[Ranked, ...]:
    """Return those of *texts* that answer, best first; of equals the one whose key comes first.

    A text without a phrase that was asked for, or with a word that was not wanted, is left out.
    """
    scale = _Scale(plan)
    found = (scale.weigh(text) for text in texts if _is_wanted(plan, text))
    return tuple(sorted((row for row in found if row.score > 0), key=lambda row: (-row.score, row.key)))


def _is_wanted(plan: Plan, text: Text) -> bool:
    asked = plan.asked
    if asked.without and not set(asked.without).isdisjoint((*text.stems.split(), *text.title_stems.split())):
        return False
    if not asked.phrases:
        return True
    title, words = f" {text.title_words} ", f" {text.words} "
    return all(f" {' '.join(phrase)} " in title or f" {' '.join(phrase)} " in words for phrase in asked.phrases)


class _Scale:
    """What of a plan every text is weighed by."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.total = sum(group.rarity for group in plan.groups) or 1.0
        self.of_stem: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, group in enumerate(plan.groups):
            for stem, counts in group.forms:
                self.of_stem[stem].append((number, counts))
            for stem in group.mates:
                self.of_stem[stem].append((number, 0.0))
        self.wants = plan.asked.wants

    def weigh(self, text: Text) -> Ranked:
        """Return *text* with how well it answers."""
        plan, stems, words = self.plan, text.stems.split(), text.words.split()
        size = max(len(stems), 1)
        length = 1 - _LENGTH + _LENGTH * size / (plan.usual_size or size)
        places = self._places(stems)
        titled = self._places(text.title_stems.split())
        title_words = frozenset(text.title_words.split())
        score, found, in_title = 0.0, 0.0, 0
        firsts: list[list[int]] = []
        for number, group in enumerate(plan.groups):
            here, mates = places.get(number, ([], []))
            times = sum(counts for _, counts in here) / length
            title = max((counts for _, counts in titled.get(number, ([], []))[0]), default=0.0)
            in_title += title > 0
            if times or title:
                score += group.rarity * _saturated(times + _TITLE * title)
                exact = sum(words[place] == group.word for place, _ in here)
                score += _EXACT * group.rarity * _saturated(exact / length + _TITLE * (group.word in title_words))
                found += group.rarity
            elif mates or titled.get(number):
                score += _MATES * group.mates_rarity * _saturated(len(mates) / length + _TITLE * bool(titled.get(number)))
            firsts.append([place for place, _ in here] or [place for place, _ in mates])
            if firsts[-1]:
                score += _LEAD * group.rarity / (1 + firsts[-1][0] / _LEAD_WORDS)
        score += _PAIR * _nearness(plan.groups, firsts)
        score += _ALL_WORDS * found / self.total
        score += _WHOLE_TITLE * in_title / max(text.title_words.count(" ") + 1, 1)
        score += self._answers(firsts, words, stems) if self.wants and score else 0.0
        return Ranked(text.key, round(score, 9), 0 < in_title == len(plan.groups))

    def _places(self, stems: Sequence[str]) -> dict[int, tuple[list[tuple[int, float]], list[tuple[int, float]]]]:
        """Return, for each group by number, where its forms and where its mates stand, each with what it counts."""
        of_stem = self.of_stem
        found: dict[int, tuple[list[tuple[int, float]], list[tuple[int, float]]]] = {}
        for place, stem in [(place, stem) for place, stem in enumerate(stems) if stem in of_stem]:
            for number, counts in of_stem[stem]:
                kept = found.setdefault(number, ([], []))[counts == 0.0]
                if len(kept) < _PLACES_KEPT:
                    kept.append((place, counts))
        return found

    def _answers(self, firsts: list[list[int]], words: Sequence[str], stems: Sequence[str]) -> float:
        score = 0.0
        about = sorted({place for places in firsts for place in places})
        if "number" in self.wants:
            numbers = [place for place, word in enumerate(words) if word[0].isdigit()]
            score += _NUMBER * _answered(numbers, about)
        if "place" in self.wants:
            score += _PLACE * _answered([place for place, stem in enumerate(stems) if stem in PLACES], about)
        if "meaning" in self.wants:
            usual = self.plan.usual_size or 1.0
            score += _MEANING_SHORT * usual / (len(stems) + usual)
            for group, places in zip(self.plan.groups, firsts, strict=True):
                if places:
                    score += _MEANING_LEAD * group.rarity / (1 + places[0] / _MEANING_WORDS)
        return score


def _saturated(times: float) -> float:
    return times * (_SATURATION + 1) / (times + _SATURATION)


def _nearness(groups: Sequence[Group], places: Sequence[Sequence[int]]) -> float:
    score = 0.0
    for number in range(len(groups) - 1):
        gaps = [abs(left - right) for left in places[number] for right in places[number + 1] if left != right]
        if gaps and min(gaps) < _NEAR:
            score += min(groups[number].rarity, groups[number + 1].rarity) / min(gaps) ** 0.5
    return score


def _answered(answers: Sequence[int], about: Sequence[int]) -> float:
    """Return half for an answer of the kind in the text, and all where it stands beside what was asked about."""
    is_beside = any(abs(answer - place) <= _BESIDE for answer in answers for place in about)
    return 0.5 * bool(answers) + 0.5 * is_beside
