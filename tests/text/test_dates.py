"""Dates of the Arabic press, in phrases of our own, and what must stay unresolved."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.text.dates.find import find_dates

_LETTERS = st.text(alphabet="ابتثجحخدرسعفقكلمنهويأآةىـًّ 0123456789٠١٢٣/-.،:()و\n", max_size=60)
_DATE_WORDS = (
    "من إلى حتى اليوم أمس غدا الأحد الخميس نهاية مطلع شهر عام سنة العام الشهر المقبل الماضي الجاري أيلول سبتمبر آب تشرين "
    "الأول رمضان محرم هـ 5 31 2024 1446 السادس والعشرين الساعة 10:30 م قبل منذ خلال ثلاثة أشهر أيام بين و ( ) / - الموافق "
    "الربع 99 000"
)
_WORDS = st.lists(st.sampled_from(_DATE_WORDS.split()), max_size=14).map(" ".join)


def _values(text: str, published: str | None = None) -> list[str | None]:
    return [mention.value for mention in find_dates(text, published)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("افتتح الجسر في 3 حزيران 2022", "2022-06-03"),
        ("وقّع العقد بتاريخ 3/6/2022", "2022-06-03"),
        ("حُدّد يوم ٠٣-٠٦-٢٠٢٢ موعداً", "2022-06-03"),
        ("3 يونيو/حزيران 2022", "2022-06-03"),
        ("3 حزيران يونيو 2022", "2022-06-03"),
        ("3 جوان 2022", "2022-06-03"),
        ("12 غشت 2019", "2019-08-12"),
        ("في فاتح نونبر 2019", "2019-11-01"),
        ("في الحادي والثلاثين من كانون الثاني 2023", "2023-01-31"),
        ("السابع عشر من شهر شباط عام 2023", "2023-02-17"),
        ("الرابع من آذار عام ألفين وثلاثة", "2003-03-04"),
        ("5 نوفمير 2023", "2023-11-05"),
        ("5 اكتوبــر 2023", "2023-10-05"),
        ("2023-10-05", "2023-10-05"),
        ("June 3, 2022", "2022-06-03"),
        ("خلال شباط 2023", "2023-02"),
        ("مطلع عام 2023", "2023-01"),
        ("بحلول نهاية 2027", "2027-12-31"),
        ("في نهاية نيسان 2023", "2023-04"),
        ("موعد أقصاه نهاية شباط 2024", "2024-02-29"),
        ("الربع الثالث من عام 2023", "2023-07/2023-09"),
        ("من آذار 2023 حتى أيار 2024", "2023-03/2024-05"),
        ("بين آذار وأيار 2024", "2024-03/2024-05"),
        ("من 4 إلى 9 أيار 2024", "2024-05-04/2024-05-09"),
        ("بين عامي 2006 و2010", "2006/2010"),
        ("العام الدراسي 2022/2023", "2022/2023"),
        ("الأحد 5 آذار 2023 الساعة 9:15 مساء", "2023-03-05T21:15"),
        ("1 رمضان 1444 هـ", "2023-03-23"),
        ("1/9/1444هـ", "2023-03-23"),
        ("2023.10.05", "2023-10-05"),
        ("من 2006 إلى 2010", "2006/2010"),
        ("3 شعبان 1444هـ الموافق 23 شباط 2023", "2023-02-23"),
        ("قانون رقم 21 لسنة 2008", "2008"),
    ],
)
def test_a_date_told_in_full_has_its_value_without_a_day_of_publication(text: str, value: str) -> None:
    assert _values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("يصل الوفد غدا", "2023-05-11"),
        ("التقاه أول أمس", "2023-05-08"),
        ("قال اليوم الأربعاء", "2023-05-10"),
        ("قال الاثنين", "2023-05-08"),
        ("الأحد المقبل", "2023-05-14"),
        ("سيجتمع المجلس يوم الأحد", "2023-05-14"),
        ("في تموز المقبل", "2023-07"),
        ("في تموز الماضي", "2022-07"),
        ("مطلع أيار الجاري", "2023-05"),
        ("في 20 من الشهر الماضي", "2023-04-20"),
        ("العام المقبل", "2024"),
        ("نهاية العام الحالي", "2023-12-31"),
        ("الشهر المقبل", "2023-06"),
        ("الأسبوع الماضي", "2023-04-30/2023-05-06"),
        ("قبل عشرة أيام", "2023-04-30"),
        ("قبل شهرين", "2023-03"),
        ("خلال الأيام الثلاثة المقبلة", "2023-05-10/2023-05-13"),
        ("الجمعة 21 نيسان", "2023-04-21"),
        ("الجمعة 21/4", "2023-04-21"),
        ("بين 20 و25 نيسان", "2023-04-20/2023-04-25"),
        ("الليلة الماضية", "2023-05-09"),
        ("من 1 شباط 2023 وحتى الآن", "2023-02-01/2023-05-10"),
    ],
)
def test_a_relative_date_is_counted_from_the_day_of_publication(text: str, value: str) -> None:
    assert _values(text, "2023-05-10") == [value]


@pytest.mark.parametrize(
    "text", ["أعلن اليوم", "أمس الاثنين", "في تموز المقبل", "العام الماضي", "قبل شهرين", "الخميس", "31 شباط 2023"]
)
def test_what_cannot_be_resolved_has_no_value(text: str) -> None:
    assert all(value is None for value in _values(text))


@pytest.mark.parametrize("published", ["2023", "2023-05", "", "unknown", "0000-00-00"])
def test_today_needs_a_whole_day_of_publication(published: str) -> None:
    assert _values("يلتقي اليوم", published) == [None]


@pytest.mark.parametrize(
    "text",
    [
        "اتصل على 07801234567",
        "فاز الفريق 3-1",
        "ثلث 1/3 المقاعد",
        "2000 جندي",
        "نحو 2024 متطوعا",
        "ينتج 50 برميلا في اليوم",
        "في اليوم التالي",
        "اليوم العالمي للصحة",
        "صلاة الجمعة",
        "نقلت وكالة «صدى اليوم» الخبر",
        "كان أب العائلة",
        "ومارس ضغوطا",
    ],
)
def test_a_number_or_a_word_that_is_no_date_is_left_alone(text: str) -> None:
    assert _values(text, "2023-05-10") == []


def test_a_text_that_dates_its_own_today_anchors_its_other_days() -> None:
    assert _values("ذكر البيان اليوم الأحد (5 آذار 2023) أن لقاء أمس انتهى") == ["2023-03-05", "2023-03-04"]


def test_a_weekday_that_disagrees_with_its_date_is_doubtful() -> None:
    (mention,) = find_dates("الاثنين 5 آذار 2023")
    assert (mention.value, mention.is_doubtful) == ("2023-03-05", True)


def test_a_move_from_one_day_to_another_is_two_dates() -> None:
    assert _values("تأجيل الافتتاح من 3 حزيران 2022 إلى 9 تموز 2022") == ["2022-06-03", "2022-07-09"]


def test_a_day_without_a_year_takes_that_of_the_story_told_before_it() -> None:
    assert _values("في 3 آذار 2019 بدأ العمل. وفي 9 نيسان توقف", "2023-05-10") == ["2019-03-03", "2019-04-09"]


def test_a_span_points_into_the_text_as_it_was() -> None:
    text = "بُدِئَ في أيّـــار ٢٠٢٣ م."
    (mention,) = find_dates(text)
    assert text[mention.start : mention.end] == "أيّـــار ٢٠٢٣ م"


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.text(max_size=80), _LETTERS, _WORDS),
    st.sampled_from([None, "2025-08-17", "2024", "9999-12-31", "1000-01-01", "x"]),
)
def test_any_text_is_read_without_an_error_and_cut_within_its_bounds(text: str, published: str | None) -> None:
    mentions = find_dates(text, published)
    assert all(0 <= mention.start < mention.end <= len(text) for mention in mentions)
    assert all(left.end <= right.start for left, right in pairwise(mentions))
