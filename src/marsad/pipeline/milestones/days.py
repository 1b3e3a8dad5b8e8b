"""The days of a page that lie ahead of it: those that the road read, spans such as «خلال ستة أشهر», and feasts."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from marsad.domain.edtf import EdtfError, first_day, last_day
from marsad.domain.reading import DateMention, Reading
from marsad.text.align import cut, level, smooth
from marsad.text.dates.edtf import shift_day
from marsad.text.dates.find import find_dates
from marsad.text.dates.hijri import hijri_day, hijri_year

_UNIT = r"(?:يوما?|ايام|اسبوعا?|اسبوعين|اسابيع|شهرا?|شهرين|شهور|اشهر|سنه|سنتين|سنوات|سنين|عاما?|عامين|اعوام)"
# The number is at most four words; the words around a span say that it runs from the page on.
_SPAN = re.compile(
    rf"(?<!\w)(?:و|ف)?(?:خلال|في غضون|(?:في|خلال) (?:مده|فتره|مهله)(?: زمنيه)?"
    rf"(?: اقصاها| لا تتجاوز| لا تتعدي| لا تزيد عن| لا تزيد علي)?)"
    rf" {{1,3}}((?:[\w,.]{{1,20}} {{1,3}}){{0,4}}?{_UNIT})(?!\w)(?: (?:فقط|كحد اقصي|علي الاكثر))?"
)
_PAST = re.compile(r" {0,3}(?:الماضي|المنصرم|الفائت|السابق|الاخير|مضت|خلت|من العمل|من المفاوضات|من توليه)")
_FROM_ELSEWHERE = re.compile(
    r" {1,3}(?:من|بعد|علي|تلي|اعقبت|عقب) {1,3}(?!(?:الان|اليوم|تاريخه|تاريخ اليوم|الاعلان|نشر|صدور)(?!\w))"
)
# A span ends its phrase: «خلال شهر رمضان», «خلال عام 2023» are none.
_CLOSED = re.compile(
    r" {0,3}(?:$|[^\w\s]|\n|(?:و\w*|من|واحد|واحده|فقط|كحد|علي|في|بعد|اعتبارا|ابتداء|الي|قبل|"
    r"لكن|ثم|او|حسب|بحسب|وفق|بما|كي|لكي|ل\w+|ب\w+|ان|اذا)(?!\w))"
)
_FROM = re.compile(r" {1,3}(?:من|بعد) {1,3}(?:تاريخ {1,3}|يوم {1,3})?")
_FEAST = re.compile(
    r"(?<!\w)(?:قبل|قبيل|بحلول|مع حلول|قبل حلول|قبل قدوم|قبل دخول) {1,3}(?:حلول |قدوم |دخول |بدايه |مطلع )?(?:شهر )?"
    r"(رمضان|عيد الفطر|عيد الاضحي)(?: المبارك)?(?: المقبل| القادم)?(?!\w)"
)
_FEASTS = {"رمضان": (9, 1), "عيد الفطر": (10, 1), "عيد الاضحي": (12, 10)}
_TOLD = re.compile(r"\d{4}|اليوم|امس|غد|ماضي|منصرم|فائت|الاثنين|الثلاثاء|الاربعاء|الخميس|الجمعه|السبت|الاحد")
_MONTHS_ALIKE = 12
_DAYS_A_YEAR = 366


@dataclass(frozen=True, slots=True)
class Ahead:
    """Words start..end of a text that name a day ahead of the page (EDTF). *is_span*: with the words that tie it, as «خلال شهر».

    *is_guess*: the year was not told, or it is not told that a span runs from the page on; the words around must bear that out.
    """

    start: int
    end: int
    value: str
    is_span: bool = False
    is_guess: bool = False


def days_ahead(reading: Reading) -> tuple[Ahead, ...]:
    """Return the days of *reading* that end after its day of publication, in order; none where that day is not known."""
    if not reading.published:
        return ()
    try:
        written_on = first_day(reading.published)
    except EdtfError:
        return ()
    found = [*_read_ahead(reading, written_on), *_spans(reading, written_on), *_feasts(reading, written_on)]
    found.sort(key=lambda one: (one.start, -one.end))
    return tuple(_apart(found))


def _apart(found: Sequence[Ahead]) -> Iterator[Ahead]:
    end = -1
    for one in found:
        if one.start >= end:
            yield one
            end = one.end


def _read_ahead(reading: Reading, written_on: dt.date) -> Iterator[Ahead]:
    for mention in reading.dates:
        words = level(reading.text[mention.start : mention.end])
        value = ahead_value(mention, words, written_on)
        if value is not None and mention.end > mention.start:
            is_guess = mention.is_doubtful or value.split("/")[0] not in (mention.value or "")
            yield Ahead(mention.start, mention.end, value, words.startswith(("خلال", "في غضون", "غضون")), is_guess)


def ahead_value(mention: DateMention, words: str, written_on: dt.date) -> str | None:
    """Return the value of *mention* where it ends after the page; of one without a year that seems past, the next year's."""
    if mention.value is None:
        return None
    value = mention.value.split("T")[0] if "/" not in mention.value else mention.value
    if value.endswith("/.."):
        return None
    try:
        last = last_day(value)
    except EdtfError:
        return None
    if last > written_on:
        return value
    if mention.is_doubtful and not _TOLD.search(words) and "/" not in value and (written_on - last).days < _DAYS_A_YEAR:
        later = f"{int(value[:4]) + 1:04d}{value[4:]}"
        try:
            return later if len(value) > len("2025") and last_day(later) > written_on else None
        except EdtfError:
            return None
    return None


def _spans(reading: Reading, written_on: dt.date) -> Iterator[Ahead]:
    plain, offsets = smooth(reading.text)
    starts = [mention.start for mention in reading.dates]
    for match in _SPAN.finditer(plain):
        first, last = cut(offsets, match.start(), match.end())
        beside = reading.dates[max(0, bisect_left(starts, first) - 1) : bisect_left(starts, last + 2)]
        if _PAST.match(plain, match.end()) or not _CLOSED.match(plain, match.end()) or any(one.end > first for one in beside):
            continue
        since: str | None = written_on.isoformat()
        if _FROM_ELSEWHERE.match(plain, match.end()):
            told = _day_after(reading.dates, plain, offsets, match.end())
            if told is None:
                continue  # from an event whose day the page does not tell
            since, last = told
        words = f"في غضون {match[1]}"
        reckoned = find_dates(words, since)
        if len(reckoned) == 1 and reckoned[0].value and reckoned[0].start == 0 and reckoned[0].end == len(words):
            yield Ahead(first, last, reckoned[0].value, is_span=True, is_guess=True)


def _day_after(dates: Sequence[DateMention], plain: str, offsets: Sequence[int], place: int) -> tuple[str, int] | None:
    opening = _FROM.match(plain, place)
    if opening is None:
        return None
    for mention in dates:
        if mention.start == offsets[opening.end()] and mention.value and "/" not in mention.value:
            return mention.value.split("T")[0], mention.end
    return None


def _feasts(reading: Reading, written_on: dt.date) -> Iterator[Ahead]:
    plain, offsets = smooth(reading.text)
    for match in _FEAST.finditer(plain):
        month, day = _FEASTS[match[1]]
        year = hijri_year(written_on)
        days = [hijri_day(number, month, day) for number in (year, year + 1)] if year else []
        coming = next((one for one in days if one and one > written_on), None)
        eve = shift_day(coming, -1, "day") if coming else None
        if eve and eve > written_on:
            yield Ahead(*cut(offsets, match.start(), match.end()), eve.isoformat(), is_span=True, is_guess=True)


def before(value: str) -> str:
    """Return the time before *value*: «قبل عام 2027» ends with 2026. A single day stays: papers say "before" for "by" it."""
    if "/" in value:
        return value
    if len(value) == len("2027"):
        return f"{int(value) - 1:04d}"
    if len(value) == len("2027-01"):
        year, month = int(value[:4]), int(value[5:7])
        return f"{year:04d}-{month - 1:02d}" if month > 1 else f"{year - 1:04d}-{_MONTHS_ALIKE:02d}"
    return value
