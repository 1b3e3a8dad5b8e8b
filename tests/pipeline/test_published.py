"""Tests for marsad.pipeline.published."""

import pytest

from marsad.pipeline.blocks import blocks, parse
from marsad.pipeline.metadata import read_metadata, read_title
from marsad.pipeline.published import dateline_day, iso_day, publication_day, publication_day_of_text, url_day

HEADLINE = "<h1>خبر المدرسة الجديدة في البصرة</h1>"
STORY = "<p>افتتحت المدرسة أبوابها للطلاب في الصباح.</p>"


def published(markup: str, url: str | None = None) -> str | None:
    root = parse(markup)
    metadata = read_metadata(root, url)
    return publication_day(metadata, root, tuple(blocks(root, by_hints=False)), read_title(metadata, url), url)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-03-05T09:00:00+03:00", "2024-03-05"),
        ("2024/3/5 10:11", "2024-03-05"),
        ("20240305", "2024-03-05"),
        ("Tue, 05 Mar 2024 10:00:00 GMT", "2024-03-05"),
        ("الثلاثاء، 05 مارس 2024 - 12:09 م", "2024-03-05"),
        ("2024-13-45", None),
        ("1212-01-01", None),
        ("قريبا", None),
    ],
)
def test_a_day_is_read_in_any_usual_notation(value, day):
    assert iso_day(value) == day


def test_an_address_may_carry_the_day():
    assert url_day("https://news.example/world/2025/12/23/291/خبر") == "2025-12-23"
    assert url_day("https://news.example/2025/44/99/x") is None
    assert url_day("http://[broken") is None


def test_a_page_clock_is_not_the_day_of_publication():
    assert published(f"{HEADLINE}<div>آخر تحديث: 19 ديسمبر 2025</div>{STORY}") is None


def test_a_date_in_the_header_is_not_the_day_of_publication():
    assert published(f"<div>الجمعة 19 ديسمبر 2025</div>{HEADLINE}{STORY}") is None


def test_a_date_under_the_headline_is_the_day_of_publication():
    assert published(f"{HEADLINE}<div>الخميس 25 يناير 2024 - 10:29 م</div>{STORY}") == "2024-01-25"


def test_structured_data_comes_before_the_text():
    markup = (
        '<script type="application/ld+json">{"@type":["NewsArticle"],"datePublished":"2024-01-20"}</script>'
        "<h1>خبر المدرسة الجديدة في البصرة</h1><div>25 يناير 2024</div>"
    )
    assert published(markup) == "2024-01-20"


def test_an_instant_late_in_the_utc_evening_takes_the_day_that_the_page_shows():
    head = '<meta property="article:published_time" content="2020-12-24T23:59:50+00:00">'
    assert published(head + "<h1>خبر عن مدرسة في القاهرة</h1><div>2020/12/25 - 1:59 صباحا</div>") == "2020-12-25"
    assert published(head + "<h1>خبر عن مدرسة في القاهرة</h1>") == "2020-12-24"


def test_a_date_inside_the_story_is_not_the_day_of_publication():
    assert dateline_day("وقعت بغداد العقد في 5 آذار 2020 مع شركة من كوريا لبناء الميناء في البصرة.") is None


def test_a_lead_that_says_today_with_the_full_date_gives_the_day():
    assert dateline_day("أعلنت اللجنة اليوم الأحد (18 كانون الثاني 2026) أن المستشارين غادروا القواعد كلها.") == "2026-01-18"


def test_a_plain_text_takes_the_line_under_its_headline():
    title = "لجنة جديدة للحوار بين البلدين"
    text = f"آخر تحديث :الجمعة - 19 ديسمبر 2025\n\nعرب\n\n{title}\n\nالخميس - 25 يناير 2024 - 10:29 م\n\nاتفق البلدان على لجنة."
    assert publication_day_of_text(text, title) == "2024-01-25"
