"""How far a thing went: all of it here and a part there, for good here and for a while there."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.domain.conflict import Conflict
from marsad.pipeline.conflicts import happenings, words
from marsad.pipeline.conflicts.context import Likeness, likeness
from marsad.pipeline.conflicts.denials import told_point
from marsad.pipeline.conflicts.pair import Pair
from marsad.pipeline.conflicts.points import Point, Sheet
from marsad.pipeline.conflicts.reasons import degree_reasons

LEAST_MATTER = 0.18
LEAST_AROUND = 0.3
LEAST_WEIGHT = 1.3
LEAST_TERMS = 3
TOLD_WITHIN = 3  # days between two pages after which the one may tell of a change
_LONGEST = 60
_LOOSE_REACH = 3
_REACH = 14  # words from a happening to what says how far it went


def extent_conflicts(pair: Pair) -> Iterator[Conflict]:
    """Yield pairs of sentences that tell one happening as whole and as part, or as final and as temporary."""
    if pair.left.id == pair.right.id or not pair.left.degrees or not pair.right.degrees:
        return
    if pair.matter < LEAST_MATTER or (pair.days_apart or 0) > TOLD_WITHIN:
        return
    best: dict[str, tuple[float, Conflict]] = {}
    for left in pair.left.degrees:
        for right in pair.right.degrees:
            if left[1] != _OPPOSITE[right[1]] or not left[2] & right[2] or left[0].is_plan != right[0].is_plan:
                continue
            if pair.are_of_different_things(left[0], right[0]):
                continue
            alike = likeness(left[0].about, right[0].about, pair.rarity)
            if not _is_enough(pair, left[0], right[0], alike):
                continue
            shared = tuple(word for term in alike.terms[:3] if (word := pair.left.surfaces.get(term)))
            score = (alike.share + pair.topic.share) / 2
            reasons = degree_reasons((left[1], right[1]), shared)
            found = pair.conflict("extent", left[0], right[0], (left[1], right[1]), reasons, score, alike.terms)
            if left[1] not in best or best[left[1]][0] < score:
                best[left[1]] = (score, found)
    for _, found in best.values():
        yield found


_OPPOSITE = {"whole": "part", "part": "whole", "final": "temporary", "temporary": "final"}


def _is_enough(pair: Pair, left: Point, right: Point, alike: Likeness) -> bool:
    least = LEAST_AROUND if not pair.share_a_phrase(left, right) else LEAST_AROUND - 0.1
    return alike.share >= least and alike.weight >= LEAST_WEIGHT and len(alike.terms) >= LEAST_TERMS


def find_degrees(of: Sheet) -> Iterator[tuple[Point, str, frozenset[str]]]:
    """Yield for each sentence that says how far a happening went: where, which degree, and the families of what happens."""
    for number, sentence in enumerate(of.sentences):
        if len(sentence.found) > _LONGEST or any(word.word in words.DENIALS for word in sentence.found):
            continue
        keys = [token.word for token in sentence.found]
        acts = [(at, found) for at in range(len(keys)) if (found := happenings.family(keys[at]))]
        if not acts:
            continue
        told = {degree: [at for at in range(len(keys)) if keys[at] in listed] for degree, listed in words.DEGREES.items()}
        for degree, places in told.items():
            for at in places if not told[_OPPOSITE[degree]] else []:
                reach = _LOOSE_REACH if keys[at] in words.LOOSE else _REACH
                near = frozenset(f"{act[0]}{act[1]}" for place, act in acts if abs(place - at) <= reach)
                if near and not (at > 0 and keys[at - 1] in words.NEGATIONS):
                    token = sentence.found[at]
                    yield told_point(sentence, number, token.start, token.end), degree, near
                    break
