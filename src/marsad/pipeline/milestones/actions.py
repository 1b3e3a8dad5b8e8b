"""What a word of a sentence does for a deadline: a verb of something to come, a noun of doing, or a sign against both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from marsad.pipeline.conflicts.words import is_future
from marsad.pipeline.milestones import words
from marsad.text.tokens import Token

_VERB = re.compile(r"[وف]?(?P<ahead>س)?[يتن](?P<stem>[^\W\d_]{2,14})$")
_SHORT_NOUN = 4
_ENDINGS = ("ون", "وا", "ان", "ها", "هم", "ه")
# What begins so and is no verb.
_NO_VERB = frozenset(
    words.stems_of(
        """
يوم يومي يوميا تموز نيسان نحو نفط نهر نساء نظام نسبة نقطة نار ناس نصف نوع نائب نواب نشاط تقرير تنفيذ تعاون تنظيم
تجارة تحالف تونس تركيا تكريت تصريح تقديم تحت تلك نتائج نهاية نهائي نهائيا ينابيع يناير يونيو يوليو نوفمبر تشرين
تنسيق ترمب ترامب تل تفاهم تدريجيا نحن نفس تماما تنمية تقنية تقني توتر نداء نفي يسار يمين يد يا تام تامين تمويل
توقيع تعليم تعيين نقاش نزاع ندوة نازحين النازحين تجاه تقريبا تاريخ تظاهرات توقعات تجديد نشر نقل تعداد تطبيق ستيفان
ستيفن ستيف ستوكهولم سيناريو سيناء سيناتور سيتي تيار تيارات تركي تونسي يابان يمن يهود
"""
    )
)
_LEADS = words.PLANS | words.PLEDGES | {"علي", "وعلي"}
_KNOWN = words.DOING | words.CONTINUING | words.EVENTS | words.FORECASTS
_GOVERNS_VERB = frozenset(prefix + word for prefix in ("", "و", "ف") for word in ("ان", "بان", "لان", "الا", "لن", "كي", "لكي"))


@dataclass(frozen=True, slots=True)
class Action:
    """The word at *at* that says what is done; *kind* is "verb" or "noun", *stem* the verb's or the folded noun.

    *is_ahead*: its own form says that it is to come. *is_doing*: it is a known word for delivering, beginning or ending.
    """

    at: int
    kind: str
    stem: str
    is_ahead: bool
    is_doing: bool


def action_at(found: Sequence[Token], at: int) -> Action | None:
    """Return what the word at *at* does, or None where it is neither a verb to come nor a noun of doing."""
    word = found[at].word
    verb = _verb(found, at)
    if verb is not None:
        return verb
    before = found[at - 1].word if at else ""
    if word.startswith("ال") and words.is_one_of(before, words.NAMED_AFTER_WORK):
        return None
    is_pledged = (
        word.startswith("ب")
        and len(word) > _SHORT_NOUN
        and any(other.word in words.PLEDGES for other in found[max(0, at - 4) : at])
    )
    if is_pledged or (words.is_one_of(word, words.DOING_NOUNS) and before not in words.TIMES):
        return Action(at, "noun", word, is_ahead=False, is_doing=True)
    return None


def _verb(found: Sequence[Token], at: int) -> Action | None:
    word = found[at].word
    match = _VERB.match(word)
    if match is None or word in _NO_VERB or words.is_one_of(word, words.DOING_NOUNS):
        return None
    before = found[at - 1].word if at else ""
    earlier = found[at - 2].word if at > 1 else ""
    ahead = is_future(word) or before in ("سوف", "وسوف") or (before == "لا" and earlier in _GOVERNS_VERB)
    governed = before in _GOVERNS_VERB
    stem = _stem(match["stem"])
    is_doing = stem in words.DOING
    is_planned = governed and any(other.word in _LEADS for other in found[max(0, at - 5) : at])
    if not (ahead or is_planned or stem in _KNOWN):
        return None
    if not (ahead or governed) and word[match.start("stem") - 1] == "ت" and stem in words.OF_TWO_TENSES:
        return None
    if stem in words.SPOKEN and not (ahead or is_planned):
        return None
    if match["ahead"] and not ahead:
        return None
    return Action(at, "verb", stem, is_ahead=ahead or governed, is_doing=is_doing)


def _stem(stem: str) -> str:
    """Return the known stem that *stem* is, without the ending of number or a pronoun: «ينجزونه» is of نجز."""
    if stem in _KNOWN:
        return stem
    for ending in _ENDINGS:
        bare = stem.removesuffix(ending)
        if bare != stem and bare in _KNOWN:
            return bare
    return stem
