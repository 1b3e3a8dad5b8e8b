"""Tests for marsad.pipeline.page.headline: the headline alone, whatever a template hangs on it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.pipeline.page.blocks import parse
from marsad.pipeline.page.headline import SiteNames, read_title, strip_site
from marsad.pipeline.page.metadata import read_metadata

HEADLINE = "وزارة الزراعة تعلن خطة لزراعة النخيل في واسط"
SITE = '<meta property="og:site_name" content="الفرات نيوز">'


def title(markup: str, url: str | None = "https://alforat.example/n/5") -> str | None:
    root = parse(markup)
    metadata = read_metadata(root, url)
    return read_title(metadata, url)


def head(text: str, name: str = "title") -> str:
    return f"<title>{text}</title>" if name == "title" else f'<meta property="{name}" content="{text}">'


@pytest.mark.parametrize(
    "form",
    [
        "{} | الفرات نيوز",
        "{} - الفرات نيوز",
        "{} – وكالة الفرات نيوز",
        "{} — الفرات",
        "{} :: الفرات نيوز",
        "{} « الفرات نيوز",
        "{} » الفرات نيوز",
        "الفرات نيوز » {}",
        "الفرات نيوز | {}",
        "الفرات نيوز - {}",
        "الفرات نيوز : {}",
        "الفرات نيوز :: {}",
        "وكالة الفرات نيوز: {}".replace(": ", " : "),
        "{}|الفرات نيوز",
        "{} - محليات - الفرات نيوز".replace("محليات - ", ""),
        "{} | محليات | الفرات نيوز",
        "الفرات نيوز | {} | الفرات نيوز",
        "{} - alforat",
        "{} | alforat.example",
        "{} - الموقع الرسمي",
        "{} • الفرات نيوز",
        "{}- الفرات نيوز",
        "{} / الفرات نيوز",
        "{} - الفرات نيوز - الفرات نيوز",
        "{}",
    ],
)
@pytest.mark.parametrize("name", ["title", "og:title"])
def test_the_name_of_the_site_is_cut_off(form, name):
    assert title(SITE + head(form.format(HEADLINE), name)) == HEADLINE


@pytest.mark.parametrize(
    "real",
    [
        "العراق - إيران: جولة جديدة من محادثات الغاز",
        "وزير النفط: الإنتاج مستقر عند أربعة ملايين برميل",
        "قطار بغداد – البصرة يعود إلى العمل بعد عام",
        "أزمة الملاحة - قناة السويس تخسر نصف عائداتها",
        "خاص | البرلمان يؤجل جلسة التصويت على الموازنة",
        "نائب : الموازنة لن تقر قبل العيد",
        "«الفرات» يفيض في الأنبار والسدود تمتلئ",
        "الفرات يفيض في الأنبار والسدود تمتلئ",
        "العراق: اليوم الأول من الامتحانات بلا حوادث",
    ],
)
@pytest.mark.parametrize("rest", ["", " | الفرات نيوز", " - الفرات نيوز"])
def test_a_headline_with_a_dash_a_bar_or_a_colon_of_its_own_is_whole(real, rest):
    assert title(SITE + head(real + rest)) == real
    assert title(SITE + head(real + rest) + f"<h1>{real}</h1>") == real


def test_a_place_name_that_begins_the_outlets_name_is_kept():
    site = '<meta property="og:site_name" content="العراق اليوم">'
    assert title(site + head("العراق - تركيا: خط أنابيب جديد قبل الصيف")) == "العراق - تركيا: خط أنابيب جديد قبل الصيف"


def test_the_first_heading_completes_a_shared_title_that_was_cut_short():
    short = HEADLINE[:25]
    assert title(head(short + "…", "og:title") + f"<h1>{HEADLINE}</h1>") == HEADLINE
    assert title(head(short + "...", "og:title") + head(f"{HEADLINE} | الفرات نيوز") + SITE) == HEADLINE


def test_a_heading_that_names_the_site_or_a_section_is_no_headline():
    assert title(SITE + head(f"{HEADLINE} | الفرات نيوز") + "<h1>الفرات نيوز</h1>") == HEADLINE
    assert title(SITE + head(f"{HEADLINE} | أخبار العراق") + "<h1>وزارة الزراعة</h1>") == HEADLINE
    assert title(SITE + head(f"{HEADLINE}") + "<h1>آخر أخبار الرياضة والفن</h1>") == HEADLINE


def test_the_heading_keeps_its_own_spelling():
    heading = HEADLINE.replace("خطة", "خطّة")
    assert title(head(f"{HEADLINE} | الفرات نيوز") + f"<h1>{heading}</h1>") == heading


def test_structured_data_names_a_page_that_has_no_title():
    markup = f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{HEADLINE} &amp; مياه"}}</script><p>نص</p>'
    assert title(markup) == HEADLINE + " & مياه"


def test_a_shared_title_with_a_name_that_only_the_other_title_lacks_is_cut():
    assert title(head(f"{HEADLINE} - دجلة والفرات", "og:title") + head(HEADLINE)) == HEADLINE


@pytest.mark.parametrize("form", ["{} - سياسة - الفرات نيوز", "الفرات نيوز » سياسة » {}", "{} | أخبار العراق | الفرات نيوز"])
def test_the_section_beside_the_sites_name_is_cut_off(form):
    assert title(SITE + head(form.format(HEADLINE))) == HEADLINE


def test_a_part_that_the_page_shows_alone_is_the_headline():
    root = parse(head(f"دجلة - {HEADLINE}") + f"<div>{HEADLINE}</div>")
    markup = f"<title>دجلة - {HEADLINE}</title><div>{HEADLINE}</div>"
    assert read_title(read_metadata(root, None), None, markup) == HEADLINE
    assert read_title(read_metadata(root, None), None, f"<title>دجلة - {HEADLINE}</title>") == f"دجلة - {HEADLINE}"


def test_a_title_that_was_escaped_twice_is_read_once():
    assert (
        title(head("وزير المالية: &amp;quot;لا ضرائب جديدة&amp;quot; في العام القادم"))
        == 'وزير المالية: "لا ضرائب جديدة" في العام القادم'
    )


def test_a_page_without_any_title_has_none():
    assert title("<p>نص بلا عنوان.</p>") is None
    assert title(SITE + head("الفرات نيوز") + "<p>نص</p>") is None


@given(st.text(max_size=120), st.lists(st.text(max_size=30), max_size=4))
def test_what_is_cut_off_a_title_stood_at_its_ends(text, names):
    assert strip_site(text, SiteNames(names)) in text


@pytest.mark.parametrize("sign", ["وكالة الضفاف الإخبارية", "ضفاف نت", "مرصد الضفاف"])
@pytest.mark.parametrize("form", ["{} | {}", "{} - {}"])
def test_a_first_heading_that_is_the_sign_of_the_site_is_not_the_headline(sign, form):
    markup = f"<title>{form.format(HEADLINE, sign)}</title><h1><a href='/'>{sign}</a></h1><h2>{HEADLINE}</h2>"
    root = parse(markup)
    assert read_title(read_metadata(root, None), None, markup) == HEADLINE


def test_a_blogs_name_before_a_colon_is_cut_off_where_its_sign_and_the_headline_stand_apart():
    markup = f"<title>مدونة سالم: {HEADLINE}</title><h1>مدونة سالم</h1><h3>{HEADLINE}</h3>"
    assert read_title(read_metadata(parse(markup), None), None, markup) == HEADLINE


def test_a_short_headline_is_not_the_sign_of_its_site():
    markup = "<title>هزة تضرب خانقين - شبكة أخبار المدن العراقية</title><h1>هزة تضرب خانقين</h1><p>شبكة أخبار المدن العراقية</p>"
    assert read_title(read_metadata(parse(markup), None), None, markup) == "هزة تضرب خانقين"


@pytest.mark.parametrize(
    "box",
    ["<td class=title><b>{}</b></td>", "<td><span id=ctl00_lblTitle>{}</span></td>", "<td><div class=newsTitle>{}</div></td>"],
)
def test_without_a_heading_what_the_template_calls_a_title_is_the_headline(box):
    shown = "<td class=widget-title>أحدث الأخبار في الموقع كله</td><td class=title><a href=1>خبر آخر عن الطقس غدا</a></td>"
    markup = f"<title>الفرات اليوم</title><table><tr>{shown}{box.format(HEADLINE)}</tr></table>"
    root = parse(markup)
    assert read_title(read_metadata(root, None), None, markup, root) == HEADLINE
    short = parse(f"<title>هزة في خانقين</title><div class=title>{HEADLINE}</div><div class=title>هزة في خانقين</div>")
    assert read_title(read_metadata(short, None), None, "", short) == "هزة في خانقين"
