"""The pieces of which dates are made, as the words give them and before they are reckoned: days, months, years, hours."""

from __future__ import annotations

from typing import NamedTuple

SP = " {0,3}"
GAP = " {1,3}"
PARTS = {
    "start": "بدايه|بدايات|مطلع|اوايل|مستهل",
    "middle": "منتصف|اواسط|وسط",
    "late": "اواخر|نهايات",
    "end": "نهايه|اخر|ختام|موفي|متم",
}
PART = "(?:" + "|".join(PARTS.values()) + ")"
TURNS = {
    "next": ("المقبل", "القادم", "الاتي"),
    "last": ("الماضي", "المنصرم", "الفايت", "المنقضي", "الفارط"),
    "this": ("الجاري", "الحالي"),
}
TURN_ENDINGS = "ه|ين|تين"
TURN = "(?:" + "|".join(word for words in TURNS.values() for word in words) + rf")(?:{TURN_ENDINGS})?(?!\w)"
YEAR = r"(?:1[89]|20)\d\d(?!\d|[.,٫]\d)"


class Atom(NamedTuple):
    """One piece of a date at *start*..*end* of the smooth text.

    *kind*: "calendar" (day, month or year of the Gregorian calendar), "hijri", "today" (a day counted from publication),
    "weekday", "span" (this, last or next week, month, year), "counted" (three months ago), "quarter" (also halves), "clock".
    *is_led*: "and", "from" or the like is joined to it. A named tuple, since a frozen dataclass of so many fields takes
    longer to make than to find.
    """

    start: int
    end: int
    kind: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    day_to: int | None = None
    year_to: int | None = None
    part: str = ""
    turn: str = ""
    weekday: int | None = None
    shift: int = 0
    unit: str = ""
    clock: str = ""
    is_led: bool = False


_PART_OF = {word: part for part, words in PARTS.items() for word in words.split("|")}
_TURN_OF = {stem + ending: turn for turn, stems in TURNS.items() for stem in stems for ending in ("", *TURN_ENDINGS.split("|"))}


def part_of(word: str | None) -> str:
    """Return "start", "middle", "late" or "end" for the word before a month or year; "" for none."""
    return _PART_OF.get(word, "") if word else ""


def turn_of(word: str | None) -> str:
    """Return "next", "last" or "this" for the word after a month, week or year; "" for none."""
    return _TURN_OF.get(word, "") if word else ""
