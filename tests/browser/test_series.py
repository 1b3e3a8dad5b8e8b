"""Series in a real browser: an editor chooses and publishes, readers see the chart and its quotes, on a phone and a desktop."""

import pytest

from marsad.newsroom import publish, review, series
from marsad.store.models import SeriesRow
from tests import observatory
from tests.browser.visitor import Visitor
from tests.desk.conftest import propose
from tests.newsroom.test_series import COUNTS, LATER, PLAN, page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def row(transactional_db):
    """A series proposed on a promise whose published verdict rests on its pages; and one more, on another promise."""
    observatory.load_codebook()
    zahra, omar = observatory.person("zahra", "coder"), observatory.person("omar", "editor")
    observatory.person("sivan", "editor")
    about = observatory.promise("camps", title="إغلاق مخيمات النزوح", sector="displacement")
    found = [page(about, one) for one in (*COUNTS, PLAN, LATER)]
    evidence = [review.accept(one.pk, zahra, stance="supports", rung="under_way") for one in found]
    publish.publish(propose(about, zahra, evidence, effective_on=evidence[-1].said_on).pk, omar)
    other = observatory.promise("camps-2", title="وعد آخر", sector="displacement")
    for one in COUNTS:
        page(other, one)
    series.find([about, other])
    return SeriesRow.objects.get(promise=about)


def test_a_series_is_chosen_published_and_seen(visitor, row):
    editor = visitor()
    editor.signs_in("sivan")
    editor.goes_to("/desk/series/")
    editor.finds_no_fault()
    editor.goes_to("/desk/series/new/?promise=camps")
    editor.finds_no_fault()
    shown = editor.goes_to(f"/desk/series/{row.pk}/")
    editor.finds_no_fault()
    shown.reload()
    assert shown.locator("input[name=points]:checked").count() == 4  # the plan is left to people
    shown.locator("input[name=points]:not(:checked)").check()
    shown.locator("input[name=points]").first.uncheck()
    with shown.expect_navigation():
        shown.get_by_role("button", name="ارسم هذه النقاط").click()
    assert "لم يُحفظ شيء بعد" in shown.inner_text("#preview")
    assert shown.locator("input[name=points]:checked").count() == 4
    shown.locator("input[name=points]").first.check()
    shown.fill("#id_title_ar", "العائلات في مخيمات دهوك")
    with shown.expect_navigation():
        shown.get_by_role("button", name="أظهر السلسلة للقراء").click()
    assert shown.locator(f".notices form[action$='/series/{row.pk}/reopen/']").is_visible()
    for scheme in ("light", "dark"):
        reader = visitor(scheme)
        told = reader.goes_to("/promises/camps/")
        part = told.locator("section[aria-labelledby=figures]")
        drawn = part.locator("svg.chart:visible")
        assert drawn.count() == 1
        assert drawn.locator(".mark").count() == 5
        assert drawn.locator(".mark.planned").count() == 1
        box, frame = drawn.bounding_box(), part.bounding_box()
        assert frame["x"] - 1 <= box["x"]
        assert box["x"] + box["width"] <= frame["x"] + frame["width"] + 1
        letters = drawn.locator("text.amount").first.bounding_box()
        assert letters["height"] >= 12  # not shrunk with the drawing
        part.locator("summary").click()
        assert part.locator("tbody tr").count() == 5
        assert "41 ألف عائلة" in part.locator("tbody mark").first.inner_text()
        reader.finds_no_fault()


def test_the_keys_dismiss_and_take_back_and_a_phone_scrolls_one_way(chromium, live_server, row):
    monitor = Visitor(chromium, live_server.url, 1280)
    monitor.signs_in("zahra")
    shown = monitor.goes_to(f"/desk/series/{row.pk}/")
    shown.keyboard.press("v")
    with shown.expect_navigation():
        shown.keyboard.press("4")
    assert SeriesRow.objects.get(pk=row.pk).note == "batches"
    with shown.expect_navigation():
        shown.keyboard.press("j")
    assert SeriesRow.objects.get(pk=row.pk).status == "proposed"
    assert shown.url.endswith(f"/series/{row.pk}/")
    shown.set_viewport_size({"width": 320, "height": 640})
    for address in ("/desk/series/", "/desk/series/new/", f"/desk/series/{row.pk}/"):
        shown.goto(live_server.url + address)
        assert shown.evaluate("document.documentElement.scrollWidth") <= 320, address
    assert monitor.errors == []
    monitor.context.close()
