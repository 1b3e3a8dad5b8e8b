"""Whether the words around a day ahead set it for something to be done: what is done, how firmly, and what speaks against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from marsad.pipeline.milestones import words
from marsad.pipeline.milestones.actions import Action, action_at
from marsad.pipeline.milestones.refusals import has_not, is_other_matter, is_refused, negation
from marsad.pipeline.milestones.scene import LEFT, STRONG, Scene, certainty, is_planned, is_set

_NEAR = 2
_NAME_REACH = 3
_WEAK_REACH = 14  # words between what is done and a day that nothing but its place ties to it
_PLAN_REACH = 8  # words between «مقرر», «موعد» and the noun of doing
_HELPER_REACH = 3  # words between «سيتم», «تعمل على» and the noun of doing
_NOT_MOVED = words.EVENT_NOUNS | words.TERMS
_DAY_WORDS = ("موعدا", "سقفا", "اجلا")
_AIMS = ("خطط", "ستهدف", "عتزم", "طمح", "ستعد")


@dataclass(frozen=True, slots=True)
class Verdict:
    """That a day is set: for what (*at*, the word of doing), how firmly, and whether it takes the place of another."""

    at: int
    is_before_day: bool
    sense: str
    certainty: str
    is_postponement: bool = False


def judge(scene: Scene) -> Verdict | None:
    """Return how the day of *scene* is set for something to be done, or None where it is a day like any other."""
    if scene.tie.kind in ("none", "old") or scene.is_near or _is_name(scene):
        return None
    if scene.tie.is_bare and scene.is_word and (scene.is_guess or scene.is_year):
        return None  # a number or a month alone at the end of a line
    moved = _moved(scene)
    if moved is not None:
        return moved
    if scene.tie.kind == "phase":
        return Verdict(scene.tie.at, True, "by", certainty(scene, "planned"))
    action = _before(scene)
    if action is not None:
        return _weigh(scene, action, is_before_day=True)
    action = _behind(scene)
    return _weigh(scene, action, is_before_day=False) if action is not None else None


def _is_name(scene: Scene) -> bool:
    """Return whether the day only names something: «موازنة 2026», «رؤية 2030», «الانتخابات المقررة في تشرين»."""
    if scene.tie.kind in STRONG or scene.tie.kind in ("during", "until", "from"):
        return False
    if scene.tie.at < len(scene.found) and scene.found[scene.tie.at].word in ("في", "وفي", "هو", "هي"):
        return False
    near = scene.words(scene.place - _NAME_REACH, scene.place)
    return any(words.is_one_of(word, words.NAMED_YEARS) for word in near[-2:])


def _moved(scene: Scene) -> Verdict | None:
    """Return that a day was moved to this one: «تأجيل الافتتاح إلى أيلول»."""
    if scene.tie.kind not in ("until", "plain", "deadline"):
        return None
    for at in range(scene.tie.at - 1, max(-1, scene.tie.at - 1 - LEFT), -1):
        word = scene.found[at].word
        if word in words.CONTRASTS:
            return None
        if word not in words.POSTPONED:
            continue
        inside = scene.words(at + 1, scene.tie.at)
        moves_a_day = any(words.is_one_of(other, words.MOVABLE) for other in inside[:2])
        if any(words.is_one_of(other, words.EVENT_NOUNS if moves_a_day else _NOT_MOVED) for other in inside):
            return None
        bare = word.removeprefix("و").removeprefix("ف")
        if bare in words.MOVED_NOUNS and not any(words.is_one_of(other, words.MOVABLE) for other in inside):
            return None
        if scene.tie.kind != "until" or is_refused(scene, at):
            return None
        return Verdict(at, True, "by", certainty(scene, "set"), is_postponement=True)
    return None


def _before(scene: Scene) -> Action | None:
    """Return the word of doing nearest before the day; where a verb to come stands before a noun of doing, the verb."""
    noun: Action | None = None
    for at in range(scene.tie.at - 1, scene.left - 1, -1):
        action = action_at(scene.found, at)
        if action is None:
            word = scene.found[at].word
            if word in words.PERFECT:
                return None if noun is None or noun.at - at <= _NEAR else noun
            if word in words.THAT or (noun is not None and at < scene.tie.at - LEFT // 2):
                break
            continue
        if action.stem == "كون" and not negation(scene, action):
            continue
        if action.kind == "verb":
            return action if noun is None or noun.at - action.at <= _HELPER_REACH else noun
        noun = noun or action
        if at and scene.found[at - 1].word in ("تم", "وتم", "جري", "وجري"):
            return None  # «تم إنجاز»
    return noun or _aim(scene)


def _aim(scene: Scene) -> Action | None:
    """Return the verb of planning before a deadline: «تخطط الحكومة لثمانية آلاف مدرسة بحلول …»."""
    if scene.tie.kind not in STRONG:
        return None
    for at in range(scene.tie.at - 1, scene.left - 1, -1):
        word = scene.found[at].word
        if word in words.PLANNED and word.endswith(_AIMS):
            return Action(at, "verb", "خطط", is_ahead=True, is_doing=True)
    return None


def _behind(scene: Scene) -> Action | None:
    """Return the word of doing after a day that opens its clause: «بحلول 2028 ستوقف …», or that is made a deadline there."""
    head = scene.words(scene.left, scene.tie.at)
    behind = scene.words(scene.after, min(scene.right, scene.after + 3))
    opens = (
        any(word in _DAY_WORDS for word in behind)
        or len(head) <= 1
        or scene.tie.kind in STRONG
        or any(word in words.SET for word in head)
    )
    if not opens:
        return None
    for at in range(scene.after, scene.right):
        word = scene.found[at].word
        if word in words.THAT and scene.tie.kind not in STRONG:
            return None
        action = action_at(scene.found, at)
        if action is not None and (action.kind == "verb" or is_planned(scene) or is_set(scene)):
            return action
        if words.is_one_of(word, words.VOTES) and is_set(scene):
            return Action(at, "noun", word, is_ahead=False, is_doing=True)
    return None


def _is_named_day(scene: Scene) -> bool:
    """Return whether the words behind make it the day: «10 تشرين موعدا لإجراء …»."""
    return any(word in _DAY_WORDS for word in scene.words(scene.after, min(scene.right, scene.after + 3)))


def _weigh(scene: Scene, action: Action, *, is_before_day: bool) -> Verdict | None:
    first, last = (action.at, scene.tie.at) if is_before_day else (scene.after, scene.right)
    between = scene.words(first, last)
    if is_other_matter(scene, action, between):
        return None
    negated = negation(scene, action)
    if negated == "remain":
        return Verdict(action.at, is_before_day, "by", certainty(scene, "planned"))
    if negated == "will not":
        if scene.tie.kind == "before":
            return Verdict(action.at, is_before_day, "not_before", certainty(scene, "planned"))
        return None
    if negated or is_refused(scene, action.at) or has_not(scene, action):
        return None
    if scene.is_guess and any(word in words.INSTEAD for word in scene.words(scene.after, scene.after + 1)):
        return None  # «خلال أسبوع بدلا من سنة» tells how long a thing takes
    is_opening = scene.tie.at - scene.left <= 1 or _is_named_day(scene)
    if scene.is_guess and not ((is_before_day or is_opening) and _bears_a_guess(scene, action)):
        return None
    if scene.tie.kind == "plain" and any(word in words.TIMES for word in scene.words(action.at, scene.tie.at)):
        return None
    if action.stem in words.CONTINUING and action.kind == "verb":
        return _continuing(scene, action, is_before_day)
    if not _is_bound(scene, action, between):
        return None
    sense = {"from": "from", "plain": "on"}.get(scene.tie.kind, "by")
    is_instead = any(word in words.INSTEAD for word in scene.words(scene.after, scene.clause))
    may = action.at > 0 and scene.found[action.at - 1].word in ("قد", "وقد", "ربما") and action.kind == "verb"
    return Verdict(action.at, is_before_day, sense, "hoped" if may else certainty(scene, "planned"), is_instead)


def _bears_a_guess(scene: Scene, action: Action) -> bool:
    """Return whether the words bear out a day whose year, or whose beginning, was not told."""
    if action.kind == "verb":
        is_certain = action.stem in words.COMPLETING or (action.is_doing and scene.tie.kind != "deadline")
        return action.is_ahead or is_certain or is_planned(scene)
    return is_planned(scene, scene.tie.at - _NEAR - 1 if scene.tie.kind == "plain" else 0)


def _continuing(scene: Scene, action: Action, is_before_day: bool) -> Verdict | None:
    """Return the end of a phase or a mission that goes on until the day; anything else only goes on."""
    around = scene.words(action.at - 4, scene.tie.at)
    if scene.tie.kind == "until" and any(words.is_one_of(word, words.PHASES) for word in around):
        return Verdict(action.at, is_before_day, "by", certainty(scene, "planned"))
    return None


def _is_bound(scene: Scene, action: Action, between: Sequence[str]) -> bool:
    """Return whether the tie and the word of doing together set the day."""
    kind = scene.tie.kind
    if action.stem == "كون":
        return False
    if kind == "deadline":
        return action.is_ahead or action.is_doing
    if kind == "before":
        return action.kind == "verb" or is_planned(scene) or scene.tie.at - action.at <= LEFT // 3
    if scene.tie.at - action.at > _WEAK_REACH:
        return False
    if kind == "until":
        return action.is_doing and (action.kind == "verb" or is_planned(scene)) and not _goes_on(scene)
    if kind == "from":
        return action.is_doing and (action.is_ahead or action.kind == "verb" or is_planned(scene))
    if scene.has_weekday and kind == "plain" and not is_set(scene):
        return action.is_ahead and action.stem in words.COMPLETING  # the day of a week is that of an event
    if scene.is_interval and kind == "plain":
        return action.is_doing and (action.is_ahead or is_planned(scene))
    if action.kind == "verb":
        near = scene.words(action.at - 3, action.at + 5)
        is_vote = any(words.is_one_of(word, words.VOTES) for word in near)
        return action.is_doing and (action.is_ahead or (action.stem in words.COMPLETING and not is_vote))
    return is_planned(scene, action.at - _PLAN_REACH)


def _goes_on(scene: Scene) -> bool:
    return any(word[1:] in words.CONTINUING for word in scene.words(scene.left, scene.tie.at) if word[:1] in ("ي", "ت"))
