"""How a day is tied to what stands before it: by it, until it, from it on, on it, or not as a deadline at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from marsad.pipeline.conflicts.context import folded_words
from marsad.text.tokens import Token

# "deadline" binds by itself; "during" and "until" need a plan; "plain" is a day like any other; "none" is no deadline, "old" a
# day that something began or was moved from, "phase" the time of a stage: «الأولى من أيلول حتى آذار».
KINDS = ("deadline", "before", "during", "until", "from", "plain", "phase", "old", "none")

_FILLERS = folded_words(
    """
صيف ربيع خريف شتاء
يوم شهر عام سنة العام السنة تاريخ بتاريخ نهاية مطلع بداية منتصف أواخر أوائل حدود صباح مساء نحو حوالي موعد موعده شهري عامي غاية
"""
)
_DEADLINE = folded_words("بحلول أقصاه أقصاها غضون بنهاية بغضون قبيل أقصى")
_DURING = folded_words("خلال")
_UNTIL = folded_words("حتى إلى لغاية لنهاية لحين")
_BEGINNING = folded_words("اعتبارا ابتداء بدءا بداية انطلاقا")
_NO_DEADLINE = folded_words("كما بعد منذ عقب عن مثل بين")
_BEFORE = folded_words("قبل")
_WITH = folded_words("مع")
_ENDING = ("نهايه", "حلول", "اكتمال", "اختتام", "انتهاء")
_JOINED_DEADLINES = tuple(lead + word for lead in ("ب", "وب", "فب") for word in ("نهاي", "حلول", "غضون", "انتهاء", "ختام"))
_MOST_FILLERS = 3


@dataclass(frozen=True, slots=True)
class Connector:
    """One of KINDS, and at which word of the sentence the tie begins (that of the day itself where there is none)."""

    kind: str
    at: int
    is_bare: bool = False  # no word stands between


def connector(found: Sequence[Token], place: int, day_start: int, *, is_span: bool) -> Connector:
    """Return what ties the day that begins at *day_start* to the words before; *place* is the first word not before it."""
    if is_span:
        return Connector("deadline", place)
    if place < len(found) and found[place - 1].end > day_start and place > 0:  # a joined letter: «بنهاية», «لعام»
        return _joined(found, place - 1)
    at, ending = place, False
    while at > 0 and place - at < _MOST_FILLERS and found[at - 1].word in _FILLERS:
        at -= 1
        ending = ending or found[at].word.lstrip("وفبل") in _ENDING
    if at == 0:
        return Connector("plain", 0)
    word = found[at - 1].word
    earlier = found[at - 2].word if at > 1 else ""
    if word in _DEADLINE:
        return Connector("deadline", _open(found, at - 1))
    if word == "حلول" or (word in _WITH and ending):
        return Connector("deadline", max(0, at - 2) if word == "حلول" else at - 1)
    if word in ("يتجاوز", "تتجاوز", "يتعدي", "تتعدي") and earlier == "لا":
        return Connector("deadline", at - 2)
    if word in _BEFORE:
        return Connector("before", at - 1)
    if word in _DURING:
        return Connector("during", at - 1)
    if word in _UNTIL:
        return Connector("until", at - 1)
    if word in ("من", "ومن"):
        return Connector("from", at - 2) if earlier in _BEGINNING else Connector("old", at - 1)
    if word in _NO_DEADLINE:
        return Connector("none", at - 1)
    if word in ("في", "وفي", "ب", "هو", "هي"):
        return Connector("plain", at - 1)
    return Connector("plain", at, is_bare=at == place)


def _open(found: Sequence[Token], at: int) -> int:
    """Return where «في موعد أقصاه» or «في غضون» begins."""
    while at > 0 and found[at - 1].word in ("في", "وفي", "موعد", "مده", "فتره", "سقف", "حد"):
        at -= 1
    return at


def _joined(found: Sequence[Token], at: int) -> Connector:
    word = found[at].word
    if word.startswith(_JOINED_DEADLINES):
        return Connector("deadline", at)
    if word.startswith(("لنهايه", "ولنهايه")):
        return Connector("until", at)
    return Connector("none", at) if word.startswith("ل") else Connector("plain", at)
