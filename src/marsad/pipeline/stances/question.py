"""What a classifier of stances is asked and what it answers: the values that the small model and all others share."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import starmap
from typing import Protocol

from marsad.domain.reading import RUNGS, STANCES, Claim, DateMention, PromiseText, Reading
from marsad.pipeline.matching.passages import LONGEST_WORDS
from marsad.pipeline.stances.promise_words import Pair, pairs
from marsad.pipeline.stances.rungs import Step, steps
from marsad.pipeline.stances.signs import Sign, signs
from marsad.text.tokens import Token, sentences, tokens

JUDGED = STANCES[:3]  # whether a page bears on a promise at all is the matcher's to say
_CLOSE_TO_ONE = 1e-6


class NoAnswer(RuntimeError):
    """A classifier from outside has no answer that can be relied on; the message says why, without words of the page."""


@dataclass(frozen=True, eq=False)  # no slots: what is read in it is kept beside it, as many promises ask about one sentence
class Sentence:
    """A sentence of a page, with its words. The headline is one that starts and ends at 0."""

    start: int
    end: int
    found: tuple[Token, ...]

    @cached_property
    def signs(self) -> tuple[Sign, ...]:
        """Return the signs among its words."""
        return signs(self.found)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Return the words of rungs among its words."""
        return tuple(steps(self.found))

    @cached_property
    def stems(self) -> frozenset[str]:
        """Return the stems of its words."""
        return frozenset(token.stem for token in self.found)

    @cached_property
    def pairs(self) -> frozenset[Pair]:
        """Return the pairs of words that follow one another in it."""
        return frozenset(pairs(self.found))


@dataclass(frozen=True, eq=False)
class StancePage:
    """A page as far as stances need it, made once and asked about for each promise. Offsets are characters of *text*."""

    title: str
    text: str
    head: Sentence
    sentences: tuple[Sentence, ...]
    claims: tuple[Claim, ...] = ()
    dates: tuple[DateMention, ...] = ()
    published: str | None = None

    @cached_property
    def stems(self) -> frozenset[str]:
        """Return the stems of all its words."""
        return frozenset(token.stem for part in (self.head, *self.sentences) for token in part.found)

    @cached_property
    def pairs(self) -> frozenset[Pair]:
        """Return the pairs of words that follow one another in its sentences."""
        return frozenset(pair for part in (self.head, *self.sentences) for pair in pairs(part.found))


@dataclass(frozen=True, slots=True)
class StanceQuestion:
    """What *page* does to *promise*: start..end is the passage that made it match, *likeness* that of meaning where known."""

    page: StancePage
    promise: PromiseText
    start: int
    end: int
    likeness: float | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a stance was given, for a person: in Arabic and in English."""

    ar: str
    en: str


@dataclass(frozen=True, slots=True)
class StanceAnswer:
    """A stance and a rung with the words that decide: start..end of the page's text, never empty.

    *chances* are the probabilities of JUDGED in that order; *version* names the classifier and its weights.
    """

    stance: str
    rung: str
    chances: tuple[float, float, float]
    start: int
    end: int
    reasons: tuple[Reason, ...]
    version: str

    def __post_init__(self) -> None:
        """Raise ValueError for a stance or rung that is none, chances that are no probabilities, or an empty quote."""
        if self.stance not in JUDGED:
            raise ValueError(f"stance {self.stance!r} is none of {', '.join(JUDGED)}")
        if self.rung not in RUNGS:
            raise ValueError(f"rung {self.rung!r} is none of {', '.join(RUNGS)}")
        is_unit = all(math.isfinite(chance) and 0.0 <= chance <= 1.0 for chance in self.chances)
        if len(self.chances) != len(JUDGED) or not is_unit or abs(sum(self.chances) - 1.0) > _CLOSE_TO_ONE:
            raise ValueError(f"chances {self.chances} are not {len(JUDGED)} probabilities that add up to 1")
        if not 0 <= self.start < self.end:
            raise ValueError(f"quote {self.start}..{self.end} is empty")


class StanceClassifier(Protocol):
    """Whoever can judge what a page does to a promise; *name* and *version* are kept beside each answer."""

    name: str
    version: str

    def judge(self, asked: StanceQuestion) -> StanceAnswer:
        """Return the answer to *asked*. May raise: whoever asks an outside classifier falls back to the small model."""
        ...


def page_of(reading: Reading, cut: Iterable[tuple[int, int, tuple[Token, ...]]] | None = None) -> StancePage:
    """Return *reading* as a `StancePage`; *cut* are start, end and words of the sentences of its text, where known."""
    title = reading.title or ""
    return StancePage(
        title=title,
        text=reading.text,
        head=Sentence(0, 0, tokens(title)),
        sentences=tuple(starmap(Sentence, cut_sentences(reading.text) if cut is None else cut)),
        claims=reading.claims,
        dates=reading.dates,
        published=reading.published,
    )


def cut_sentences(text: str) -> Iterator[tuple[int, int, tuple[Token, ...]]]:
    """Yield start, end and words of each sentence of *text* that holds a word; a very long one in pieces, as it is matched."""
    found = tokens(text)
    starts = [token.start for token in found]
    for start, end in sentences(text):
        words = found[bisect_left(starts, start) : bisect_left(starts, end)]
        for first in range(0, len(words), LONGEST_WORDS):
            piece = words[first : first + LONGEST_WORDS]
            is_last = first + LONGEST_WORDS >= len(words)
            yield (start if first == 0 else piece[0].start), (end if is_last else piece[-1].end), piece
