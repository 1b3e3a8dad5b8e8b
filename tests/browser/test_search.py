"""Search in a real browser: suggestions while one types, by keys alone, in two languages; and without JavaScript."""

import pytest

from marsad.newsroom import index
from tests import observatory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def record(transactional_db):
    """Two promises that can be found."""
    observatory.load_codebook()
    observatory.promise("coalition", title_en="End the coalition mission")
    observatory.promise("dam", title="إنجاز سد مكحول", title_en="Finish the Makhoul dam")
    index.rebuild()


@pytest.mark.parametrize(
    ("path", "typed", "title"), [("/", "التحا", "إنهاء مهمة التحالف الدولي"), ("/en/", "coali", "End the coalition mission")]
)
def test_suggestions_are_chosen_by_keys_and_told_to_screen_readers(visitor, record, path, typed, title):
    reader = visitor()
    page = reader.goes_to(path)
    box = page.get_by_role("combobox")
    assert box.get_attribute("aria-expanded") == "false"
    box.press_sequentially(typed)
    option = page.get_by_role("listbox").get_by_role("option", name=title)
    option.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    assert option.get_attribute("aria-selected") == "false"
    box.press("ArrowDown")
    assert option.get_attribute("aria-selected") == "true"
    assert box.get_attribute("aria-activedescendant") == option.get_attribute("id")
    reader.finds_no_fault()
    box.press("Escape")
    assert page.get_by_role("listbox").count() == 0
    assert box.get_attribute("aria-expanded") == "false"
    assert box.get_attribute("aria-activedescendant") is None
    assert box.input_value() == typed


def test_enter_opens_the_suggestion_that_is_chosen_and_else_the_page_of_results(visitor, record):
    page = visitor().goes_to("/")
    box = page.get_by_role("combobox")
    box.press_sequentially("مكح")
    page.get_by_role("option").first.wait_for()
    box.press("ArrowUp")
    box.press("Enter")
    page.wait_for_url("**/promises/dam/")
    box = page.get_by_role("combobox")
    box.fill("مكحول")
    box.press("Enter")
    page.wait_for_url("**/search/?q=*")
    assert page.get_by_role("link", name="إنجاز سد مكحول").is_visible()


@pytest.mark.parametrize("path", ["/", "/en/"])
def test_search_works_without_javascript(chromium, live_server, record, width, quiet, path):
    context = chromium.new_context(viewport={"width": width, "height": 844}, java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(live_server.url + path)
        box = page.locator("#find")
        assert box.get_attribute("role") is None
        box.fill("مكحول")
        box.press("Enter")
        page.wait_for_url("**/search/?q=*")
        assert page.locator(".hits h2 a").first.get_attribute("href").endswith("/promises/dam/")
    finally:
        context.close()
