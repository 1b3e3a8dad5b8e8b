"""The words of a promise as stances need them: stems, pairs of words that stand together, numbers, and whether it negates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from marsad.domain.reading import PromiseText
from marsad.pipeline.matching.lexicon import is_usual, root
from marsad.pipeline.stances.sign_words import NEGATIONS
from marsad.text.number_words import ONES, TEENS, TENS
from marsad.text.tokens import Token, is_stop_word, tokens

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PromiseWords:
    """*own* are all stems of a promise, *telling* those that name a subject of its own, *titular* those of its
    title; *roots* are those of the telling ones."""

    own: frozenset[str]
    telling: frozenset[str]
    titular: frozenset[str]
    roots: frozenset[str]
    pairs: frozenset[Pair]
    numbers: frozenset[str]
    is_negated: bool
    is_claim: bool  # a bare sentence that no government promised: it is true or false, not kept or broken


@lru_cache(maxsize=4_096)
def promise_words(promise: PromiseText) -> PromiseWords:
    """Return the words of *promise*."""
    title = tokens(promise.title)
    whole = (*title, *tokens(promise.text), *(token for term in promise.terms for token in tokens(term)))
    own = frozenset(token.stem for token in whole if not is_stop_word(token.word))
    said = title if promise.title else whole
    return PromiseWords(
        own=own,
        telling=frozenset(word for word in own if not is_usual(word)) or own,
        titular=frozenset(token.stem for token in said if not is_stop_word(token.word)),
        roots=frozenset(root(word) for word in own if not is_usual(word)) - {""},
        pairs=frozenset(pairs(said)),
        numbers=frozenset(numbers(said)),
        is_negated=any(token.word in NEGATIONS for token in said),
        is_claim=not promise.government,
    )


def pairs(found: Iterable[Token]) -> Iterator[Pair]:
    """Yield each two words of *found* that follow one another, stop words left out."""
    before = ""
    for token in found:
        if is_stop_word(token.word):
            continue
        if before:
            yield before, token.stem
        before = token.stem


def numbers(found: Iterable[Token]) -> Iterator[str]:
    """Yield the numbers of *found*, in digits or words, as keys; a one says nothing."""
    for token in found:
        if token.word.isdigit() or (token.word in ONES and ONES[token.word] > 1) or token.word in TEENS or token.word in TENS:
            yield token.stem
