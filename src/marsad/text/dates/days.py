"""Words for days: weekdays, days of the month as ordinals, and the parts of a day."""

from __future__ import annotations

from marsad.text.dates.words_pattern import words_pattern

_WEEKDAYS: dict[int, str] = {
    0: "الاثنين|الاتنين|دوشنبه",
    1: "الثلاثاء|الثلاثا|الثلثاء|سه شنبه|سهشنبه",
    2: "الاربعاء|الاربعا|چهارشنبه",
    3: "الخميس|پنجشنبه|پنج شنبه",
    4: "الجمعه",
    5: "السبت",
    6: "الاحد|يكشنبه",
}
_WEEKDAY_NUMBERS = {name: number for number, names in _WEEKDAYS.items() for name in names.split("|")}
WEEKDAY = words_pattern(_WEEKDAY_NUMBERS)

_FIRST_TEN = ("الاول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر")
_ONES = ("الحادي", *_FIRST_TEN[1:9])


def _ordinals() -> dict[str, int]:
    known = {word: number for number, word in enumerate(_FIRST_TEN, 1)}
    known["فاتح"] = known["الفاتح"] = known["غره"] = known["اول"] = 1
    for number, word in enumerate(_ONES, 1):
        known[f"{word} عشر"] = known[f"{word} عشره"] = 10 + number
        for ending in ("ين", "ون"):
            known[f"{word} والعشر{ending}"] = known[f"{word} و العشر{ending}"] = 20 + number
    for ending in ("ين", "ون"):
        known[f"العشر{ending}"], known[f"الثلاث{ending}"] = 20, 30
        known[f"الحادي والثلاث{ending}"] = known[f"الواحد والثلاث{ending}"] = 31
        known[f"الواحد والعشر{ending}"] = 21
    return known


_ORDINALS = _ordinals()

# Regular expressions, without groups, of a day of the month in words, in smooth text (`marsad.text.align`), and its first word.
ORDINAL_DAY = rf"(?:{words_pattern(word for word in _ORDINALS if word != 'اول')}|(?<!ال)اول)(?!\w)"
STRIPPED_ORDINAL = words_pattern(word[2:] for word in _ORDINALS if word.startswith("ال") and " " not in word)
ORDINAL_OPENING = words_pattern(word.split()[0] for word in _ORDINALS)

_MORNING = ("ص", "صباحا", "صباح", "فجرا", "فجر", "am")
_EVENING = ("م", "مساء", "ليلا", "عصرا", "عصر", "ظهرا", "ظهر", "بعد الظهر", "pm")
HALF_DAY = words_pattern((*_MORNING, *_EVENING))

_HOURS = ("الواحده", "الثانيه", "الثالثه", "الرابعه", "الخامسه", "السادسه", "السابعه", "الثامنه", "التاسعه", "العاشره")
_HOUR_NUMBERS = {word: number for number, word in enumerate(_HOURS, 1)} | {"الحاديه عشره": 11, "الثانيه عشره": 12}
HOUR_WORD = words_pattern(_HOUR_NUMBERS)


def weekday_number(name: str) -> int:
    """Return 0 (Monday) to 6 (Sunday) for the weekday *name*. Raise KeyError for what is none."""
    return _WEEKDAY_NUMBERS[name] if name in _WEEKDAY_NUMBERS else _WEEKDAY_NUMBERS[" ".join(name.split())]


def day_number(word: str) -> int:
    """Return the day of the month that *word* (digits or an ordinal) gives. Raise KeyError for what is none."""
    return int(word) if word.isdecimal() else _ORDINALS.get(key := " ".join(word.split())) or _ORDINALS["ال" + key]


def hour_number(word: str) -> int:
    """Return 1 to 12 for an hour in words. Raise KeyError for what is none."""
    return _HOUR_NUMBERS[" ".join(word.split())]


def clock(hour: int, minute: int, half: str | None) -> str | None:
    """Return "HH:MM" for an hour, with the half of the day where it was given, or None where the day has no such time."""
    if half is not None and hour <= 12:
        if half.casefold() in _MORNING:
            hour = 0 if hour == 12 else hour
        elif hour < 12 and not (half in ("ظهرا", "ظهر") and hour == 11):
            hour += 12
    return f"{hour:02d}:{minute:02d}" if 0 <= hour <= 23 and 0 <= minute <= 59 else None
