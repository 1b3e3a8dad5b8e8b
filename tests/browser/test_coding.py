"""Blind coding in a real browser: two people code and agree, two differ and a third decides; both widths, Arabic, axe."""

import pytest

from marsad.store.models import Assessment, CodingRound
from tests import observatory
from tests.newsroom.coding_rows import proven, second_codebook

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FIRST = "شهد مصدران مستقلان برحيل المستشارين."
SECOND = "ما ثبت مرحلة أولى، والقوات باقية في قاعدة ثانية."


@pytest.fixture
def about(transactional_db):
    second_codebook()
    people = {name: observatory.person(name, "coder") for name in ("zahra", "haidar")}
    observatory.person("omar", "editor")
    about = observatory.promise("coalition", title_en="End the coalition mission")
    proven(about, people["zahra"])
    return about


def codes(one, address, verdict, reasons):
    """Fill the coding in as a person would, and hand it in."""
    page = one.goes_to(address)
    one.finds_no_fault()
    page.reload()
    for box in page.locator("input[name=evidence]").all():
        box.check()
    page.locator(f"input[name=verdict][value={verdict}]").check()
    page.select_option("select[name=outlook]", "on_track")
    page.select_option("select[name=rung]", "under_way")
    page.fill("textarea[name=summary_ar]", "غادر المستشارون القواعد الاتحادية.")
    page.fill("textarea[name=reasons_ar]", reasons)
    with page.expect_navigation():
        page.locator("button[value=hand_in]").click()
    return page


def test_two_code_blind_and_agree_and_an_editor_publishes(visitor, about):
    zahra, haidar, omar = visitor(), visitor(), visitor("dark")
    zahra.signs_in("zahra")
    page = zahra.goes_to("/desk/promises/coalition/")
    zahra.finds_no_fault()
    page.reload()
    page.fill("#open-round input[type=date]", "2025-10-05")
    with page.expect_navigation():
        page.locator("#open-round button").click()
    found = CodingRound.objects.get()
    address = f"/desk/codings/{found.pk}/"
    page = codes(zahra, address, "half_done", FIRST)
    assert "1 من 2" in page.locator("aside").inner_text()
    zahra.finds_no_fault()
    omar.signs_in("omar")
    assert FIRST not in omar.goes_to(address).content()
    haidar.signs_in("haidar")
    haidar.goes_to("/desk/codings/")
    haidar.finds_no_fault()
    assert FIRST not in haidar.goes_to(address).content()
    page = codes(haidar, address, "half_done", SECOND)
    assert FIRST in page.content()
    haidar.finds_no_fault()
    page = omar.goes_to(address)
    omar.finds_no_fault()
    made = Assessment.objects.get(round=found)
    page = omar.goes_to(f"/desk/assessments/{made.pk}/")
    page.locator("details.act summary").first.click()
    page.locator("#publish_has_read").check()
    with page.expect_navigation():
        page.locator(f"form[action$='/{made.pk}/publish/'] button").click()
    made.refresh_from_db()
    assert made.status == "published"
    page = omar.goes_to("/promises/coalition/")
    page.locator("details.coded summary").click()
    assert "الراصد haidar" in page.locator("details.coded").inner_text()
    omar.finds_no_fault()


def test_two_differ_and_a_third_decides(visitor, about):
    zahra, haidar, omar = visitor("dark"), visitor(), visitor()
    zahra.signs_in("zahra")
    page = zahra.goes_to("/desk/promises/coalition/")
    page.fill("#open-round input[type=date]", "2025-10-05")
    with page.expect_navigation():
        page.locator("#open-round button").click()
    address = f"/desk/codings/{CodingRound.objects.get().pk}/"
    codes(zahra, address, "half_done", FIRST)
    haidar.signs_in("haidar")
    codes(haidar, address, "started", SECOND)
    omar.signs_in("omar")
    page = omar.goes_to("/desk/codings/")
    assert "يبتّ ثالث" in page.locator("main").inner_text()
    page = omar.goes_to(address)
    omar.finds_no_fault()
    page.reload()
    with page.expect_navigation():
        page.locator("a[href='?take=2#code']").click()
    assert page.locator("input[value=started]").is_checked()
    page.fill("textarea[name=reasons_ar]", "أرجح الثاني لأن الخروج لم يكتمل.")
    with page.expect_navigation():
        page.locator("#coding-form button.btn").click()
    made = Assessment.objects.get()
    assert page.url.endswith(f"/desk/assessments/{made.pk}/")
    assert (made.verdict, made.is_adjudicated) == ("started", True)
    omar.finds_no_fault()
    omar.goes_to(address)
    omar.finds_no_fault()
    omar.goes_to("/desk/agreement/")
    omar.finds_no_fault()


def test_a_number_chooses_a_verdict_but_never_while_one_types(chromium, live_server, about):
    from tests.browser.visitor import Visitor

    zahra = Visitor(chromium, live_server.url, 1280)
    zahra.signs_in("zahra")
    page = zahra.goes_to("/desk/promises/coalition/")
    page.fill("#open-round input[type=date]", "2025-10-05")
    with page.expect_navigation():
        page.locator("#open-round button").click()
    page.locator("body").press("3")
    assert page.locator("input[name=verdict]").nth(2).is_checked()
    page.locator("textarea[name=reasons_ar]").focus()
    page.keyboard.press("1")
    assert page.locator("textarea[name=reasons_ar]").input_value() == "1"
    assert page.locator("input[name=verdict]").nth(2).is_checked()
    page.set_viewport_size({"width": 320, "height": 640})
    for address in ("/desk/codings/", page.url.removeprefix(live_server.url), "/desk/agreement/", "/desk/promises/coalition/"):
        page.goto(live_server.url + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
    assert zahra.errors == []
    zahra.context.close()


def test_a_coding_that_comes_back_puts_what_is_to_be_mended_at_hand(visitor, about):
    zahra = visitor()
    zahra.signs_in("zahra")
    page = zahra.goes_to("/desk/promises/coalition/")
    page.fill("#open-round input[type=date]", "2025-10-05")
    with page.expect_navigation():
        page.locator("#open-round button").click()
    with page.expect_navigation():
        page.locator("button[value=hand_in]").click()
    assert page.evaluate("document.activeElement.name") == "verdict"
    page.locator("input[name=verdict][value=half_done]").check()
    with page.expect_navigation():
        page.locator("button[value=check]").click()
    assert page.evaluate("document.activeElement.className") == "checked"
    zahra.finds_no_fault()
