"""Tests for marsad.pipeline.page.body: the article is found, whole and alone, in page templates of our own making."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.domain.reading import Page
from marsad.pipeline.extract import run
from marsad.pipeline.page import body, boxes
from marsad.pipeline.page.blocks import blocks, parse
from marsad.pipeline.page.body import read_body
from marsad.pipeline.page.decode import decode

TEMPLATES = Path(__file__).parent / "templates"
NAMES = sorted(path.stem for path in TEMPLATES.glob("*.html"))
# What stands between these marks makes a long article of a short one.
NAMING = re.compile(rb""" (?:class|id|role|itemprop|aria-hidden)=(?:"[^"]*"|[^ >]+)""")
LONG = re.compile(r"<!--long-->.*?<!--/long-->", re.DOTALL)


def template(name: str, is_long: bool) -> tuple[bytes, list[str]]:
    """Return a template's page and the lines that its article has; those marked «+» belong to the long one."""
    markup = (TEMPLATES / f"{name}.html").read_text(encoding="utf-8")
    lines = (TEMPLATES / f"{name}.txt").read_text(encoding="utf-8").strip().split("\n")
    encoding = "cp1256" if "charset=windows-1256" in markup else "utf-8"
    if is_long:
        return markup.encode(encoding), [line.removeprefix("+ ") for line in lines]
    return LONG.sub("", markup).encode(encoding), [line for line in lines if not line.startswith("+ ")]


@pytest.mark.parametrize("is_long", [True, False], ids=["long", "short"])
@pytest.mark.parametrize("name", NAMES)
def test_the_article_is_read_whole_and_alone(name, is_long):
    page, wanted = template(name, is_long)
    (reading,) = run(Page(name, html=page))
    assert reading.text.split("\n") == wanted


@pytest.mark.parametrize("name", NAMES)
def test_a_page_without_a_title_loses_no_sentence(name):
    page, wanted = template(name, is_long=True)
    if b"<h1" in page:
        text = read_body(parse(decode(page)), None)
        assert [line for line in wanted if len(line.split()) > 6 and line not in text] == []


@pytest.mark.parametrize("floor", ["templates", "templates_without_names"])
def test_the_templates_together_reach_the_floor(floor):
    """Without the names that templates give their boxes, what boxes hold has to tell."""
    bars = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))[floor]
    leaked = lost = 0
    for name in NAMES:
        for is_long in (True, False):
            page, wanted = template(name, is_long)
            (reading,) = run(Page(name, html=NAMING.sub(b"", page) if floor == "templates_without_names" else page))
            lines = reading.text.split("\n")
            leaked += sum(line not in wanted for line in lines)
            lost += sum(line not in lines for line in wanted)
    assert len(NAMES) >= bars["fewest"]
    assert leaked <= bars["most_leaked"]
    assert lost <= bars["most_lost"]


PARTS = (
    "<p>", "</p>", "<div class=related>", "</div>", "<br>", "<a href=1>", "</a>", "كلمة ", "<h1>", "</h1>", "<li>", "<span>",
    "</span>", "<table><tr><td>", "أخبار ذات صلة", "وقال الوزير إن العمل مستمر حتى نهاية العام.",
)  # fmt: skip


@given(st.lists(st.sampled_from(PARTS), max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_nesting_is_read(parts):
    root = parse("<body>" + "".join(parts) + "<p>")
    text = read_body(root, "كلمة")
    assert isinstance(text, str)
    told = " ".join(block.text for block in blocks(root, by_hints=False))
    assert set(text.split()) <= set(told.split())


SENTENCE = "أعلنت الوزارة، اليوم الأحد، إنجاز ستين بالمئة من أعمال الجسر المعلق في الناصرية."


REPEATED = (
    "<br>", "<br>نص", "<td>كلمة", "<form>كلمة<p>", "<div><p>كلمة</p></div>", f"<p>{SENTENCE}", "<a>رابط ", "<h1>عنوان</h1>",
    "<span>كلمة </span>", "<p>نص <span class=share>شارك</span>", "<div class='related x'>كلمة</div>", "<p>12 أيار 2024</p>",
    "المصدر<br>", "<p>أخبار ذات صلة</p>", "<ul><li><a>خبر</a></li></ul>",
)  # fmt: skip


@pytest.mark.parametrize("markup", REPEATED)
def test_twice_the_page_costs_twice_the_judgements(markup, monkeypatch):
    calls = 0
    for module in (body, boxes):
        original = module.line_kind

        def line_kind(line, original=original):
            nonlocal calls
            calls += 1
            return original(line)

        monkeypatch.setattr(module, "line_kind", line_kind)

    def count(size: int) -> int:
        nonlocal calls
        calls = 0
        read_body(parse("<body>" + markup * size), "عنوان")
        return calls

    assert count(4000) <= 2.2 * count(2000) + 100


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("قال &quot;نعم&quot; ثم&nbsp;مضى.", 'قال "نعم" ثم مضى.'),
        ("قال &amp;quot;نعم&amp;quot; ثم&amp;nbsp;مضى.", 'قال "نعم" ثم مضى.'),
        ("&#1602;&#1575;&#1604; &laquo;نعم&raquo;&hellip;", "قال «نعم»…"),
        ("&amp;#8220;نعم&amp;#8221; &amp;amp; لا", "“نعم” & لا"),
        ("مي&zwnj;رود", "مي\u200cرود"),
        ("ﻻ إله إلا اﷲ ﷺ", "ﻻ إله إلا اﷲ ﷺ"),
        ("الوسم &amp;lt;p&amp;gt; والرمز AT&T; لا يتغيران", "الوسم &lt;p&gt; والرمز AT&T; لا يتغيران"),
    ],
)
def test_entities_are_read_once_or_twice_and_letters_kept(written, read):
    (block,) = blocks(parse(f"<p>{written}</p>"))
    assert block.text == read


def test_an_article_that_the_parser_leaves_in_the_head_is_read():
    """Where <body> is left out, an old parser does not know that <article> opens it."""
    assert read_body(parse(f"<head><title>عنوان</title><article><h1>عنوان</h1><p>{SENTENCE}</p></article>"), "عنوان") == SENTENCE


BRIEF = "وقال الوزير إن الطريق يربط الفاو بالحدود التركية ويمر بعشر محافظات"
LINK = "<a href=1>خبر عن الطقس والرياضة والفن في بلاد الرافدين</a>"
LINKS = f"<ul>{f'<li>{LINK}</li>' * 20}</ul>"


@pytest.mark.parametrize("around", ["{}", "<div>{}</div>"])
@pytest.mark.parametrize(
    "page",
    [
        f"<p>{SENTENCE}</p><p>{BRIEF}</p>{LINKS}",
        f"{LINKS}<p>{SENTENCE}</p><p>{BRIEF}</p>",
        f"<p>{SENTENCE}</p><div>{LINKS}{LINKS}</div><p>{BRIEF}</p>",
        f"<p>{SENTENCE}</p><p>{BRIEF}</p>" + f"<p>{LINK}</p>" * 9,
        f"<p>{SENTENCE}</p><p>اقرأ أيضا</p>{LINKS}<p>{BRIEF}</p>",
        f"<p>{SENTENCE}</p><p>اقرأ أيضا</p><p>هل يكتمل ميناء الفاو الكبير قبل نهاية العام؟</p><p>{BRIEF}</p>",
        f"<p>{SENTENCE}</p><p>شاهد أيضا</p><div class=related>{LINK}</div><p>{BRIEF}</p>",
    ],
)
def test_links_around_a_short_article_neither_enter_it_nor_cost_it_a_line(page, around):
    root = parse(around.format(f"<h1>عنوان الخبر عن الطريق</h1>{page}"))
    assert read_body(root, "عنوان الخبر عن الطريق") == f"{SENTENCE}\n{BRIEF}"
