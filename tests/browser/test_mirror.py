"""An export opened from a disk in a real browser: no server, no console error, and a search that finds."""

import pytest

from marsad.mirror.export import export_site
from marsad.mirror.find import number_of
from marsad.text.search import spelling
from marsad.text.search.prepare import prepare
from tests import observatory
from tests.browser.visitor import Visitor
from tests.once import ONCE
from tests.store import published_record

pytestmark = [pytest.mark.browser, pytest.mark.django_db, ONCE]
WORDS = "والمستشارين بغداد وزراؤهم المدارس مدارسها كهربائية ٢٠٢٦ وُزّعت مِن العـــراق ministries promises خوێندنەکان للمحافظات ﻻجئون"


class Stick(Visitor):
    """A reader of files: no server answers."""

    def goes_to(self, path):
        self.page.goto(self.base + path)
        return self.page


@pytest.fixture
def stick(chromium, width, tmp_path, db):
    published_record.build()
    export_site(tmp_path / "site")
    reader = Stick(chromium, f"file://{tmp_path}/site", width)
    yield reader
    reader.context.close()


def test_a_copy_is_read_and_searched_without_a_server(stick):
    _goes_through(stick)
    _searches(stick)
    _phrases(stick)
    _mends(stick)
    _stems(stick)


def _goes_through(stick):
    page = stick.goes_to("/index.html")
    stick.finds_no_fault()
    page = stick.goes_to("/index.html")
    page.locator('a[href*="promises/coalition/"]').first.click()
    assert page.url.endswith("/promises/coalition/index.html")
    stick.finds_no_fault()
    page.locator("a.tongue").first.click()
    assert page.url.endswith("/en/promises/coalition/index.html")
    page.locator("a.brand").click()
    assert page.url.endswith("/en/index.html")
    assert page.locator("h1").inner_text()
    assert stick.errors == []


def _searches(stick):
    page = stick.goes_to("/promises/coalition/index.html")
    page.fill("#find", "مُهمّات للتحالف")
    page.press("#find", "Enter")
    page.wait_for_selector("#mirror-found .hits li")
    assert page.locator("#mirror-found mark").count() >= 1
    stick.finds_no_fault()
    page.locator("#mirror-found h2 a").first.click()
    assert "/promises/coalition" in page.url
    page = stick.goes_to("/en/search/index.html?q=زرافة")
    page.wait_for_selector("#mirror-found:not([hidden])")
    page.wait_for_function("document.querySelector('#mirror-found .count').textContent.length > 0")
    assert page.locator("#mirror-found li").count() == 0
    assert stick.errors == []


def _found(stick, question, language="/en"):
    page = stick.goes_to(f"{language}/search/index.html?q={question}")
    page.wait_for_function("document.querySelector('#mirror-found .count').textContent.length > 0")
    return page.locator("#mirror-found h2 a").all_inner_texts()


def _phrases(stick):
    assert _found(stick, "مهمة التحالف الدولي", "")
    assert _found(stick, '"مهمة التحالف الدولي"', "") == _found(stick, "«مُهِمّة التحالف الدولي»", "/ckb") != []
    assert _found(stick, '"الدولي التحالف"') == _found(stick, "“التحالف مهمة”") == []
    assert stick.errors == []


def _mends(stick):
    for slip in ("التحالق", "التحلاف", "التحالفف"):
        assert _found(stick, f"{slip} الدولي"), slip
        meant = stick.page.locator("#mirror-found .meant a")
        assert "التحالف" in meant.inner_text()
        stick.finds_no_fault()
    assert _found(stick, "زرافةةة") == []
    assert stick.page.locator("#mirror-found .meant").is_hidden()
    stick.goes_to("/search/index.html?q=التحالق")
    stick.page.locator("#mirror-found .meant a").focus()
    stick.page.keyboard.press("Enter")
    stick.page.wait_for_selector("#mirror-found .hits li")
    assert stick.page.locator("#mirror-found .meant").is_hidden()
    slips = [("مدرسة", "مدراسة"), ("كتاب", "كتبا"), ("abcdefg", "badcefg"), ("بيت", "بيوت"), ("قلم", "علم"), ("طويلجدا", "قصير")]
    told = stick.page.evaluate(
        "pairs => pairs.map(([left, right]) => marsadWords.slips(left, right, 2))", [list(pair) for pair in slips]
    )
    assert told == [spelling.slips(left, right, 2) for left, right in slips]
    assert stick.page.evaluate("text => marsadWords.number(text)", "مهمة التحالف") == number_of("مهمة التحالف")
    assert stick.errors == []


def _stems(stick):
    page = stick.goes_to("/search/index.html?q=x")
    page.wait_for_function("document.querySelector('#mirror-found .count').textContent.length > 0")
    words = [*WORDS.split(), *observatory.TEXT.split()]
    words = [word for word in words if len(prepare(word).words.split()) == 1]
    assert page.evaluate("words => words.map(marsadWords.stem)", [word.strip('.،؛:؟«»"()') for word in words]) == [
        prepare(word).stems for word in words
    ]
