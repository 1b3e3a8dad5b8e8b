"""Say in Arabic and in English why two statements cannot both hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

_WEEKDAYS = (
    ("الاثنين", "Monday"),
    ("الثلاثاء", "Tuesday"),
    ("الأربعاء", "Wednesday"),
    ("الخميس", "Thursday"),
    ("الجمعة", "Friday"),
    ("السبت", "Saturday"),
    ("الأحد", "Sunday"),
)


def _about_ar(shared: Sequence[str]) -> str:
    return f"، وكلاهما عن: {'، '.join(f'«{word}»' for word in shared)}" if shared else ""


def _about_en(shared: Sequence[str]) -> str:
    return f"; both speak of {', '.join(f'“{word}”' for word in shared)}" if shared else ""


def amount_reasons(said: tuple[str, str], shared: Sequence[str]) -> tuple[str, str]:
    """Return why two amounts of one thing conflict."""
    return (
        f"المصدر الأول يقول «{said[0]}» والثاني يقول «{said[1]}»{_about_ar(shared)}",
        f"the first source says “{said[0]}”, the second “{said[1]}”{_about_en(shared)}",
    )


def day_reasons(said: tuple[str, str], shared: Sequence[str]) -> tuple[str, str]:
    """Return why two days of one thing conflict."""
    return (
        f"المصدر الأول يجعل الموعد «{said[0]}» والثاني يجعله «{said[1]}»{_about_ar(shared)}",
        f"the first source gives the day as “{said[0]}”, the second as “{said[1]}”{_about_en(shared)}",
    )


def happened_reasons(said: tuple[str, str], shared: Sequence[str]) -> tuple[str, str]:
    """Return why one source says that something happened and the other that it did not."""
    return (
        f"أحد المصدرين يقول إن الأمر وقع والآخر ينفيه أو يقول خلافه («{said[0]}» و«{said[1]}»){_about_ar(shared)}",
        f"one source says that it happened, the other denies or reverses it (“{said[0]}”, “{said[1]}”){_about_en(shared)}",
    )


def extent_reasons(said: tuple[str, str], shared: Sequence[str]) -> tuple[str, str]:
    """Return why one source tells of the whole and the other of a part."""
    return (
        f"أحد المصدرين يتحدث عن الكل والآخر عن جزء أو مرحلة منه («{said[0]}» و«{said[1]}»){_about_ar(shared)}",
        f"one source tells of the whole, the other of a part or stage of it (“{said[0]}” and “{said[1]}”){_about_en(shared)}",
    )


def part_reasons(said: tuple[str, str], *, is_sum: bool) -> tuple[str, str]:
    """Return why a whole and its part conflict within one page."""
    parts_ar, parts_en = (
        ("وأجزاؤه معا أكثر منه، ومنها", "but its parts together are more, among them")
        if is_sum
        else ("وجزء منه", "but a part of it")
    )
    return (
        f"الصفحة تجعل الكل «{said[0]}» {parts_ar} «{said[1]}»",
        f"the page gives the whole as “{said[0]}” {parts_en} “{said[1]}”",
    )


def weekday_reasons(name: str, said: str, day: dt.date) -> tuple[str, str]:
    """Return why a date and its weekday conflict."""
    right = _WEEKDAYS[day.weekday()]
    return (
        f"التاريخ «{said}» يسمي {name}، وهذا اليوم كان {right[0]}",
        f"the date “{said}” names another weekday: {day.isoformat()} is a {right[1]}",
    )


def contrast_reasons(sign: str) -> tuple[str, str]:
    """Return why two voices on one page conflict."""
    how = f"بقولها «{sign}»" if sign else "بالنفي"
    return (
        f"الصفحة تضع قول طرف أمام قول طرف آخر {how}",
        f"the page sets one speaker's words against another's{f' (“{sign}”)' if sign else ' by a denial'}",
    )


def share_reasons(said: tuple[str, str], share: float) -> tuple[str, str]:
    """Return why a count and a percentage of one whole conflict."""
    return (
        f"العدد «{said[0]}» يساوي {share:.1f}% من المجموع الذي يذكره المصدران، والمصدر الآخر يقول «{said[1]}»",
        f"“{said[0]}” is {share:.1f}% of the total that both sources give; the other says “{said[1]}”",
    )


def denial_reasons(shared: Sequence[str], *, is_first: bool) -> tuple[str, str]:
    """Return why what one source denies conflicts with what the other tells; *is_first* where the first denies."""
    ar, en = ("الأول", "الثاني"), ("first", "second")
    denies, tells = (0, 1) if is_first else (1, 0)
    return (
        f"المصدر {ar[denies]} ينفي ما يرويه {ar[tells]} أمرا واقعا{_about_ar(shared)}",
        f"the {en[denies]} source denies what the {en[tells]} tells as done{_about_en(shared)}",
    )


_DEGREES_AR = {"whole": "كاملا", "part": "جزئيا", "final": "نهائيا", "temporary": "مؤقتا"}
_DEGREES_EN = {"whole": "whole", "part": "partial", "final": "final", "temporary": "temporary"}


def degree_reasons(degrees: tuple[str, str], shared: Sequence[str]) -> tuple[str, str]:
    """Return why one happening cannot have gone both so far and so far."""
    left, right = degrees
    return (
        f"المصدر الأول يجعل الأمر {_DEGREES_AR[left]} والثاني يجعله {_DEGREES_AR[right]}{_about_ar(shared)}",
        f"the first source tells of it as {_DEGREES_EN[left]}, the second as {_DEGREES_EN[right]}{_about_en(shared)}",
    )


def who_reasons(said: tuple[str, str], shared: Sequence[str]) -> tuple[str, str]:
    """Return why two doers of one act conflict."""
    return (
        f"المصدر الأول ينسب الفعل إلى «{said[0]}» والثاني إلى «{said[1]}»{_about_ar(shared)}",
        f"the first source says that “{said[0]}” did it, the second “{said[1]}”{_about_en(shared)}",
    )


def speaker_reasons(said: tuple[str, str]) -> tuple[str, str]:
    """Return why the same quoted words cannot be two speakers' own."""
    return (
        f"الكلام نفسه بحروفه ينسبه المصدر الأول إلى «{said[0]}» والثاني إلى «{said[1]}»",
        f"the same words are put into two mouths: “{said[0]}” in the first source, “{said[1]}” in the second",
    )


def cause_reasons(said: tuple[str, str], shared: Sequence[str]) -> tuple[str, str]:
    """Return why two causes of one mishap conflict."""
    return (
        f"المصدر الأول يجعل السبب «{said[0]}» والثاني يجعله «{said[1]}»{_about_ar(shared)}",
        f"the first source gives the cause as “{said[0]}”, the second as “{said[1]}”{_about_en(shared)}",
    )
