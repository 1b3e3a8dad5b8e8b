"""Tests for marsad.pipeline.extract on channels, live blogs, AMP and structured data: what is no plain article in HTML."""

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.domain.reading import Page
from marsad.pipeline.extract import ExtractError, run


def read(markup, **fields):
    (reading,) = run(Page("p1", html=markup, **fields))
    return reading


def test_each_message_of_a_channel_is_a_reading_of_its_own(saved_page):
    first, second = run(Page("c", html=saved_page("telegram-channel.html"), url="https://t.me/s/jusoor", title="قائمة"))
    assert (first.id, second.id) == ("c#101", "c#103")
    assert (first.url, second.url) == ("https://t.me/jusoor/101", "https://t.me/jusoor/103")
    assert (first.published, second.published) == ("2025-02-03", "2025-02-04")
    assert {first.outlet, second.outlet} == {"مرصد الجسور"}
    assert first.text.split("\n") == [
        "وزارة الإعمار تفتح جسر الكوت",
        "افتتحت وزارة الإعمار جسر الكوت الثالث بعد عامين من العمل.",
        "وقال المهندس المقيم إن الجسر يخدم مئة ألف مركبة. 👍",
    ]
    assert first.title == "وزارة الإعمار تفتح جسر الكوت"
    assert second.text == "نقلت وكالة رويترز عن مسؤول أن جسر العمارة يفتح في آذار 2025."
    assert second.title is None
    assert (first.agencies, second.agencies) == ((), ("قناة دجلة للأخبار",))


def test_the_page_of_a_single_message_keeps_the_pages_id(saved_page):
    page = saved_page("telegram-channel.html")
    start = page.index('<div class="tgme_widget_message text_not')
    message = page[start : page.index('<div class="tgme_widget_message_wrap', start)]
    reading = read(f'<html><body class="tgme_widget">{message}</body></html>', url="https://t.me/jusoor/101?embed=1")
    assert (reading.id, reading.url, reading.published) == ("p1", "https://t.me/jusoor/101", "2025-02-03")
    assert reading.outlet == "مرصد الجسور"


def test_a_message_page_that_only_shares_its_words_is_read_without_a_day():
    words = "وزارة الإعمار تفتح جسر الكوت\nافتتحت الوزارة الجسر بعد عامين."
    markup = (
        '<html><head><meta property="og:title" content="مرصد الجسور">'
        f'<meta property="og:description" content="{words}"></head><body><div class="tgme_page">Preview</div></body></html>'
    )
    reading = read(markup, url="https://t.me/jusoor/101")
    assert (reading.text, reading.outlet, reading.published) == (words, "مرصد الجسور", None)


def test_a_channel_without_words_is_refused():
    markup = '<div class="tgme_widget_message" data-post="a_channel/1"><a class="tgme_widget_message_photo_wrap"></a></div>'
    with pytest.raises(ExtractError):
        read(markup, url="https://t.me/s/a_channel")


def test_a_live_blog_gives_its_lead_and_each_entry_with_its_clock(saved_page):
    reading = read(saved_page("live-blog.html"))
    lead, *entries = reading.text.split("\n\n")
    assert lead.startswith("ارتفع منسوب دجلة")
    assert [entry.split("\n") for entry in entries] == [
        ["08:20", "النهر يتراجع", "قالت دائرة الموارد إن المنسوب تراجع نصف متر منذ الفجر."],
        ["21:05", "إخلاء ثلاث قرى", "أخلت السلطات ثلاث قرى شرقي الكوت.", "وأكد المحافظ أن الخيام تكفي الجميع."],
        ["06:00", "بدأ المنسوب بالارتفاع مع أول الصباح."],
    ]
    assert reading.published == "2025-03-10"
    assert reading.title == "تغطية مباشرة: فيضان دجلة في واسط"


def test_the_clocks_of_a_live_blogs_entries_are_not_its_day(saved_page):
    page = saved_page("live-blog.html")
    bare = page[: page.index("<script")] + page[page.index("</script>") :]
    assert read(bare).published is None


def test_the_entries_of_a_live_blog_drawn_by_script_come_from_its_structured_data():
    moments = ("2025-03-10T21:05:00+03:00", "2025-03-10T06:00:00+03:00")
    bodies = ("أخلت السلطات ثلاث قرى.", "<p>بدأ المنسوب بالارتفاع &quot;سريعا&quot;.</p>")
    updates = [{"articleBody": body, "datePublished": moment} for body, moment in zip(bodies, moments, strict=True)]
    updates[0]["headline"] = "إخلاء ثلاث قرى"
    blog = {"@type": "LiveBlogPosting", "headline": "فيضان دجلة", "coverageStartTime": "2025-03-10", "liveBlogUpdate": updates}
    reading = read(
        f'<html><script type="application/ld+json">{json.dumps(blog)}</script><body><h1>فيضان دجلة في واسط</h1></body></html>'
    )
    assert (
        reading.text
        == '2025-03-10 21:05\nإخلاء ثلاث قرى\nأخلت السلطات ثلاث قرى.\n\n2025-03-10 06:00\nبدأ المنسوب بالارتفاع "سريعا".'
    )
    assert reading.published == "2025-03-10"


def test_an_amp_page_is_read_without_its_components(saved_page):
    reading = read(saved_page("amp.html"))
    assert reading.text.split("\n") == [
        "بدأت وزارة التربية بناء مئة مدرسة في ميسان ضمن العقد الأول من خطة البناء.",
        "وقال مدير التربية إن خمسين منها تفتح أبوابها قبل نهاية العام الدراسي.",
    ]
    assert (reading.published, reading.outlet) == ("2024-09-02", "صحيفة الفرات")
    assert reading.title == "وزارة التربية تبني مئة مدرسة في ميسان"
    assert reading.agencies == ("واع",)
    assert reading.url == "https://alfurat.example/education/412"


BODY = "أعلنت وزارة النقل إنجاز خط القطار إلى البصرة.\nوقال مدير السكك إن التجارب تبدأ في الشهر القادم.\nاقرأ أيضا: خبر آخر"


def stated(body, rest=""):
    article = json.dumps({"@type": "NewsArticle", "headline": "خط القطار ينجز", "articleBody": body})
    return f'<html><head><script type="application/ld+json">{article}</script></head><body>{rest}</body></html>'


@pytest.mark.parametrize(
    "body", [BODY, "<p>" + BODY.replace("\n", "</p><p>") + "</p>", BODY.replace("\n", "&#10;"), BODY.replace("\n", "\r\n\r\n")]
)
def test_a_body_that_only_structured_data_holds_is_read_without_its_furniture(body):
    assert read(stated(body)).text.split("\n") == BODY.split("\n")[:2]


def test_the_pages_own_body_comes_first_unless_it_is_clearly_less():
    lines = BODY.split("\n")[:2]
    own = "".join(f"<p>{line.replace('أعلنت', 'أكدت')}</p>" for line in lines)
    assert read(stated(BODY, f"<h1>خط القطار ينجز</h1>{own}")).text.startswith("أكدت")
    assert read(stated(BODY * 4, f"<h1>خط القطار ينجز</h1><p>{lines[0]}</p>")).text.count("السكك") == 4


def test_readers_that_are_absent_change_nothing(saved_page):
    page = Page("p", html=saved_page("wordpress.html"))
    assert list(run(page)) == list(run(page, ())) == list(run(page, None)) == list(run(page, object()))


NAMES = ["telegram-channel.html", "live-blog.html", "amp.html", "wordpress.html", "breaks.html"]


@given(st.data())
@settings(max_examples=120, deadline=None)
def test_a_damaged_page_is_read_or_refused(data):
    from tests.pipeline.conftest import PAGES

    page = (PAGES / data.draw(st.sampled_from(NAMES))).read_text(encoding="utf-8")
    for _cut in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(page)))
        end = min(len(page), start + data.draw(st.integers(0, 400)))
        page = page[:start] + data.draw(st.sampled_from(["", "<", '"', "</div>", "﴿", "2024", "\x00"])) + page[end:]
    url = data.draw(st.sampled_from(["https://t.me/s/jusoor", "https://t.me/jusoor/101", "http://[", None]))
    with suppress(ExtractError):
        readings = list(run(Page("p", html=page, url=url)))
        assert readings
        assert len({reading.id for reading in readings}) == len(readings)
        assert all(reading.text.strip() for reading in readings)
