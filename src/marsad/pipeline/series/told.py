"""Read what a page tells of each number: what is counted, on which day it held, where, and in which words."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from marsad.domain.edtf import EdtfError, first_day, last_day
from marsad.domain.reading import AmountMention, Reading
from marsad.pipeline.conflicts.context import bare, term_of, worth
from marsad.pipeline.conflicts.counts import PERCENT, Count, counts
from marsad.pipeline.origins import origin_of, outlet_known_as
from marsad.pipeline.series.roles import APART, FORMER, HOLDS, PLANNED, relation_start, role_of
from marsad.text.amounts.place_words import PLACES
from marsad.text.fold import fold
from marsad.text.tokens import Token, sentences

REACH = 25  # words to either side of an amount, in its sentence, that must say what it counts
CLOSE_BEFORE, CLOSE_AFTER = 12, 7  # words around an amount in which stands what it counts
BESIDE = 25  # characters from an amount to a day that is the amount's own
_TARGET_DAY = 80  # characters from a plan to its deadline
_WHOLE_UNIT = "1 "  # a unit is read as it is after a number
_VAGUE = tuple(map(fold, ("عشرات", "مئات", "آلاف", "ألوف", "ملايين", "مليارات", "بضع", "عدة")))
_COUNTING = frozenset({"عدد", "اعداد", "وعدد", "بعدد", "لعدد", "فعدد"})
_COUNT_REACH = 14  # words from «عدد الجنود» to its number
_JOINED = ("وب", "ول", "وف", "و", "ب", "ل", "ف")


@dataclass(frozen=True, slots=True)
class Told:
    """One number of one page. *terms* are the keys of the telling words in its reach, *close* of those right
    beside it, *noun* is the unit as written.

    *low* and *high* are as written, None where open: "less than 2000" is None..2000. The words are those of the number, with
    "less than"; the quote is their sentence.
    """

    page_id: str
    story: str
    outlet: str
    origin: str
    day: str
    value: float
    low: float | None
    high: float | None
    relation: str
    unit: str
    noun: str
    rate: str
    is_each: bool
    is_planned: bool
    start: int
    end: int
    quote_start: int
    quote_end: int
    place: str
    terms: frozenset[str]
    close: frozenset[str]
    is_own_day: bool

    @property
    def counted(self) -> tuple[str, str, bool]:
        """What two amounts must share to stand in one series."""
        return self.unit, self.rate, self.is_each

    @property
    def fact(self) -> tuple[str, float, float, float, str, bool]:
        """What is the same however often it is told."""
        low, high = (float("-inf") if self.low is None else self.low), (float("inf") if self.high is None else self.high)
        return self.day, self.value, low, high, self.relation, self.is_planned


@lru_cache(maxsize=4096)
def unit_key(unit: str) -> str:
    """Return the key of a unit as written: that of «الجنود» is that of «جندي»; "" for no unit."""
    words = unit.strip()
    words = words.removeprefix("و") if words.startswith("وال") else words
    text = _WHOLE_UNIT + words.removeprefix("ال")
    return next((count.unit for count in counts(text, [AmountMention(0, len(text), 1.0, text[len(_WHOLE_UNIT) :])])), "")


def tell(reading: Reading, known: Counter[str], found: tuple[Token, ...]) -> Iterator[Told]:
    """Yield what *reading* tells of each of its numbers, whose words are *found*; *known* counts the stems of all pages.

    Left out are parts, batches, changes and what is denied; and numbers without a day. A number of another day, in the
    sentence of one that counts the same or right after it, is of the same thing: its terms are those of both.
    """
    ends: dict[tuple[str, str, bool], Told] = {}
    for one in _tell(reading, known, found):
        last = ends.get(one.counted)
        if last is not None and one.is_own_day and not reading.text[last.quote_end : one.quote_start].strip():
            one = replace(one, terms=one.terms | last.terms, close=one.close | last.close)
        ends[one.counted] = one
        yield one


def _tell(reading: Reading, known: Counter[str], found: tuple[Token, ...]) -> Iterator[Told]:
    outlet = outlet_known_as(reading.outlet or "")
    spans = sentences(reading.text)
    firsts = [span[0] for span in spans]
    read = list(counts(reading.text, reading.amounts))
    amounts = {amount.start: amount for amount in reading.amounts}
    words = [(relation_start(found, count.start, _span(spans, firsts, count)[0]), count.end) for count in read]
    for place, count in enumerate(read):
        span = _span(spans, firsts, count)
        unit, noun = _unit(reading, found, span, read, place)
        if not unit or count.is_whole or _is_vague(reading.text[count.start : count.end], count):
            continue
        others = [other for other in words if other != words[place] and span[0] <= other[0] < span[1]]
        role = role_of(found, span, words[place], others, is_share=unit == PERCENT)
        day, is_own = _day(reading, count, span, others, role)
        if role == APART or day is None or (role == FORMER and not is_own):
            continue
        low, high, relation = _stretch(amounts[count.start], count)
        yield Told(
            page_id=reading.id,
            story=reading.story or reading.id,
            outlet=outlet,
            origin=origin_of(reading.agencies, outlet),
            day=day,
            value=count.value,
            low=low,
            high=high,
            relation=relation,
            unit=unit,
            noun=noun,
            rate=count.rate,
            is_each=count.is_each,
            is_planned=role == PLANNED or (role == HOLDS and _is_yet_to_come(day, reading.published)),
            start=words[place][0],
            end=count.end,
            quote_start=span[0],
            quote_end=max(span[1], count.end),
            place=_place(found, words, place, span),
            terms=_terms(found, count, span, known, words, (REACH, REACH)),
            close=_terms(found, count, span, known, words, (CLOSE_BEFORE, CLOSE_AFTER)),
            is_own_day=is_own,
        )


def _is_vague(words: str, count: Count) -> bool:
    """Return whether *words* give no number to speak of: «مئات», or a dual, which plurals and adjectives look like."""
    if any(map(str.isdigit, words)):
        return False
    return count.value in (1.0, 2.0) or fold(words).removeprefix("ب").startswith(_VAGUE)


def _span(spans: tuple[tuple[int, int], ...], firsts: list[int], count: Count) -> tuple[int, int]:
    place = bisect_right(firsts, count.start) - 1
    return spans[place] if place >= 0 and count.start < spans[place][1] else (count.start, count.end)


def _unit(reading: Reading, found: tuple[Token, ...], span: tuple[int, int], read: list[Count], place: int) -> tuple[str, str]:
    """Return the key of what is counted and its noun as written; for a bare number, of «عدد …» before it.

    Another number with a unit of its own between the two takes the noun away.
    """
    count = read[place]
    written = next((one.currency or one.unit for one in reading.amounts if one.start == count.start), "")
    if count.unit and not count.is_guessed:
        # Numbers after a definite noun are read with it: «عدد الجنود … 2500».
        return (unit_key(written) if written.startswith("ال") else count.unit), written.removeprefix("ال")
    here = bisect_left(found, count.start, key=lambda token: token.start)
    for back in range(here - 1, max(-1, here - 1 - _COUNT_REACH), -1):
        if found[back].start < span[0]:
            break
        if found[back].word in _COUNTING and back + 1 < here:
            noun = reading.text[found[back + 1].start : found[back + 1].end]
            key = unit_key(noun)
            between = [one.unit for one in read[:place] if one.start > found[back].start and not one.is_guessed]
            return ("", "") if any(unit not in ("", key) for unit in between) else (key, noun.removeprefix("ال"))
    return count.unit, ""


def _stretch(amount: AmountMention, count: Count) -> tuple[float | None, float | None, str]:
    """Return the lowest and highest value as written, and the relation."""
    scale = count.value / amount.value if amount.value else 1.0
    if amount.value_to is not None:
        return count.value, amount.value_to * scale, "="
    if count.end > amount.end:  # two numbers read as the ends of one range
        return count.value, count.high, "="
    if amount.relation in ("<", "<="):
        return None, count.value, amount.relation
    if amount.relation in (">", ">="):
        return count.value, None, amount.relation
    return count.value, count.value, amount.relation


def _terms(
    found: tuple[Token, ...],
    count: Count,
    span: tuple[int, int],
    known: Counter[str],
    numbers: list[tuple[int, int]],
    reach: tuple[int, int],
) -> frozenset[str]:
    place = bisect_left(found, count.start, key=lambda token: token.start)
    near = [
        token for token in found[max(0, place - reach[0]) : place + reach[1]] if span[0] <= token.start < span[1] and worth(token)
    ]
    # The noun that another number counts may tell what this is about; the words of a bare number or of its percent do not.
    return frozenset(
        term_of(bare(token.stem, known)) for token in near if not any(start <= token.start < end for start, end in numbers)
    )


def place_in(token: Token) -> str:
    """Return the place that *token* names, "" for none."""
    if token.word in PLACES:
        return token.word
    for joined in _JOINED:
        if token.word.startswith(joined) and token.word[len(joined) :] in PLACES:
            return token.word[len(joined) :]
    return ""


def _place(found: tuple[Token, ...], words: list[tuple[int, int]], place: int, span: tuple[int, int]) -> str:
    """Return the place named before the number, back to the last one; else right after it, up to the next one."""
    start, end = words[place]
    since = max([span[0], *(other[1] for other in words[:place])])
    until = min([span[1], *(other[0] for other in words[place + 1 :])])
    here = bisect_left(found, start, key=lambda token: token.start)
    for token in reversed(found[max(0, here - REACH) : here]):
        if token.start < since:
            break
        if name := place_in(token):
            return name
    after = bisect_left(found, end, key=lambda token: token.start)
    return next((name for token in found[after : after + 5] if token.start < until and (name := place_in(token))), "")


def _day(
    reading: Reading, count: Count, span: tuple[int, int], others: list[tuple[int, int]], role: str
) -> tuple[str | None, bool]:
    """Return the day, month or year named right beside the amount and True, else the page's own and False; None for neither.

    A plan takes the deadline that its sentence names after it.
    """
    reach = _TARGET_DAY if role == PLANNED else BESIDE
    named = []
    for date in reading.dates:
        if not date.value or "/" in date.value or date.is_doubtful or not span[0] <= date.start < span[1]:
            continue
        day = date.value.split("T")[0]
        far = date.start > count.end + reach or date.end < count.start - BESIDE
        if not far and is_day(day) and not _is_cut_off(others, count, date.start, date.end):
            named.append(day)
    if named and (len(set(named)) == 1 or role == PLANNED):
        return named[-1], True
    day = (reading.published or "").split("T")[0]
    return (day if is_day(day) else None), False


def _is_cut_off(others: list[tuple[int, int]], count: Count, start: int, end: int) -> bool:
    """Return whether another number stands between the amount and the day at *start*..*end*."""
    return any(count.end <= one < start or end <= other <= count.start for one, other in others)


def is_day(value: str) -> bool:
    """Return whether *value* is a day, month or year."""
    try:
        return isinstance(first_day(value), dt.date)
    except EdtfError:
        return False


def _is_yet_to_come(day: str, published: str | None) -> bool:
    page = (published or "").split("T")[0]
    return is_day(page) and first_day(day) > last_day(page)
