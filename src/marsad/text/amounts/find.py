"""Find the amounts of an Arabic text: the number, what it counts, its currency, whose it is, and how exact it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from marsad.domain.reading import AmountMention
from marsad.text.align import cut, smooth
from marsad.text.amounts.about import MEASURE_FORMS, about_after, about_before, words_before
from marsad.text.amounts.drafts import Draft, Span
from marsad.text.amounts.labels import skipped_to
from marsad.text.amounts.money import currency_of, sign_after, sign_before
from marsad.text.amounts.numeral_finder import find_numerals
from marsad.text.amounts.ranges import join_range
from marsad.text.amounts.relations import relation_after, relation_before
from marsad.text.amounts.unit_words import COUNTED_WHOLE
from marsad.text.amounts.units import dual_start, is_unit, unit_after
from marsad.text.digits import Numeral

_BEFORE_PERCENT = frozenset(" )%ب")
_PERCENT = re.compile(r" {0,2}\)? {0,2}(?:%|(?:ب|في )ال(?:مايه|ميه)(?!\w)|بالمليه(?!\w))")
# A text that writes "8.400.000" groups by points throughout: its "31.250" is a whole number too.
_POINTED, _POINTED_ONCE = re.compile(r"(?<![\d.])\d{1,3}\.\d{3}\.\d{3}(?![\d.]\d)"), re.compile(r"[1-9]\d{0,2}\.\d{3}")
# A decimal whose point has a mark of direction behind it stands as it is seen from the right: "8.<RLM>168" is 168.8.
_TURNED = re.compile(r"(\d{1,3})\.(\d{1,6})")
_RIGHT_TO_LEFT = "\u200f"
_QUOTES = str.maketrans(dict.fromkeys('«»()"“”[]', " "))
_QUOTED = re.compile(r"[«»()\"“”\[\]]")
_PARTICLES = frozenset({"ب", "ل", "و", "ف", "ك", "ال", "بال", "وال", "لل", "فال"})
_MONEY_SIGNS, _SIGN_OR_CODE = frozenset("$€£¥₺"), frozenset("$€£¥₺ABCDEFGIJKLMNOQRSTUYدر")
_AGAIN = re.compile(r" {0,2}\( {0,2}")
_LOOK_BACK, _NEAR = 56, 8


def find_amounts(text: str) -> tuple[AmountMention, ...]:
    """Return the amounts of *text* in order: value, relation, noun as written ("" none, "%" percent), currency, whose it is.

    Offsets point into *text* as it was. Numbers that name (law 11, brigade 56), order, time or score are left out. A range is
    two amounts: the lower has the upper in `value_to`. Takes time in proportion to the text.
    """
    plain, offsets = smooth(text)
    seen: dict[str, str] = {}
    return tuple(_mention(text, plain, offsets, draft, seen) for draft in _drafts(text, plain, offsets))


def _drafts(text: str, plain: str, offsets: Sequence[int]) -> list[Draft]:
    """Return the amounts of the smooth text *plain* in order, none overlapping another."""
    drafts: list[Draft] = []
    floor, dual_end = 0, -1
    is_pointed: bool | None = None
    for found in find_numerals(plain):
        if isinstance(found, Numeral):
            if found.start < floor or (drafts and found.start < drafts[-1].end):
                continue
            if found.in_words and found.value == 1 and text[offsets[found.start + 1] : offsets[found.start + 1] + 1] == "أ":
                continue  # «وأحد»: "and one of", which the smooth text spells like «واحد»
            if _POINTED_ONCE.fullmatch(plain, found.start, found.end):
                is_pointed = _POINTED.search(plain) is not None if is_pointed is None else is_pointed
                if is_pointed:
                    found = found._replace(value=float(plain[found.start : found.end].replace(".", "")))
            if found.value != int(found.value) and offsets[found.end] - offsets[found.start] > found.end - found.start:
                found = _turn(text, plain, offsets, found)
            draft, floor = _draft(plain, found)
            if draft is None or (draft.value == 2 and found.in_words and _follows(plain, dual_end, found.start)):
                continue  # «شخصين اثنين»: two persons, and said again
            _append(plain, drafts, draft)
            continue
        start, end = found.span()
        if drafts and start < drafts[-1].end:
            dual_end = end
            continue
        skip = dual_start(found.group()) if start >= floor else None
        is_after_noun = _follows(plain, dual_end, start) or (
            drafts and drafts[-1].unit and _follows(plain, drafts[-1].end, start)
        )
        if skip == 0 and is_after_noun:
            dual_end = end  # an adjective of the noun before it
        elif skip is not None:
            dual_end = end
            _append(plain, drafts, _dual(plain, start + skip, end))
    return drafts


def _turn(text: str, plain: str, offsets: Sequence[int], found: Numeral) -> Numeral:
    """Return *found* with its whole and its decimals turned about where a mark of direction stands behind the point."""
    parts = _TURNED.match(plain, found.start)
    if parts is None or text[offsets[parts.end(1)] + 1 : offsets[parts.end(1)] + 2] != _RIGHT_TO_LEFT:
        return found
    return found._replace(value=round(float(f"{parts[2]}.{parts[1]}") * found.scale, 6))


def _follows(plain: str, end: int, start: int) -> bool:
    """Tell whether *start* stands right after *end*, but for a few spaces; -1 is the end of nothing."""
    return 0 <= end <= start <= end + _NEAR and not plain[end:start].strip(" ")


def _dual(plain: str, start: int, end: int) -> Draft:
    """Return "two rounds", a noun that counts itself."""
    words, _ = _before(plain, start)
    relation = relation_before(words)[0] or relation_after(plain, end) or "="
    return Draft(start, end, 2.0, relation, unit=(start, end), about=about_after(plain, end, plain[start:end], is_share=False))


def _append(plain: str, drafts: list[Draft], draft: Draft) -> None:
    """Add *draft*, joined to the last where they are the ends of a range, or dropped where it says the last again in words."""
    if drafts and draft.start - drafts[-1].end <= _NEAR:
        last = drafts[-1]
        if last.value == draft.value and _AGAIN.fullmatch(plain, last.end, draft.start):
            if last.is_bare:
                drafts[-1] = last._replace(unit=draft.unit, is_percent=draft.is_percent, about=last.about or draft.about)
            if last.is_bare or last.is_percent == draft.is_percent:
                return
        drafts[-1], draft = join_range(plain, last, draft)
    drafts.append(draft)


def _before(text: str, start: int) -> tuple[list[str], str]:
    """Return the words before a number, as written, and the particle written on to the number ("" for none)."""
    before = text[max(0, start - _LOOK_BACK, text.rfind("\n", max(0, start - _LOOK_BACK), start)) : start]
    if _QUOTED.search(before):
        before = before.translate(_QUOTES)
    words = before.rstrip(" -$€£%").rsplit(None, 6)
    return (words[:-1], words[-1]) if words and words[-1] in _PARTICLES else (words, "")


def _draft(text: str, numeral: Numeral) -> tuple[Draft | None, int]:
    """Return the amount of *numeral*, None where it counts nothing, and where to read on."""
    start, end = numeral.start, numeral.end
    words, joined = _before(text, start)
    percent = _PERCENT.match(text, end) if text[end : end + 1] in _BEFORE_PERCENT else None
    unit: Span | None = None
    if percent is None and not (start and text[start - 1] == "%" and not text[start - 2 : start - 1].isdecimal()):
        unit = _unit(text, numeral)
    elif percent is None:
        start -= 1
    is_percent = percent is not None or start < numeral.start
    if unit and unit[0] < start:
        start = unit[0]
    skip = skipped_to(text, numeral, words, joined=joined, is_counted=is_percent or unit is not None or numeral.scale != 1)
    if skip:
        return None, skip
    if numeral.in_words and numeral.value == 1:
        if text.startswith((" من ", " تلو "), end):
            return None, end  # "one of the largest": a manner of speaking
        unit = _noun_before(text, start) or unit
    after = max(end, percent.end() if percent else 0, unit[1] if unit else 0)
    relation, said = relation_before(words, joined)
    relation = relation or relation_after(text, after) or numeral.relation or "="
    about: Span | None = None
    if not MEASURE_FORMS.keys().isdisjoint(words):
        counted, about = about_before(text, numeral.start, said)
        unit = unit or (None if is_percent else counted)
    if unit is None and joined == "ال" and not is_percent:
        unit = _noun_before(text, start)
    if about is None and text.startswith(" ", after) and text[after + 1 : after + 2].isalpha():
        noun = text[slice(*unit)] if unit else ""
        about = about_after(text, after, noun, is_share=is_percent or (unit is None and 0 < numeral.value < 1))
    value = round(numeral.value, 9 if is_percent else 6)
    if (
        unit
        and not numeral.in_words
        and text[slice(*unit)] in COUNTED_WHOLE
        and _POINTED_ONCE.fullmatch(text, numeral.start, end)
    ):
        value = round(value * 1000, 6)  # «14.500 من الجنود»: nobody counts half a soldier
    return Draft(start, after, value, relation, numeral.value_to, unit, is_percent, about, numeral.scale), end


def _unit(text: str, numeral: Numeral) -> Span | None:
    """Return the span of the sign or noun that says what *numeral* counts, before or after it."""
    start, end = numeral.start, numeral.end
    following = text[end : end + 2].lstrip(" ")[:1]
    if following in _SIGN_OR_CODE:
        sign = sign_after(text, end)
        if sign:
            return sign
    if start and text[start - 1] != "\n":
        leading = text[max(0, start - 2) : start].rstrip(" ")[-1:]
        if leading in _MONEY_SIGNS or ("A" <= leading <= "Z"):
            sign = sign_before(text, start)
            if sign:
                return sign
    is_loose = 0 < numeral.value < 1 or numeral.relation in (">=", "~")
    return unit_after(text, end, may_be_definite=is_loose)


def _noun_before(text: str, start: int) -> Span | None:
    """Return the noun of «شخص واحد», where "one" follows what it counts, and of «الدول الـ27»."""
    words = words_before(text, start)
    is_definite = bool(words) and words[-1].word == "ال"
    if is_definite:
        words.pop()
    if not words or words[-1].end < start - 5 or words[-1].word.startswith("ال") != is_definite:
        return None
    return words[-1][1:] if is_unit(words[-1].word, may_be_definite=True) else None


def _mention(text: str, plain: str, offsets: Sequence[int], draft: Draft, seen: dict[str, str]) -> AmountMention:
    """Return *draft* with offsets, unit and currency of the text as it was."""
    start, end = cut(offsets, draft.start, draft.end)
    about = cut(offsets, *draft.about) if draft.about else (None, None)
    unit, currency = "%" if draft.is_percent else "", ""
    if draft.unit:
        unit = text[slice(*cut(offsets, *draft.unit))]
        currency = currency_of(plain[slice(*draft.unit)], plain, seen)
    return AmountMention(start, end, draft.value, unit, draft.relation, draft.value_to, currency, *about)
