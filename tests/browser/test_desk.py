"""The desk in a real browser: its keys, the marking of words, and every page on a phone and a desktop, by day and by night."""

import pytest

from marsad.newsroom import review
from marsad.store.models import Candidate, Evidence
from tests import observatory
from tests.desk.conftest import propose, prove
from tests.once import ONCE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def width():
    """Keys are for desktops; the pages are tried at both widths below."""
    return 1280


@pytest.fixture
def zahra(transactional_db):
    observatory.load_codebook()
    return observatory.person("zahra", "coder")


@pytest.fixture
def about(transactional_db):
    return observatory.promise("coalition", title_en="End the coalition mission")


@pytest.fixture
def three(about):
    return [observatory.candidate(about, score=score) for score in (0.9, 0.8, 0.7)]


@pytest.fixture
def page(visitor, zahra):
    """A page of the desk, in which zahra has signed in; an error of a script or of the policy fails the test."""
    one = visitor()
    one.signs_in("zahra")
    yield one.page
    assert one.errors == []


def press(page, key, code):
    """Press a key as a keyboard of another layout would send it."""
    page.evaluate(
        """([key, code]) =>
          document.body.dispatchEvent(new KeyboardEvent("keydown", {key, code, bubbles: true, cancelable: true}))""",
        [key, code],
    )


@pytest.mark.parametrize(("key", "code"), [("ق", "KeyR"), ("r", "KeyR")])
def test_a_key_accepts_whichever_layout_is_on_and_another_takes_it_back(page, live_server, three, key, code):
    page.goto(f"{live_server.url}/desk/candidates/{three[0].pk}/")
    with page.expect_navigation():
        press(page, key, code)
    assert page.url.endswith(f"/candidates/{three[1].pk}/")
    assert Evidence.objects.filter(candidate=three[0]).exists()
    with page.expect_navigation():
        press(page, "ت", "KeyJ")
    assert page.url.endswith(f"/candidates/{three[0].pk}/")
    assert Candidate.objects.get(pk=three[0].pk).status == "waiting"


def test_rejecting_takes_a_key_and_the_number_of_the_reason(page, live_server, three):
    page.goto(f"{live_server.url}/desk/candidates/{three[0].pk}/")
    press(page, "ر", "KeyV")
    assert page.locator("#reject").get_attribute("open") is not None
    with page.expect_navigation():
        page.keyboard.press("4")
    rejected = Candidate.objects.get(pk=three[0].pk)
    assert (rejected.status, rejected.reason) == ("rejected", review.REJECTIONS[3])


def test_deferring_takes_a_key_and_a_number(page, live_server, three):
    page.goto(f"{live_server.url}/desk/candidates/{three[0].pk}/")
    press(page, "ج", "BracketLeft")
    with page.expect_navigation():
        page.keyboard.press("2")
    assert Candidate.objects.get(pk=three[0].pk).status == "deferred"


def test_arrows_walk_the_queue_and_the_question_mark_opens_the_keys(page, live_server, three):
    page.goto(f"{live_server.url}/desk/candidates/{three[0].pk}/")
    with page.expect_navigation():
        page.keyboard.press("ArrowDown")
    assert page.url.endswith(f"/candidates/{three[1].pk}/")
    with page.expect_navigation():
        page.keyboard.press("ArrowUp")
    assert page.url.endswith(f"/candidates/{three[0].pk}/")
    press(page, "؟", "Slash")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()


def test_keys_rest_while_one_types_and_when_they_are_put_off(page, live_server, three):
    page.goto(f"{live_server.url}/desk/candidates/{three[0].pk}/")
    page.locator(".words summary").click()
    page.locator("#accept_note").focus()
    page.keyboard.press("r")
    page.keyboard.press("v")
    assert page.locator("#accept_note").input_value() == "rv"
    page.locator("#keys-open").click()
    page.locator("#keys-on").uncheck()
    page.locator("#keys button").click()
    page.locator("body").evaluate("body => document.activeElement.blur()")
    page.keyboard.press("r")
    assert Candidate.objects.filter(status="waiting").count() == 3


def test_words_marked_in_the_text_become_the_quote_only_when_asked(page, live_server, about):
    text = "😀 قال الوزير أمس إن العمل انتهى.\nوأضاف أن الموعد قريب جدا."
    document = observatory.document(text=text)
    document.dates = [{"start": text.index("أمس"), "end": text.index("أمس") + 3, "value": "2024-05-02", "is_doubtful": False}]
    document.save()
    found = observatory.candidate(about, of=document, start=0, end=text.index("\n"))
    page.goto(f"{live_server.url}/desk/candidates/{found.pk}/")
    page.evaluate(
        """() => {
          const segments = [...document.querySelectorAll("#text [data-start]")];
          const range = document.createRange();
          range.setStart(segments[0].firstChild, segments[0].textContent.indexOf("الوزير"));
          range.setEnd(segments.at(-1).firstChild, "وأضاف".length);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
          document.dispatchEvent(new MouseEvent("mouseup", {bubbles: true}));
        }"""
    )
    page.locator("#take").click()
    with page.expect_navigation():
        page.locator("#accept > button").click()
    expected = text[text.index("الوزير") : text.index("وأضاف") + len("وأضاف")]
    assert Evidence.objects.get(candidate=found).quote == expected


def test_a_mark_that_cuts_through_words_takes_them_whole(page, live_server, about):
    text = "قال الوزير أمس إن العمل انتهى."
    found = observatory.candidate(about, of=observatory.document(text=text), start=0, end=len(text))
    page.goto(f"{live_server.url}/desk/candidates/{found.pk}/")
    page.evaluate(
        """() => {
          const words = document.querySelector("#text [data-start]").firstChild;
          getSelection().setBaseAndExtent(words, words.data.indexOf("زير"), words, words.data.indexOf("عمل") + 1);
          document.dispatchEvent(new MouseEvent("mouseup", {bubbles: true}));
        }"""
    )
    page.locator("#take").click()
    assert page.locator("#chosen blockquote").inner_text() == "الوزير أمس إن العمل"


def test_the_square_to_scan_is_black_on_white_by_night_too(visitor, zahra):
    one = visitor("dark")
    one.signs_in("zahra")
    page = one.goes_to("/accounts/2fa/totp/activate/")
    if page.locator("main input[type=password]").count():
        page.fill("main input[type=password]", observatory.PASSWORD)
        page.locator("main form button").first.click()
    square = page.locator("main img")
    assert square.evaluate("image => getComputedStyle(image).backgroundColor") == "rgb(255, 255, 255)"
    one.finds_no_fault()


@pytest.fixture
def pages(zahra, about, three):
    evidence = [prove(about, zahra), prove(about, zahra)]
    proposal = propose(about, zahra, evidence)
    return [
        "/desk/",
        f"/desk/candidates/{three[0].pk}/",
        f"/desk/candidates/{evidence[0].candidate_id}/",
        "/desk/promises/",
        "/desk/promises/coalition/",
        f"/desk/assessments/{proposal.pk}/",
        "/desk/assessments/",
        "/desk/submissions/",
        "/desk/failures/",
        "/desk/sources/",
        "/desk/people/",
    ]


@ONCE
@pytest.mark.parametrize(("width", "theme"), [(390, "light"), (1280, "dark")])
def test_no_page_has_a_fault_that_shuts_somebody_out(visitor, pages, width, theme):
    one = visitor(theme)
    one.signs_in("zahra")
    for address in pages:
        one.goes_to(address)
        one.finds_no_fault()


@ONCE
def test_nothing_runs_over_the_edge_of_a_small_phone(page, live_server, pages):
    page.set_viewport_size({"width": 320, "height": 640})
    for address in pages:
        page.goto(live_server.url + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address


@ONCE
def test_what_can_be_touched_is_large_enough(page, live_server, three):
    page.set_viewport_size({"width": 390, "height": 844})
    for address in ("/desk/", f"/desk/candidates/{three[0].pk}/"):
        page.goto(live_server.url + address)
        small = page.evaluate(
            """() => [...document.querySelectorAll("button, .btn, summary, select, nav a, .queue a, label.pick")]
              .filter((one) => one.checkVisibility())
              .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect().height])
              .filter(([, height]) => height < 43.5)"""
        )
        assert small == [], address
