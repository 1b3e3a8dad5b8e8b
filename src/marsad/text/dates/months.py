"""Names of the Gregorian months in the Arabic press: Levantine, Egyptian, Maghrebi and their common misspellings."""

from __future__ import annotations

import re
from itertools import pairwise

from marsad.text.dates.words_pattern import words_pattern

_NAMES: dict[int, str] = {
    1: "يناير|كانون الثاني|كانون ثاني|كانون ثان|كانون التاني|كانون2|ك2|جانفي|جانفيي|ينايير|January|Jan",
    2: "فبراير|شباط|شباظ|فيفري|فيفرى|فبرايير|February|Feb",
    3: "مارس|اذار|March|Mar",
    4: "ابريل|نيسان|افريل|ابرايل|نيسن|April|Apr",
    5: "مايو|ايار|ماي|May",
    6: "يونيو|يونيه|يونيوا|حزيران|حزيرن|حزران|حيزران|جوان|June|Jun",
    7: "يوليو|يوليه|يوليوا|تموز|جويليه|يوليوز|July|Jul",
    8: "اغسطس|اب|اوت|غشت|اغشت|August|Aug",
    9: "سبتمبر|ايلول|شتنبر|شتمبر|September|Sept|Sep",
    10: "اكتوبر|تشرين الاول|تشرين اول|تشرين1|ت1|اوكتوبر|October|Oct",
    11: "نوفمبر|تشرين الثاني|تشرين ثاني|تشرين ثان|تشرين التاني|تشرين2|ت2|نونبر|نوفنبر|November|Nov",
    12: "ديسمبر|كانون الاول|كانون اول|كانون1|ك1|دجنبر|دجمبر|December|Dec",
}
# The Libyan names of 1978 to 2011: words of every day, so a month only between a day and a year.
_LIBYAN: dict[int, str] = {
    1: "اي النار", 2: "النوار", 3: "الربيع", 4: "الطير", 5: "الماء", 6: "الصيف", 7: "ناصر", 8: "هانيبال", 9: "الفاتح",
    10: "التمور", 11: "الحرث", 12: "الكانون",
}  # fmt: skip
NEEDS_DAY_AND_YEAR = frozenset(_LIBYAN.values()) | {"ت1", "ت2", "ك1", "ك2"}
_MISSPELT = {2: "فبراير", 8: "اغسطس", 9: "سبتمبر", 10: "اكتوبر", 11: "نوفمبر", 12: "ديسمبر"}
# One letter less or two swapped would make these "lights up" and the city of Erbil.
_STRETCHED = {1: "يناير", 4: "ابريل", 7: "يوليو", 6: "يونيو"}

# Also words of another meaning ("he practised", "father", a car): a month only where something beside them says so.
DOUBTFUL_ALONE = frozenset({"ماي", "اب", "مارس", "جوان", "اوت", "نيسان"})


def _slips(name: str) -> set[str]:
    """Return *name* with one letter left out, or two neighbours swapped."""
    dropped = {name[:i] + name[i + 1 :] for i in range(1, len(name))}
    swapped = {name[:i] + right + left + name[i + 2 :] for i, (left, right) in enumerate(pairwise(name))}
    return dropped | swapped


def _stretches(name: str) -> set[str]:
    """Return *name* with one letter written twice, or a long vowel where the foreign name has a short one."""
    doubled = {name[: i + 1] + name[i:] for i in range(len(name))}
    return doubled | {name[:i] + vowel + name[i:] for i in range(1, len(name)) for vowel in "اوي"}


def _numbers() -> dict[str, int]:
    known = {name.casefold(): number for number, names in _NAMES.items() for name in names.split("|")}
    known |= {name: number for number, name in _LIBYAN.items()}
    for number, name in _MISSPELT.items():
        for slip in _slips(name) | _stretches(name):
            known.setdefault(slip, number)
    for number, name in _STRETCHED.items():
        for slip in _stretches(name):
            known.setdefault(slip, number)
    return known


_NUMBERS = _numbers()
_WRONG_LETTER = tuple(
    (re.compile(name[0] + "(?:" + "|".join(name[1:i] + "[ء-ي]" + name[i + 1 :] for i in range(1, len(name))) + ")"), number)
    for number, name in _MISSPELT.items()
)
_WRONG = "|".join(pattern.pattern for pattern, _ in _WRONG_LETTER)

# Regular expressions, without groups, of a month's name in smooth text (`marsad.text.align`) and of its first word.
MONTH = f"(?:{words_pattern(_NUMBERS)}|{_WRONG})"
MONTH_OPENING = f"(?:{words_pattern(name.split()[0] for name in _NUMBERS)}|{_WRONG})"


def month_number(name: str) -> int:
    """Return 1 to 12 for the month *name*, as `MONTH` matched it. Raise KeyError for what is no month."""
    if name in _NUMBERS:
        return _NUMBERS[name]
    key = " ".join(name.casefold().split())
    if key in _NUMBERS:
        return _NUMBERS[key]
    for pattern, number in _WRONG_LETTER:
        if pattern.fullmatch(key):
            return number
    raise KeyError(name)
