"""Hijri months and their days in the Gregorian calendar, by the Umm al-Qura calendar of 1343 to 1500."""

from __future__ import annotations

from datetime import date

from hijridate import Gregorian, Hijri

from marsad.text.dates.words_pattern import words_pattern

_NAMES: dict[int, str] = {
    1: "محرم الحرام|محرم|المحرم",
    2: "صفر الخير|صفر",
    3: "ربيع الاول|ربيع اول",
    4: "ربيع الاخر|ربيع الثاني|ربيع ثاني|ربيع ثان",
    5: "جمادي الاولي|جمادي الاول|جمادي اول|جماد اول|جماد الاول|جمادا الاولي|جماد الاولي",
    6: "جمادي الاخره|جمادي الاخر|جمادي الثانيه|جمادي الثاني|جماد الاخر|جماد ثاني|جمادي ثاني|جماد الثاني|جماد الاخره",
    7: "رجب",
    8: "شعبان",
    9: "رمضان المبارك|رمضان",
    10: "شوال",
    11: "ذو القعده|ذي القعده|ذوالقعده|ذيالقعده",
    12: "ذو الحجه|ذي الحجه|ذوالحجه|ذيالحجه",
}
_NUMBERS = {name: number for number, names in _NAMES.items() for name in names.split("|")}

# Regular expressions, without groups, of a Hijri month's name in smooth text (`marsad.text.align`) and of its first word.
HIJRI_MONTH = words_pattern(_NUMBERS)
HIJRI_MONTH_OPENING = words_pattern(name.split()[0] for name in _NUMBERS)


def hijri_month_number(name: str) -> int:
    """Return 1 to 12 for the Hijri month *name*. Raise KeyError for what is no month."""
    return _NUMBERS[" ".join(name.split())]


def hijri_day(year: int, month: int, day: int) -> date | None:
    """Return the Gregorian day of a Hijri one, or None where the calendar has no such day."""
    try:
        found = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(found.year, found.month, found.day)


def hijri_month(year: int, month: int) -> tuple[date, date] | None:
    """Return the first and last Gregorian day of a Hijri month, or None outside the calendar."""
    first = hijri_day(year, month, 1)
    if first is None:
        return None
    last = hijri_day(year, month, 30) or hijri_day(year, month, 29)
    return None if last is None else (first, last)


def hijri_year(day: date) -> int | None:
    """Return the Hijri year in which *day* falls, or None outside the calendar."""
    try:
        return int(Gregorian(day.year, day.month, day.day).to_hijri().year)
    except (ValueError, OverflowError):
        return None
