"""What a classifier of stances is asked and what it answers: the values that the small model and all others share."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import starmap
from typing import Protocol

from marsad.domain.reading import RUNGS, STANCES, Claim, DateMention, PromiseText, Reading
from marsad.pipeline.stances.promise_words import Pair, pairs
from marsad.pipeline.stances.signs import Sign, signs
from marsad.text.tokens import Token, sentences, tokens

JUDGED = STANCES[:3]  # whether a page bears on a promise at all is the matcher's to say
_CLOSE_TO_ONE = 1e-6


class NoAnswer(RuntimeError):
    """A classifier from outside has no answer that can be relied on; the message says why, without words of the page."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a page, with its words and the signs among them. The headline is one that starts and ends at 0."""

    start: int
    end: int
    found: tuple[Token, ...]
    signs: tuple[Sign, ...]
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class StancePage:
    """A page as far as stances need it, made once and asked about for each promise. Offsets are characters of *text*."""

    title: str
    text: str
    head: Sentence
    sentences: tuple[Sentence, ...]
    stems: frozenset[str]
    pairs: frozenset[Pair]
    claims: tuple[Claim, ...] = ()
    dates: tuple[DateMention, ...] = ()
    published: str | None = None


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
    title, head = reading.title or "", tokens(reading.title or "")
    parts = tuple(starmap(sentence, cut_sentences(reading.text) if cut is None else cut))
    whole = (head, *(part.found for part in parts))
    return StancePage(
        title=title,
        text=reading.text,
        head=sentence(0, 0, head),
        sentences=parts,
        stems=frozenset(token.stem for found in whole for token in found),
        pairs=frozenset(pair for found in whole for pair in pairs(found)),
        claims=reading.claims,
        dates=reading.dates,
        published=reading.published,
    )


def sentence(start: int, end: int, found: tuple[Token, ...]) -> Sentence:
    """Return the words *found* at *start*..*end* with the signs among them."""
    return Sentence(start, end, found, signs(found), frozenset(token.stem for token in found))


def cut_sentences(text: str) -> Iterator[tuple[int, int, tuple[Token, ...]]]:
    """Yield start, end and words of each sentence of *text* that holds a word."""
    found = tokens(text)
    starts = [token.start for token in found]
    for start, end in sentences(text):
        words = found[bisect_left(starts, start) : bisect_left(starts, end)]
        if words:
            yield start, end, words
