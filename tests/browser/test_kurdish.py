"""Sorani Kurdish in a real browser: from language to language, nothing cut off, in the fonts of a first view."""

import datetime as dt

import pytest

from marsad.newsroom import publish, review
from tests import observatory
from tests.desk.conftest import propose
from tests.once import ONCE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), ONCE]
FIRST_VIEW = {"text-400.woff2", "text-600.woff2"}
PAGES = (
    "/ckb/",
    "/ckb/promises/",
    "/ckb/promises/coalition/",
    "/ckb/promises/coalition/contribute/",
    "/ckb/promises/coalition/reply/",
    "/ckb/method/",
    "/ckb/search/?q=التحالف",
    "/ckb/follow/",
    "/ckb/ledger/",
    "/ckb/data/",
    "/ckb/governments/sudani/report/",
)


@pytest.fixture
def record(transactional_db):
    """A promise with a verdict, in a sector with a Kurdish name."""
    observatory.load_codebook()
    coder, omar = observatory.person("zahra", "coder"), observatory.person("omar", "editor")
    about = observatory.promise("coalition", deadline="2026-09")
    about.sector.name_ckb = "ئاسایش و سەقامگیری"
    about.sector.save()
    found = [observatory.candidate(about, of=observatory.document(day="2025-10-01")) for _ in range(2)]
    evidence = [review.accept(one.pk, coder, stance="supports", rung="under_way") for one in found]
    publish.publish(propose(about, coder, evidence, effective_on=dt.date(2025, 10, 1)).pk, omar)


def test_a_reader_goes_through_the_site_in_kurdish(visitor, record, settings):
    settings.FOLLOW_BY_MAIL = True
    reader = visitor()
    came = set()
    reader.page.on("request", lambda asked: came.add(asked.url.rpartition("/")[2]))
    page = reader.goes_to("/promises/")
    page.get_by_role("link", name="کوردی").click()
    page.wait_for_url("**/ckb/promises/")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.get_by_role("heading", name="بەڵێنەکان").is_visible()
    for address in PAGES:
        reader.goes_to(address)
        assert page.locator("html").get_attribute("lang") == "ckb"
        assert reader.troubles() == []  # what axe says of each is for test_every_page.py
    assert {name for name in came if name.endswith(".woff2")} == FIRST_VIEW


def test_an_editor_takes_the_desk_into_kurdish_and_back(visitor, record):
    editor = visitor()
    editor.signs_in("omar")
    editor.page.get_by_role("button", name="کوردی").click()
    editor.page.wait_for_function("document.documentElement.lang === 'ckb'")
    editor.goes_to("/desk/promises/coalition/")
    assert editor.page.get_by_role("button", name="چوونەدەرەوە").count() == 1
    editor.finds_no_fault()
    editor.goes_to("/desk/")
    editor.page.get_by_role("button", name="العربية").click()
    editor.page.wait_for_function("document.documentElement.lang === 'ar'")
