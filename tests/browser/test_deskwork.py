"""The desk's shared work in a real browser: the road by keys, a story rejected whole, drafts, and two people on one record."""

import time

import pytest

from marsad.newsroom import deskwork, notes, review
from marsad.store.models import Assignment, Candidate, Draft, Note, Presence
from tests import observatory
from tests.once import ONCE

SAVED_AT = "2026-01-01T10:32Z"
TYPED = {"words": ["قديم"]}
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def width():
    return 1280


@pytest.fixture
def zahra(transactional_db):
    observatory.load_codebook()
    return observatory.person("zahra", "monitor")


@pytest.fixture
def haidar(transactional_db):
    return observatory.person("haidar", "monitor")


@pytest.fixture
def made(transactional_db):
    """A story of two copies on two promises."""
    about = observatory.promise("coalition")
    gas = observatory.promise("gas", title="وقف حرق الغاز", sector="energy")
    first = observatory.document()
    copy = observatory.document(story=first.story)
    return [
        observatory.candidate(about, of=first, score=0.9),
        observatory.candidate(about, of=copy, score=0.8),
        observatory.candidate(gas, of=first, score=0.7),
    ]


@pytest.fixture
def signed_in(visitor):
    def sign_in(person, theme="light"):
        one = visitor(theme)
        one.signs_in(person.username)
        return one

    return sign_in


def press(page, code, key="ض"):
    """Press a key by its place, as a keyboard of another layout would send it."""
    page.evaluate(
        """([key, code]) =>
          document.body.dispatchEvent(new KeyboardEvent("keydown", {key, code, bubbles: true, cancelable: true}))""",
        [key, code],
    )


def test_one_works_through_the_queue_by_keys_alone(signed_in, zahra, made):
    one = signed_in(zahra)
    page = one.goes_to(f"/desk/candidates/{made[0].pk}/")
    with page.expect_navigation():
        press(page, "KeyO")  # خ: take it
    assert Assignment.objects.get().person == zahra
    press(page, "KeyL")  # م: a note
    assert page.evaluate("document.activeElement.id") == "note-words"
    page.keyboard.press("p")  # while one types no key acts
    assert page.url.endswith(f"/candidates/{made[0].pk}/")
    page.evaluate("document.activeElement.blur()")
    with page.expect_navigation():
        press(page, "KeyK")  # ن: side by side
    assert page.url.split("?")[0].endswith("/side/")
    with page.expect_navigation():
        press(page, "Escape", "Escape")
    with page.expect_navigation():
        press(page, "Comma")  # و: the next promise
    assert page.url.endswith(f"/candidates/{made[2].pk}/")
    press(page, "Digit2", "2")
    assert page.locator("#accept input[value=refutes]").is_checked()
    with page.expect_navigation():
        press(page, "KeyR", "ق")
    assert Candidate.objects.get(pk=made[2].pk).status == "accepted"
    assert one.errors == []


def test_a_story_is_rejected_whole_and_taken_back(signed_in, zahra, made):
    one = signed_in(zahra)
    page = one.goes_to(f"/desk/candidates/{made[0].pk}/")
    with page.expect_navigation():
        press(page, "Semicolon")  # ك: the whole story
    page.locator("input[value=old_news]").check()
    with page.expect_navigation():
        page.locator(".decide button.danger").click()
    assert set(Candidate.objects.values_list("status", flat=True)) == {"rejected"}
    with page.expect_navigation():
        page.locator(".message button").click()
    assert set(Candidate.objects.values_list("status", flat=True)) == {"waiting"}
    one.finds_no_fault()


def test_what_was_typed_survives_leaving_the_page(signed_in, zahra, made):
    one = signed_in(zahra)
    page = one.goes_to(f"/desk/candidates/{made[0].pk}/")
    press(page, "KeyL")
    page.locator("#note-words").press_sequentially("كلام لم يكتمل")
    page.locator("#notes .draft-state").filter(has_text="حُفظت").wait_for()
    page.locator("#note-words").press_sequentially(" بعد")
    page.reload()
    page.locator("#notes > summary").click()
    page.locator("[data-draft-use]").click()
    page.wait_for_function("document.getElementById('note-words').value.startsWith('كلام لم يكتمل')")
    with page.expect_navigation():
        page.locator("#notes form > p > button").click()
    assert Note.objects.get().words.startswith("كلام لم يكتمل")
    page.wait_for_timeout(300)
    assert not Draft.objects.exists()
    assert one.errors == []


def test_a_draft_that_is_discarded_is_gone(signed_in, zahra, made):
    Draft.objects.create(
        person=zahra, key=f"note:candidate:{made[0].pk}", fields={"words": ["قديم"]}, saved_at="2026-01-01T10:32Z"
    )
    page = signed_in(zahra).goes_to(f"/desk/candidates/{made[0].pk}/")
    page.locator("#notes > summary").click()
    with page.expect_response("**/desk/drafts/drop/"):
        page.locator("[data-draft-drop]").click()
    assert not Draft.objects.exists()


def test_two_people_on_one_record_are_told_and_nothing_typed_is_lost(signed_in, zahra, haidar, made):
    hers = signed_in(zahra)
    page = hers.goes_to(f"/desk/candidates/{made[0].pk}/")
    opening = page.locator(".presence").get_attribute("data-opening")
    until = time.monotonic() + 60  # that she has it open is told by a request of its own
    while not Presence.objects.filter(person=zahra, opening=opening).exists():
        assert time.monotonic() < until, "nobody told that she has it open"
        page.wait_for_timeout(100)
    his = signed_in(haidar).goes_to(f"/desk/candidates/{made[0].pk}/")
    his.locator(".presence p").filter(has_text="هذا السجل مفتوح أيضا عند الراصد zahra").wait_for()
    page.locator(".words > summary").click()
    page.locator("#accept_note").fill("ملاحظة طويلة كتبتها")
    review.reject(made[0].pk, haidar, reason="old_news")
    with page.expect_navigation():
        page.locator("#accept > button").click()
    assert "سبق أن بتّ الراصد haidar" in page.locator(".note.warn").first.inner_text()
    assert page.locator("#accept_note").input_value() == "ملاحظة طويلة كتبتها"
    assert Candidate.objects.get(pk=made[0].pk).status == "rejected"


@ONCE
@pytest.mark.parametrize(("width", "theme"), [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")])
def test_no_page_of_shared_work_has_a_fault(signed_in, zahra, made, theme, width):
    notes.write(made[0], zahra, words="ملاحظة")
    deskwork.assign(made[0].promise, zahra, to=zahra)
    deskwork.save_filter("stance=refutes", zahra, name="ما يناقض")
    Draft.objects.create(
        person=zahra, key=f"note:candidate:{made[0].pk}", fields={"words": ["قديم"]}, saved_at="2026-01-01T10:32Z"
    )
    one = signed_in(zahra, theme)
    for address in (
        "/desk/",
        "/desk/?stance=supports",
        f"/desk/candidates/{made[0].pk}/",
        f"/desk/candidates/{made[0].pk}/side/",
        "/desk/by/promise/",
        "/desk/by/sector/",
        "/desk/by/story/",
        f"/desk/stories/{made[0].document.story_id}/",
        "/desk/today/",
        "/desk/for-me/",
        "/desk/drafts/",
        "/desk/deadlines/",
        "/desk/quiet/",
    ):
        one.goes_to(address)
        one.finds_no_fault()
