"""Find what is counted from the day of publication (today, last week, three months ago), weekdays, and times of day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from marsad.text.dates.atoms import GAP, PART, SP, TURN, Atom, part_of, turn_of
from marsad.text.dates.counts import COUNT, COUNT_OPENING, number_of
from marsad.text.dates.days import HALF_DAY, HOUR_WORD, WEEKDAY, clock, hour_number, weekday_number
from marsad.text.dates.openings import matches_at
from marsad.text.dates.words_pattern import words_pattern

_DAY_NOUN = rf"(?:(?:هذا|يوم){GAP})?"
_TODAY_WORDS = {
    "اليوم": 0, "الليله": 0, "الليله الماضيه": -1, "امس الاول": -2, "اول امس": -2, "اول من امس": -2, "امس": -1, "الامس": -1,
    "البارحه": -1, "بعد غد": 2, "بعد غدا": 2, "غدا": 1, "غد": 1, "الغد": 1,
}  # fmt: skip
_TODAY_WORD = "|".join(word.replace(" ", GAP) for word in sorted(_TODAY_WORDS, key=lambda word: -len(word)))
_TODAY = re.compile(rf"(?<!\w)(?P<led>[وفلب]?){_DAY_NOUN}(?P<word>{_TODAY_WORD})(?!\w)")
TODAY_OPENING = rf"[وفلب]?(?:هذا|يوم|{words_pattern(word.split()[0] for word in _TODAY_WORDS)})"
WEEKDAY_OPENING = rf"[وفلب]?(?:هذا|يوم|{WEEKDAY})"
# "The day" and "a day" that are no today: "barrels in the day", "the same day", "the day after", "World Environment Day".
_NOT_TODAY_BEFORE = re.compile(r"(?:^|\W)(?:في|نفس|ذات|ذلك|مثل|طوال|طيله|خلال|طول)\s{1,3}$")
_NOT_TODAY_AFTER = re.compile(
    rf"{GAP}(?:التالي|الذي|الواحد|نفسه|ذاته|العالمي|الوطني|الدولي|الدراسي|الاول|الثاني|الثالث|الرابع|الخامس|السادس|السابع|الثامن|التاسع|العاشر|"
    r"السابق|الاخير|الموعود|المفتوح|العلمي|الاعلامي|الموالي|المذكور|المقبل|القادم|الماضي)(?!\w)"
)
# A paper or agency whose name ends in "today".
_TITLE = re.compile(r"[\"«“](?:\w{2,10} ){1,2}$|(?:^|\W)(?:المصري|راي) $")
# "General", which is written like "the year".
_GENERAL = re.compile(
    r"(?:الامين|المدير|الراي|القايد|المفتش|المدعي|النايب|المنسق|المراقب|السكرتير|القطاع|المال|الصالح|الوضع|المشهد|الاتحاد)\s{1,3}$"
)
_OUTLET = re.compile(
    r"(?:وكاله|صحيفه|جريده|قناه|موقع|شبكه|منصه) (?:العراق|بغداد|المصري|راي|روسيا|مصر|كردستان|الموصل|البصره|لبنان|"
    r"سوريا|الاردن|اليمن) $"
)
_QUOTES_END = tuple('"»”')
_WEEKDAY = re.compile(
    rf"(?<!\w)(?P<led>[وفلب]?){_DAY_NOUN}(?P<name>{WEEKDAY})(?!\w)"
    rf"(?:{GAP}(?P<turn>{TURN})|{GAP}من{GAP}الاسبوع{GAP}(?P<week>{TURN}))?"
)
_NOT_A_WEEKDAY = re.compile(
    r"(?:^|\W)(?:صلاه|خطبه|خطبتي|الجيش|العيد|خطيب|امام|جريده|صحيفه|مجله|كل|حزب|ايام|كلا|هذين|حي|سوق|قريه|شارع|جامع|مسجد)\s{1,3}$"
)
_NO_WEEKDAY_AFTER = re.compile(rf"{GAP}(?:السوداء|البيضاء|العظيمه|الحزينه|الاسود|الدامي|الداميه|معا|كليهما|الاخرين)(?!\w)")

_UNITS = {
    "ساعه|ساعات|دقيقه|دقايق": "hour",
    "يوم|يوما|ايام|ليله|ليال": "day",
    "اسبوع|اسبوعا|اسابيع": "week",
    "شهر|شهرا|اشهر|شهور": "month",
    "عام|عاما|اعوام|سنه|سنوات|سنين": "year",
    "عقد|عقدا|عقود": "decade",
}
_PAIRS = {
    "ساعتين": "hour", "يومين": "day", "اسبوعين": "week", "شهرين": "month", "عامين": "year", "سنتين": "year", "عقدين": "decade",
}  # fmt: skip
_UNIT_OF = {name: unit for names, unit in _UNITS.items() for name in names.split("|")}
_UNIT = "(?:" + "|".join(sorted(_UNIT_OF, key=lambda word: -len(word))) + r")(?!\w)"
_MANY = frozenset({"ساعات", "دقايق", "ايام", "ليال", "اسابيع", "اشهر", "شهور", "اعوام", "سنوات", "سنين", "عقود"})
_AMOUNT = rf"(?:(?P<pair>{'|'.join(_PAIRS)})(?!\w)|(?:(?P<count>{COUNT}){SP})?(?P<unit>{_UNIT}))"
AGO_OPENING = "[وف]?(?:قبل|منذ|بعد)|غضون"
_IN = re.compile(r"(?<!\w)[وف]?في {1,3}\Z")
COUNTED_OPENING = rf"[وفل]?(?:ال)?(?:{COUNT_OPENING}|{_UNIT}|{words_pattern(_PAIRS)})"
_OVER = re.compile(rf"(?<!\w)(?P<led>[وفل]?)(?:خلال|في|علي{GAP}مدي|طوال){GAP}\Z")
SPAN_OPENING = rf"[وفلب]?(?:{PART}|هذا|هذه|ال(?:اسبوع|شهر|عام|سنه))"
CLOCK_OPENING = r"\d{1,2}|الساعه"
_AT_HOUR = re.compile(rf"(?<![\w:.,/])(?:(?:عند|في|علي){GAP})?(?:(?:تمام|حدود|حوالي){GAP})?الساعه{GAP}\Z")
_AT = re.compile(rf"(?<!\w)(?:(?:عند|في|علي){GAP}(?:(?:تمام|حدود|حوالي){GAP})?|(?:حوالي|قرابه){GAP})\Z")
_AGO = re.compile(
    rf"(?<!\w)(?P<led>[وف]?)(?P<way>قبل|منذ|في{GAP}غضون|بعد){GAP}(?P<rough>(?:نحو|حوالي|قرابه|زهاء){GAP})?{_AMOUNT}"
    rf"(?!{GAP}(?:من{GAP}(?!(?:الان|اليوم)(?!\w))|\(?\d|الانتخابات|ان(?!\w)|و{SP}(?:نصف|ربع)))(?:{GAP}من{GAP}(?:الان|اليوم)(?!\w))?"
)
_COUNTED_TURN = re.compile(
    rf"(?<!\w)(?P<led>[وفل]?)(?:ال(?P<pair>{'|'.join(_PAIRS)})"
    rf"|ال(?P<unit>{_UNIT}){GAP}ال{SP}(?P<count>{COUNT})|(?:ال)?(?P<count_first>{COUNT}){GAP}(?P<unit_last>{_UNIT})){GAP}(?P<turn>{TURN}|الاخير(?:ه|ين|تين)?(?!\w)(?!{GAP}من))"
)
_ONE_TURN = re.compile(
    rf"(?<!\w)(?P<led>[وفلب]?)(?:(?P<part>(?!بدايه{GAP}من){PART}){GAP}(?:من{GAP})?)?"
    rf"(?:(?P<this>هذا|هذه){GAP})?ال(?P<unit>اسبوع|شهر|عام|سنه)(?!\w)(?:{GAP}(?:الدراسي{GAP})?(?P<twice>(?:ما{GAP})?قبل{GAP})?(?P<turn>{TURN}))?"
)
_PAST = {"النصف": 30, "نصف": 30, "الربع": 15, "ربع": 15, "الثلث": 20, "ثلث": 20, "الا ربع": -15, "الا ربعا": -15, "الا ثلثا": -20}
_HALF = rf"(?:{SP}(?:من{GAP})?(?P<half>{HALF_DAY})(?!\w))?"
_CLOCK = re.compile(
    rf"(?<![\w:.,/])(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?::\d\d(?:\.\d+)?)?(?![\d:]){_HALF}"
    rf"(?:{GAP}بتوقيت{GAP}\w{{1,15}})?",
    re.I,
)
_HOUR = re.compile(
    rf"(?<!\w)الساعه{GAP}(?:(?P<word>{HOUR_WORD})(?!\w)|(?P<hour>\d{{1,2}})(?![\d:.]))"
    rf"(?:{GAP}(?:و{SP})?(?P<past>{'|'.join(sorted(_PAST, key=len, reverse=True))})(?!\w))?{_HALF}"
)


def _is_any_day(text: str, found: re.Match[str]) -> bool:
    """Say whether "the day" is one of many, or another than today."""
    before = text[max(0, found.start() - 9) : found.start()]
    if text[found.end() : found.end() + 1] in _QUOTES_END and _TITLE.search(text[max(0, found.start() - 24) : found.start()]):
        return True
    if _OUTLET.search(text[max(0, found.start() - 18) : found.start()]):
        return True
    return found["led"] == "ب" or bool(_NOT_TODAY_AFTER.match(text, found.end()) or _NOT_TODAY_BEFORE.search(before))


def today_atoms(text: str, starts: Sequence[int]) -> Iterator[Atom]:
    """Yield today, yesterday and tomorrow of the smooth *text*."""
    for found in matches_at(_TODAY, text, starts):
        word = " ".join(found["word"].split())
        if word in ("اليوم", "الليله") and _is_any_day(text, found):
            continue
        start = found.start() + len(found["led"])
        yield Atom(start, found.end(), "today", shift=_TODAY_WORDS[word], is_led=found["led"] == "و")


def weekday_atoms(text: str, starts: Sequence[int]) -> Iterator[Atom]:
    """Yield the weekdays of the smooth *text*; "next" in the dual belongs to the weekday before it too."""
    left: Atom | None = None
    for found in matches_at(_WEEKDAY, text, starts):
        if _NO_WEEKDAY_AFTER.match(text, found.end()) or _NOT_A_WEEKDAY.search(text[max(0, found.start() - 12) : found.start()]):
            continue
        start, number, turn = found.start() + len(found["led"]), weekday_number(found["name"]), turn_of(found["turn"])
        turn = f"{turn_of(found['week'])} week" if found["week"] else turn
        atom = Atom(start, found.end(), "weekday", weekday=number, turn=turn, is_led=found["led"] == "و")
        if left is not None:
            is_of_both = (found["turn"] or "").endswith("ين") and not left.turn and text[left.end : start].strip(" ") == "و"
            yield left._replace(turn=turn) if is_of_both else left
        left = atom
    if left is not None:
        yield left


def _count(word: str | None, unit: str | None) -> int:
    """Return how many; 0 for "days", "months" without a number."""
    if not word:
        return 0 if unit in _MANY else 1
    return number_of(word)


def _aways(text: str, starts: Sequence[int]) -> Iterator[int]:
    """Yield the offsets of "ago", "since" and "after", and of "in" where "the course of" stands at a start."""
    for start in starts:
        if text[start] != "غ":
            yield start
        elif into := _IN.search(text, max(0, start - 6), start):
            yield into.start()


def ago_atoms(text: str, starts: Sequence[int]) -> Iterator[Atom]:
    """Yield what is counted back or on from the day of publication ("three months ago"); *part* is the way."""
    for found in matches_at(_AGO, text, tuple(_aways(text, starts))):
        way = {"قبل": "ago", "منذ": "since", "بعد": "after"}.get(found["way"], "within")
        unit = _PAIRS[found["pair"]] if found["pair"] else _UNIT_OF[found["unit"]]
        if unit == "decade" and not (found["pair"] or found["count"]):
            continue  # "after holding" is written like "after a decade"
        count = 2 if found["pair"] else _count(found["count"], found["unit"])
        yield Atom(found.start() + len(found["led"]), found.end(), "counted", shift=count, unit=unit, part=way)


def counted_turn_atoms(text: str, starts: Sequence[int]) -> Iterator[Atom]:
    """Yield stretches counted from the day of publication: "during the next three days"."""
    position = 0
    for found in matches_at(_COUNTED_TURN, text, starts):
        over = None if found["led"] else _OVER.search(text, max(position, found.start() - 16), found.start())
        position = found.end()
        unit = _PAIRS[found["pair"]] if found["pair"] else _UNIT_OF[found["unit"] or found["unit_last"]]
        count = 2 if found["pair"] else _count(found["count"] or found["count_first"], None)
        start = over.end("led") if over else found.start() + len(found["led"])
        yield Atom(start, found.end(), "counted", shift=count, unit=unit, part=turn_of(found["turn"]) or "last")


def span_atoms(text: str, starts: Sequence[int]) -> Iterator[Atom]:
    """Yield this, last or next week, month or year, and their parts."""
    for found in matches_at(_ONE_TURN, text, starts):
        turn = turn_of(found["turn"]) or ("this" if found["this"] or (found["part"] and found["unit"] != "اسبوع") else "")
        if not turn or (found["unit"] == "عام" and _GENERAL.search(text[max(0, found.start() - 12) : found.start()])):
            continue
        if turn:
            start = found.start() + len(found["led"])
            part, back = part_of(found["part"]), -1 if found["twice"] and turn == "last" else 0
            yield Atom(start, found.end(), "span", unit=_UNIT_OF[found["unit"]], turn=turn, part=part, shift=back)


def clock_atoms(text: str, starts: Sequence[int]) -> Iterator[Atom]:
    """Yield times of day."""
    position = 0
    for found in matches_at(_CLOCK, text, starts):
        hour = _AT_HOUR.search(text, max(position, found.start() - 24), found.start())
        position = found.end()
        time = clock(int(found["hour"]), int(found["minute"]), found["half"])
        if time:
            yield Atom(hour.start() if hour else found.start(), found.end(), "clock", clock=time)
    position = 0
    for found in matches_at(_HOUR, text, starts):
        at = _AT.search(text, max(position, found.start() - 16), found.start())
        position = found.end()
        number = hour_number(found["word"]) if found["word"] else int(found["hour"])
        past = _PAST[found["past"]] if found["past"] else 0
        time = clock(number - (past < 0), past % 60, found["half"]) if found["half"] or number > 12 else None
        if time:
            yield Atom(at.start() if at else found.start(), found.end(), "clock", clock=time)
