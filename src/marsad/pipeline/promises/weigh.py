"""Weigh whether a unit of a programme promises an act: the signs for and against, each with its reason in Arabic and English.

The weights are set by hand, from what each sign means; `tests/pipeline/test_promises_found.py` holds how well they do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from marsad.pipeline.conflicts.words import is_future
from marsad.pipeline.promises import words
from marsad.pipeline.promises.units import Unit
from marsad.text.fold import fold
from marsad.text.tokens import Token, tokens

PROPOSED = 2.0
_OPENING = 4  # words in which a sentence says who does what
_WE, _PRESENT = re.compile(r"[وف]?ن(?P<stem>[^\W\d_]{2,14})$"), re.compile(r"[وف]?[يت](?P<stem>[^\W\d_]{2,14})$")
_FUTURE_STEM = re.compile(r"[وف]?س[يتن](?P<stem>[^\W\d_]{2,})$")
_OURS_AHEAD = re.compile(r"[وف]?سن(?P<stem>[^\W\d_]{2,14})$")
_PRONOUNS = ("ها", "هم", "ه", "ون", "وا")
_JOINED = ("و", "ف", "")
_SHORTEST = 3  # words


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: what it weighs, and what it says to a person."""

    weight: float
    ar: str
    en: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """What was found of a unit: its score, its signs, whether it only names a direction, and why it was left out, if it was."""

    score: float
    signs: tuple[Sign, ...]
    is_vague: bool
    left_out: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Told:
    """What else the words of a unit hold."""

    amounts: int
    deadline: str
    has_body: bool


def weigh(unit: Unit, text: str, told: Told) -> Weighed:
    """Return how far *text*, the unit or the cell of it that acts, promises."""
    found = tokens(text)
    folded = fold(text)
    if len(found) < _SHORTEST:
        return _left("أقصر من أن تقول من يفعل ماذا.", "Too short to say who does what.")
    if text.rstrip().endswith(":"):
        return _left("تمهيد لقائمة؛ الوعود بنودها.", "Leads into a list; its items promise.")
    if any(phrase in folded for phrase in words.ADDRESS):
        return _left("تحية أو خاتمة.", "A greeting or a close.")
    act = _act(unit, found)
    if act is None:
        return _without_act(found)
    against = _against(found)
    extras = _extras(told)
    is_vague = act.weight < PROPOSED and not (told.amounts or told.deadline)
    score = act.weight + against.weight + sum(sign.weight for sign in extras)
    if against.weight and score < PROPOSED:
        return Weighed(score, (), False, (against.ar, against.en))
    if score < PROPOSED and not is_vague:
        return Weighed(score, (), False, ("لا تلتزم بفعل بعينه.", "Commits to no act of its own."))
    signs = (_as_written(act, text, found), *((against,) if against.weight else ()), *extras)
    return Weighed(round(score, 2), signs, is_vague, None)


def _as_written(sign: Sign, text: str, found: Sequence[Token]) -> Sign:
    """Return *sign* with the words that it names as *text* writes them."""
    ar, en = sign.ar, sign.en
    for token in found:
        written = text[token.start : token.end]
        ar, en = ar.replace(f"«{token.word}»", f"«{written}»"), en.replace(f"“{token.word}”", f"“{written}”")
    return Sign(sign.weight, ar, en)


def _left(ar: str, en: str) -> Weighed:
    return Weighed(0.0, (), False, (ar, en))


def _without_act(found: Sequence[Token]) -> Weighed:
    first = {token.word for token in found[:2]}
    if first & words.PAST:
        return _left("وصف لما كان أو لما هو قائم.", "Tells of what was or is.")
    if {token.word for token in found[:_OPENING]} & (words.BELIEFS | words.OBLIGES):
        return _left("قيمة عامة أو رأي، بلا فعل.", "A general value or a view, without an act.")
    return _left("لا فعل فيها تلتزم به الحكومة.", "Holds no act that the government commits to.")


def _bare(word: str) -> tuple[str, ...]:
    return tuple(word.removeprefix(joined) if joined else word for joined in _JOINED if word.startswith(joined))


def _is_one(word: str, of: frozenset[str]) -> bool:
    return any(bare in of or bare.removeprefix("ال") in of for bare in _bare(word))


def _act(unit: Unit, found: Sequence[Token]) -> Sign | None:
    """Return the strongest sign that something is to be done, or None."""
    signs = [sign for at in range(min(len(found), 12)) if (sign := _verb(found, at)) is not None]
    if unit.is_opening or unit.kind != "sentence":
        signs += _noun(unit, found)
    return max(signs, key=lambda sign: sign.weight, default=None)


def _noun(unit: Unit, found: Sequence[Token]) -> list[Sign]:
    opening = found[0].word
    in_list = unit.kind != "sentence" or bool(unit.lead)
    if _is_one(opening, words.AIMS):
        if len(found) > 1 and opening in ("العمل", "السعي") and found[1].word == "علي":
            return _noun_after(found, 2)
        return (
            [Sign(1.5, "يبدأ بمصدر يسمي توجها لا عملا محددا", "opens with a noun of direction, not of an act")] if in_list else []
        )
    if _is_one(opening, words.ACTS) and not opening.startswith("ال"):
        weight = 3.0 if in_list else 2.0
        return [Sign(weight, f"يبدأ بمصدر عمل: «{opening}»", f"opens with a noun of doing: “{opening}”")]
    if opening.startswith("ال") and _is_one(opening, words.ACTS) and in_list:
        return [Sign(2.0, f"يبدأ بمصدر عمل: «{opening}»", f"opens with a noun of doing: “{opening}”")]
    return []


def _noun_after(found: Sequence[Token], at: int) -> list[Sign]:
    if at < len(found) and _is_one(found[at].word, words.ACTS):
        return [Sign(2.5, f"العمل على «{found[at].word}»", f"work on “{found[at].word}”")]
    return []


def _verb(found: Sequence[Token], at: int) -> Sign | None:
    word = found[at].word
    early = at < _OPENING
    if early and _is_one(word, words.PLEDGES):
        return Sign(3.0, f"لفظ التزام: «{word}»", f"a word of pledging: “{word}”")
    before = found[at - 1].word if at else ""
    if any(token.word in words.RELATIVES for token in found[max(0, at - 2) : at]):
        return None
    if before in ("سوف", "وسوف", "لن", "ولن") or is_future(word):
        match = _FUTURE_STEM.match(word) or _WE.match(word) or _PRESENT.match(word)
        if match is None or _stem(match["stem"], words.STATES) or word[:1] == "ا":
            return None
        if early:
            return Sign(3.0, f"فعل للمستقبل: «{word}»", f"a verb of the future: “{word}”")
        return Sign(2.0, f"فعل للمستقبل في وسط الجملة: «{word}»", f"a verb of the future, further on: “{word}”")
    ours = _OURS_AHEAD.match(word)
    if early and ours and _stem(ours["stem"], words.DEEDS):  # «سنغرس» begins like «سنغافورة»
        return Sign(3.0, f"فعل للمستقبل: «{word}»", f"a verb of the future: “{word}”")
    if not early or _is_one(word, words.BELIEFS):
        return None
    if word.removeprefix("و") in words.HOPES:
        after = _noun_after(found, at + 2) if at + 2 < len(found) and found[at + 1].word == "علي" else []
        return after[0] if after else Sign(1.2, f"أمل أو سعي: «{word}»", f"a hope or an endeavour: “{word}”")
    return _deed(found, at)


def _deed(found: Sequence[Token], at: int) -> Sign | None:
    """Return what a verb of the present promises: «نبرم», «تتولى وزارة …», «يبدأ تطبيق …»."""
    word = found[at].word
    ours = _WE.match(word)
    if ours and at < 2 and _stem(ours["stem"], words.DEEDS):
        return Sign(2.5, f"فعل بلسان الحكومة: «{word}»", f"a deed in the government’s own voice: “{word}”")
    theirs = _PRESENT.match(word)
    if theirs is None or at > 1 or not _stem(theirs["stem"], words.DEEDS - words.STATES) or _is_one(word, words.PAST):
        return None
    if any(token.word in words.RULERS for token in found[at + 1 : at + 3]):
        return Sign(2.5, f"جهة تفعل: «{word}»", f"a body does: “{word}”")
    return Sign(1.4, f"فعل مضارع قد يلتزم: «{word}»", f"a verb of the present that may commit: “{word}”")


def _stem(stem: str, known: frozenset[str]) -> bool:
    return stem in known or any(stem.removesuffix(ending) in known for ending in _PRONOUNS if stem.endswith(ending))


def _against(found: Sequence[Token]) -> Sign:
    first = [token.word for token in found[:2]]
    if any(word in words.PAST or word.removeprefix("و") in words.PAST for word in first[:1]):
        return Sign(-3.0, "وصف لما كان أو لما هو قائم", "tells of what was or is")
    if any(word.removeprefix("و") in words.BELIEFS for word in first):
        return Sign(-3.0, "رأي أو تحية", "a view or a greeting")
    if any(word.removeprefix("و") in words.OBLIGES for word in first):
        return Sign(-1.5, "تقول ما يجب، لا ما سيفعل", "says what ought to be, not what will be done")
    if first[0] in ("ان", "وان") or first[0] == "ليس":
        return Sign(-1.0, "جملة تقرر، لا تعد", "a sentence that states, not one that promises")
    return Sign(0.0, "", "")


def _extras(told: Told) -> list[Sign]:
    extras = []
    if told.amounts:
        extras.append(Sign(0.75, "فيها مقدار يقاس", "names an amount that can be measured"))
    if told.deadline:
        extras.append(Sign(1.0, f"فيها موعد: «{told.deadline}»", f"names a deadline: “{told.deadline}”"))
    if told.has_body:
        extras.append(Sign(0.25, "تسمي جهة مسؤولة", "names a responsible body"))
    return extras
