"""Two pages side by side: how alike they are, how their days lie, and the making of a conflict out of two of their points."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from marsad.domain.conflict import Conflict, Statement
from marsad.pipeline.conflicts.context import Likeness, Rarity, likeness, term_of
from marsad.pipeline.conflicts.points import Point, Sheet

MOST_SHARED = 6
SAME_DAYS = 1  # the next day's papers tell of the day before
PHRASE_RARE = 0.55  # of the commoner of a phrase's two words
PHRASE_WORTH, PHRASES_WORTH = 0.05, 0.15  # by how much a shared name of two words makes two pages more alike, and all of them


@dataclass(frozen=True)
class Pair:
    """Two sheets, *left* and *right*; one and the same where a page is held against itself."""

    left: Sheet
    right: Sheet
    rarity: Rarity

    @cached_property
    def topic(self) -> Likeness:
        """Return how alike the two pages are as wholes."""
        return likeness(self.left.topic, self.right.topic, self.rarity)

    @cached_property
    def phrases(self) -> frozenset[tuple[str, str]]:
        """Return the pairs of telling words that stand side by side on both pages, as the words of a name do."""
        return self.phrases_of(self.left) & self.phrases_of(self.right)

    def phrases_of(self, of: Sheet, sentence: int | None = None) -> frozenset[tuple[str, str]]:
        """Return the pairs of neighbouring words of *of*, or of one *sentence* of it, that both pages have and few others do."""
        wanted = self.left.topic.keys() & self.right.topic.keys()
        cut = of.sentences if sentence is None else of.sentences[sentence : sentence + 1]
        found = set()
        for one in cut:
            for first, second in pairwise(one.terms):
                if first in wanted and second in wanted and first != second and self._is_phrase(first, second):
                    found.add((first, second))
        return frozenset(found)

    def _is_phrase(self, first: str, second: str) -> bool:
        rare = sorted((self.rarity.of(first), self.rarity.of(second)))
        return rare[0] >= PHRASE_RARE and not (first.isascii() or second.isascii())

    @cached_property
    def matter(self) -> float:
        """Return how surely both pages tell of one matter: how alike they are, and the names that both give."""
        return self.topic.share + min(PHRASES_WORTH, PHRASE_WORTH * len(self.phrases))

    def share_a_name(self, left: Point, right: Point) -> bool:
        """Return whether two points give the same name of a place or body, one that few other pages give."""
        return any(self.rarity.of(term_of(name)) >= PHRASE_RARE for name in left.names & right.names)

    def share_a_phrase(self, left: Point, right: Point) -> bool:
        """Return whether two points share the name of a place or body, or their sentences the words of a name."""
        if self.share_a_name(left, right):
            return True
        return bool(self.phrases_of(self.left, left.sentence) & self.phrases_of(self.right, right.sentence))

    @cached_property
    def days_apart(self) -> int | None:
        """Return how many days lie between the pages at least, 0 where they can be of one day; None where a day is not known."""
        left, right = self.left, self.right
        if left.since and right.until and left.since > right.until:
            return (left.since - right.until).days
        if right.since and left.until and right.since > left.until:
            return (right.since - left.until).days
        return 0 if left.until and right.until else None

    @property
    def is_of_one_time(self) -> bool:
        """Return whether the pages can tell of one time: both written within SAME_DAYS, or nothing says that they were not.

        Pages known only by their month are of one time where the months are one.
        """
        apart = self.days_apart
        is_to_the_day = self.left.since == self.left.until and self.right.since == self.right.until
        return not apart or (is_to_the_day and apart <= SAME_DAYS)

    @property
    def is_dated(self) -> bool:
        """Return whether both pages have a day of their own."""
        return self.left.until is not None and self.right.until is not None

    def is_later(self, one: Sheet, other: Sheet) -> bool:
        """Return whether page *one* was surely written on a later day than *other*."""
        return _after(one.since, other.until)

    def around(self, left: Point, right: Point) -> Likeness:
        """Return how alike the words around two points are."""
        return likeness(left.about, right.about, self.rarity)

    def are_of_different_things(self, left: Point, right: Point) -> bool:
        """Return whether two points name different stages, or different places and bodies: the second batch, another town."""
        if self._are_other_named(left, right):
            return True
        if left.names and right.names and not left.names & right.names and not self._know_both(left, right):
            return True
        stages, others = dict(left.ordinals), dict(right.ordinals)
        if any(others.get(noun, stage) != stage for noun, stage in stages.items()):
            return True
        # The sixth grade's examinations are not the third's, whatever noun the number stands beside.
        return bool(stages and others) and set(stages.values()).isdisjoint(others.values())

    def _are_other_named(self, left: Point, right: Point) -> bool:
        """Return whether one bridge is meant here and another there: each named so, and on its own page alone."""
        here, there = self.left.sentences[left.sentence].named, self.right.sentences[right.sentence].named
        for noun in here.keys() & there.keys():
            if (
                not here[noun] & there[noun]
                and here[noun].isdisjoint(self.right.topic)
                and there[noun].isdisjoint(self.left.topic)
            ):
                return True
        return False

    def _know_both(self, left: Point, right: Point) -> bool:
        """Return whether each page gives a name that the other has beside its point: of a town and of a hospital in it."""
        here = any(term_of(name) in self.left.topic for name in right.names)
        return here and any(term_of(name) in self.right.topic for name in left.names)

    def same_speaker(self, left: Point, right: Point) -> bool:
        """Return whether both points are told by what looks like one speaker."""
        shared = left.speaker & right.speaker
        return bool(shared) and len(shared) * 2 >= min(len(left.speaker), len(right.speaker))

    def conflict(
        self,
        kind: str,
        left: Point,
        right: Point,
        values: tuple[str, str],
        reasons: tuple[str, str],
        score: float,
        terms: Sequence[str],
    ) -> Conflict:
        """Return the conflict of two points, with the words that the pages share, as the left one writes them."""
        surfaces = [self.left.surfaces.get(term) or self.right.surfaces.get(term, "") for term in terms[:MOST_SHARED]]
        return Conflict(
            left=statement(self.left, left, values[0]),
            right=statement(self.right, right, values[1]),
            kind=kind,
            reason_ar=reasons[0],
            reason_en=reasons[1],
            shared=tuple(word for word in surfaces if word),
            score=round(min(1.0, max(0.0, score)), 4),
        )


def _after(one: dt.date | None, other: dt.date | None) -> bool:
    return one is not None and other is not None and one > other


def statement(of: Sheet, point: Point, value: str) -> Statement:
    """Return what *point* says on its page, quoted with its sentence."""
    sentence = of.sentences[point.sentence]
    return Statement(of.id, point.start, point.end, min(sentence.start, point.start), max(sentence.end, point.end), value)


def words_of(of: Sheet, point: Point) -> str:
    """Return the words of *point* on one line, without a bracket that closes what stands outside them."""
    said = " ".join(of.text[point.start : point.end].split())
    return said if said.count("(") == said.count(")") else said.replace("(", "").replace(")", "")
