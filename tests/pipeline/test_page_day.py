"""Tests for marsad.pipeline.page.day: the day of publication of small pages of our own, in the templates outlets use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.domain.reading import Page
from marsad.pipeline.extract import ExtractError, run

TITLE = "افتتاح محطة ماء جديدة في الديوانية"
LEAD = "افتتحت وزارة الموارد محطة لتصفية الماء في قضاء الحمزة تخدم عشرين ألف نسمة من أهالي القضاء."
MORE = "وقال مدير الماء في المحافظة إن محطة ثانية ستبدأ العمل في الصيف وإن العمل فيها يسير كما خطط له."
STORY = f"<p>{LEAD}</p><p>{MORE}</p>"
H1 = f"<h1>{TITLE}</h1>"
URL = "https://diwan.example/n/7"
DAY = "2024-01-25"
OTHER = "<div class='related'><h3>مواضيع ذات صلة</h3><div><a>خبر أول عن الطقس</a><span class='date'>3/3/2023</span></div></div>"


def published(markup: str, url: str | None = URL) -> str | None:
    return next(
        iter(run(Page("p", html=f"<html><head><title>{TITLE}</title></head><body>{markup}</body></html>", url=url)))
    ).published


def json_ld(inside: str) -> str:
    return f'<script type="application/ld+json">{inside}</script>'


def meta(name: str, value: str = "2024-01-25T10:00:00+03:00", by: str = "property") -> str:
    return f'<meta {by}="{name}" content="{value}">'


STATED = [
    json_ld('{"@type":"NewsArticle","datePublished":"2024-01-25T10:00:00+03:00"}'),
    json_ld('{"@type":["NewsArticle"],"datePublished":"2024-01-25"}'),
    json_ld('{"@type":"ReportageNewsArticle","datePublished":"2024-01-25 10:29:00"}'),
    json_ld('{"@type":"https://schema.org/NewsArticle","datePublished":"2024-01-25"}'),
    json_ld('{"@graph":[{"@type":"WebSite"},{"@type":"Article","datePublished":"2024-01-25","dateModified":"2025-02-01"}]}'),
    json_ld('[{"@type":"BreadcrumbList"},{"@type":"NewsArticle","datePublished":"2024-01-25"}]'),
    json_ld('{"@type":"WebPage","mainEntity":{"@type":"NewsArticle","datePublished":"2024-01-25"}}'),
    json_ld('{"@type":"WebPage","datePublished":"2024-01-25","dateModified":"2025-02-01"}'),
    json_ld('{"@type":"NewsArticle","description":"سطر\nوسطر","datePublished":"2024-01-25",}'),
    json_ld("{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;datePublished&quot;:&quot;2024-01-25&quot;}"),
    json_ld('{"@type":"NewsArticle","headline":"قال "نعم" ومضى","datePublished":"2024-01-25T08:00:00"}'),
    json_ld('//<![CDATA[\n{"@type":"NewsArticle","datePublished":"2024-01-25"}\n//]]>'),
    json_ld('{"@type":"LiveBlogPosting","datePublished":"2024-01-25","liveBlogUpdate":[{"@type":"BlogPosting","datePublished":"2024-01-27"}]}'),
    json_ld(f'[{{"@type":"NewsArticle","headline":"خبر آخر عن الطقس في البصرة","datePublished":"2023-03-03"}},'
            f'{{"@type":"NewsArticle","headline":"{TITLE}","datePublished":"2024-01-25"}}]'),
    meta("article:published_time"),
    meta("og:article:published_time", by="name"),
    meta("pubdate", "20240125", by="name"),
    meta("publish-date", "Thu, 25 Jan 2024 10:00:00 GMT", by="name"),
    meta("DC.date.issued", "2024-01-25", by="name"),
    meta("parsely-pub-date", "2024-01-25T07:00:00Z", by="name"),
    meta("datePublished", "2024-01-25", by="itemprop"),
    meta("publishdate", "1/25/2024 9:12:10 AM", by="name"),
    meta("article:published_time", "الخميس، 25 كانون الثاني 2024"),
    meta("article:modified_time", "2025-05-05") + meta("article:published_time"),
    meta("article:published_time", "1706166000"),
]  # fmt: skip


@pytest.mark.parametrize("head", STATED)
def test_the_head_says_the_day(head):
    assert published(f"{head}<div>الجمعة 19 ديسمبر 2025</div>{H1}{STORY}{OTHER}") == DAY


SHOWN = [
    "{h}<div>الخميس 25 يناير 2024 - 10:29 م</div>{s}",
    "{h}<span>نشر في 25/01/2024</span>{s}",
    "{h}<p>تاريخ النشر: ٢٥ / ١ / ٢٠٢٤</p>{s}",
    "{h}<p>أضيف بتاريخ 25-1-2024</p>{s}",
    "{h}<p>الخميس ٢٥ كانون الثاني ٢٠٢٤</p>{s}",
    "{h}<p>25-01-2024 | 10:29</p>{s}",
    "{h}<p>2024/1/25</p>{s}",
    "{h}<p>الخميس 13 رجب 1445 هـ</p>{s}",
    "{h}<p>سعاد كاظم</p><p>بغداد</p><p>25 يناير، 2024</p>{s}",
    "{h}<p>25.01.2024</p><p>آخر تحديث: 30.01.2024</p>{s}",
    "{h}<p>نشر: 25/1/2024 | آخر تحديث: 30/1/2024</p>{s}",
    "{h}<p>آخر تحديث: 30/1/2024 | نشر: 25/1/2024</p>{s}",
    "<p>تاريخ النشر: 25/1/2024</p>{h}{s}",
    "<article><header class='entry-header'><span class='entry-date'>25 يناير 2024</span>{h}</header>{s}</article>",
    "<div class='news-details'><div class='date'>25/1/2024</div>{h}{s}</div>",
    "<article>{h}<p>" + MORE + "</p><div class='post-meta'><span class='post-date'>25 يناير 2024</span></div>{s}</article>",
    "{h}<p>" + MORE + "</p><p>نشر في 25/1/2024</p>{s}",
    "<article>{h}{s}<div class='publish-date'>25/1/2024</div></article>",
    "{h}{s}<p>تاريخ النشر: 25/1/2024</p>",
    "<article>{h}<time datetime='2024-01-25T09:00'>قبل يومين</time>{s}</article>",
    "<article><time datetime='2024-01-25'>25 يناير</time>{h}{s}</article>",
    "{h}<time pubdate datetime='2024-01-25'></time>{s}",
    "{h}<span itemprop='datePublished'>25 يناير 2024</span>{s}",
    "<article>{h}<meta itemprop='datePublished' content='2024-01-25'>{s}</article>",
    "{h}<p>بغداد – 25 يناير 2024 – " + LEAD + "</p><p>" + MORE + "</p>",
    "{h}<p>بغداد في 25 كانون الثاني 2024 / " + LEAD + "</p><p>" + MORE + "</p>",
    "{h}<p>أعلنت الوزارة اليوم الخميس (25 كانون الثاني 2024) أن " + LEAD + "</p>",
    "<table><tr><td>25 كانون الثاني 2024<br>" + LEAD + "<br>" + MORE + "</td></tr></table>",
    "<article>{h}<div class='m'><span><span><span><time class='entry-date published updated' datetime='2024-01-25'>25</time>"
    "</span></span></span></div>{s}</article>",
    "<article><div class='date'><span>25</span><span>يناير</span><span>2024</span></div>{h}{s}</article>",
    "<div class='c'><h1>صحيفة الماء</h1><div class='date'>19/12/2025</div></div>"
    "<article><div class='date'>25/1/2024</div>{h}{s}</article>",
    "<div class='box'><div class='title'>{t}</div><div class='info'><span>2024-01-25</span><span>10:29</span></div>{s}</div>",
    "<div class='row'><div class='article-info'><i>سياسة</i><span class='article-date'>25 كانون الثاني 2024</span></div>"
    "{h}{s}</div>",
    "<h1>{t}<span class='date'>25/1/2024</span></h1>{s}",
    "<h2>{t}</h2><div>الخميس 25 يناير 2024</div>{s}",
]  # fmt: skip


@pytest.mark.parametrize("clock", ["", "<div class='header'><span class='date'>الجمعة 19 ديسمبر 2025</span></div>"])
@pytest.mark.parametrize("page", SHOWN)
def test_the_page_shows_the_day(page, clock):
    assert published(clock + page.format(h=H1, s=STORY, t=TITLE) + OTHER) == DAY


SILENT = [
    "{h}{s}",
    "<div>الجمعة 19 ديسمبر 2025</div>{h}{s}",
    "<div id='wrap'><div class='top-bar'><span class='date'>الجمعة 19 ديسمبر 2025</span></div>{h}{s}</div>",
    "<header><time datetime='2025-12-19'>19/12/2025</time></header>{h}{s}",
    "<div class='page'><div class='row'><span class='date'>19/12/2025</span></div><div class='row'>{h}{s}</div></div>",
    "<div class='page'>{h}{s}<div class='row'><a>خبر آخر عن الماء</a><span class='date'>20/1/2024</span></div></div>",
    "<div class='page'>{h}{s}<a>خبر آخر عن الماء</a><time datetime='2024-01-20'>20/1</time></div>",
    "<div class='head'><h1>صحيفة الماء</h1><div class='date'>19-12-2025</div></div><article>{h}{s}</article>",
    "<div id='wrap'><div class='today-date'>19/12/2025</div><div class='c'>{h}{s}</div></div>",
    "<div>آخر تحديث: 19 ديسمبر 2025</div>{h}{s}",
    "{h}<div>آخر تحديث: 19 ديسمبر 2025</div>{s}",
    "{h}<div class='updated-date'>تم التحديث في 19/12/2025</div>{s}",
    "{h}<p>منذ 3 ساعات</p>{s}",
    "{h}<p>كانون الثاني 2024</p>{s}",
    "{h}{s}<div>جميع الحقوق محفوظة © 2024</div>",
    "{h}{s}<p>التعليقات (1)</p><div class='comment'><b>سمير</b> كتب في 27/1/2024</div>",
    "{h}{s}<div class='related'><a>خبر آخر عن الماء</a><time datetime='2024-01-20'>20/1/2024</time></div>",
    "{h}{s}<h3>اقرأ أيضا</h3><div class='item'><a>خبر آخر عن الماء</a><span class='date'>20/1/2024</span></div>",
    "{h}{s}<ul><li><a>خبر آخر</a><span class='post-date'>20/1/2024</span></li></ul>",
    "{h}<p>وقعت بغداد العقد في 5 آذار 2020 مع شركة من كوريا لبناء المحطة في قضاء الحمزة.</p>{s}",
    "{h}<p>القانون رقم 140 لسنة 2025 يلزم الدوائر بتنفيذ المشاريع في وقتها ويعاقب المتأخر منها.</p>{s}",
    meta("article:modified_time", "2025-12-19") + "{h}{s}",
    json_ld('{{"@type":"NewsArticle","dateModified":"2025-12-19"}}') + "{h}{s}",
    json_ld('{{"@type":"ItemList","itemListElement":[{{"@type":"NewsArticle","datePublished":"2025-12-19"}}]}}') + "{h}{s}",
]  # fmt: skip


@pytest.mark.parametrize("page", SILENT)
def test_a_page_that_does_not_say_its_day_has_none(page):
    assert published(page.format(h=H1, s=STORY)) is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://diwan.example/2024/01/25/ماء", DAY),
        ("https://diwan.example/20240125/ماء", DAY),
        ("https://diwan.example/n/7?date=2024-01-25", DAY),
        ("https://diwan.example/2024/01/ماء", None),
        ("https://diwan.example/n/20240125", DAY),
    ],
)
def test_the_address_says_the_day_where_the_page_does_not(url, day):
    assert published(H1 + STORY, url) == day
    assert published(f'<link rel="canonical" href="{url}">' + H1 + STORY, None) == day


def test_an_instant_late_in_the_utc_evening_takes_the_day_that_the_page_or_its_address_shows():
    late = meta("article:published_time", "2024-01-24T22:10:00Z")
    assert published(late + H1 + "<div>25/1/2024 - 1:10 صباحا</div>" + STORY) == "2024-01-25"
    assert published(late + H1 + STORY, "https://diwan.example/2024/01/25/a") == "2024-01-25"
    assert published(late + H1 + STORY) == "2024-01-24"
    assert published(late.replace("22:10", "12:10") + H1 + "<div>25/1/2024</div>" + STORY) == "2024-01-24"


def test_a_site_that_moved_stamped_its_old_pages_with_the_day_of_the_move():
    moved = meta("article:published_time", "2026-02-01T10:00:00+03:00")
    assert published(moved + H1 + "<div>25 يناير 2024</div>" + STORY, "https://diwan.example/2024/01/25/a") == "2024-01-25"
    assert published(moved + H1 + STORY, "https://diwan.example/2024/01/25/a") == "2026-02-01"


def test_two_marked_days_are_told_apart_by_the_headlines_box():
    teaser = "<div><div><h3><a>خبر آخر</a></h3><span itemprop='datePublished' content='2023-03-03'></span></div></div>"
    assert published(f"<article>{H1}<span itemprop='datePublished' content='2024-01-25'></span>{STORY}</article>{teaser}") == DAY


def test_what_the_row_gives_is_kept():
    page = Page("p", html=f"{meta('article:published_time')}{H1}{STORY}", published="2020-02-02")
    assert next(iter(run(page))).published == "2020-02-02"


PIECES = [
    H1,
    STORY,
    OTHER,
    "<time datetime='x'>",
    "<span class='date'>25/1/2024",
    "</div>",
    "<article>",
    "<div class='header'>",
    *STATED[:6],
]


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_any_mixture_is_dated_or_not(pieces):
    try:
        found = published("".join(pieces))
    except ExtractError:
        return
    assert found is None or len(found) == 10


@pytest.mark.parametrize("kind", ["WebPage", "VideoObject", "NewsArticle"])
def test_structured_data_under_another_headline_yields_to_the_day_that_is_shown(kind):
    other = json_ld(f'{{"@type":"{kind}","name":"قناة الضفاف الفضائية","datePublished":"2019-01-01"}}')
    assert published(f"{other}{H1}<div>نشر في 25/1/2024</div>{STORY}", None) == DAY
    assert published(f"{other}{H1}{STORY}", None) == "2019-01-01"


def test_a_blogs_microformat_gives_the_day():
    foot = '<div class="post-footer">في <a><abbr class="published" title="2024-01-25T05:20:00+03:00">5:20 ص</abbr></a></div>'
    assert published(f"<div class=post><h3>{TITLE}</h3>{STORY}{foot}</div>{OTHER}", None) == DAY


def test_of_two_marked_moments_the_one_called_published_is_the_day():
    changed = '<time class="updated" datetime="2024-02-03">3 فبراير 2024</time>'
    times = f'{changed}<time class="entry-date published" datetime="2024-01-25">25 يناير 2024</time>'
    assert published(f"<article>{H1}<span class=posted-on><a>{times}</a></span>{STORY}</article>{OTHER}") == DAY


def test_an_address_later_than_the_day_shown_is_that_of_a_move():
    page = f"{H1}<div>25/1/2024</div>{STORY}"
    assert published(page, "https://diwan.example/2024/09/14/n7") == DAY
    assert published(page, "https://diwan.example/2024/01/26/n7") == "2024-01-26"
    assert published(page, "https://diwan.example/2024/01/03/n7") == "2024-01-03"


@pytest.mark.parametrize(
    "page",
    ["<nav>الأخبار</nav><div><i>x</i><p>25/1/2024</p>{h}<div>{s}</div></div>", "<div>{h}{s}<p>25/1/2024</p></div>"],
)
def test_a_bare_date_beside_headline_or_last_line_is_the_day(page):
    assert published(page.format(h=H1, s=STORY)) == DAY


def test_a_clock_above_the_headline_in_one_form_around_the_page_is_no_day():
    assert published(f"<form><div>الجمعة 19 ديسمبر 2025 08:28 ص</div>{H1}{STORY}</form>") is None
