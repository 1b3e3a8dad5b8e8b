"""Conflicts in a real browser: an editor explains one at the desk, readers see it; the desk's keys; on a phone and a desktop."""

import pytest

from marsad.newsroom import publish, review
from marsad.store.models import ConflictRow
from tests import observatory
from tests.browser.visitor import Visitor
from tests.desk.conftest import propose
from tests.newsroom.test_disputes import FIRST, SECOND, dispute

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def rows(transactional_db):
    """Two conflicts on one promise: the first between accepted pages, which a published verdict rests on."""
    observatory.load_codebook()
    zahra, omar = observatory.person("zahra", "coder"), observatory.person("omar", "editor")
    observatory.person("sivan", "editor")
    about = observatory.promise("gas", title="إنهاء حرق الغاز المصاحب", sector="energy")
    pages = [
        observatory.document(text=text, outlet=outlet, day=day)
        for text, outlet, day in (
            (FIRST, "وكالة أولى", "2025-03-01"),
            (SECOND, "وكالة ثانية", "2025-07-01"),
            (FIRST.replace("2028", "2030"), "صحيفة النهر", "2025-08-01"),
        )
    ]
    found = [observatory.candidate(about, of=page, end=40) for page in pages]
    evidence = [review.accept(one.pk, zahra, stance="supports", rung="under_way") for one in found[:2]]
    publish.publish(propose(about, zahra, evidence, effective_on=pages[1].published_on).pk, omar)
    first = dispute(about, pages[0], pages[1])[0]
    second = dispute(about, pages[1], pages[2], words=("عام 2029", "عام 2030"))[0]
    ConflictRow.objects.filter(pk=first.pk).update(score=0.9)
    return [first, second]


def test_an_editor_explains_a_conflict_and_readers_see_it(visitor, rows):
    editor = visitor()
    editor.signs_in("sivan")
    editor.goes_to("/desk/conflicts/")
    editor.finds_no_fault()
    page = editor.goes_to(f"/desk/conflicts/{rows[0].pk}/")
    editor.finds_no_fault()
    page.reload()
    page.fill("#explain_explanation_ar", "ذكرت الوزارة سنتين في خمسة أشهر، ولم تقل إن الموعد تأخر.")
    with page.expect_navigation():
        page.locator("#explain button").click()
    assert page.url.endswith(f"/desk/conflicts/{rows[1].pk}/")
    assert page.locator(".notices form[action$='/reopen/']").is_visible()
    editor.finds_no_fault()
    reader = visitor("dark")
    page = reader.goes_to("/promises/gas/")
    shown = page.locator("section[aria-labelledby=disputes]")
    assert "ذكرت الوزارة سنتين" in shown.inner_text()
    assert shown.locator("mark").all_inner_texts() == ["عام 2028", "عام 2029"]
    boxes = [side.bounding_box() for side in shown.locator(".two > section").all()]
    if page.viewport_size["width"] > 700:
        assert abs(boxes[0]["width"] - boxes[1]["width"]) < 2  # the same weight
        assert boxes[0]["y"] == boxes[1]["y"]
    reader.finds_no_fault()
    page.goto(f"{reader.base}/promises/gas/")
    with page.expect_navigation():
        page.locator("section[aria-labelledby=disputes] figcaption a").first.click()
    assert "/archive/" in page.url


def test_a_key_and_a_number_dismiss_and_a_key_takes_it_back(chromium, live_server, rows):
    monitor = Visitor(chromium, live_server.url, 1280)
    monitor.signs_in("zahra")
    page = monitor.goes_to(f"/desk/conflicts/{rows[0].pk}/")
    page.keyboard.press("ArrowDown")
    page.wait_for_url(f"**/conflicts/{rows[1].pk}/")
    page.keyboard.press("v")
    with page.expect_navigation():
        page.keyboard.press("1")
    assert ConflictRow.objects.get(pk=rows[1].pk).note == "different_things"
    with page.expect_navigation():
        page.keyboard.press("j")
    assert ConflictRow.objects.get(pk=rows[1].pk).status == "open"
    assert page.url.endswith(f"/conflicts/{rows[1].pk}/")
    page.set_viewport_size({"width": 320, "height": 640})
    for address in ("/desk/conflicts/", f"/desk/conflicts/{rows[0].pk}/", "/promises/gas/"):
        page.goto(live_server.url + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
    assert monitor.errors == []
    monitor.context.close()
