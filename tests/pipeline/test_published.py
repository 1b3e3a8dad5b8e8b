"""Tests for marsad.pipeline.page.published: days in values, addresses and lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.pipeline.page.published import dateline_day, is_bare_date, iso_day, posted_day, publication_day_of_text, url_day


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-03-05T09:00:00+03:00", "2024-03-05"),
        ("2024/3/5 10:11", "2024-03-05"),
        ("20240305", "2024-03-05"),
        ("20240305T101112Z", "2024-03-05"),
        ("1709632800", "2024-03-05"),
        ("1709632800000", "2024-03-05"),
        ("Tue, 05 Mar 2024 10:00:00 GMT", "2024-03-05"),
        ("Tue Mar 05 2024 10:29:00 GMT+0300", "2024-03-05"),
        ("3/5/2024 10:29:00 AM", "2024-03-05"),
        ("5/3/2024 10:29", "2024-03-05"),
        ("March 5, 2024", "2024-03-05"),
        ("الثلاثاء، 05 مارس 2024 - 12:09 م", "2024-03-05"),
        ("٥ آذار ٢٠٢٤", "2024-03-05"),
        ("2024-13-45", None),
        ("1212-01-01", None),
        ("قريبا", None),
        ("منذ 3 ساعات", None),
        ("", None),
    ],
)
def test_a_day_is_read_in_any_usual_notation(value, day):
    assert iso_day(value) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://news.example/world/2025/12/23/291/خبر", "2025-12-23"),
        ("https://news.example/20251223/خبر", "2025-12-23"),
        ("https://news.example/20251223101500-خبر", "2025-12-23"),
        ("https://news.example/2025-12-23/a", "2025-12-23"),
        ("https://news.example/23-12-2025/a", "2025-12-23"),
        ("https://news.example/a?id=5&date=2025-12-23", "2025-12-23"),
        ("https://news.example/a?id=20251223", None),
        ("https://news.example/2025/44/99/x", None),
        ("https://news.example/2025/12/x", None),
        ("https://news.example/law-140-2025-12-1900", None),
        ("http://[broken", None),
        (None, None),
    ],
)
def test_an_address_may_carry_the_day(url, day):
    assert url_day(url) == day


@pytest.mark.parametrize(
    "line",
    [
        "الخميس ٢٥ كانون الثاني ٢٠٢٤",
        "25-01-2024 | 10:29",
        "2024/1/25",
        "نشر في 25 يناير 2024",
        "نُشر في: 25/01/2024 10:29 م",
        "تاريخ النشر: الخميس 25 كانون الثاني 2024",
        "تم النشر بتاريخ 25-1-2024",
        "أضيف بتاريخ: 25/1/2024",
        "تاريخ الإضافة 25/1/2024",
        "كتب في 25 يناير 2024 بواسطة المحرر",
        "بواسطة سعاد - 25 يناير، 2024",
        "الخميس 13 رجب 1445هـ - 25 يناير 2024م",
        "الخميس 13 رجب 1445 هـ",
        "الخميس 1445/7/13 هـ",
        "نشر: 25/1/2024 | آخر تحديث: 27/1/2024",
        "آخر تحديث: 27/1/2024 - تاريخ النشر: 25/1/2024",
        "بغداد – 25 يناير 2024",
        "بغداد – 25 يناير 2024 – قال وزير النفط إن الإنتاج مستقر عند أربعة ملايين برميل في اليوم.",
        "البصرة في 25 كانون الثاني 2024 / قال المحافظ إن الميناء سيفتح أبوابه أمام السفن في الصيف القادم.",
        "بغداد، 25 كانون الثاني 2024 (واع) - قال المتحدث إن العمل في الطريق الدولي سيبدأ في الشهر القادم.",
        "Thursday, 25 January 2024",
        "Published: Jan 25, 2024",
    ],
)
def test_a_date_line_gives_its_day(line):
    assert dateline_day(line) == "2024-01-25"


@pytest.mark.parametrize(
    "line",
    [
        "آخر تحديث: 19 ديسمبر 2025",
        "تاريخ التحديث 19/12/2025",
        "Last updated: 19 December 2025",
        "منذ 3 ساعات",
        "وقعت بغداد العقد في 5 آذار 2020 مع شركة من كوريا لبناء الميناء في البصرة.",
        "القانون رقم 140 لسنة 2025",
        "جميع الحقوق محفوظة 2025",
        "يناير 2024",
    ],
)
def test_a_clock_an_update_or_a_sentence_gives_none(line):
    assert dateline_day(line) is None


def test_a_lead_that_says_today_with_the_full_date_gives_the_day():
    assert dateline_day("أعلنت اللجنة اليوم الأحد (18 كانون الثاني 2026) أن المستشارين غادروا القواعد كلها.") == "2026-01-18"


def test_a_sentence_about_a_book_that_appeared_is_no_label():
    assert posted_day("وقال الباحث في كتاب له صدر عن دار النهر ونشر في 5 آذار 2020 إن السدود لا تكفي وحدها.") is None


TITLE = "لجنة جديدة للحوار بين البلدين"
STORY = "اتفق البلدان على لجنة جديدة تجتمع كل شهر في بغداد."


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("آخر تحديث :الجمعة - 19 ديسمبر 2025\n\nعرب\n\n{}\n\nالخميس - 25 يناير 2024 - 10:29 م", "2024-01-25"),
        ("الجمعة 19 ديسمبر 2025\n{}\n25/1/2024", "2024-01-25"),
        ("الجمعة 19 ديسمبر 2025\n{}", None),
        ("نشر في 25/1/2024\n{}", "2024-01-25"),
        ("{}\nسعاد كاظم\nالخميس 25 يناير 2024", "2024-01-25"),
        ("{}", None),
    ],
)
def test_a_plain_text_takes_the_line_near_its_headline(head, day):
    assert publication_day_of_text(f"{head.format(TITLE)}\n\n{STORY}", TITLE) == day


def test_a_date_below_the_story_is_of_something_else():
    assert publication_day_of_text(f"{TITLE}\n{STORY}\n{STORY}\n3/3/2024\nافتتاح جسر في الموصل", TITLE) is None


@given(st.text(max_size=200))
def test_any_line_is_read(line):
    for found in (iso_day(line), dateline_day(line), posted_day(line), url_day(line)):
        assert found is None or len(found) == 10
    assert is_bare_date(line) in (True, False)
