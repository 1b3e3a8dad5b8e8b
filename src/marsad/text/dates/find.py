"""Find the dates of an Arabic text and their EDTF values; the pieces are found and reckoned in the files beside this one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from itertools import zip_longest

from marsad.domain.reading import DateMention
from marsad.text.align import cut, smooth
from marsad.text.dates.atoms import Atom
from marsad.text.dates.edtf import Anchor, interval, read_anchor, shift_day
from marsad.text.dates.finders import find_atoms
from marsad.text.dates.groups import Group, group_atoms, is_range, lend_year
from marsad.text.dates.values import (
    UNKNOWN,
    Reckoned,
    Setting,
    reckon_calendar,
    reckon_counted,
    reckon_hijri,
    reckon_quarter,
    reckon_span,
    reckon_today,
    reckon_weekday,
)

_TO_NOW = re.compile(r" {0,3}و?(?:حتي|الي|لغايه) {1,3}(?:الان|اليوم|الساعه|تاريخه|يومنا هذا)(?!\w)")
_DATELINE = re.compile(r"(?:تاريخ النشر|تاريخ الاضافه|نشر في|نشر بتاريخ|نشرت في|نشر)\s{0,2}:?\s{0,2}$")
_TOLD_REACH = 400
_ALONE: dict[str, Callable[[Atom, Setting], Reckoned]] = {
    "calendar": reckon_calendar,
    "hijri": reckon_hijri,
    "today": reckon_today,
    "weekday": reckon_weekday,
    "counted": reckon_counted,
    "quarter": reckon_quarter,
    "span": reckon_span,
}


def _reckon(group: Group, setting: Setting) -> Reckoned:
    if len(group.atoms) == 1:
        alone = group.atoms[0]
        return _at(alone.clock, _ALONE[alone.kind](alone, setting))
    weekday_atom, calendar, hijri, today = (group.first(kind) for kind in ("weekday", "calendar", "hijri", "today"))
    weekday = weekday_atom.weekday if weekday_atom else None
    if calendar is not None:
        if calendar.year is None and not calendar.turn and calendar.day and today and setting.anchor and setting.anchor.day:
            near = shift_day(setting.anchor.day, today.shift, "day")
            setting = setting._replace(told=None) if near else setting
        found = reckon_calendar(calendar, setting, weekday)
        if found.value is None and calendar.part == "bare" and (today or weekday_atom):
            return _reckon(group._replace(atoms=tuple(atom for atom in group.atoms if atom is not calendar)), setting)
    elif hijri is not None:
        found = reckon_hijri(hijri, setting)
    elif today is not None:
        found = reckon_today(today, setting, weekday)
    elif weekday_atom is not None:
        found = reckon_weekday(weekday_atom, setting)
    else:
        return UNKNOWN
    return _at(next((atom.clock for atom in group.atoms if atom.clock), ""), found)


def _at(time: str, found: Reckoned) -> Reckoned:
    """Return *found* with the time of day, where it is one day."""
    if time and found.value is not None and len(found.value) == len("2025-09-27"):
        return Reckoned(f"{found.value}T{time}", found.is_doubtful)
    return found


def _own_anchor(text: str, groups: Iterable[Group]) -> Anchor | None:
    """Return the day of publication that the text itself gives: "today, Sunday 18 January 2026", or a line of publication."""
    for group in groups:
        day = group.full_day
        if day is None:
            continue
        today = group.first("today")
        if (today and today.shift == 0) or _DATELINE.search(text[max(0, group.start - 20) : group.start]):
            return Anchor(day.year, day.month, day)
    return None


def _until(value: str, today: str) -> str | None:
    return f"{value.split('T')[0]}/.." if today == ".." else interval(value, today)


def find_dates(text: str, published: str | None = None) -> tuple[DateMention, ...]:
    """Return the dates of *text* in order, as EDTF; what the text does not let us resolve has the value None.

    *published* is the ISO day (or month, or year) of publication, from which "today", "last month" and days without a year
    are reckoned. Offsets point into *text* as it was.
    """
    plain, offsets = smooth(text)
    groups = group_atoms(plain, find_atoms(plain))
    anchor = read_anchor(published) or _own_anchor(plain, groups)
    mentions: list[DateMention] = []
    told: tuple[int, date] | None = None
    skipped, floor = False, 0
    for group, following in zip_longest(groups, groups[1:]):
        if skipped:
            skipped = False
            continue
        near = told[1] if told and group.start - told[0] <= _TOLD_REACH else None
        end = group.end
        setting = Setting(plain, group.start, anchor, near)
        if following and following.start - group.end <= 24:
            if plain[group.end : following.start].strip(" ") in ("و", "او") and group.unit == following.unit:
                group = lend_year(group, following)
            skipped = is_range(plain, group, following)
        full = group.full_day
        if following and skipped:
            first = _reckon(lend_year(group, following), setting)
            last = _reckon(following, setting._replace(start=following.start, floor=group.end))
            value = interval(first.value, last.value)
            skipped = value is not None
            found, end = (Reckoned(value, first.is_doubtful or last.is_doubtful), following.end) if skipped else (first, end)
        else:
            found = _reckon(group, setting)
            if group.unit != "other" and found.value and "/" not in found.value and (now := _TO_NOW.match(plain, end)):
                today = anchor.day.isoformat() if anchor and anchor.day else ".."
                found, end = Reckoned(_until(found.value, today), found.is_doubtful), now.end()
        if group.start >= floor and not (group.atoms[0].part == "bare" and found.value is None):
            mentions.append(DateMention(*cut(offsets, group.start, end), found.value, found.is_doubtful))
            floor = end
        told = (end, full) if full else told
    return tuple(mentions)
