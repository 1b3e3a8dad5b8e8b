"""Find the amounts of an Arabic text: the number, what it counts, and whether it is exact, about, at least or at most."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from marsad.domain.reading import AmountMention
from marsad.text.align import cut, smooth
from marsad.text.numerals import Numeral, find_numerals
from marsad.text.units import dual_nouns, unit_after

_RELATIONS = (
    (">=", r"(?:ما )?لا (?:يقل|تقل) عن|ليس اقل من|بما لا يقل عن|بحد ادني|علي الاقل|كحد ادني"),
    ("<=", r"(?:ما )?لا (?:يزيد|تزيد|يتجاوز|تتجاوز|يتعدي|تتعدي) ?(?:علي|عن)?|ليس اكثر من|بحد اقصي|كحد اقصي|سقفه"),
    (
        ">",
        r"اكثر من|ازيد من|ما (?:يزيد|يفوق|يربو) ?(?:علي|عن)?|(?:ي|ت)?تجاوزت? ?(?:ال)?|(?:ي|ت)زيد (?:علي|عن)|فاقت?|(?:ي|ت)فوق|"
        r"اعلي من|فوق",
    ),
    ("<", r"اقل من|ادني من|دون|ما دون"),
    ("~", r"نحو|حوالي|قرابه|زهاء|ما يقارب|ما يقرب من|يقارب|تقارب|يناهز|يقدر ب|قرب|تقريبا|بحدود|في حدود"),
)
_BEFORE = tuple((sign, re.compile(rf"(?:^|\W)[وفبل]?(?:{words}) {{0,3}}[\(\"«]?(?:ب|ال)? ?$")) for sign, words in _RELATIONS)
_AFTER = (
    ("~", re.compile(r"[ ،]{1,3}(?:تقريبا|او نحو ذلك)(?!\w)")),
    (">=", re.compile(r"[ ،]{1,3}(?:علي الاقل|كحد ادني|بحد ادني|فاكثر|او اكثر)(?!\w)")),
    ("<=", re.compile(r"[ ،]{1,3}(?:علي الاكثر|كحد اقصي|بحد اقصي|فاقل|او اقل)(?!\w)")),
)
# What is numbered, called or timed is no amount: law 11, article 5, channel 4, a phone, 10:30.
_LABEL = re.compile(r"(?:^|\W)(?:ال)?(?:رقم|مرقم|عام|سنه|ماده|فقره|هاتف|صفحه|قناه|نسخه|ف|ام|اف)\s{0,2}[\(:]?\s{0,2}$")
_MODEL = re.compile(r"[A-Za-z]-$")
_LONG_LABEL = re.compile(r"(?:^|\W)(?:تلفون|موبايل|جوال|واتساب|فاكس)\s{0,2}:?\s{0,2}$")
_PERCENT = re.compile(r" {0,2}\)? {0,2}(?:%|(?:ب|في )ال(?:مايه|ميه)(?!\w)|بالمليه(?!\w))")
_TO = re.compile(r" {0,2}%? {0,2}(?:-|الي|او|و) {0,3}(?:ال)?")
_BETWEEN = re.compile(r"(?:^|\W)[وف]?(?:ما )?بين (?:نحو |حوالي )?$")
_FROM = re.compile(r"(?:^|\W)[وف]?من (?:نحو |حوالي )?$")
_POINTED, _POINTED_ONCE = re.compile(r"(?<![\d.])\d{1,3}\.\d{3}\.\d{3}(?![\d.]\d)"), re.compile(r"[1-9]\d{0,2}\.\d{3}")
_LOOK_BACK = 32


def _pointed(text: str, numeral: Numeral) -> Numeral:
    """Return "148.152" as a whole number: for a text that groups its thousands by points."""
    written = text[numeral.start : numeral.end]
    return replace(numeral, value=float(written.replace(".", ""))) if _POINTED_ONCE.fullmatch(written) else numeral


def _relation(text: str, numeral: Numeral, end: int) -> str:
    before = text[max(0, numeral.start - _LOOK_BACK) : numeral.start]
    for sign, pattern in _BEFORE:
        if pattern.search(before):
            return sign
    return next((sign for sign, pattern in _AFTER if pattern.match(text, end)), "=")


def _is_label(text: str, numeral: Numeral) -> bool:
    """Say whether a number names or times a thing rather than counting it."""
    start, end = numeral.start, numeral.end
    before = text[max(0, start - 14) : start]
    if _LABEL.search(before) or _LONG_LABEL.search(before) or before[-1:] in ("#", "@") or _MODEL.search(before):
        return True
    written = text[start:end]
    if len(written) >= 7 and written.isdecimal() and (written.startswith("0") or before[-1:] == "+"):
        return True
    is_hour = text.startswith(":", end) and text[end + 1 : end + 2].isdecimal()
    return written.isdecimal() and (is_hour or (before[-1:] == ":" and before[-2:-1].isdecimal()))


def _amount(text: str, numeral: Numeral) -> AmountMention:
    percent = _PERCENT.match(text, numeral.end)
    if percent:
        return AmountMention(numeral.start, percent.end(), round(numeral.value, 9), "%", _relation(text, numeral, percent.end()))
    unit, end = unit_after(text, numeral.end, is_part=0 < numeral.value < 1)
    return AmountMention(numeral.start, end, round(numeral.value, 6), unit, _relation(text, numeral, end))


def _ranged(text: str, left: AmountMention, right: AmountMention, right_numeral: Numeral) -> tuple[AmountMention, AmountMention]:
    """Return both ends of a range as at least and at most, sharing the unit, and the scale of "5 to 10 thousand"."""
    link = _TO.fullmatch(text, left.end, right.start)
    before = text[max(0, left.start - 16) : left.start]
    sign = text[left.end : right.start].strip()
    is_between = _BETWEEN.search(before) is not None
    is_from = _FROM.search(before) is not None or left.unit in ("", right.unit)
    if link is None or (sign.startswith(("و", "ال")) and not sign.startswith("الي") and not is_between):
        return left, right
    if sign.startswith(("او", "-", "الي")) and not (is_between or (is_from and (right.unit or right_numeral.scale > 1))):
        return left, right
    if left.value >= right.value or left.unit not in ("", right.unit):
        return left, right
    value = left.value
    if not left.unit and right_numeral.scale > 1 and value < 1000 and value * right_numeral.scale < right.value:
        value *= right_numeral.scale
    return replace(left, value=value, unit=right.unit, relation=">="), replace(right, relation="<=")


def find_amounts(text: str) -> tuple[AmountMention, ...]:
    """Return the amounts of *text* in order: value, relation, and the noun they count as written ("" for none, "%" for percent).

    Offsets point into *text* as it was. Numbers that name (law 11, article 5), telephone numbers and times of day are left out.
    """
    plain, offsets = smooth(text)
    amounts: list[AmountMention] = []
    is_pointed = _POINTED.search(plain) is not None
    for found in find_numerals(plain):
        numeral = _pointed(plain, found) if is_pointed else found
        if _is_label(plain, numeral):
            continue
        amount = _amount(plain, numeral)
        if amounts and amount.start - amounts[-1].end <= 8:
            amounts[-1], amount = _ranged(plain, amounts[-1], amount, numeral)
        amounts.append(amount)
    amounts.extend(dual_nouns(plain))
    written = {
        amount.unit: (amount.end - len(amount.unit), amount.end) for amount in reversed(amounts) if _ends_in_unit(plain, amount)
    }
    kept: list[AmountMention] = []
    for amount in sorted(amounts, key=lambda amount: (amount.start, -amount.end)):
        if not kept or amount.start >= kept[-1].end:
            kept.append(amount)
    return tuple(_as_written(text, offsets, amount, written) for amount in kept)


def _ends_in_unit(text: str, amount: AmountMention) -> bool:
    return amount.unit not in ("", "%") and text.endswith(amount.unit, amount.start, amount.end)


def _as_written(
    text: str, offsets: Sequence[int], amount: AmountMention, written: Mapping[str, tuple[int, int]]
) -> AmountMention:
    """Return *amount* with offsets, and its unit, of the text as it was."""
    start, end = cut(offsets, amount.start, amount.end)
    unit = amount.unit
    if unit in written:
        unit_start, unit_end = cut(offsets, *written[unit])
        unit = text[unit_start:unit_end]
    return replace(amount, start=start, end=end, unit=unit)
