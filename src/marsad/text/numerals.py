"""Read numbers in digits, words or both from the smooth text, and say where each begins and ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from marsad.text.number_words import (
    AFTER_NUMBER,
    ALONE_VAGUE,
    HUNDREDS,
    NUMBER_WORDS,
    ONES,
    PAIRS,
    PARTS,
    PLURAL_PARTS,
    SCALES,
    TEENS,
    TENS,
)

_DIGITS = re.compile(
    r"(?<![A-Za-z_\d])(?<![\d][.,:/٫٬،])(?:"
    r"(?P<swapped>\d{1,3}ر\d{1,4}(?!\d))"
    r"|(?P<grouped>\d{1,3}(?:[,،٬']\d{3}){1,5}(?!\d)(?:[.٫]\d{1,12})?)"
    r"|(?P<dotted>\d{1,3}(?:\.\d{3}){2,5}(?!\d)(?:,\d+)?)"
    r"|(?P<spaced>\d{1,3}(?: \d{3}){2,4}(?![\d]|[.,]\d)|\d{1,3} 000(?![\d]|[.,]\d))"
    r"|(?P<ratio>\d{1,3}/(?:[2-9]|10|100|1000)(?![\d/]))"
    r"|(?P<plain>\d*[.٫]\d+|\d+(?:,\d{1,2}(?!\d))?)"
    r")(?![A-Za-z_])"
)
_TOKEN = re.compile(r"[^\W\d_]+|\d")
_LINK = re.compile(r" {0,3}")
_AND = re.compile(r" {1,3}و {0,3}(?=[\w])| {0,3}(?:\n)?و(?=[\w])")
_POINT = re.compile(r" {1,3}فاصله {1,3}")
_HALF = re.compile(r" {1,3}و {0,2}(?P<part>نصف|ربع|ثلث)(?!\w)(?: {1,3}ال(?:مليون|مليار|الف)(?!\w))?")
_WORD_FROM = re.compile(r"[^\W\d_]+")
_MINUS = re.compile(r"(?:(?:الي|من|بلغ|بلغت|تحت|نسبه|بنسبه|درجه|حراره) {1,3}|\A)-$")
_ORDINAL_BEFORE = re.compile(r"(?:^|\W)[وفبل]?ال\w{3,6} {1,3}$")
_MAX_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at *start*..*end*; *scale* is the word that multiplies its last part (1 where none)."""

    start: int
    end: int
    value: float
    scale: float = 1.0
    in_words: bool = False


def _digits_at(text: str, position: int) -> Numeral | None:
    """Return the number in digits at *position*: grouped by commas, points or spaces, with decimals, or a ratio."""
    found = _DIGITS.match(text, position)
    if found is None or found.end() - found.start() > _MAX_DIGITS + 8:
        return None
    written = found.group()
    if found["swapped"]:
        fraction, whole = written.split("ر")
        value = float(f"{whole}.{fraction}")
    elif found["ratio"]:
        above, below = written.split("/")
        value = int(above) / int(below)
    elif found["plain"]:
        value = float(written.replace("٫", ".").replace(",", "."))
    elif found["dotted"]:
        value = float(written.replace(".", "").replace(",", "."))
    else:
        value = float(re.sub(r"[,،٬' ]", "", written).replace("٫", "."))
    return Numeral(position, found.end(), value)


def _word_at(text: str, position: int) -> tuple[str, int]:
    found = _WORD_FROM.match(text, position)
    return (found.group(), found.end()) if found else ("", position)


def _next_word(text: str, position: int) -> tuple[str, int]:
    gap = _LINK.match(text, position)
    return _word_at(text, gap.end() if gap else position)


def _below_thousand(text: str, position: int, word: str, end: int) -> tuple[float, int] | None:
    """Return what a word below a thousand is worth with its teen or hundred, and where that ends."""
    if word in ONES:
        value = ONES[word]
        following, after = _next_word(text, end)
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
    digits = _digits_at(text, position)
    if digits is not None:
        word, end = _next_word(text, digits.end)
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
    if numeral.scale != 1:
        return numeral
    word, end = _next_word(text, numeral.end)
    scale = SCALES.get(word) or AFTER_NUMBER.get(word)
    return Numeral(numeral.start, end, round(numeral.value * scale, 6), scale, numeral.in_words) if scale else numeral


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
    total = _term_at(text, position)
    if total is None:
        return None
    for _ in range(6):
        link = _AND.match(text, total.end) if total.scale >= 1000 else None
        term = _term_at(text, link.end()) if link else None
        if term is None or not 0 < term.value < total.scale or term.value != int(term.value):
            break
        total = Numeral(total.start, term.end, total.value + term.value, term.scale, total.in_words)
    half = _HALF.match(text, total.end)
    if half:
        return Numeral(total.start, half.end(), total.value + PARTS[half["part"]] * total.scale, 1.0, total.in_words)
    point = _POINT.match(text, total.end)
    below = _term_at(text, point.end()) if point and total.scale == 1 and total.value == int(total.value) else None
    if below is not None and below.scale == 1 and 0 <= below.value < 1000 and below.value == int(below.value):
        value = float(f"{int(total.value)}.{int(below.value)}")
        return _scaled(text, Numeral(total.start, below.end, value, 1.0, total.in_words))
    return total


def _fraction_at(text: str, position: int, word: str, end: int) -> Numeral | None:
    """Return "half a million", "two thirds of", "three quarters"; a part by itself only before a definite noun."""
    below, below_end = _next_word(text, end) if word in ONES else ("", end)
    if below in PLURAL_PARTS and 2 < ONES[word] < PLURAL_PARTS[below]:
        return Numeral(position, below_end, ONES[word] / PLURAL_PARTS[below], 1.0, True)
    if word not in PARTS:
        return None
    following, after_end = _next_word(text, end)
    if following in SCALES:
        return Numeral(position, after_end, round(PARTS[word] * SCALES[following], 6), 1.0, True)
    if word.startswith("ثلث") or (following.startswith("ال") and len(following) > 3):
        return Numeral(position, end, PARTS[word], 1.0, True)
    return None


def find_numerals(text: str) -> Iterator[Numeral]:
    """Yield the numbers of the smooth *text* in order, none overlapping another."""
    position = 0
    while token := _TOKEN.search(text, position):
        start, end = token.span()
        if token.group().isdecimal():
            found = _at_digits(text, start, position)
            position = max(found.end, end) if found else _past_digits(text, end)
        else:
            found = _at_word(text, start, end)
            position = max(found.end, end) if found else end
        if found:
            yield found


def _past_digits(text: str, position: int) -> int:
    while position < len(text) and (text[position].isdecimal()):
        position += 1
    return position


def _at_digits(text: str, start: int, floor: int) -> Numeral | None:
    if start > floor and text[start - 1] in ".٫" and (start < 2 or not text[start - 2].isalnum()):
        start -= 1
    found = numeral_at(text, start)
    if found and start > floor and text[start - 1] == "-" and _MINUS.search(text[max(0, start - 8) : start]):
        return Numeral(start - 1, found.end, -found.value, found.scale)
    return found


def _at_word(text: str, start: int, end: int) -> Numeral | None:
    """Return the number that a word begins, with or without a particle joined to it ("and five", "by six")."""
    word = text[start:end]
    for cut in (0, 1, 2):
        if cut and (word[cut - 1] not in "وفبل" or len(word) - cut < 3):
            break
        bare = word[cut:]
        if cut and bare in ("سته", "ست", "مايه") and word[cut - 1] == "ل":
            continue
        if bare in ("عشر", "عشره") and _ORDINAL_BEFORE.search(text[max(0, start - 12) : start]):
            return None
        if bare == "متين" and text[max(0, start - 3) : start].rstrip(" ")[-1:].isalpha():
            continue
        fraction = _fraction_at(text, start + cut, bare, end)
        if fraction:
            return fraction
        if bare in NUMBER_WORDS:
            found = numeral_at(text, start + cut)
            return None if found is None or (found.end == end and bare in ALONE_VAGUE) else found
    return None
