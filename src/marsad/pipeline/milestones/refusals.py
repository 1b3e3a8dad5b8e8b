"""What speaks against a deadline: another matter, a negation, a denial, another's demand, a plan that once was."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.pipeline.milestones import words
from marsad.pipeline.milestones.actions import Action
from marsad.pipeline.milestones.scene import LEFT, STRONG, Scene

_NEAR = 2
_BESIDE = 6  # words before a verb in which a figure or a term of office stands
_LEAD = 14  # words before a verb in which its subject is looked for
_DEMAND_REACH = 14


def is_other_matter(scene: Scene, action: Action, between: Sequence[str]) -> bool:
    """Return whether it is a meeting, a term, or what figures do, rather than something to be done."""
    if action.kind == "verb" and action.stem in words.EVENTS:
        return True
    is_strong = scene.tie.kind in STRONG
    head = between[1:4] if is_strong else between[1:]
    lead = scene.words(max(scene.left, action.at - (_NEAR if is_strong else _LEAD)), action.at)
    if any(words.is_one_of(word, words.EVENT_NOUNS) for word in (*head, *lead)):
        return True
    if not is_strong and not _holds_a_vote(action) and any(words.is_one_of(word, words.VOTES) for word in head):
        return True
    around = [*scene.words(action.at - _BESIDE, action.at), *between[1:4]]
    ends = action.stem in words.TERMINATING or words.is_one_of(action.stem, words.TERMINATING)
    if ends and any(words.is_one_of(word, words.TERMS) for word in around):
        return True
    last = scene.clause if action.at < scene.place else scene.right
    hoped = any(word in words.FORECAST_SIGNS for word in scene.words(scene.reach, last))
    if hoped and action.kind == "verb" and (action.stem in words.FORECASTS or not action.is_doing):
        return True
    if hoped and any(words.is_one_of(word, words.FIGURES) for word in scene.words(action.at - _BESIDE, last)):
        return True
    if action.kind == "verb" and action.stem in words.FORECASTS:
        return any(words.is_one_of(word, words.FIGURES) for word in (*around, *between[1:8])) or not action.is_doing
    return False


def _holds_a_vote(action: Action) -> bool:
    return action.kind == "noun" or action.stem in ("جري", "نظم")


def negation(scene: Scene, action: Action) -> str:
    """Return "" where the action is not negated, "remain" for «ألا تبقى», "will not" for «لن يكتمل», "not" for the rest."""
    near = scene.words(max(scene.left, action.at - _NEAR), action.at)
    for word in near:
        bare = word.removeprefix("و").removeprefix("ف")
        if bare in words.NOT or bare in ("لن", "الا"):
            if action.stem in ("بقي", "ظل", "ستمر", "عود", "كون"):
                return "remain"
            return "will not" if bare == "لن" else "not"
    return ""


def has_not(scene: Scene, action: Action) -> bool:
    """Return whether «لم» stands before it in its clause: what was not done is no plan."""
    for at in range(action.at - 1, scene.left - 1, -1):
        word = scene.found[at].word
        if word in words.THAT:
            return False
        if word in ("لم", "ولم", "فلم"):
            return True
    return False


def is_refused(scene: Scene, at: int) -> bool:
    """Return whether somebody denies it, asks another for it, doubts it, or tells of what was once planned."""
    before = scene.words(max(scene.left, at - _DEMAND_REACH), at)
    if any(word in words.DENIALS or word in words.DEMANDS for word in before):
        return True
    if scene.text.rstrip('»"” ').endswith(("؟", "?")) or (scene.found and scene.found[0].word in ("هل", "ماذا", "متي", "وهل")):
        return True
    for place in range(max(0, at - LEFT), at):
        word = scene.found[place].word
        if (
            word in words.WERE
            and scene.words(place + 1, place + 3)
            and any(other in words.PLANNED | words.HOPED for other in scene.words(place + 1, place + 3))
        ):
            return True  # «كان من المقرر أن»
        if word in words.WERE and any(other in words.PAST_PLANS for other in scene.words(place + 1, place + 4)):
            return True
    return False
