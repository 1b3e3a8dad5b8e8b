"""The step that reads amounts: dates and furniture are left out, all else is kept with its place."""

from __future__ import annotations

from marsad.domain.reading import AmountMention, DateMention, Reading
from marsad.pipeline import quantify


def _amounts(text: str, *dates: DateMention) -> tuple[AmountMention, ...]:
    (reading,) = quantify.run(Reading("p1", text, dates=dates))
    return reading.amounts


def test_the_numbers_of_a_date_are_no_amounts() -> None:
    text = "افتتح الوزير في 12 أيار 2025 ثلاث مدارس في بغداد"
    start = text.index("12")
    (amount,) = _amounts(text, DateMention(start, start + len("12 أيار 2025"), "2025-05-12"))
    assert (amount.value, amount.unit) == (3, "مدارس")


def test_the_numbers_of_furniture_around_the_text_are_no_amounts() -> None:
    text = "مشاركة عبر فيسبوك\n120 مشاهدة\nأعلنت وزارة التربية اليوم افتتاح 40 مدرسة جديدة في محافظة البصرة.\n5 تعليقات"
    assert [amount.value for amount in _amounts(text)] == [40]


def test_a_bare_number_is_no_furniture() -> None:
    assert [amount.value for amount in _amounts("٥٠٠")] == [500]


def test_a_text_without_numbers_has_no_amounts() -> None:
    assert _amounts("قالت الوزارة إن العمل مستمر.") == ()


def test_what_is_read_can_be_cut_out_of_the_page() -> None:
    text = "بلغت ميزانيّة وزارة الكهرباء ٤٫٥ تريليونات دينار عراقيّ هذا العام، بزيادة 12٪ من الموازنة العامّة."
    money, share = _amounts(text)
    assert text[money.start : money.end] == "٤٫٥ تريليونات دينار عراقي"
    assert (money.value, money.currency, text[money.about_start : money.about_end]) == (4.5e12, "IQD", "وزارة الكهرباء")
    assert (share.value, share.unit, text[share.about_start : share.about_end]) == (12, "%", "الموازنة العامّة")
