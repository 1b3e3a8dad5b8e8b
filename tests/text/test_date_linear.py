"""Finding dates takes time in proportion to the text, whatever the text repeats."""

from __future__ import annotations

from time import process_time

import pytest

from marsad.text.dates.find import find_dates

_SIZE, _TRIES, _MOST = 20_000, 5, 3.5


def _time(text: str) -> float:
    began_at = process_time()
    find_dates(text, "2024-05-05")
    return process_time() - began_at


@pytest.mark.parametrize(
    "unit",
    [
        "1-1-1-", "12% ", "1/1/", "5/5 ", "1/1/2024 ", "2024 ", "2024-", "1", "1 ", "1.", "1:1:", "10:30 ", "a1", "a1/",
        "يناير ", "5 آذار ", "أيلول/سبتمبر ", "تشرين ", "1 رمضان ", "ربيع ", "من ", "في ", "و", "ال", "(", '"', "«»", " ", "\n",
        "\u064e", "بَ", "ـ", "ـ1", "\u200f1", "الأحد ", "يوم ", "منتصف ", "أمس ", "قبل ", "قبل 3 أيام ", "خلال ", "الشهر المقبل ",
        "عام ", "عام 2024 و2025 ", "سنة ألفين و", "من 1 إلى 2 مارس ", "الحادي ", "والعشرين ", "الساعة ", "اليوم 5 آذار 2024 ",
        "June ", "لغاية ", "من 2020 إلى ", "الربع الأول ",
    ],
)  # fmt: skip
def test_twice_the_text_takes_about_twice_the_time(unit: str) -> None:
    short, long = (unit * (size // len(unit)) for size in (_SIZE, 2 * _SIZE))
    ratios = (_time(long) / max(_time(short), 1e-4) for _ in range(_TRIES))
    assert any(ratio < _MOST for ratio in ratios)
