"""Read an amount as a stretch of numbers of one kind of thing, so that two of them can be held against each other."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from marsad.domain.reading import AmountMention
from marsad.pipeline.conflicts import words
from marsad.pipeline.conflicts.context import term_of
from marsad.text.fold import fold
from marsad.text.number_words import NUMBER_WORDS
from marsad.text.tokens import stem, tokens

ABOUT = 0.10  # «نحو 100» may be 90 or 110
ROUND = 0.05  # a round number may be off by its last digit, for some papers cut where others round, but by no more than this
_RANGE_GAP = 8  # characters between the ends of «ما بين 4000 و4500»
_LOOK_BACK = 40
_LOOK_AHEAD = 30

# Words for one thing: the first is the key. Those with a number are multiples of the first.
_UNITS = """
شخص نسمة فرد سكان مواطن إنسان أشخاص أفراد مواطنين نسمه
أسرة عائلة أسر عوائل عائلات
جندي عسكري عنصر جنود عسكريين عسكريا جنديا عناصر مقاتل مقاتلين
قتيل شهيد قتلى شهداء قتيلا شهيدا
جريح مصاب جرحى مصابين جريحا مصابا إصابة
طالب تلميذ طلاب طلبة تلاميذ طالبا
يوم يوما أيام
"""
_MULTIPLES = """
متر أمتار مترا 1|كيلومتر كم كيلو كيلومترا كيلومترات 1000
يوم يوما أيام يومين 1|أسبوع أسابيع أسبوعا أسبوعين 7|شهر أشهر شهور شهرا شهرين 30|سنة عام سنوات أعوام عاما سنتين عامين 365
واط 1|ميغاواط ميجاواط ميغاوات ميجاوات 1000000|غيغاواط جيجاواط غيغاوات جيجاوات 1000000000
كغم كيلوغرام كيلوجرام 1|طن أطنان طنا 1000
"""
_WHOLES = {"م3": "متر مكعب", "م³": "متر مكعب", "مترا مكعبا": "متر مكعب", "امتار مكعبه": "متر مكعب", "قدم مكعبه": "قدم مكعب"}
_RATES = (
    ("second", re.compile(r"في الثانيه|بالثانيه|/ ?ثانيه|/ ?ثا?(?!\w)|كل ثانيه")),
    ("hour", re.compile(r"في الساعه|بالساعه|/ ?ساعه|كل ساعه")),
    ("day", re.compile(r"يوميا|في اليوم(?: الواحد|\s*$|[^\w\s])|باليوم|/ ?يوم|كل يوم|اليوميه?")),
    ("month", re.compile(r"شهريا|في الشهر|بالشهر|/ ?شهر|كل شهر|الشهريه?")),
    ("year", re.compile(r"سنويا|في السنه|في العام الواحد|بالسنه|/ ?سنه|كل عام|كل سنه|السنويه?|سنوي")),
)
_EACH = re.compile(r"(?<!\w)لكل(?!\w)|كل منه|عن كل|الواحده?(?!\w)|للفرد|للبرميل|لل?طن(?!\w)")
_TURNED = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # within a number these may have turned its digits about
_SCALES, _CLOSING = (1e3, 1e6, 1e9, 1e12), (")", "»", '"')
_OUT_OF = re.compile(r"(?:من اصل|من بين|(?P<number>\w+) من) ?[(«\"]?$")
_NOUN_REACH = 4
_DEFINITE = re.compile(r"(?:ال|وال)\w{3,}")
DURATION, PERSON = "يوم", "شخص"
_DEAD, _HURT, _VOTE = "قتيل", "جريح", "صوت"
_VOTERS = frozenset(fold(word) for word in ["صوت", "صوتا", "أصوات", "عضو", "عضوا", "أعضاء", "نائب", "نائبا", "نواب", "نائبة"])
_TOLL_BEFORE = 2
_SENTENCE = re.compile(r"[.!؟?\n]")
PERCENT = "%"
_MONEY = frozenset(term_of(stem(word)) for word in ["دولار", "دينار", "ريال", "جنيه", "درهم", "ليرة", "يورو", "فلس"])


def _tables() -> dict[str, tuple[str, float]]:
    units: dict[str, tuple[str, float]] = {}
    for line in _UNITS.split("\n"):
        for word in line.split():
            units.setdefault(fold(word), (fold(line.split()[0]), 1.0))
    for line in filter(None, _MULTIPLES.split("\n")):
        base = fold(line.split()[0])
        for part in line.split("|"):
            *names, factor = part.split()
            for word in names:
                units[fold(word)] = (base, float(factor))
    return units


_TABLE = _tables()


@dataclass(frozen=True, slots=True)
class Count:
    """An amount as numbers from *low* to *high* of *unit*: what is counted, each of what, and per what time."""

    start: int
    end: int
    low: float
    high: float
    unit: str
    rate: str = ""
    is_each: bool = False
    is_guessed: bool = False  # the unit is the noun before the number
    value: float = 0.0
    is_whole: bool = False  # «ثلاث من 24 طائرة»: the 24

    @property
    def key(self) -> tuple[str, str, bool]:
        """Return what two amounts must share to be held against each other."""
        return self.unit, self.rate, self.is_each


def is_money(count: Count) -> bool:
    """Return whether *count* is a sum of money."""
    return count.unit in _MONEY or (count.unit != "" and count.unit.isascii() and count.unit != PERCENT)


def is_generic(count: Count) -> bool:
    """Return whether the unit of *count* measures things of every kind, and so does not tell what is counted."""
    return count.unit in (PERCENT, DURATION) or is_money(count)


def is_apart(left: Count, right: Count) -> bool:
    """Return whether no number could be both amounts: rounding, "about", "more than" and ranges are given their room."""
    if left.key != right.key or left.is_whole != right.is_whole:
        return False
    if _is_point_of_thousands(left.value, right.value) or _is_point_of_thousands(right.value, left.value):
        return False
    slack = 1.0 if left.value % 1 or right.value % 1 else 0.0  # beside 43.16 a 43 is cut short
    return left.high + slack < right.low or right.high + slack < left.low


def _is_point_of_thousands(small: float, large: float) -> bool:
    """Return whether *small* is *large* with the point of its thousands read as a decimal one: 12.500 and 12500."""
    return small % 1 != 0 and large >= 1000 and abs(small * 1000 - large) < 0.5 and small < 1000


def is_slip(left: Count, right: Count) -> bool:
    """Return whether the two differ as by a slip of the pen: the same digits on another scale, or a ten left out (5 and 15)."""
    one, other = sorted((abs(left.value), abs(right.value)))
    if one == 0 or one == other:
        return False
    power = math.log10(other / one)
    return abs(power - round(power)) < 1e-9 or (other - one in (10, 100, 1000) and one < other - one)


def counts(text: str, amounts: Sequence[AmountMention]) -> Iterator[Count]:
    """Yield the amounts of *text*, with the unit "" where nothing that they count is named; both ends of a range come as one."""
    skip = False
    for place, amount in enumerate(amounts):
        if skip:
            skip = False
            continue
        if not (math.isfinite(amount.value) and math.isfinite(amount.value_to or 0.0) and amount.start < amount.end <= len(text)):
            continue
        end, low, high = amount.end, *_room(amount)
        after = amounts[place + 1] if place + 1 < len(amounts) else None
        unit = amount.currency or amount.unit
        if (
            after
            and math.isfinite(after.value)
            and amount.relation == ">="
            and after.relation == "<="
            and 0 <= after.start - amount.end <= _RANGE_GAP
        ):
            end, high, unit, skip = after.end, after.value, after.currency or after.unit, True
            low = amount.value
        if end > len(text) or _TURNED.search(text, amount.start, end) or _is_cut_off(text, amount):
            continue
        name, factor, is_guessed = _unit(text, amount.start, unit)
        name = _as_counted(text, amount, name, unit)
        rate, is_each = _per(text, end)
        value, is_whole = amount.value * factor, _is_whole(text, amount)
        yield Count(amount.start, end, low * factor, high * factor, name, rate, is_each, is_guessed, value, is_whole)


def _is_cut_off(text: str, amount: AmountMention) -> bool:
    """Return whether *amount* is but the scale of a number before it: of «(300) ألف ريال» the thousand."""
    before = text[max(0, amount.start - 2) : amount.start].strip()
    return amount.value in _SCALES and not text[amount.start].isdecimal() and (before[-1:] in _CLOSING or before[-1:].isdecimal())


def _room(amount: AmountMention) -> tuple[float, float]:
    value = amount.value
    slack = _slack(value)
    if amount.value_to is not None:
        return value - slack, amount.value_to + _slack(amount.value_to)
    if amount.relation == "~":
        return value - abs(value) * ABOUT, value + abs(value) * ABOUT
    if amount.relation in (">", ">="):
        return value - slack, math.inf
    if amount.relation in ("<", "<="):
        return -math.inf, value + slack
    return value - slack, value + slack


def _slack(value: float) -> float:
    """Return how far a number may be off that was rounded to its last digit that is not 0: 45.4 million by 50 thousand."""
    digits = f"{abs(value):.6f}".rstrip("0")
    if digits.endswith("."):
        whole = digits[:-1]
        last = 10.0 ** (len(whole) - len(whole.rstrip("0"))) if value else 0.0
    else:
        last = 10.0 ** -(len(digits) - digits.index(".") - 1)
    return float(min(last * 0.98, abs(value) * ROUND)) if last >= 100 or last < 1 else 0.0


def _unit(text: str, start: int, unit: str) -> tuple[str, float, bool]:
    """Return the key of what is counted, by how much to multiply, and whether it was guessed from the words before."""
    if unit == PERCENT or (unit and unit.isascii()):
        return unit, 1.0, False
    whole = fold(unit).strip()
    if whole:
        if whole in _WHOLES:
            return _WHOLES[whole], 1.0, False
        if whole in _TABLE:
            return *_TABLE[whole], False
        first = whole.split()[0]
        if " " in whole and first in ("متر", "قدم", "مترا", "امتار"):
            return whole, 1.0, False
        return (*_TABLE[first], False) if first in _TABLE else (term_of(stem(first)), 1.0, False)
    before = [token.word for token in tokens(text[max(0, start - _LOOK_BACK) : start])][-_NOUN_REACH:]
    nouns = [word.removeprefix("و").removeprefix("ال") for word in reversed(before) if _DEFINITE.fullmatch(word)]
    noun = next((noun for noun in nouns if noun in _TABLE), "")
    return (*_TABLE[noun], True) if noun else ("", 1.0, True)


def _as_counted(text: str, amount: AmountMention, name: str, unit: str) -> str:
    """Return what is counted: people among the dead or hurt are counted as such, whoever votes by votes; else *name*."""
    if not name or unit.isascii():
        return name
    before = [token.word for token in tokens(_SENTENCE.split(text[max(0, amount.start - _LOOK_BACK) : amount.start])[-1])]
    after = [token.word for token in tokens(_SENTENCE.split(text[amount.end : amount.end + _LOOK_AHEAD])[0])]
    near = {*before[-_TOLL_BEFORE:], *after[:1]}
    dead, hurt = not near.isdisjoint(words.DEAD), not near.isdisjoint(words.HURT)
    if name in (_DEAD, _HURT):
        return name
    if dead or hurt:
        return f"{_DEAD}+{_HURT}" if dead and hurt else _DEAD if dead else _HURT
    if fold(unit).split()[0] in _VOTERS and not words.VOTES.isdisjoint((*before, *after, fold(unit).split()[0])):
        return _VOTE
    return name


def _is_whole(text: str, amount: AmountMention) -> bool:
    found = _OUT_OF.search(fold(text[max(0, amount.start - _LOOK_AHEAD) : amount.start]))
    number = found["number"] if found else None
    return found is not None and (number is None or number.isdecimal() or number in NUMBER_WORDS)


def _per(text: str, end: int) -> tuple[str, bool]:
    after = fold(text[end : end + _LOOK_AHEAD])
    for mark in ("،", ".", "؛", "\n", "؟", "!"):
        after = after.split(mark)[0]
    each = _EACH.search(after)
    return next((name for name, pattern in _RATES if pattern.search(after)), ""), each is not None
