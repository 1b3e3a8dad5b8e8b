"""Find in a sentence the words that show a stance, each with what turns it about: negation, denial, and time to come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from marsad.pipeline.stances.sign_words import NEGATION_REACH, NEGATIONS, by_stem, by_word, is_to_come
from marsad.text.tokens import Token

# What a sign can be. The first five say of themselves what becomes of the promise.
POLAR = ("setback", "broken", "lack", "denial", "false", "kept", "unbroken", "true")
KINDS = (
    *POLAR,
    *("lacked", "hoped", "future", "never", "expert", "forecast", "demand", "reaction", "claimed", "unsure", "plan", "opposed"),
    *("done", "still", "contrast", "doubt", "ask", "outsider", "anonymous", "extension", "must"),
)
AGAINST = frozenset({"setback", "broken", "lack", "denial", "false"})
FOR = frozenset({"kept", "unbroken", "true"})
TALK = frozenset({"expert", "forecast", "demand", "reaction"})
_HOPE_REACH = 4
_DENIAL_REACH = 6
_EXCEPTION_REACH = 5
_FAR = -100
_DENIES = frozenset({"denial", "false"})
_HOPES = frozenset({"plan", "forecast", "demand"})
_UNMADE = frozenset({"denial", "false", "plan", "forecast", "reaction", "lack", "extension"})  # negated, they show nothing
_NEVER = frozenset({"لن"})
_DID_NOT = frozenset({"لم"})
_EXCEPTIONS = frozenset({"الا", "سوي"})


class Sign(NamedTuple):
    """One word of a sentence that shows something: of which kind of KINDS, and at which of the sentence's words."""

    kind: str
    place: int
    word: Token


def signs(found: Sequence[Token]) -> tuple[Sign, ...]:
    """Return the signs in the sentence *found*, in order.

    A setback that is negated or denied is "unbroken", a deed that is negated or denied is "broken", one that is hoped for
    is "hoped". Verbs that speak against a promise only when negated («لم تنجز») are told as "broken", any other verb after
    لم as "lacked". What is negated but for an exception («لا تصدر إلا») is not negated.
    """
    stems, words = by_stem(), by_word()
    signed: list[Sign] = []
    denied_at = hoped_at = negated_at = _FAR
    negation = ""
    for place, token in enumerate(found):
        kinds = words.get(token.word, ()) + stems.get(token.stem, ())
        bare = token.word[1:] if token.word.startswith(("و", "ف")) else token.word
        if (token.word in NEGATIONS or bare in NEGATIONS) and not _is_excepted(found, place):
            negated_at, negation = place, bare if bare in NEGATIONS else token.word
            continue
        is_negated = place - negated_at <= NEGATION_REACH
        is_denied = place - denied_at <= _DENIAL_REACH
        is_hoped = place - hoped_at <= _HOPE_REACH
        turned = dict.fromkeys(_turned(kind, is_negated, is_denied, is_hoped) for kind in dict.fromkeys(kinds))
        if place == negated_at + 1 and negation in _DID_NOT and not kinds:
            turned["lacked"] = None
        if place == negated_at + 1 and negation in _NEVER:
            turned["never"] = None
        if is_to_come(token.word):
            turned["future"] = None
            hoped_at = place
        signed.extend(Sign(kind, place, token) for kind in turned if kind)
        if not _DENIES.isdisjoint(kinds) and not is_negated:
            denied_at = place
        if not _HOPES.isdisjoint(kinds):
            hoped_at = place
    return tuple(signed)


def _is_excepted(found: Sequence[Token], place: int) -> bool:
    """Return whether «إلا» or «سوى» soon follows the negation at *place*: what is denied is then affirmed of the rest."""
    return any(token.word in _EXCEPTIONS for token in found[place + 2 : place + 2 + _EXCEPTION_REACH])


def _turned(kind: str, is_negated: bool, is_denied: bool, is_hoped: bool) -> str:
    """Return what a sign of *kind* becomes in its place, "" where it shows nothing there."""
    if kind == "setback":
        return "unbroken" if is_negated or is_denied else "setback"
    if kind == "kept":
        return "broken" if is_negated or is_denied else "hoped" if is_hoped else "kept"
    if kind == "undone":
        return "broken" if is_negated else ""
    if kind == "true":
        return "false" if is_negated else "true"
    if kind == "unsure":
        return "unsure" if is_negated else ""
    return "" if is_negated and kind in _UNMADE else kind
