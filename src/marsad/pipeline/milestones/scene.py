"""A day ahead in its sentence, and what the words around it say of plans and how firm they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from marsad.pipeline.milestones import words
from marsad.pipeline.milestones.connectors import Connector
from marsad.text.tokens import Token

LEFT, RIGHT = 26, 12  # words before and after a day among which what is done is looked for
STRONG = frozenset({"deadline", "before"})


@dataclass(frozen=True, slots=True)
class Scene:
    """A day in its sentence: words *left*..*place* stand before it, *after*..*right* after, as far as they may belong to it."""

    found: Sequence[Token]
    left: int
    place: int
    after: int
    right: int
    tie: Connector
    is_near: bool  # a day or two after the page
    is_interval: bool
    is_guess: bool
    is_year: bool
    has_weekday: bool
    is_word: bool  # the day is one word: «يناير», «2018»
    text: str
    clause: int  # the first word behind the day that a stop keeps apart from it
    reach: int  # the first word of the sentence after an earlier day ahead: words of planning count from there on

    def words(self, first: int, last: int) -> Sequence[str]:
        """Return the folded words *first*..*last*."""
        return [token.word for token in self.found[max(0, first) : last]]


def is_set(scene: Scene) -> bool:
    """Return whether somebody decided, agreed, pledged or fixed the day."""
    return any(word in words.SET for word in scene.words(scene.left, scene.right))


def is_planned(scene: Scene, since: int = 0) -> bool:
    """Return whether a word of planning stands around the day, other than one that merely names: «الانتخابات المقررة في»."""
    for at in range(max(scene.reach, since), scene.clause):
        word = scene.found[at].word
        if word in words.PLANS and not (word in words.NAMING and at in (scene.tie.at - 1, scene.place - 1)):
            return True
    return False


def certainty(scene: Scene, otherwise: str) -> str:
    """Return how firmly the day is told: "proposed" before "hoped" before "set", and *otherwise* where nothing tells."""
    around = scene.words(scene.reach, scene.clause if scene.tie.at > scene.left + 1 else scene.right)
    if any(word in words.PROPOSED for word in around):
        return "proposed"
    if any(word in words.HOPED for word in around):
        return "hoped"
    return "set" if any(word in words.SET for word in around) else otherwise
