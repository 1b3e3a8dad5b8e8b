"""Months under their many names, and the Hijri calendar."""

from __future__ import annotations

import re
from datetime import date

import pytest

from marsad.text.align import smooth
from marsad.text.dates.hijri import hijri_day, hijri_month, hijri_year
from marsad.text.dates.months import MONTH, month_number


@pytest.mark.parametrize(
    ("name", "number"),
    [("كانون الثاني", 1), ("فيفري", 2), ("آذار", 3), ("أفريل", 4), ("ماي", 5), ("جوان", 6), ("جويلية", 7), ("أوت", 8), ("غشت", 8),
     ("شتنبر", 9), ("سبتمير", 9), ("سبتمر", 9), ("تشرين  الأول", 10), ("نونبر", 11), ("دجنبر", 12), ("December", 12)],
)  # fmt: skip
def test_a_month_has_one_number_under_all_its_names(name: str, number: int) -> None:
    written = smooth(name)[0]
    assert re.fullmatch(MONTH, written, re.I)
    assert month_number(written) == number


def test_a_word_that_is_no_month_raises() -> None:
    with pytest.raises(KeyError):
        month_number("كتاب")


def test_a_hijri_day_has_its_day_by_umm_al_qura() -> None:
    assert hijri_day(1445, 9, 1) == date(2024, 3, 11)
    assert hijri_month(1445, 9) == (date(2024, 3, 11), date(2024, 4, 9))
    assert hijri_year(date(2024, 3, 11)) == 1445


def test_a_day_outside_the_calendar_is_none() -> None:
    assert hijri_day(1200, 1, 1) is None
    assert hijri_day(1445, 1, 31) is None
    assert hijri_month(1600, 1) is None
    assert hijri_year(date(1700, 1, 1)) is None
