"""Find years, school years, quarters and halves of years; a bare number is a year only where the words beside it say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from marsad.text.dates.atoms import GAP, PART, SP, TURN, YEAR, Atom, part_of, turn_of
from marsad.text.dates.counts import COUNT as _COUNT
from marsad.text.dates.counts import number_of
from marsad.text.dates.openings import matches_at
from marsad.text.dates.words_pattern import words_pattern
from marsad.text.numerals import numeral_at

_NOUN = r"(?:(?:ال|لل|ل|ب|بال)?(?:عام|سنه|عامي|سنتي|عامين|اعوام|سنوات)(?!\w))"
_KIND = r"(?:الدراسي|المالي|الميلادي|الجاري|الحالي|الماضي|المقبل|الدراسيه|الماليه|الجاريه|الحاليه|الماضيه|المقبله)"
_TO = rf"(?:{SP}(?P<bridge>[/-]){SP}(?P<year_to>{YEAR}|\d\d(?!\d)))?"
_NAMED = re.compile(
    rf"(?<!\w)(?P<led>[وف]?)(?:(?P<part>{PART}){GAP}(?:من{GAP})?)?{_NOUN}{GAP}(?:{_KIND}{GAP})?\(?(?P<year>{YEAR}){_TO}"
    rf"(?:{SP}م(?!\w))?"
)
_IN_WORDS = re.compile(rf"(?<!\w)(?P<led>[وف]?){_NOUN}{GAP}(?=الفين|الفان|الف و)")
_UNIT = (
    rf"{SP}(?:%|ال?الاف|الف|مليون|مليار|دولار|دينار|ريال|درهم|جنيه|يورو|جندي|شخص|مدرس|عايل|اسر|متر|كم|كيلو|طن|"
    r"اصابه|حاله|وفاه|دعوي|قطعه|معامله|سياره|متدرب|متقدم|برميل|ميغا|ميجا|وحد|مشروع|نازح|مواطن|عنصر|مقاتل|قتيل|قتل|جرح|مصاب|ساع|يوم|قدم|نسم|لاجي|طالب|موظف|عسكري|صاروخ|هكتار|فدان|"
    r"الي (?!(?:1[89]|20)\d\d(?!\d))\d|منزل|مسكن|فرص|مره|درج|سرير)"
)
_CUES = (
    "في|منذ|خلال|بحلول|حتي|من|الي|بين|قبل|بعد|موازنه|موازنات|ميزانيه|تعداد|احصاء|انتخابات|دستور|خطه|رويه|صيف|شتاء|ربيع|خريف|موسم|قمه|اتفاق|اتفاقيه|"
    "مونديال|كاس|عامي|حرب|تظاهرات|احتجاجات|اجنده|نسخه|دوره|ل|ب"
)
_CUE_BEFORE = re.compile(rf"(?<!\w)[وفلب]?(?:{PART}|{words_pattern(_CUES.split('|'))}){GAP}\Z")
YEAR_OPENING = r"(?:1[89]|20)\d\d"
YEAR_NOUN_OPENING = rf"[وف]?(?:{PART}|(?:(?:ال|لل|ل|ب|بال)?(?:عام|سنه|عامي|سنتي|عامين|اعوام|سنوات)))"
QUARTER_OPENING = rf"[وف]?[لب]?(?:{PART}|ال(?:ربع|ثلث|نصف|اشهر|شهور))"
_CUED = re.compile(
    rf"(?<!\w)(?P<led>[وفلب]?)(?:(?P<part>{PART})|{_CUES}){GAP}(?P<year>{YEAR}){_TO}(?!\w|{_UNIT}|[/.,:-]\d)(?:{SP}م(?!\w))?"
)
_FROM_TO = re.compile(
    rf"(?<![\w/.,:+$#-])(?P<led>)(?P<part>)(?P<year>{YEAR}){SP}[-/]{SP}(?P<year_to>{YEAR})(?!\w|{_UNIT}|[/.,:-]\d)"
)
_SECOND = re.compile(rf"{SP}(?:و|الي|حتي|وحتي){SP}(?:ال)?(?:عام{GAP}|العام{GAP}|سنه{GAP})?(?P<year>{YEAR})(?!\w|{_UNIT})")
_BARE = re.compile(rf"(?<![\w/.,:+$#-])(?P<year>(?:19[5-9]|20[0-4])\d)(?!\w|{_UNIT}|{SP}[/.,:-]{SP}\d|%|٫)")
_NOT_A_YEAR = re.compile(
    r"(?:رقم|هاتف|نحو|حوالي|قرابه|زهاء|اكثر من|اقل من|بواقع|بلغ|بلغت|عدد|عددهم|البالغ|بقيمه|مبلغ|يقارب|اصل|قاعده|صفحه|غرفه|ماده|"
    r"فقره|بند|قرار|طريق|شارع|رحله|وزن|سعر|\d|\$)\s{0,2}$"
)
_COUNTED = re.compile(r"\s{0,2}\w{2,}ا(?!\w)")
_NO_NOUN = re.compile(
    r"\s{0,2}(?:كما|فيما|بينما|هذا|ما|مما|بما|اذا|لما|انما|علما|ايضا|حاليا|رسميا|سوريا|ليبيا|تركيا|روسيا|ايطاليا|المانيا)(?!\w)"
)
_WORD_NEXT = re.compile(r" {1,3}\w")
_PIECES = {"ربع": 3, "ثلث": 4, "نصف": 6}
_ORDER = {"الاول": 1, "الثاني": 2, "الثالث": 3, "الرابع": 4, "الاخير": 0}
_OF_YEAR = (
    rf"(?:(?:ال|ل|لل)?(?:عام|سنه){GAP}(?:(?P<turn>{TURN})|(?P<year>{YEAR}))|(?:هذا|هذه){GAP}(?:العام|السنه)|(?P<bare>{YEAR}))"
)
_QUARTER = re.compile(
    rf"(?<!\w)(?P<led>[وف]?[لب]?)(?:(?P<part>{PART}){GAP})?ال(?P<piece>ربع|ثلث|نصف){GAP}(?P<order>{'|'.join(_ORDER)})(?!\w){GAP}(?:من{GAP})?"
    rf"{_OF_YEAR}"
)
_FIRST_MONTHS = re.compile(
    rf"(?<!\w)(?P<led>[وف]?[لب]?)ال(?:اشهر|شهور){GAP}ال{SP}(?P<count>{_COUNT}){GAP}الاولي{GAP}(?:من{GAP})?{_OF_YEAR}"
)
_DECADES = {
    "عشرين": 1920, "ثلاثين": 1930, "اربعين": 1940, "خمسين": 1950, "ستين": 1960, "سبعين": 1970, "ثمانين": 1980, "تسعين": 1990,
}  # fmt: skip
_DECADE = re.compile(
    rf"(?<!\w)(?P<led>[وفبل]?)(?P<decade>{'|'.join(_DECADES)})(?:يات|ات){GAP}(?:من{GAP})?(?:القرن{GAP}(?:الماضي|العشرين)|القرن{GAP}الفايت)(?!\w)"
)
DECADE_OPENING = rf"[وفبل]?(?:{'|'.join(_DECADES)})(?:يات|ات)"


def _second_year(found: re.Match[str]) -> int | None:
    if not found["year_to"]:
        return None
    first, second = int(found["year"]), found["year_to"]
    year = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    return year if first < year <= first + 30 else None


def _years(found: re.Match[str]) -> Atom:
    second = _second_year(found)
    end = found.end() if second or not found["year_to"] else found.end("year")
    start = found.start() + len(found["led"]) if found.re is _NAMED else found.start("year")
    start = found.start("part") if found["part"] else start
    year, part = int(found["year"]), part_of(found["part"])
    return Atom(start, end, "calendar", year, part=part, year_to=second, is_led=bool(found["led"]))


def _with_second(text: str, found: re.Match[str]) -> Iterator[Atom]:
    """Yield the year of a match, and the one that "and" or "to" joins to it."""
    yield _years(found)
    end = found.end()
    while second := _SECOND.match(text, end):
        yield Atom(second.start("year"), second.end(), "calendar", int(second["year"]))
        end = second.end()


def _cues(text: str, starts: Sequence[int]) -> Iterator[int]:
    """Yield the offsets of the words that ask for the years at *starts*."""
    for start in starts:
        cue = _CUE_BEFORE.search(text, max(0, start - 16), start)
        if cue is not None:
            yield cue.start()


def named_year_atoms(text: str, starts: Sequence[int]) -> Iterator[Atom]:
    """Yield years that stand with their noun: "the year 2024", in digits or words."""
    for found in matches_at(_NAMED, text, starts):
        yield from _with_second(text, found)
    for found in matches_at(_IN_WORDS, text, starts):
        numeral = numeral_at(text, found.end())
        if numeral is not None and 1900 <= numeral.value <= 2099:
            yield Atom(found.start() + len(found["led"]), numeral.end, "calendar", int(numeral.value))


def year_atoms(text: str, starts: Sequence[int]) -> Iterator[Atom]:
    """Yield years after a word that asks for one, and bare where no noun is counted."""
    for found in matches_at(_CUED, text, tuple(_cues(text, starts))):
        if int(found["year"]) % 100 == 0 and _WORD_NEXT.match(text, found.end()):
            continue
        yield from _with_second(text, found)
    for found in matches_at(_FROM_TO, text, starts):
        if _second_year(found):
            yield _years(found)
    for found in matches_at(_BARE, text, starts):
        before, after = text[max(0, found.start() - 14) : found.start()], text[found.end() : found.end() + 24]
        is_counted = _COUNTED.match(after) is not None and _NO_NOUN.match(after) is None
        if int(found["year"]) % 100 and not is_counted and not _NOT_A_YEAR.search(before):
            yield Atom(found.start(), found.end(), "calendar", int(found["year"]))


def quarter_atoms(text: str, starts: Sequence[int]) -> Iterator[Atom]:
    """Yield quarters and halves of a year; *month* is the first month and *unit* says how many there are."""
    for found in matches_at(_QUARTER, text, starts):
        months = _PIECES[found["piece"]]
        order = _ORDER[found["order"]] or 12 // months
        if order * months <= 12:
            yield _months(found, (order - 1) * months + 1, months, part_of(found["part"]))
    for found in matches_at(_FIRST_MONTHS, text, starts):
        count = number_of(found["count"])
        if 1 < count < 12:
            yield _months(found, 1, count)


def _months(found: re.Match[str], first: int, months: int, part: str = "") -> Atom:
    written = found["year"] or found["bare"]
    turn = "" if written else f"{turn_of(found['turn']) or 'this'} year"
    year, start = int(written) if written else None, found.start() + len(found["led"])
    return Atom(start, found.end(), "quarter", year, first, shift=months, turn=turn, part=part)


def decade_atoms(text: str, starts: Sequence[int]) -> Iterator[Atom]:
    """Yield the decades of the last century by their names: "the nineties of the last century"."""
    for found in matches_at(_DECADE, text, starts):
        year = _DECADES[found["decade"]]
        yield Atom(found.start() + len(found["led"]), found.end(), "calendar", year, year_to=year + 9)
