"""Join the pieces that stand together into one date each, and say which two dates are the ends of a range."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from marsad.text.dates.atoms import Atom
from marsad.text.dates.edtf import make_day

_JOINABLE = frozenset({"calendar", "hijri", "today", "weekday", "clock"})
_JOINT = re.compile(r" {0,3}[,،:|/-]? {0,3}\(?(?:و?الموافق|و?المصادف|في|يوم|عند|تاريخ)?[ :]{0,3}(?:لل|ل|ه)?[ \-|]{0,3}")
_OF_DAY = re.compile(r" {1,3}من {1,3}(?:يوم {1,3})?")
_RANGE = re.compile(r" {0,3}(?:-|و?(?:حتي|الي|لغايه)|و)(?: (?:غايه|نهايه))?(?: (?:شهر|عام|يوم|تاريخ))? {0,3}")
_TO_NOW = re.compile(r" {0,3}و?(?:حتي|الي|لغايه) {1,3}(?:الان|اليوم|الساعه|تاريخه|يومنا هذا)(?!\w)")
_FROM = re.compile(r"(?:^|\W)[وف]?(?:من|بين|منذ|بدءا من|اعتبارا من|ابتداء من)\s{1,3}(?:(?:شهر|عام|عامي|شهري|يوم|تاريخ)\s{1,3})?$")
_BETWEEN = re.compile(r"(?:^|\W)[وف]?(?:ما )?بين\s{1,3}(?:(?:عامي|شهري|يومي|العامين)\s{1,3})?$")
_MOVED = re.compile(r"(?<!\w)\w{0,3}(?:نقل|ترحيل|تاجيل|اجل|ارجاء|تقديم|تغيير|تعديل|تمديد)\w{0,2}(?!\w)")
_SENTENCE_END = re.compile(r"[.!؟\n؛]")
_LOOK_BACK = 64


class Group(NamedTuple):
    """Pieces that stand together and name one moment."""

    start: int
    end: int
    atoms: tuple[Atom, ...]

    def first(self, kind: str) -> Atom | None:
        """Return the first piece of a kind, or None."""
        for atom in self.atoms:
            if atom.kind == kind:
                return atom
        return None

    @property
    def full_day(self) -> date | None:
        """Return the day where the group gives day, month and year itself."""
        atom = self.first("calendar")
        if atom is None or atom.year is None or atom.month is None or atom.day is None:
            return None
        return make_day(atom.year, atom.month, atom.day)

    @property
    def unit(self) -> str:
        """Return "day", "month" or "year", as far as the calendar date goes; "other" for what is none."""
        atom = self.first("calendar")
        if atom is None:
            return "other"
        return "day" if atom.day else "month" if atom.month else "year"


def words_before(text: str, start: int, floor: int = 0) -> str:
    """Return the words of the same sentence before *start*, a few of them, none before *floor*."""
    words = text[max(floor, start - _LOOK_BACK) : start]
    return _SENTENCE_END.split(words)[-1] if _SENTENCE_END.search(words) else words


def _joins(text: str, group: Group, atom: Atom) -> bool:
    if atom.is_led or atom.kind not in _JOINABLE or group.atoms[0].kind not in _JOINABLE or group.first(atom.kind):
        return False
    if atom.start - group.end > 16:
        return False
    if any(part.kind in ("calendar", "hijri") and part.day is None for part in (*group.atoms, atom)):
        return False
    is_of_day = group.atoms[-1].kind == "clock" and _OF_DAY.fullmatch(text, group.end, atom.start)
    return bool(is_of_day or _JOINT.fullmatch(text, group.end, atom.start))


def group_atoms(text: str, atoms: Iterable[Atom]) -> list[Group]:
    """Return the dates of *text*, each with its pieces; a time of day alone is none."""
    groups: list[Group] = []
    for atom in atoms:
        if groups and _joins(text, groups[-1], atom):
            groups[-1] = Group(groups[-1].start, atom.end, (*groups[-1].atoms, atom))
        elif groups and (dated := _with_year(text, groups[-1], atom)):
            groups[-1] = dated
        else:
            groups.append(Group(atom.start, atom.end, (atom,)))
    return [_closed(text, group) for group in groups if len(group.atoms) > 1 or group.atoms[0].kind != "clock"]


def _with_year(text: str, group: Group, year: Atom) -> Group | None:
    """Return *group* with the year that stands behind it as a piece of its own, or None where that is another date."""
    last = group.atoms[-1]
    is_lacking = (
        last.kind == "calendar" and last.month is not None and last.year is None and not last.turn and last.part != "bare"
    )
    is_year = year.kind == "calendar" and year.year is not None and year.month is None and not year.part and not year.is_led
    if not (is_lacking and is_year and year.year_to is None and text[last.end : year.start].strip(" ") == ""):
        return None
    return Group(group.start, year.end, (*group.atoms[:-1], last._replace(end=year.end, year=year.year)))


def _closed(text: str, group: Group) -> Group:
    """Return *group* with the bracket that closes one opened inside it."""
    inside = text[group.start : group.end]
    if inside.count("(") > inside.count(")") and text.startswith(")", group.end):
        return group._replace(end=group.end + 1)
    return group


def is_range(text: str, left: Group, right: Group) -> bool:
    """Say whether two dates are the ends of one range; ends told in full, with their weekdays, stay dates of their own."""
    if right.start - left.end > 24 or _RANGE.fullmatch(text, left.end, right.start) is None:
        return False
    is_to_the_end = left.unit == "day" and right.unit == "month" and right.atoms[0].part == "end"
    if not (left.unit == right.unit != "other" or is_to_the_end) or left.first("weekday") or right.first("weekday"):
        return False
    link = text[left.end : right.start].split()
    before = words_before(text, left.start)
    if link and link[0] == "و":
        return _BETWEEN.search(before) is not None
    if link and link[0] == "الي":
        return _FROM.search(before) is not None and _MOVED.search(before) is None
    return True


def lend_year(left: Group, right: Group) -> Group:
    """Return *left* with the year of *right*, where only the end of a range has one."""
    first, last = left.first("calendar"), right.first("calendar")
    if not first or not last or first.year or first.turn or not first.month or not last.year or not last.month:
        return left
    year = last.year - (first.month > last.month)
    return left._replace(atoms=tuple(atom._replace(year=year) if atom is first else atom for atom in left.atoms))
