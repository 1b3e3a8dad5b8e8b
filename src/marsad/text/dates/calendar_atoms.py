"""Find days, months and years that a text gives by number or name, Gregorian and Hijri."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from marsad.text.dates.atoms import GAP, PART, SP, TURN, YEAR, Atom, part_of, turn_of
from marsad.text.dates.days import ORDINAL_DAY, ORDINAL_OPENING, STRIPPED_ORDINAL, day_number
from marsad.text.dates.hijri import HIJRI_MONTH, HIJRI_MONTH_OPENING, hijri_month_number
from marsad.text.dates.months import DOUBTFUL_ALONE, MONTH, MONTH_OPENING, NEEDS_DAY_AND_YEAR, month_number
from marsad.text.dates.openings import matches_at

_LED = r"(?<![\w])(?P<led>[وف]?(?:ال|لل|ب|ل|ك)?)"
_DIGIT_DAY = r"(?<![\d.,٫/])\d{1,2}(?!\d)"
_DAY = rf"(?:ال)?(?P<day>{_DIGIT_DAY}|{ORDINAL_DAY}|(?<=لل){STRIPPED_ORDINAL}(?!\w))"
_DAY_TO = rf"(?:{SP}(?P<bridge>-|و?(?:الي|حتي|لغايه)|و|او){SP}(?:ال)?(?P<day_to>{_DIGIT_DAY}|{ORDINAL_DAY}))?"
_TO_MONTH = rf"(?:{GAP}من|{SP}[/\-,،])?{SP}(?:[لب]?شهر{GAP})?"
_YEAR_NOUN = r"(?:(?:ال|لل|ل|ب)?(?:عام|سنه)(?!\w))"
_OF_YEAR = rf"(?:من{GAP})?{_YEAR_NOUN}"
_THIS_YEAR = rf"(?:من{GAP})?(?:(?:هذا|هذه){GAP})?(?:العام|السنه)(?!\w)"
# A year may be glued to its month, and a month to its day: «19نيسان2022».
_MONTH_END = rf"(?:(?!\w)|(?={YEAR}(?!\w)))"
_CALENDAR = re.compile(
    rf"""
    {_LED}(?:(?P<part>{PART}){GAP})?(?P<month_noun>شهر{GAP})?
    (?:{_DAY}{_DAY_TO}{_TO_MONTH})?
    (?<![^\W\d])(?P<month_led>[بلوف]?)(?P<month>{MONTH}){_MONTH_END}
    (?P<twin>{SP}[/\-(،,]{SP}(?P<month_slash>{MONTH}){_MONTH_END}(?:{SP}\))?|{GAP}(?P<month_beside>{MONTH}){_MONTH_END})?
    (?P<tail>
      {SP}[-/,،(]?{SP}(?:{_OF_YEAR}{GAP})?(?:ل|ال)?(?P<year>{YEAR})(?:{SP}م(?!\w))?(?:{GAP}{TURN})?
      |{GAP}{_THIS_YEAR}(?:{GAP}(?P<year_turn>{TURN})|(?!{GAP}\d))
      |{GAP}(?:من{GAP})?(?P<turn>{TURN})
    )?
    """.replace(" {", "\\ {").replace("\n", " "),
    re.X | re.I,
)
_LED_OPENING = "[وف]?(?:ال|لل|ب|ل|ك)?"
_DAY_OPENING = rf"(?:ال)?(?:\d{{1,2}}(?!\d)\w*|{ORDINAL_OPENING})"
CALENDAR_OPENING = rf"{_LED_OPENING}(?:{PART}|شهر|{_DAY_OPENING}|[بلوف]?{MONTH_OPENING}(?:\d{{4}})?)|[وف]?لل{STRIPPED_ORDINAL}"
ENGLISH_OPENING = MONTH_OPENING
MONTH_DAY_OPENING = rf"[وف]?(?:ال)?(?:\d{{1,2}}|{ORDINAL_OPENING})"
HIJRI_OPENING = rf"{_LED_OPENING}(?:شهر|{_DAY_OPENING}|{HIJRI_MONTH_OPENING})"
_CUE = re.compile(
    r"(?:^|[^\w])(?:[وف]?(?:في|منذ|خلال|بحلول|حتي|من|الي|بين|قبل|بعد|لغايه|شهري|اشهر|شهور|منتصف|نهايات|بدايات))\s{1,2}$"
    r"|[(/،,]\s{0,2}$"
)
_PART_BEFORE = re.compile(r"(النصف|الثلث|الربع|الاسبوع|العقد|الجزء)\s{1,3}$")
_CAR = re.compile(r"(?:سياره|سيارات|مركبه|طراز|شركه)\s{1,3}$")
_EVERY = re.compile(rf"{GAP}(?:من{GAP})?كل{GAP}(?:عام|سنه)(?!\w)")
_HALVES = {1: "first half", 2: "second half"}
# Streets, bridges, movements and risings bear a day whose year is not the nearest one.
_NAMED_AFTER = re.compile(
    r"(?:^|\W)[وف]?[بل]?(?:ال)?(?:شارع|جسر|ساحه|ملعب|مستشفي|مدرسه|حي|سد|مطار|ثوره|انتفاضه|حركه|قوي|حراك|ثوار|شهداء|نفق|مجمع|كذبه)\s{1,3}$"
)
_BETWEEN = re.compile(r"(?:^|\W)[وف]?بين\s{1,3}(?:يومي\s{1,3})?$")
_STRONG_CUE = re.compile(r"(?:^|[^\w])(?:[وف]?(?:في|منذ|خلال|بحلول))\s{1,2}$")
_ENGLISH = re.compile(
    rf"(?<!\w)(?=\w{{2,9}}(?: \w{{3,6}})?\.? {{1,3}}\d)(?P<month>{MONTH})\.?"
    rf"{GAP}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[,،]?{GAP}(?P<year>{YEAR})",
    re.I,
)
_MONTH_DAY = re.compile(
    rf"(?<!\w)(?P<led>[وف]?){_DAY}{_DAY_TO}(?:{GAP}(?:من{GAP})?(?:الشهر{GAP}(?P<turn>{TURN})|هذا{GAP}الشهر(?!\w))"
    rf"|{GAP}(?P<of>من{GAP})?(?P<current>الجاري|الحالي)(?!\w))"
)
_HIJRI = re.compile(
    rf"""
    {_LED}(?P<month_noun>شهر{GAP})?(?:{_DAY}{_TO_MONTH})?(?<!\w)(?P<month>{HIJRI_MONTH})(?!\w)
    (?P<tail>{SP}[-/,،]?{SP}(?:(?:من{GAP})?{_YEAR_NOUN}{GAP})?(?P<year>1[345]\d\d)(?!\d)(?:{SP}(?:هجريه|هجري|للهجره|ه)(?!\w))?)?
    """.replace(" {", "\\ {").replace("\n", " "),
    re.X,
)
_HIJRI_YEAR = re.compile(rf"(?<!\w)(?P<led>[وف]?){_YEAR_NOUN}{GAP}(?P<year>1[345]\d\d)(?!\d){SP}(?:هجريه|هجري|للهجره|ه)(?!\w)")
HIJRI_YEAR_OPENING = "[وف]?(?:ال|لل|ل|ب)?(?:عام|سنه)"


def _days(found: re.Match[str]) -> tuple[tuple[int, int | None], int, int | None]:
    """Return the day, or first and last, of a match; where it begins; and a day listed before that one: "3 and 9 March"."""
    first, start = day_number(found["day"]), found.start() + len(found["led"])
    if not found["day_to"]:
        return (first, None), start, None
    last, before = day_number(found["day_to"]), found.string[max(0, found.start() - 24) : found.start()]
    is_list = found["bridge"] == "او" or (found["bridge"] == "و" and not _BETWEEN.search(before))
    if is_list and last != first + 1:
        return (last, None), found.start("day_to"), first
    return (first, last), start, None


def _calendar(found: re.Match[str]) -> tuple[Atom, ...] | None:
    """Return the pieces of a match of `_CALENDAR` (two for a list of days), or None where the name is no month."""
    month, twin, end = month_number(found["month"]), found["month_slash"] or found["month_beside"], found.end()
    has_tail = bool(found["tail"])
    if twin and month_number(twin) != month:
        end, has_tail = found.end("month"), False
    day = found["day"]
    is_bare = day is None and not has_tail and not (twin and end == found.end()) and not found["month_noun"] and not found["part"]
    before = found.string[max(0, found.start() - 24) : found.start()]
    if is_bare:
        name = found["month"].casefold()
        is_led = bool(found["month_led"] or found["led"])
        is_cued = _STRONG_CUE.search(before) if name in DOUBTFUL_ALONE else is_led or not before.strip() or _CUE.search(before)
        if name.isascii() or not is_cued or (is_led and name in DOUBTFUL_ALONE):
            return None
    if not found["year"] and _EVERY.match(found.string, end):
        return None
    if found["month"] == "نيسان" and not day and _CAR.search(before):
        return None
    if found["month"] in NEEDS_DAY_AND_YEAR and not (day and found["year"]):
        return None
    if day and not has_tail and _NAMED_AFTER.search(before):
        return None
    if day and (piece := _PART_BEFORE.search(before)):
        half = _HALVES.get(day_number(day), "") if piece[1] == "النصف" else ""
        start = found.start() - len(before) + piece.start(1) if half else found.start("month")
        return (Atom(start, end, "calendar", int(found["year"]) if found["year"] else None, month, part=half),)
    (first, last), start, listed = _days(found) if day else ((None, None), found.start() + len(found["led"]), None)
    if not day and start == found.start("month") - len(found["month_led"]):
        start = found.start("month")
    if not all(number is None or 1 <= number <= 31 for number in (first, last, listed)):
        return None
    turn, year_turn = (turn_of(found["turn"]), found["year_turn"]) if has_tail else ("", None)
    if has_tail and not found["year"] and not turn:
        turn = f"{turn_of(year_turn) or 'this'} year"
    year = int(found["year"]) if has_tail and found["year"] else None
    part = part_of(found["part"])
    is_led = bool(found["led"].strip("ال") or found["month_led"])
    atom = Atom(start, end, "calendar", year, month, first, last, part=part, turn=turn, is_led=is_led)
    return (atom._replace(start=found.start("day"), end=found.end("day"), day=listed), atom) if listed else (atom,)


def month_day_atoms(text: str, starts: Sequence[int]) -> Iterator[Atom]:
    """Yield days of this, last or next month: "the fourth of the current month"."""
    for found in matches_at(_MONTH_DAY, text, starts):
        if _PART_BEFORE.search(text[max(0, found.start() - 12) : found.start()]):
            continue
        if found["current"] and not found["of"] and not found["day"].isdecimal():
            continue
        turn, led = f"{turn_of(found['turn']) or 'this'} month", bool(found["led"])
        days, start, _ = _days(found)
        yield Atom(start, found.end(), "calendar", day=days[0], day_to=days[1], turn=turn, is_led=led)


def calendar_atoms(text: str, starts: Sequence[int]) -> Iterator[Atom]:
    """Yield what gives a month by its name in the smooth *text*, with the day and year beside it."""
    position = 0
    for start in starts:
        found = _CALENDAR.match(text, start) if start >= position else None
        if found is None:
            continue
        atoms = _calendar(found)
        if atoms is not None:
            yield from atoms
        position = atoms[-1].end if atoms is not None else found.end("month")


def english_atoms(text: str, starts: Sequence[int]) -> Iterator[Atom]:
    """Yield days in the American order: June 3, 2024."""
    for found in matches_at(_ENGLISH, text, starts):
        day = int(found["day"])
        if 1 <= day <= 31:
            yield Atom(found.start(), found.end(), "calendar", int(found["year"]), month_number(found["month"]), day)


def hijri_year_atoms(text: str, starts: Sequence[int]) -> Iterator[Atom]:
    """Yield Hijri years that say so: "the year 1445 of the Hijra"."""
    for found in matches_at(_HIJRI_YEAR, text, starts):
        yield Atom(found.start() + len(found["led"]), found.end(), "hijri", int(found["year"]), is_led=bool(found["led"]))


def hijri_atoms(text: str, starts: Sequence[int]) -> Iterator[Atom]:
    """Yield Hijri days and months; a month by itself, a name like any other, only with a day or a year."""
    for found in matches_at(_HIJRI, text, starts):
        day = day_number(found["day"]) if found["day"] else None
        if (day is None and not found["year"]) or not 1 <= (day or 1) <= 30:
            continue
        if not found["year"] and _NAMED_AFTER.search(text[max(0, found.start() - 24) : found.start()]):
            continue
        year = int(found["year"]) if found["year"] else None
        month = hijri_month_number(found["month"])
        yield Atom(found.start() + len(found["led"]), found.end(), "hijri", year, month, day, is_led=bool(found["led"]))
