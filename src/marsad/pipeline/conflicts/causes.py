"""Two causes of one mishap: a short circuit here, a bomb there. Only causes of different sorts are held against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from marsad.domain.conflict import Conflict
from marsad.pipeline.conflicts import words
from marsad.pipeline.conflicts.context import likeness
from marsad.pipeline.conflicts.denials import told_point
from marsad.pipeline.conflicts.pair import Pair, words_of
from marsad.pipeline.conflicts.points import Cause, Sentence
from marsad.pipeline.conflicts.reasons import cause_reasons

LEAST_MATTER = 0.2
LEAST_AROUND, LEAST_WEIGHT, LEAST_TERMS = 0.2, 0.9, 2
TOLD_WITHIN = 14  # days between two pages; an inquiry takes its time
_LONGEST = 60
_REACH = 12  # words from what says "because of" to the cause


def cause_conflicts(pair: Pair) -> Iterator[Conflict]:
    """Yield where two pages give causes of different sorts for one mishap."""
    if pair.left.id == pair.right.id or not pair.left.causes or not pair.right.causes:
        return
    if pair.matter < LEAST_MATTER or (pair.days_apart or 0) > TOLD_WITHIN:
        return
    if {cause.sort for cause in pair.left.causes} & {cause.sort for cause in pair.right.causes}:
        return  # one page knows of the other's too
    for left in pair.left.causes:
        for right in pair.right.causes:
            if not left.mishaps & right.mishaps or pair.are_of_different_things(left.point, right.point):
                continue
            alike = likeness(left.point.about, right.point.about, pair.rarity)
            is_named = pair.share_a_phrase(left.point, right.point)
            if not is_named or alike.share < LEAST_AROUND or alike.weight < LEAST_WEIGHT or len(alike.terms) < LEAST_TERMS:
                continue
            said = words_of(pair.left, left.point), words_of(pair.right, right.point)
            shared = tuple(word for term in alike.terms[:3] if (word := pair.left.surfaces.get(term)))
            score = (alike.share + pair.topic.share) / 2
            reasons = cause_reasons(said, shared)
            yield pair.conflict("happened", left.point, right.point, (left.sort, right.sort), reasons, score, alike.terms)
            return


def find_causes(cut: tuple[Sentence, ...]) -> Iterator[Cause]:
    """Yield the causes that the sentences of a page give for a mishap."""
    for number, sentence in enumerate(cut):
        keys = [token.word for token in sentence.found]
        if len(keys) > _LONGEST or any(key in words.NEGATIONS or key in words.DENIALS for key in keys[:2]):
            continue
        blamed = [at for at in range(len(keys)) if keys[at] in words.BECAUSE]
        mishaps = frozenset(name for name, listed in words.MISHAPS.items() if not listed.isdisjoint(keys))
        if not blamed or not mishaps:
            continue
        found = _nearest(keys, blamed)
        if found is not None:
            token = sentence.found[found[0]]
            yield Cause(told_point(sentence, number, token.start, token.end), found[1], mishaps)


def _nearest(keys: list[str], blamed: list[int]) -> tuple[int, str] | None:
    sorts: Mapping[str, frozenset[str]] = words.CAUSES
    near = [
        (min(abs(at - place) for place in blamed), at, sort)
        for at in range(len(keys))
        for sort, listed in sorts.items()
        if keys[at] in listed
    ]
    near = [one for one in near if one[0] <= _REACH]
    return (min(near)[1], min(near)[2]) if near else None
