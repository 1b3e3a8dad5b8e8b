"""Say which promises stand in each other's way: the like promise of another government, and the one a page is nearer to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from marsad.domain.reading import PromiseText
from marsad.pipeline.matching.meeting import Words, words_of
from marsad.pipeline.matching.term import is_within
from marsad.pipeline.matching.terms import PromiseIndex
from marsad.text.tokens import tokens

NEXT = 8  # promises that make a crowd
ALIKE = 0.4  # of each other's title words, on average, that two twins share


def twins(promises: Sequence[PromiseText], index: PromiseIndex) -> tuple[tuple[str, ...], ...]:
    """Return for each of *promises* the terms (EDTF) of the other governments that promised the like."""
    said = [words_of([tokens(f"{promise.title} {promise.text}")]) for promise in promises]
    found: list[tuple[str, ...]] = []
    for number, promise in enumerate(promises):
        others = (other for other in index.candidates(said[number]) if promises[other].period not in ("", promise.period))
        alike = (
            other
            for other in others
            if _title_share(index, number, said[other]) + _title_share(index, other, said[number]) >= 2 * ALIKE
        )
        found.append(tuple(sorted({promises[other].period for other in alike})))
    return tuple(found)


def _title_share(index: PromiseIndex, number: int, words: Words) -> float:
    return index.meeting(number, words).hits((0,)).title_share


def is_of_a_twin(period: str, terms: Sequence[str], days: Sequence[str]) -> bool:
    """Return whether *days* fall in the term of a twin (*terms*) and none in *period*, the promise's own."""
    if not period or any(is_within(period, day) for day in days):
        return False
    return any(is_within(term, day) for term in terms for day in days)


def overshadowed(evidence: Mapping[int, float], free: Sequence[int]) -> dict[int, float]:
    """Return for each promise by how much the evidence for another on the same page is stronger; only *free* ones compete."""
    best = sorted(((evidence[number], -number) for number in free), reverse=True)[:2]
    gaps = {}
    for number, own in evidence.items():
        rival = next((value for value, other in best if -other != number), own)
        gaps[number] = max(0.0, rival - own)
    return gaps


def crowds(density: Mapping[int, float]) -> dict[int, float]:
    """Return for each promise the mean density of the NEXT densest others on the same page.

    A round-up or a front page says a little of everything: what it shares with one promise it shares with many.
    """
    ordered = sorted(density.values(), reverse=True)
    best = ordered[: NEXT + 1]
    inside = best[-1] if len(best) > NEXT else 0.0
    return {number: (sum(best) - max(own, inside)) / NEXT for number, own in density.items()}
