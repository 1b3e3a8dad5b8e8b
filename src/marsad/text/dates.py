"""Find the dates of an Arabic text and their EDTF values; the pieces are found and reckoned in the files beside this one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from marsad.domain.reading import DateMention
from marsad.text.align import cut, smooth
from marsad.text.atoms import Atom
from marsad.text.calendar_atoms import calendar_atoms, hijri_atoms, month_day_atoms, numbered_atoms, numbered_hijri_atoms
from marsad.text.date_values import (
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
from marsad.text.edtf import Anchor, interval, make_day, read_anchor, shift_day
from marsad.text.relative_atoms import clock_atoms, day_atoms, span_atoms
from marsad.text.year_atoms import quarter_atoms, year_atoms

_FINDERS = (
    calendar_atoms,
    month_day_atoms,
    hijri_atoms,
    numbered_atoms,
    numbered_hijri_atoms,
    year_atoms,
    quarter_atoms,
    day_atoms,
    span_atoms,
    clock_atoms,
)
_JOINABLE = frozenset({"calendar", "hijri", "today", "weekday", "clock"})
_JOINT = re.compile(r" {0,3}[,،:|/-]? {0,3}\(?(?:و?الموافق|و?المصادف|في|يوم|عند|تاريخ)?[ :]{0,3}(?:ل|ه)?[ \-|]{0,3}")
_OF_DAY = re.compile(r" {1,3}من {1,3}(?:يوم {1,3})?")
_RANGE = re.compile(r" {0,3}(?:-|و?(?:حتي|الي|لغايه)|و)(?: (?:غايه|نهايه))?(?: (?:شهر|عام|يوم|تاريخ))? {0,3}")
_TO_NOW = re.compile(r" {0,3}و?(?:حتي|الي|لغايه) {1,3}(?:الان|اليوم|الساعه|تاريخه|يومنا هذا)(?!\w)")
_FROM = re.compile(r"(?:^|\W)[وف]?(?:من|بين|منذ|بدءا من|اعتبارا من|ابتداء من)\s{1,3}(?:(?:شهر|عام|عامي|شهري|يوم|تاريخ)\s{1,3})?$")
_BETWEEN = re.compile(r"(?:^|\W)[وف]?(?:ما )?بين\s{1,3}(?:(?:عامي|شهري|يومي|العامين)\s{1,3})?$")
_MOVED = re.compile(r"(?<!\w)\w{0,3}(?:نقل|ترحيل|تاجيل|اجل|ارجاء|تقديم|تغيير|تعديل|تمديد)\w{0,2}(?!\w)")
_DATELINE = re.compile(r"(?:تاريخ النشر|تاريخ الاضافه|نشر في|نشر بتاريخ|نشرت في|نشر)\s{0,2}:?\s{0,2}$")
_SENTENCE_END = re.compile(r"[.!؟\n؛]")
_LOOK_BACK, _TOLD_REACH = 64, 400


@dataclass(frozen=True, slots=True)
class _Group:
    """Pieces that stand together and name one moment."""

    start: int
    end: int
    atoms: tuple[Atom, ...]

    def first(self, kind: str) -> Atom | None:
        """Return the first piece of a kind, or None."""
        return next((atom for atom in self.atoms if atom.kind == kind), None)


def _apart(atoms: Iterable[Atom]) -> list[Atom]:
    """Return the pieces in order, the longer of two that overlap."""
    kept: list[Atom] = []
    for atom in sorted(atoms, key=lambda atom: (atom.start, -atom.end)):
        if not kept or atom.start >= kept[-1].end:
            kept.append(atom)
        elif atom.end - atom.start > kept[-1].end - kept[-1].start:
            kept[-1] = atom
    return kept


def _joins(text: str, group: _Group, atom: Atom) -> bool:
    if atom.is_led or atom.kind not in _JOINABLE or group.atoms[0].kind not in _JOINABLE or group.first(atom.kind):
        return False
    if any(part.kind in ("calendar", "hijri") and part.day is None for part in (*group.atoms, atom)):
        return False
    gap = atom.start - group.end
    if gap > 16:
        return False
    is_of_day = group.atoms[-1].kind == "clock" and _OF_DAY.fullmatch(text, group.end, atom.start)
    return bool(is_of_day or _JOINT.fullmatch(text, group.end, atom.start))


def _groups(text: str, atoms: Iterable[Atom]) -> list[_Group]:
    groups: list[_Group] = []
    for atom in atoms:
        if groups and _joins(text, groups[-1], atom):
            groups[-1] = _Group(groups[-1].start, atom.end, (*groups[-1].atoms, atom))
        elif groups and (dated := _with_year(text, groups[-1], atom)):
            groups[-1] = dated
        else:
            groups.append(_Group(atom.start, atom.end, (atom,)))
    return [_closed(text, group) for group in groups if any(atom.kind != "clock" for atom in group.atoms)]


def _with_year(text: str, group: _Group, year: Atom) -> _Group | None:
    """Return *group* with the year that stands behind it as a piece of its own, or None where that is another date."""
    last = group.atoms[-1]
    is_lacking = (
        last.kind == "calendar" and last.month is not None and last.year is None and not last.turn and last.part != "bare"
    )
    is_year = year.kind == "calendar" and year.year is not None and year.month is None and not year.part and not year.is_led
    if not (is_lacking and is_year and year.year_to is None and text[last.end : year.start].strip(" ") == ""):
        return None
    return _Group(group.start, year.end, (*group.atoms[:-1], replace(last, end=year.end, year=year.year)))


def _closed(text: str, group: _Group) -> _Group:
    """Return *group* with the bracket that closes one opened inside it."""
    inside = text[group.start : group.end]
    if inside.count("(") > inside.count(")") and text.startswith(")", group.end):
        return replace(group, end=group.end + 1)
    return group


def _before(text: str, start: int) -> str:
    """Return the words of the same sentence before *start*, a few of them."""
    words = text[max(0, start - _LOOK_BACK) : start]
    return _SENTENCE_END.split(words)[-1] if _SENTENCE_END.search(words) else words


def _reckon(group: _Group, setting: Setting) -> Reckoned:
    weekday_atom, calendar, hijri, today = (group.first(kind) for kind in ("weekday", "calendar", "hijri", "today"))
    weekday = weekday_atom.weekday if weekday_atom else None
    alone = group.atoms[0]
    if calendar is not None:
        if calendar.year is None and not calendar.turn and calendar.day and today and setting.anchor and setting.anchor.day:
            near = shift_day(setting.anchor.day, today.shift, "day")
            setting = Setting(setting.anchor, None if near else setting.told, setting.before)
        found = reckon_calendar(calendar, setting, weekday)
        if found.value is None and calendar.part == "bare" and (today or weekday_atom):
            return _reckon(replace(group, atoms=tuple(atom for atom in group.atoms if atom is not calendar)), setting)
    elif hijri is not None:
        found = reckon_hijri(hijri, setting)
    elif today is not None:
        found = reckon_today(today, setting, weekday)
    elif weekday_atom is not None:
        found = reckon_weekday(weekday_atom, setting)
    elif alone.kind == "counted":
        found = reckon_counted(alone, setting)
    elif alone.kind == "quarter":
        found = reckon_quarter(alone, setting)
    else:
        found = reckon_span(alone, setting)
    time = next((atom.clock for atom in group.atoms if atom.clock), "")
    if time and found.value is not None and len(found.value) == len("2025-09-27"):
        return Reckoned(f"{found.value}T{time}", found.is_doubtful)
    return found


def _full_day(group: _Group) -> date | None:
    """Return the day where the group gives day, month and year itself."""
    atom = group.first("calendar")
    if atom is None or atom.year is None or atom.month is None or atom.day is None:
        return None
    return make_day(atom.year, atom.month, atom.day)


def _own_anchor(text: str, groups: Iterable[_Group]) -> Anchor | None:
    """Return the day of publication that the text itself gives: "today, Sunday 18 January 2026", or a line of publication."""
    for group in groups:
        today, day = group.first("today"), _full_day(group)
        if day and today and today.shift == 0:
            return Anchor(day.year, day.month, day)
        if day and _DATELINE.search(text[max(0, group.start - 20) : group.start]):
            return Anchor(day.year, day.month, day)
    return None


def _is_range(text: str, left: _Group, right: _Group) -> bool:
    """Say whether two dates are the ends of one range; ends told in full, with their weekdays, stay dates of their own."""
    if right.start - left.end > 24 or _RANGE.fullmatch(text, left.end, right.start) is None:
        return False
    if not _unit_of(left) == _unit_of(right) != "other" or left.first("weekday") or right.first("weekday"):
        return False
    link = text[left.end : right.start].split()
    before = _before(text, left.start)
    if link and link[0] == "و":
        return _BETWEEN.search(before) is not None
    if link and link[0] == "الي":
        return _FROM.search(before) is not None and _MOVED.search(before) is None
    return True


def _unit_of(group: _Group) -> str:
    atom = group.first("calendar")
    if atom is None:
        return "other"
    return "day" if atom.day else "month" if atom.month else "year"


def _lend_year(left: _Group, right: _Group) -> _Group:
    """Return *left* with the year of *right*, where only the end of a range has one."""
    first, last = left.first("calendar"), right.first("calendar")
    if not first or not last or first.year or first.turn or not first.month or not last.year or not last.month:
        return left
    year = last.year - (first.month > last.month)
    return replace(left, atoms=tuple(replace(atom, year=year) if atom is first else atom for atom in left.atoms))


def find_dates(text: str, published: str | None = None) -> tuple[DateMention, ...]:
    """Return the dates of *text* in order, as EDTF; what the text does not let us resolve has the value None.

    *published* is the ISO day (or month, or year) of publication, from which "today", "last month" and days without a year
    are reckoned. Offsets point into *text* as it was.
    """
    plain, offsets = smooth(text)
    groups = _groups(plain, _apart(atom for find in _FINDERS for atom in find(plain)))
    anchor = read_anchor(published) or _own_anchor(plain, groups)
    mentions: list[DateMention] = []
    told: tuple[int, date] | None = None
    skipped = False
    for number, group in enumerate(groups):
        if skipped:
            skipped = False
            continue
        near = told[1] if told and group.start - told[0] <= _TOLD_REACH else None
        following = groups[number + 1] if number + 1 < len(groups) else None
        start, end = group.start, group.end
        now = _TO_NOW.match(plain, group.end)
        setting = Setting(anchor, near, _before(plain, group.start))
        if following and plain[group.end : following.start].strip(" ") in ("و", "او") and _unit_of(group) == _unit_of(following):
            group = _lend_year(group, following)
        if following and _is_range(plain, group, following):
            first = _reckon(_lend_year(group, following), setting)
            last = _reckon(following, replace(setting, before=plain[group.end : following.start]))
            value = interval(first.value, last.value)
            if value is not None:
                end, skipped = following.end, True
                found = Reckoned(value, first.is_doubtful or last.is_doubtful)
            else:
                found = first
        elif now and anchor and anchor.day and _full_day(group):
            found, end = Reckoned(interval(_reckon(group, setting).value, anchor.day.isoformat())), now.end()
        else:
            found = _reckon(group, setting)
        if not (group.atoms[0].part == "bare" and found.value is None):
            mentions.append(DateMention(*cut(offsets, start, end), found.value, found.is_doubtful))
        full = _full_day(group)
        told = (end, full) if full else told
    return tuple(mention for at, mention in enumerate(mentions) if at == 0 or mention.start >= mentions[at - 1].end)
