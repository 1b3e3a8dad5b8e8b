"""Reckon the value of dates from their pieces and the day of publication; what cannot be reckoned is None, never a guess."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from marsad.text.dates.atoms import Atom
from marsad.text.dates.edtf import Anchor, interval, make_day, month_end, month_value, shift_day, shift_month
from marsad.text.dates.groups import words_before
from marsad.text.dates.hijri import hijri_day, hijri_month, hijri_year

_WITHIN_MONTH = re.compile(r"(?:^|\W)[وف]?(?:في|مع|الي|قبل|منذ)\s{1,3}(?:شهر\s{1,3})?$")
_COMING = re.compile(
    r"(?<!\w)[وف]?(?:س[يتن](?!اس|ار|نا|را|ره|طر|ول|اح|ما|د|رت|اق|رك|حب|ل|بق|كل)\w{3,}|المقرر\w{0,2}|مقررا?|المزمع|المرتقب\w{0,2}|المتوقع|[يت]نتظر|المنتظر|يعتزم|تعتزم|بحلول|غايته|اقصاه)(?!\w)"
)


class Setting(NamedTuple):
    """What surrounds a date that begins at *start* of *text*: publication, and the last full date told before it."""

    text: str
    start: int
    anchor: Anchor | None
    told: date | None = None
    floor: int = 0

    @property
    def before(self) -> str:
        """Return the words of the same sentence before the date, a few of them, none before *floor*."""
        return words_before(self.text, self.start, self.floor)

    @property
    def is_coming(self) -> bool:
        """Say whether the words before speak of what is still to come."""
        return _COMING.search(self.before) is not None


class Reckoned(NamedTuple):
    """An EDTF value or None, and whether somebody should look twice."""

    value: str | None
    is_doubtful: bool = False


UNKNOWN = Reckoned(None)


def _turned_year(turn: str, anchor: Anchor | None) -> int | None:
    if anchor is None or not turn:
        return None
    return anchor.year + {"next": 1, "last": -1, "this": 0}[turn.split()[0]]


def _turned_month(atom: Atom, anchor: Anchor | None) -> int | None:
    """Return the year of "next September", "last December", "the current July": the first such month after or before."""
    if anchor is None or atom.month is None or (anchor.month is None and atom.turn != "this"):
        return anchor.year if anchor is not None and atom.turn == "last" and anchor.month is None else None
    if atom.turn == "this" or anchor.month is None:
        return anchor.year
    here, there = (anchor.month, anchor.day.day if anchor.day else 0), (atom.month, atom.day or 0)
    if atom.day is None or anchor.day is None:
        here, there = (anchor.month, 0), (atom.month, 0)
    if atom.turn == "next":
        return anchor.year + (there <= here)
    return anchor.year - (there >= here)


def _nearest(month: int, day: int, to: date, weekday: int | None, *, is_coming: bool) -> tuple[int | None, bool]:
    """Return the year that brings a day nearest to *to*, and whether that is doubtful.

    A weekday decides where it was given; news tells of what was rather than what comes, unless the words say otherwise.
    """
    days = [found for year in (to.year - 1, to.year, to.year + 1) if (found := make_day(year, month, day))]
    agreeing = [found for found in days if weekday is None or found.weekday() == weekday]
    best = min(agreeing or days, key=lambda found: abs(found - to) * (2 if (found > to) != is_coming else 1), default=None)
    return (best.year if best else None), not agreeing or weekday is None


def _untold_year(atom: Atom, setting: Setting, weekday: int | None) -> tuple[int | None, bool]:
    """Return the year of a day or month that came without one, and whether that is doubtful."""
    anchor, told = setting.anchor, setting.told
    if atom.month is None:
        return None, False
    day = anchor.day if anchor else None
    if day is None and anchor is not None and anchor.month is not None:
        day = date(anchor.year, anchor.month, 15)
    if told is not None and (day is None or told.year < day.year) and weekday is None:
        return told.year, True
    if day is None:
        return None, False
    if atom.day is not None:
        return _nearest(atom.month, atom.day, day, weekday, is_coming=setting.is_coming)
    if setting.is_coming:
        return day.year + (atom.month < day.month), True
    return day.year - (atom.month > day.month), True


def reckon_calendar(atom: Atom, setting: Setting, weekday: int | None = None) -> Reckoned:
    """Return the value of a day, month or year; *weekday* where the text names it beside the day."""
    anchor, is_doubtful, year = setting.anchor, False, atom.year
    if atom.part == "bare":
        return _bare_value(atom, anchor.day if anchor else None, weekday)
    if atom.turn.endswith("month"):
        return _day_of_month(atom, anchor)
    if year is None and atom.turn:
        year = _turned_year(atom.turn, anchor) if atom.turn.endswith("year") else _turned_month(atom, anchor)
    elif year is None:
        year, is_doubtful = _untold_year(atom, setting, weekday)
    if year is None or not 1000 <= year <= 2999:
        return UNKNOWN
    if atom.year_to is not None:
        return Reckoned(f"{year}/{atom.year_to}")
    if atom.month is None:
        return Reckoned(_part_of_year(year, atom.part, setting.before))
    if atom.part.endswith("half"):
        ends = (1, 15) if atom.part.startswith("first") else (16, int(month_end(year, atom.month)[-2:]))
        days = (f"{month_value(year, atom.month)}-{day:02d}" for day in ends)
        return Reckoned("/".join(days), is_doubtful)
    if atom.day is None:
        is_last_day = atom.part == "end" and atom.turn != "last" and not _WITHIN_MONTH.search(setting.before)
        return Reckoned(month_end(year, atom.month) if is_last_day else month_value(year, atom.month), is_doubtful)
    first = make_day(year, atom.month, atom.day)
    if first is None:
        return UNKNOWN
    if atom.day_to is not None:
        last = make_day(year, atom.month, atom.day_to)
        return Reckoned(interval(first.isoformat(), last.isoformat() if last else None), is_doubtful)
    return Reckoned(first.isoformat(), is_doubtful or (weekday is not None and first.weekday() != weekday))


def _day_of_month(atom: Atom, anchor: Anchor | None) -> Reckoned:
    """Return a day of this, last or next month."""
    if anchor is None or anchor.month is None or atom.day is None:
        return UNKNOWN
    by = {"next": 1, "last": -1, "this": 0}[atom.turn.split()[0]]
    year, month = shift_month(anchor.year, anchor.month, by)
    found, last = make_day(year, month, atom.day), make_day(year, month, atom.day_to) if atom.day_to else None
    if found is None or (atom.day_to and last is None):
        return UNKNOWN
    return Reckoned(interval(found.isoformat(), last.isoformat()) if last else found.isoformat())


def _bare_value(atom: Atom, day: date | None, weekday: int | None) -> Reckoned:
    """Return a day for two numbers without a year: where they are that of publication, or the weekday bears them out."""
    if day is None or atom.month is None or atom.day is None:
        return UNKNOWN
    if _is_publication(atom, day):
        return Reckoned(day.isoformat())
    near = [found for year in (day.year - 1, day.year, day.year + 1) if (found := make_day(year, atom.month, atom.day))]
    borne_out = [found for found in near if found.weekday() == weekday and abs(found - day) <= timedelta(days=183)]
    return Reckoned(borne_out[0].isoformat()) if borne_out else UNKNOWN


def _is_publication(atom: Atom, day: date) -> bool:
    """Say whether two bare numbers are the day of publication, in either order: only then are they a date."""
    return (atom.month, atom.day) in ((day.month, day.day), (day.day, day.month))


def _part_of_year(year: int, part: str, before: str) -> str:
    if part == "end":
        return month_value(year, 12) if _WITHIN_MONTH.search(before) else month_end(year, 12)
    return {"start": month_value(year, 1), "middle": month_value(year, 6)}.get(part, f"{year:04d}")


def reckon_quarter(atom: Atom, setting: Setting) -> Reckoned:
    """Return the months of a quarter or half of a year as an interval."""
    year = atom.year or _turned_year(atom.turn, setting.anchor)
    if year is None or atom.month is None:
        return UNKNOWN
    last = atom.month + atom.shift - 1
    if atom.part == "start":
        return Reckoned(month_value(year, atom.month))
    if atom.part in ("late", "end"):
        is_last_day = atom.part == "end" and not _WITHIN_MONTH.search(setting.before)
        return Reckoned(month_end(year, last) if is_last_day else month_value(year, last))
    return Reckoned(interval(month_value(year, atom.month), month_value(year, last)))


def reckon_hijri(atom: Atom, setting: Setting) -> Reckoned:
    """Return the Gregorian value of a Hijri day, or month as an interval of days; with no year, the nearest."""
    if atom.month is None:
        ends = (hijri_month(atom.year, 1), hijri_month(atom.year, 12)) if atom.year else (None, None)
        return Reckoned(interval(ends[0][0].isoformat(), ends[1][1].isoformat())) if ends[0] and ends[1] else UNKNOWN
    if atom.year is None:
        day = setting.anchor.day if setting.anchor else None
        around = hijri_year(day) if day else None
        if day is None or around is None or atom.day is None:
            return UNKNOWN
        known = [found for year in (around - 1, around, around + 1) if (found := hijri_day(year, atom.month, atom.day))]
        best = min(known, key=lambda found: abs(found - day), default=None)
        return Reckoned(best.isoformat(), True) if best else UNKNOWN
    if atom.day is not None:
        found = hijri_day(atom.year, atom.month, atom.day)
        return Reckoned(found.isoformat()) if found else UNKNOWN
    days = hijri_month(atom.year, atom.month)
    return Reckoned(interval(days[0].isoformat(), days[1].isoformat())) if days else UNKNOWN


def reckon_today(atom: Atom, setting: Setting, weekday: int | None = None) -> Reckoned:
    """Return today, yesterday or tomorrow; a weekday beside it that disagrees moves it by up to three days, with a doubt."""
    day = setting.anchor.day if setting.anchor else None
    day = shift_day(day, atom.shift, "day") if day else None
    if day is None:
        return UNKNOWN
    off = 0 if weekday is None else (weekday - day.weekday() + 3) % 7 - 3
    moved = shift_day(day, off, "day")
    return Reckoned(moved.isoformat(), off != 0) if moved else UNKNOWN


def reckon_weekday(atom: Atom, setting: Setting) -> Reckoned:
    """Return the last such weekday, publication included; the next one where the text says so."""
    day = setting.anchor.day if setting.anchor else None
    if day is None or atom.weekday is None:
        return UNKNOWN
    if atom.turn.endswith("week"):
        by = {"next": 7, "last": -7, "this": 0}[atom.turn.split()[0]]
        of_week = shift_day(day, by + (atom.weekday + 1) % 7 - (day.weekday() + 1) % 7, "day")
        return Reckoned(of_week.isoformat()) if of_week else UNKNOWN
    back = (day.weekday() - atom.weekday) % 7
    if atom.turn == "next" or (not atom.turn and setting.is_coming):
        by, is_doubtful = (7 - back if atom.turn else -back % 7), not atom.turn
    else:
        by, is_doubtful = (-back or -7 if atom.turn == "last" else -back), False
    found = shift_day(day, by, "day")
    return Reckoned(found.isoformat(), is_doubtful) if found else UNKNOWN


def reckon_span(atom: Atom, setting: Setting) -> Reckoned:
    """Return this, last or next week (Sunday to Saturday), month or year."""
    anchor, by = setting.anchor, {"next": 1, "last": -1, "this": 0}[atom.turn] + atom.shift
    if anchor is None:
        return UNKNOWN
    if atom.unit == "year":
        return Reckoned(_part_of_year(anchor.year + by, atom.part, setting.before))
    if atom.unit == "month" and anchor.month is not None:
        year, month = shift_month(anchor.year, anchor.month, by)
        is_last_day = atom.part == "end" and by >= 0 and not _WITHIN_MONTH.search(setting.before)
        return Reckoned(month_end(year, month) if is_last_day else month_value(year, month))
    if atom.unit == "week" and anchor.day is not None:
        try:
            sunday = anchor.day - timedelta(days=(anchor.day.weekday() + 1) % 7) + timedelta(weeks=by)
            return Reckoned(interval(sunday.isoformat(), (sunday + timedelta(days=6)).isoformat()))
        except OverflowError:
            return UNKNOWN
    return UNKNOWN


_EARLIER = re.compile(r"في وقت سابق|سابقا|انذاك|حينها|وقتها")


def reckon_counted(atom: Atom, setting: Setting) -> Reckoned:
    """Return what was so many days, weeks, months or years ago, since then, or within them; "after" has no start of its own."""
    anchor = setting.anchor
    unit, count = ("year", atom.shift * 10) if atom.unit == "decade" else (atom.unit, atom.shift)
    if anchor is None or count == 0 or atom.part in ("after", "this") or _EARLIER.search(setting.before):
        return UNKNOWN
    by = count if atom.part in ("next", "within") else -count
    if unit == "year" and atom.part in ("ago", "since"):
        return Reckoned(f"{anchor.year + by:04d}" + ("/.." if atom.part == "since" else "")) if anchor.year + by > 0 else UNKNOWN
    if anchor.day is None:
        return UNKNOWN
    if unit == "hour" and atom.part in ("next", "last"):
        unit, by = "day", by // 24 if count % 24 == 0 else 0
        if by == 0:
            return UNKNOWN
    if unit == "hour":
        return Reckoned(anchor.day.isoformat() if by <= 0 and count <= 12 else None)
    moved = shift_day(anchor.day, by, unit)
    if moved is None:
        return UNKNOWN
    if atom.part in ("next", "last"):
        ends = sorted((anchor.day.isoformat(), moved.isoformat()))
        return Reckoned(interval(ends[0], ends[1]))
    month = month_value(moved.year, moved.month)
    value = moved.isoformat() if unit in ("day", "week") else month if unit == "month" else f"{moved.year:04d}"
    return Reckoned(f"{value}/.." if atom.part == "since" else value)
