"""Find the numbers of the smooth text in one pass over its words: digits, number words, parts, hundreds and a few."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress, islice
from operator import itemgetter

from marsad.text.amounts.units import dual_start
from marsad.text.amounts.word_lists import listed
from marsad.text.digits import Numeral
from marsad.text.number_words import (
    ALONE_EMPTY,
    FEW,
    FEWEST,
    MOST_OF_FEW,
    NUMBER_WORDS,
    ONES,
    OPENINGS,
    PARTS,
    PLURAL_PARTS,
    SCALES,
    VAGUE,
)
from marsad.text.numerals import next_word, numeral_at

# Half of one of these is an amount of it: "half an hour". Of any other noun without the article it is a name: "semi-final".
_MEASURES = frozenset(
    listed(
        "ساعه يوم شهر عام سنه عقد قرن دقيقه كيلومتر متر ميل طن كيلو لتر درجه نقطه دولار دينار ريال درهم يورو جنيه ليره سكان عدد"
    )
)
_EVERY = frozenset(listed("سنوي سنويه شهري شهريه يومي نهايي نهاييه"))
# «(50) ألف»
_BRACKETED = re.compile(r" ?\) ?([^\W\d_]{3,7})(?!\w)")
DUAL_ENDINGS = ("ين", "ان", "ضعفي")
# A code, a day or a telephone number: three or more runs of digits between strokes.
# The row of a table too: six or more with nothing but spaces between.
_CHAIN = re.compile(r"\d{1,12}(?:(?: {0,2}[-/:\\] {0,2}\d{1,8}){2,}[-/:]?|(?: {1,3}\d{1,8}){5,})")
# Arabic letters are asked for before Unicode's tables, which are slower.
_TOKEN = re.compile(r"\d|[ء-ي]{2,}|[^\W\d_]{2,}")
_MINUS = re.compile(r"(?:(?:الي|من|بلغ|بلغت|تحت|نسبه|بنسبه|درجه|حراره) {1,3}|\A)-$")
_MINUS_WORD = re.compile(r"(?:^|\W)(?:ناقص|سالب) $")
_ORDINAL_BEFORE = re.compile(r"(?:^|\W)[وفبل]?ال\w{3,6} {1,3}$")
_DIGITS = re.compile(r"\d*")
_WHOLE = itemgetter(0)
_MOST_WORDS, _LONGEST, _BLOCK = 1 << 15, 24, 4096


def _fraction_at(text: str, position: int, word: str, end: int) -> Numeral | None:
    """Return "half a million", "three quarters of a million"; a part by itself only before a definite noun or a measure."""
    below, below_end = next_word(text, end) if word in ONES else ("", end)
    if below in PLURAL_PARTS and 2 < ONES[word] < PLURAL_PARTS[below]:
        return _part_of(text, position, below_end, ONES[word] / PLURAL_PARTS[below])
    if word not in PARTS:
        return None
    following, _ = next_word(text, end)
    bare = following.removeprefix("ال")
    if bare in _EVERY:
        return None  # «التقرير الربع سنوي»
    is_whole = word.startswith("ثلث") or (len(following) > 3 and following.startswith("ال")) or following == "من"
    return _part_of(text, position, end, PARTS[word]) if bare in SCALES or following in _MEASURES or is_whole else None


def _part_of(text: str, start: int, end: int, part: float) -> Numeral:
    following, after_end = next_word(text, end)
    scale = SCALES.get(following.removeprefix("ال"))
    return Numeral(start, after_end, round(part * scale, 6), scale, True) if scale else Numeral(start, end, part, 1.0, True)


def _vague_at(text: str, position: int, word: str, end: int) -> Numeral:
    """Return "hundreds", "tens of thousands" as the least they can be, "a few thousand" as three to nine thousand."""
    least = VAGUE.get(word, 1.0)
    for _ in range(2):
        following, after_end = next_word(text, end)
        scale = VAGUE.get(following) or SCALES.get(following) or VAGUE.get(following.removeprefix("ال"))
        if scale is None or (scale < 1000 and word not in FEW):
            break
        least, end = least * scale, after_end
    if word in FEW:
        return Numeral(position, end, FEWEST * least, 1.0, True, MOST_OF_FEW * least, "~")
    return Numeral(position, end, least, 1.0, True, None, ">=")


def find_numerals(text: str) -> Iterator[Numeral | re.Match[str]]:
    """Yield the numbers of the smooth *text* in order, none overlapping another, and in their place among them the
    words in the dual, a number and a noun in one.

    Chains of digits (days, telephone numbers, codes) are passed over.
    """
    floor = 0
    for token in _telling(text):
        start, end = token.span()
        if start < floor:
            continue
        word = token.group()
        found: Numeral | None = None
        if word in OPENINGS:
            found = _at_word(text, start, end, word)
        elif end - start == 1:  # a digit: words have two letters or more
            chain = _CHAIN.match(text, start)
            found = None if chain else _at_digits(text, start, floor)
            floor = max(found.end, end) if found else _past_digits(text, chain.end() if chain else end)
        else:
            yield token
        if found:
            floor = max(found.end, end)
            yield found


class _Telling(dict[str, bool]):
    """Which words may open a number or are duals: asked once a word, and forgotten when they grow past a bound."""

    def __missing__(self, word: str) -> bool:
        is_telling = len(word) == 1 or word in OPENINGS or (word.endswith(DUAL_ENDINGS) and dual_start(word) is not None)
        if len(word) <= _LONGEST:
            if len(self) >= _MOST_WORDS:
                self.clear()
            self[word] = is_telling
        return is_telling


_IS_TELLING = _Telling()


def _telling(text: str) -> Iterator[re.Match[str]]:
    """Yield the digits and words of *text* at which a number or a dual may begin."""
    tokens = _TOKEN.finditer(text)
    while block := list(islice(tokens, _BLOCK)):
        yield from compress(block, map(_IS_TELLING.__getitem__, map(_WHOLE, block)))


def _past_digits(text: str, position: int) -> int:
    found = _DIGITS.match(text, position)
    return found.end() if found else position


def _at_digits(text: str, start: int, floor: int) -> Numeral | None:
    if start > floor and text[start - 1] in ".٫" and (start < 2 or not text[start - 2].isalnum()):
        start -= 1
    found = numeral_at(text, start)
    if found is None or start == 0:
        return found
    if found.scale == 1 and text[start - 1] in "( " and text[max(0, start - 2) : start].strip() == "(":
        behind = _BRACKETED.match(text, found.end)
        scale = SCALES.get(behind[1]) if behind else None
        if behind and scale:
            return found._replace(end=behind.end(), value=round(found.value * scale, 6), scale=scale)
    if text[start - 1] == "-" and start > floor and _MINUS.search(text[max(0, start - 8) : start]):
        return found._replace(start=start - 1, value=-found.value)
    return found._replace(value=-found.value) if _MINUS_WORD.search(text[max(0, start - 6) : start]) else found


def _at_word(text: str, start: int, end: int, word: str) -> Numeral | None:
    """Return the number that a word begins, with or without particles joined to it ("and five", "by six")."""
    joined = OPENINGS[word]
    bare, start = word[joined:], start + joined
    if bare in VAGUE or bare in FEW:
        return _vague_at(text, start, bare, end)
    if bare in ("عشر", "عشره") and _ORDINAL_BEFORE.search(text[max(0, start - 12) : start]):
        return None
    if bare == "متين" and text[max(0, start - 3) : start].rstrip(" ")[-1:].isalpha():
        return None
    is_definite = joined > 1 and word[joined - 1] == "ل" and word[joined - 2] in "ال"
    fraction = None if is_definite else _fraction_at(text, start, bare, end)
    if fraction:
        return fraction
    found = numeral_at(text, start) if bare in NUMBER_WORDS else None
    # "The twenty" names or orders; "the twenty million" counts.
    is_empty = found is None or (found.end == end and (is_definite or bare in ALONE_EMPTY))
    return None if is_empty or (is_definite and found is not None and found.scale == 1) else found
