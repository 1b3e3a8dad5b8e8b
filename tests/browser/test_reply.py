"""The right of reply in a real browser: asked for, sent by a link, answered and published by two, read by all."""

import pytest

from marsad.newsroom import publish, review
from marsad.store.models import Reply, ReplyRequest
from marsad.store.record import programme
from tests import observatory
from tests.desk.conftest import propose

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SAID = "غادر آخر مستشار في أيلول، والجدول الزمني منشور على موقع الوزارة."
ANSWER = "راجعنا الجدول المنشور، وهو لا يذكر يوما للقاعدة الأخيرة."


@pytest.fixture
def about(transactional_db):
    """A promise with a published verdict, its responsible body, and another promise."""
    observatory.load_codebook()
    coder, omar = observatory.person("zahra", "coder"), observatory.person("omar", "editor")
    observatory.person("sivan", "editor")
    body = programme.save_body("defence", name_ar="وزارة الدفاع", name_en="Ministry of Defence")
    row = observatory.promise("coalition", title_en="End the coalition mission", body=body)
    observatory.promise("noise", title="وعد آخر", sector="water")
    found = [observatory.candidate(row) for _ in range(2)]
    evidence = [review.accept(one.pk, coder, stance="supports", rung="under_way") for one in found]
    publish.publish(propose(row, coder, evidence).pk, omar)
    return row


def test_a_body_replies_by_its_link_and_readers_see_both_sides(visitor, about):
    editor = visitor()
    editor.signs_in("omar")
    desk = editor.goes_to("/desk/promises/coalition/ask/")
    editor.finds_no_fault()
    desk.reload()
    with desk.expect_navigation():
        desk.get_by_role("button", name="أنشئ الرمز").click()
    assert not ReplyRequest.objects.exists()  # no question, and not confirmed
    assert desk.evaluate("document.activeElement.id") == "id_question_ar"  # the first of what the alert names
    assert desk.locator(".refusals[role=alert]").is_visible()
    assert desk.locator(".refusals a").evaluate_all("links => links.map(one => one.hash)") == ["#id_question_ar", "#id_is_sure"]
    editor.errors.clear()  # that the server answered 400
    editor.finds_no_fault()
    desk = editor.goes_to("/desk/promises/coalition/ask/")
    desk.fill("#id_question_ar", "متى غادر آخر مستشار؟")
    desk.check("#id_is_sure")
    with desk.expect_navigation():
        desk.get_by_role("button", name="أنشئ الرمز").click()
    link = desk.inner_text("#reply-link").strip()
    code = link.partition("#")[2]
    editor.finds_no_fault()

    body = visitor()
    asked = []
    body.page.on("request", lambda request: asked.append(request.url + request.headers.get("referer", "")))
    page = body.page
    body.goes_to("/reply/")
    body.finds_no_fault()
    page.reload()
    page.goto(body.base + "/reply/#" + code)
    page.wait_for_function("document.getElementById('id_code').value !== ''")
    assert "#" not in page.url
    with page.expect_navigation():
        page.get_by_role("button", name="افتح الاستمارة").click()
    assert "متى غادر آخر مستشار؟" in page.inner_text("main")
    page.fill("#id_text_ar", SAID)
    with page.expect_navigation():
        page.get_by_role("button", name="أرسل الرد").click()
    assert page.locator("[role=alert]").is_visible()  # its name, post and word are still lacking
    assert page.input_value("#id_text_ar") == SAID
    page.fill("#id_author", "سعاد الكاتب")
    page.fill("#id_author_post", "المتحدثة الرسمية")
    page.check("#id_consent")
    with page.expect_navigation():
        page.get_by_role("button", name="أرسل الرد").click()
    receipt = page.inner_text(".receipt-code").strip()
    assert not [address for address in asked if code in address or receipt in address]
    assert body.errors == ["Failed to load resource: the server responded with a status of 400 (Bad Request)"]
    body.errors.clear()
    body.finds_no_fault()

    row = Reply.objects.get()
    desk = editor.goes_to("/desk/replies/")
    editor.finds_no_fault()
    desk = editor.goes_to(f"/desk/replies/{row.pk}/")
    editor.finds_no_fault()
    desk.reload()
    desk.fill("#answer_answer_ar", ANSWER)
    desk.check("input[name=effect][value=none]")
    with desk.expect_navigation():
        desk.get_by_role("button", name="احفظ الجواب").click()
    assert not desk.get_by_role("button", name="انشرهما معا").is_visible()

    other = visitor()
    other.signs_in("sivan")
    desk = other.goes_to(f"/desk/replies/{row.pk}/")
    with desk.expect_navigation():
        desk.get_by_role("button", name="انشرهما معا").click()
    other.finds_no_fault()

    for scheme in ("light", "dark"):
        reader = visitor(scheme)
        for path in ("/promises/coalition/", "/replies/"):
            told = reader.goes_to(path)
            both = told.locator(f"#reply-{row.pk} .two section")
            assert SAID in both.nth(0).inner_text()
            assert ANSWER in both.nth(1).inner_text()
            reader.finds_no_fault()

    page.goto(body.base + "/reply/receipt/")
    page.fill("#id_code", receipt.lower())
    with page.expect_navigation():
        page.get_by_role("button", name="اعرض").click()
    assert "نُشر مع جوابنا" in page.inner_text("main")
    body.finds_no_fault()


def test_the_form_for_bodies_that_were_not_asked_has_no_fault(visitor, about):
    body = visitor()
    page = body.goes_to("/promises/coalition/reply/")
    body.finds_no_fault()
    page.reload()
    page.fill("#id_body_told", "وزارة الدفاع")
    page.fill("#id_text_ar", SAID)
    page.fill("#id_author", "سعاد الكاتب")
    page.fill("#id_author_post", "المتحدثة الرسمية")
    page.fill("#id_contact", "المكتب الإعلامي")
    page.check("#id_consent")
    with page.expect_navigation():
        page.get_by_role("button", name="أرسل الرد").click()
    editor = visitor()
    editor.signs_in("omar")
    desk = editor.goes_to(f"/desk/replies/{Reply.objects.get().pk}/")
    assert "لا يُعتد به" in desk.inner_text("main")
    editor.finds_no_fault()
