"""Tests for marsad.pipeline.extract."""

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.domain.reading import Page
from marsad.pipeline.extract import ExtractError, run
from marsad.pipeline.page.headline import title_of_text


def read(**fields):
    return next(iter(run(Page("p1", **fields))))


def test_an_article_is_kept_without_its_furniture(saved_page):
    reading = read(html=saved_page("wordpress.html"))
    assert reading.text.split("\n") == [
        "افتتحت وزارة الموارد المائية، يوم الاثنين، محطة لتصفية الماء في قضاء الحمزة تخدم عشرين ألف نسمة.",
        "وقال مدير الماء في المحافظة إن المحطة أنجزت قبل موعدها بشهر، مضيفا أن محطة ثانية ستبدأ العمل في الصيف.",
    ]
    assert reading.title == "وزارة الموارد تفتتح محطة ماء في الديوانية"
    assert reading.published == "2024-03-05"
    assert reading.outlet == "صحيفة الفرات"


def test_lines_parted_by_breaks_inside_a_form_are_read(saved_page):
    reading = read(html=saved_page("breaks.html").encode("cp1256"), url="https://www.alfurat.example/n/1")
    assert reading.text.count("\n") == 2
    assert reading.text.endswith("ويبدأ التنفيذ بعد نشره في الجريدة الرسمية.")
    assert reading.title == "البرلمان يقر قانون المدارس"
    assert reading.published == "2023-05-12"
    assert reading.outlet == "alfurat.example"


def test_plain_text_is_kept_to_the_letter():
    text = "  \u200fعنوان الخبر عن المدرسة الجديدة\r\n\r\nقال الوزير\u00a0إن  المدرسة جاهزة. \n"
    reading = read(text=text)
    assert reading.text == text
    assert reading.title == "\u200fعنوان الخبر عن المدرسة الجديدة"
    assert reading.published is None


def test_what_the_row_gives_is_kept_over_what_is_found(saved_page):
    reading = read(html=saved_page("wordpress.html"), title="عنوان", published="2020-01-01", outlet="جهة")
    assert (reading.title, reading.published, reading.outlet) == ("عنوان", "2020-01-01", "جهة")


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (b"%PDF-1.4", "PDF"),
        ("", "empty"),
        ("<html><body><script>var a</script><img src=x></body></html>", "no readable text"),
        ("\x00\x01\x02\x03" * 50, "binary"),
    ],
)
def test_a_page_without_text_is_refused_with_a_reason(html, reason):
    with pytest.raises(ExtractError, match=reason):
        read(html=html)


@pytest.mark.parametrize("line", ["شفق نيوز - بغداد", "بغداد - (د ب أ)", "المصدر: وكالة أنباء محلية عراقية"])
def test_a_dateline_or_credit_is_no_headline(line):
    assert title_of_text(f"{line}\nقال الوزير.") is None


HOSTILE = ["<div>" * 100_000 + "نص", "<p>كلمة <a>" * 30_000, "<table><tr><td>" * 30_000, "<br>نص" * 60_000]


@pytest.mark.parametrize("markup", HOSTILE)
def test_hostile_markup_is_read_or_refused(markup):
    with suppress(ExtractError):
        assert read(html=markup).text


@given(st.text(max_size=200) | st.binary(max_size=200))
@settings(max_examples=150, deadline=None)
def test_no_other_error_leaves_the_step(html):
    with suppress(ExtractError):
        read(html=html)


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_plain_text_is_read(text):
    assert read(text=text).text == text


def test_pages_with_furniture_reach_the_floor(shared):
    folder = shared / "eval" / "pages"
    gold = {row["page_id"]: row for row in map(json.loads, (folder / "gold.jsonl").open(encoding="utf-8"))}
    leaked, titles, right = 0, 0, 0
    for row in map(json.loads, (folder / "pages.jsonl").open(encoding="utf-8")):
        reading = next(iter(run(Page(row["id"], html=row["html"], url=row["url"]))))
        wanted = gold[row["id"]]
        leaked += sum(words in reading.text for words in wanted.get("must_not_appear") or [])
        if wanted.get("title"):
            titles += 1
            right += reading.title == wanted["title"]
    assert leaked <= 2
    assert right / titles >= 0.95


LEAD = "أعلنت وزارة الإعمار، اليوم الأحد، إنجاز ستين بالمئة من أعمال الجسر المعلق في الناصرية."
REST = "وقال المهندس سعد كاظم إن الكوادر تعمل بثلاث وجبات لإكمال المشروع قبل نهاية العام."
TITLE = "<title>وكالة سومر | إنجاز جسر الناصرية بنسبة ستين بالمئة</title>"
HEAD = "<h1>إنجاز جسر الناصرية بنسبة ستين بالمئة</h1>"


@pytest.mark.parametrize(
    "markup",
    [
        f"{HEAD}<div><div>{LEAD}</div><div><b>{REST}</b></div></div><div><a href=1>خبر آخر عن الطقس في بغداد</a></div>",
        f"<div class='widget-wrap'>{HEAD}<div class='widget post-content'><p>{LEAD}</p><p>{REST}</p></div></div>",
        f"<article><p>{LEAD}</p><p>{REST}</p></article><div><h3>تعليقات (2)</h3><p>نتمنى لكم التوفيق دائما يا أخي.</p></div>",
        f"<table><tr><td>12 شباط 2024<br><br>{LEAD}<br>{REST}</td></tr></table>",
        f"{HEAD}<p class='caption'>صورة الجسر</p><p>{LEAD}</p><p>شاهد أيضا</p><p><a>الجسر من الجو</a></p><p>{REST}</p>",
    ],
)
def test_the_article_is_found_in_any_template(markup):
    reading = read(html=TITLE + markup)
    assert reading.text == f"{LEAD}\n{REST}"
    assert reading.title == "إنجاز جسر الناصرية بنسبة ستين بالمئة"


def test_the_names_of_links_stay_in_the_text():
    reading = read(html=f"{HEAD}<p>{LEAD.replace('الناصرية', '<a href=/t>الناصرية</a>')}</p><p>{REST}</p>")
    assert reading.text.startswith(LEAD)


WORDS = "كلمات عن الميناء. " * 30
SAVED = f'<html><head><link rel="canonical" href="{{href}}"></head><body><article><p>{WORDS}</p></article></body></html>'


def test_a_saved_page_tells_its_own_address():
    html = SAVED.format(href="https://port.example/a1")
    (reading,) = run(Page(id="a", html=html))
    assert reading.url == "https://port.example/a1"
    (fetched,) = run(Page(id="a", html=html, url="https://mirror.example/a1"))
    assert fetched.url == "https://mirror.example/a1"


@pytest.mark.parametrize("href", ["/a1", "javascript:alert(1)", "https://", "", "https://port.example/a b"])
def test_an_address_that_is_not_whole_is_not_taken(href):
    html = SAVED.format(href=href)
    (reading,) = run(Page(id="a", html=html))
    assert reading.url is None
