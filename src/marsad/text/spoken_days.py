"""Days as readers of Iraq and the Levant write them: «20 كانون الثاني 2026», «20ی کانوونی دووەمی 2026». Knows no clock."""

from __future__ import annotations

import datetime as dt

from marsad.domain.edtf import EdtfError, first_day, last_day

LEVANTINE = (
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران",
    "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
)  # fmt: skip
ENGLISH = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
KURDISH = (
    "کانوونی دووەم", "شوبات", "ئازار", "نیسان", "ئایار", "حوزەیران",
    "تەممووز", "ئاب", "ئەیلوول", "تشرینی یەکەم", "تشرینی دووەم", "کانوونی یەکەم",
)  # fmt: skip


def write_month(month: int, language: str) -> str:
    """Return the name of *month* (1 to 12) in *language*; all but English and Kurdish get the Levantine name."""
    return (ENGLISH if language.startswith("en") else KURDISH if language.startswith("ckb") else LEVANTINE)[month - 1]


def write_day(day: dt.date, language: str) -> str:
    """Return *day* in words, such as «20 كانون الثاني 2026»."""
    if language.startswith("ckb"):
        return f"{day.day}ی {write_month(day.month, language)}ی {day.year}"
    return f"{day.day} {write_month(day.month, language)} {day.year}"


def write_edtf(value: str, language: str) -> str:
    """Return an EDTF *value* (day, month, year or an interval) in words; what is no date comes back as it is."""
    if value.endswith("/.."):
        since = "since" if language.startswith("en") else "لە" if language.startswith("ckb") else "منذ"
        until_now = "ەوە" if language.startswith("ckb") else ""
        return f"{since} {_write_part(value.removesuffix('/..'), language)}{until_now}"
    return " – ".join(_write_part(part, language) for part in value.split("/"))


def _write_part(value: str, language: str) -> str:
    try:
        first, last = first_day(value), last_day(value)
    except EdtfError:
        return value
    if first == last:
        return write_day(first, language)
    if first.month != last.month:
        return str(first.year)
    of = "ی" if language.startswith("ckb") else ""
    return f"{write_month(first.month, language)}{of} {first.year}"


def months_between(earlier: dt.date, later: dt.date) -> int:
    """Return how many whole months lie between two days, never below 0."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return max(0, months - (later.day < earlier.day))
