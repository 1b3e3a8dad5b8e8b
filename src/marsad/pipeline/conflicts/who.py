"""Two doers for one act, and two speakers for the same quoted words, of whom only one can be right."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.domain.conflict import Conflict
from marsad.pipeline.conflicts.agents import PEOPLES
from marsad.pipeline.conflicts.context import folded_words, likeness, term_of
from marsad.pipeline.conflicts.pair import Pair, words_of
from marsad.pipeline.conflicts.points import Agent, Quoted, Sheet
from marsad.pipeline.conflicts.reasons import speaker_reasons, who_reasons
from marsad.text.tokens import stem

LEAST_MATTER = 0.18
LEAST_AROUND = 0.3
NAMED_AROUND = 0.2  # the same, where both sentences share a name of two words
LEAST_WEIGHT = 1.2
LEAST_TERMS = 2
TOLD_WITHIN = 7  # days between two pages after which somebody else may have done the like again
_QUOTE_SCORE = 0.8
_VAGUE = frozenset(
    term_of(stem(word))
    for word in ("متخصصة", "أجنبية", "محلية", "عالمية", "دولية", "كبرى", "خاصة", "أخرى", "عامة", "مسلحة", "إرهابي", "محافظة")
)
_UNDER_CABINET = folded_words("وزير وزيرة وزارة هيئة مديرية جهاز قيادة أمانة دائرة سلطة مدير بنك مصرف")


def who_conflicts(pair: Pair) -> Iterator[Conflict]:
    """Yield where two pages name two doers of one act, or put the same words into two mouths."""
    if pair.left.id == pair.right.id:
        return
    yield from _speakers(pair)
    if not (pair.left.agents and pair.right.agents) or pair.matter < LEAST_MATTER or (pair.days_apart or 0) > TOLD_WITHIN:
        return
    for left in pair.left.agents:
        for right in pair.right.agents:
            if left.act != right.act or left.is_plan != right.is_plan or not _are_two(left, right):
                continue
            if pair.are_of_different_things(left, right):
                continue
            alike = likeness(_without(left, right), _without(right, left), pair.rarity)
            least = NAMED_AROUND if pair.share_a_phrase(left, right) else LEAST_AROUND
            if alike.share < least or alike.weight < LEAST_WEIGHT or len(alike.terms) < LEAST_TERMS:
                continue
            if _knows(pair.left, right) or _knows(pair.right, left):
                continue
            said = words_of(pair.left, left), words_of(pair.right, right)
            shared = tuple(word for term in alike.terms[:3] if (word := pair.left.surfaces.get(term)))
            score = (alike.share + pair.topic.share) / 2
            yield pair.conflict("who", left, right, said, who_reasons(said, shared), score, alike.terms)


def _knows(of: Sheet, agent: Agent) -> bool:
    """Return whether the page *of* names *agent* too."""
    return len(agent.terms) >= LEAST_TERMS and agent.terms <= of.topic.keys()


def _without(one: Agent, other: Agent) -> dict[str, float]:
    """Return what stands around *one* but for the name of the *other* doer."""
    return {term: worth for term, worth in one.about.items() if term not in other.terms}


def _are_two(left: Agent, right: Agent) -> bool:
    """Return whether two doers are of one sort and cannot be one, nor one a part of the other."""
    one, other = left.terms - _VAGUE, right.terms - _VAGUE
    if one & other or (left.head == right.head and (left.is_definite or right.is_definite)):
        return False  # «الرئيس» is whoever is president
    if "cabinet" in (left.sort, right.sort):
        lower = right if left.sort == "cabinet" else left
        return lower.sort == "authority" and lower.head not in _UNDER_CABINET
    if left.sort != right.sort or not one or not other:
        return False
    if left.sort == "company":
        return bool(one & PEOPLES) == bool(other & PEOPLES)
    return True


def _speakers(pair: Pair) -> Iterator[Conflict]:
    for left in pair.left.quoted:
        for right in pair.right.quoted:
            if left.runs.isdisjoint(right.runs) or not _are_two_voices(left, right):
                continue
            said = words_of(pair.left, left.voice), words_of(pair.right, right.voice)
            yield pair.conflict("who", left.voice, right.voice, said, speaker_reasons(said), _QUOTE_SCORE, ())


def _are_two_voices(left: Quoted, right: Quoted) -> bool:
    """Return whether two speakers, each named in more than a word, share neither a word nor an entry of the gazetteer."""
    if left.id and left.id == right.id:
        return False
    least = min(len(left.terms), len(right.terms))
    return least >= LEAST_TERMS and not left.terms & right.terms and not left.words & right.words
