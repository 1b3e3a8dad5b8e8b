"""Read a number in digits, words or both that begins at a place of the smooth text, with all that belongs to it."""

from __future__ import annotations

import re

from marsad.text.digits import Numeral, digits_at
from marsad.text.number_words import AFTER_NUMBER, HUNDREDS, ONES, PAIRS, PARTS, SCALES, TEENS, TENS

_ABOVE_THOUSAND = frozenset({"مليون", "مليار", "بليون", "تريليون"})  # "a thousand billion"
_LINK = re.compile(r" {0,3}")
_AND = re.compile(r" {1,3}و {0,3}(?=[\w])| {0,3}(?:\n)?و(?=[\w])")
_POINT = re.compile(r" {1,3}فاصله {1,3}")
_HALF = re.compile(
    r" {1,3}و {0,2}(?P<part>نصف|ربع|ثلث)(?!\w)"
    r"(?: {1,3}(?:ال)?(?P<scale>الف|مليون|مليار|بليون|تريليون|ترليون)(?!\w)| {1,3}(?P<other>ال))?"
)
_ODD = re.compile(r" {1,3}و {0,2}(?:نيفا?|بضعه?)(?!\w)")
_WORD_FROM = re.compile(r"[^\W\d_]+")
_NEXT = re.compile(r" {0,3}([^\W\d_]+)")


def _word_at(text: str, position: int) -> tuple[str, int]:
    found = _WORD_FROM.match(text, position)
    return (found.group(), found.end()) if found else ("", position)


def next_word(text: str, position: int) -> tuple[str, int]:
    """Return the word that follows *position*, after spaces or none, and where it ends: "" and *position* where none does."""
    found = _NEXT.match(text, position)
    return (found.group(1), found.end()) if found else ("", position)


def _below_thousand(text: str, position: int, word: str, end: int) -> tuple[float, int] | None:
    """Return what a word below a thousand is worth with its teen or hundred, and where that ends."""
    if word in ONES:
        value = ONES[word]
        following, after = next_word(text, end)
        if 1 <= value <= 9 and following in ("عشر", "عشره"):
            return value + 10, after
        if 3 <= value <= 9 and following in ("مايه", "ميه"):
            return value * 100, after
        return value, end
    for table in (TEENS, TENS, HUNDREDS):
        if word in table:
            return table[word], end
    return None


def _piece_at(text: str, position: int) -> Numeral | None:
    """Return digits or words without "and", with the scale after them: "200 thousand", "three", "two million"."""
    digits = digits_at(text, position)
    if digits is not None:
        word, end = next_word(text, digits.end)
        scale = SCALES.get(word) or AFTER_NUMBER.get(word)
        return Numeral(position, end, round(digits.value * scale, 6), scale) if scale else digits
    word, end = _word_at(text, position)
    if word in PAIRS and word != "الفا":
        return Numeral(position, end, PAIRS[word], PAIRS[word] / 2 if PAIRS[word] > 200 else 1.0, True)
    if word == "الفا":
        return Numeral(position, end, 2e3, 1e3, True)
    if word in SCALES:
        return Numeral(position, end, SCALES[word], SCALES[word], True)
    found = _below_thousand(text, position, word, end)
    return Numeral(position, found[1], found[0], 1.0, True) if found else None


def _add(text: str, left: Numeral) -> Numeral | None:
    """Return *left* with the smaller piece after it ("a hundred and twenty"), or None where nothing more belongs."""
    link = _AND.match(text, left.end)
    right = _piece_at(text, link.end()) if link else None
    if right is None and left.in_words and left.value % 100 == 0 and 100 <= left.value < 1000:
        gap = _LINK.match(text, left.end)
        right = _piece_at(text, gap.end()) if gap and gap.end() > left.end else None
        if right is not None and (not right.in_words or right.value >= 100 or right.scale > 1):
            right = None
    if right is None or right.value != int(right.value):
        return None
    both = left.in_words and right.in_words
    ones = left.value % 100
    if both and 1 <= ones <= 9 and right.scale == 1 and 20 <= right.value <= 90:
        return _scaled(text, Numeral(left.start, right.end, left.value + right.value, 1.0, True))
    if both and left.scale == right.scale == 1 and left.value % 100 == 0 and left.value >= 100 > right.value:
        return _scaled(text, Numeral(left.start, right.end, left.value + right.value, 1.0, True))
    return None


def _scaled(text: str, numeral: Numeral) -> Numeral:
    """Return *numeral* multiplied by the scale word after it, if one is there."""
    if numeral.scale != 1 and numeral.value != 1000:
        return numeral
    word, end = next_word(text, numeral.end)
    if numeral.scale != 1 and word not in _ABOVE_THOUSAND:
        return numeral
    scale = SCALES.get(word) or AFTER_NUMBER.get(word)
    return Numeral(numeral.start, end, round(numeral.value * scale, 6), scale, numeral.in_words) if scale else numeral


def _may_go_on(text: str, position: int) -> bool:
    """Tell whether a word that multiplies, adds to or divides follows digits; cheaper than to ask for each of them."""
    word, end = next_word(text, position)
    if end == position:
        return text[position : position + 2] == "\nو"
    return word[0] == "و" or word in SCALES or word in AFTER_NUMBER or word == "فاصله"


def _term_at(text: str, position: int) -> Numeral | None:
    """Return one term of a number: what stands before one scale word, with it."""
    term = _piece_at(text, position)
    if term is None:
        return None
    term = _scaled(text, term)
    for _ in range(3):
        longer = _add(text, term) if term.scale == 1 else None
        if longer is None:
            break
        term = longer
    return term


def numeral_at(text: str, position: int) -> Numeral | None:
    """Return the whole number that begins at *position*: "2 million and 200 thousand", "three point five", or None."""
    digits = digits_at(text, position)
    if digits is not None and not _may_go_on(text, digits.end):
        return digits
    total = _term_at(text, position)
    if total is None:
        return None
    for _ in range(6):
        link = _AND.match(text, total.end) if total.scale >= 1000 else None
        term = _term_at(text, link.end()) if link else None
        if term is None or not 0 < term.value < total.scale or term.value != int(term.value):
            break
        total = Numeral(total.start, term.end, total.value + term.value, term.scale, total.in_words)
    word, _ = next_word(text, total.end)
    if not word.startswith("و") and word != "فاصله":
        return total
    half = _HALF.match(text, total.end)
    if half and not half["other"]:
        return _halved(text, total, half)
    odd = _ODD.match(text, total.end)
    if odd:
        return total._replace(end=odd.end(), relation=">")
    point = _POINT.match(text, total.end)
    below = _term_at(text, point.end()) if point and total.scale == 1 and total.value == int(total.value) else None
    if below is not None and below.scale == 1 and 0 <= below.value < 1000 and below.value == int(below.value):
        value = float(f"{int(total.value)}.{int(below.value)}")
        return _scaled(text, Numeral(total.start, below.end, value, 1.0, total.in_words))
    return total


def _halved(text: str, total: Numeral, half: re.Match[str]) -> Numeral:
    """Return *total* and a half: of its own scale, or of the scale named after both ("four and a half million")."""
    part, named = PARTS[half["part"]], SCALES.get(half["scale"] or "", 0.0)
    if named and total.scale == 1:
        return Numeral(total.start, half.end(), round((total.value + part) * named, 6), named, total.in_words)
    return Numeral(total.start, half.end(), total.value + part * min(named or total.scale, total.scale), 1.0, total.in_words)
