"""Find days that a text gives in digits, Gregorian and Hijri: 2024-09-27, 27/9/2024, 15/10/1445."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from marsad.text.dates.atoms import GAP, SP, YEAR, Atom
from marsad.text.dates.openings import Opening, matches_at

_NUMBERED_HIJRI = re.compile(
    rf"(?<![\d/.,٫:+-])(?P<day>\d{{1,2}}){SP}(?P<sep>[/-]){SP}(?P<month>\d{{1,2}}){SP}(?P=sep){SP}(?P<year>1[345]\d\d)(?!\d|[/.-]\d)"
    rf"(?:{SP}(?:هجريه|هجري|للهجره|ه)(?!\w))?"
)
_HIJRI_YEAR = re.compile(r"(?<!\d)1[345]\d\d(?!\d)")
_YEAR_FIRST_HIJRI = re.compile(
    rf"(?<![\d/.,٫:+-])(?P<year>1[345]\d\d){SP}(?P<sep>[/-]){SP}(?P<month>\d{{1,2}}){SP}(?P=sep){SP}(?P<day>\d{{1,2}})(?!\d|[/.-]\d)"
    rf"(?:{SP}(?:هجريه|هجري|للهجره|ه)(?!\w))?"
)
_NUMBERED = re.compile(
    rf"""(?<![\d/.,٫:+-])(?:
    (?P<iso_year>(?:1[89]|20)\d\d){SP}(?P<mark>[/.\\-]){SP}(?P<iso_month>\d{{1,2}}){SP}(?P=mark){SP}(?P<iso_day>\d{{1,2}})
    |(?P<day>\d{{1,2}}){SP}(?P<sep>[/.\\-]){SP}(?P<month>\d{{1,2}})(?:{SP}(?P=sep){SP}(?P<year>{YEAR}|\d\d(?!\d)))?
    )(?:T(?P<clock>\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\d%]|[/.,:-]\d)(?:{SP}م(?!\w))?""".replace(
        " {", "\\ {"
    ).replace("\n", " "),
    re.X,
)


NUMBERED_OPENING = Opening(r"\w*\d\w*", beside=r"\d[/.\\-]", mark=r"[/.\\-]")
_MARKS = "/.\\-"
_BEHIND_DIGITS = re.compile(rf"(?<!\d)\d{{1,4}}(?={SP}\Z)")
_SEED = re.compile(rf"\d{{1,4}}{SP}(?:[/\\-]|\.{SP}\d)")
_LONGEST = 20  # of a day in digits
_WORD, _DIGITS = re.compile(r"\w+"), re.compile(r"\d+")
_NUMBER_CUE = re.compile(rf"(?<![\d/.,٫:+-])(?:يوم|بتاريخ|تاريخ|ليوم){GAP}\Z")


def _seeds(text: str, starts: Sequence[int]) -> Iterator[int]:
    """Yield the offsets at which digits stand before a stroke, a point or a dash: in words that have digits, or before a mark."""
    for start in starts:
        if text[start] in _MARKS:
            if text[start - 1 : start] == " " and (behind := _BEHIND_DIGITS.search(text, max(0, start - 8), start)):
                yield behind.start()
        elif text[start].isdecimal() and _SEED.match(text, start):
            yield start
        else:
            word = _WORD.match(text, start)
            for digits in _DIGITS.finditer(text, start, word.end() if word else start):
                if _SEED.match(text, digits.start()):
                    yield digits.start()


def numbered_atoms(text: str, starts: Sequence[int]) -> Iterator[Atom]:
    """Yield days in digits, Gregorian and Hijri."""
    if seeds := tuple(_seeds(text, starts)):
        yield from _gregorian(text, seeds)
        if any(_HIJRI_YEAR.search(text, seed, seed + _LONGEST) for seed in seeds):
            yield from _hijri(text, seeds)


def _hijri(text: str, seeds: Sequence[int]) -> Iterator[Atom]:
    for pattern in (_NUMBERED_HIJRI, _YEAR_FIRST_HIJRI):
        for found in matches_at(pattern, text, seeds):
            day, month = int(found["day"]), int(found["month"])
            if 1 <= day <= 30 and 1 <= month <= 12:
                yield Atom(found.start(), found.end(), "hijri", int(found["year"]), month, day)


def _gregorian(text: str, seeds: Sequence[int]) -> Iterator[Atom]:
    """Yield 2024-09-27, 27/9/2024, and 27/9 after "on"; a day and month alone is marked part="bare"."""
    position = 0
    for found in matches_at(_NUMBERED, text, seeds):
        cue = _NUMBER_CUE.search(text, max(position, found.start() - 10), found.start())
        position = found.end()
        if found["iso_year"]:
            year, month, day, part = int(found["iso_year"]), int(found["iso_month"]), int(found["iso_day"]), ""
        else:
            day, month, written = int(found["day"]), int(found["month"]), found["year"]
            if (written is None and found["sep"] != "/") or (written and len(written) == 2 and not cue):
                continue
            year = (int(written) if len(written) == 4 else 2000 + int(written)) if written else 0
            part = "" if written or cue else "bare"
            if month > 12 >= day:
                day, month = month, day
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield Atom(
                cue.start() if cue else found.start(),
                found.end(),
                "calendar",
                year or None,
                month,
                day,
                part=part,
                clock=found["clock"] or "",
            )
