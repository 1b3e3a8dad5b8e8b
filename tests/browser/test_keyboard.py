"""The front page, the list and a promise by keyboard alone, and as a screen reader is told of them."""

from itertools import pairwise

import pytest

from marsad.newsroom import publish
from tests import observatory
from tests.once import ONCE
from tests.site.conftest import propose, prove

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), ONCE]
ADDRESSES = ("/en/", "/en/promises/", "/en/promises/coalition/")
CONTROLS = """() => [...document.querySelectorAll(
    'a[href],button,input:not([type=hidden]),select,textarea,summary,[tabindex="0"]')]
  .filter(one => one.checkVisibility({visibilityProperty: true}) && !one.disabled && one.getClientRects().length)
  .map((one, at) => { one.dataset.walked = at; return one.textContent.trim() || one.name; })"""
LEVELS = "[...document.querySelectorAll('h1,h2,h3,h4')].filter(one => one.checkVisibility()).map(one => +one.tagName[1])"
FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const ringed = [one, one.closest('li')].some(row => row && getComputedStyle(row).outlineStyle !== 'none');
  const box = one.getBoundingClientRect();
  return {at: one.dataset.walked, ringed, named: one.outerHTML.slice(0, 120), seen: box.width > 1 && box.height > 1};
}"""


@pytest.fixture
def record(transactional_db):
    """A promise with a verdict on two sources, and one without."""
    observatory.load_codebook()
    zahra, omar = observatory.person("zahra", "coder"), observatory.person("omar", "editor")
    rated = observatory.promise("coalition", deadline="2026-09")
    observatory.promise("late", title="تحلية مياه البحر", sector="water", deadline="2024-01")
    evidence = [prove(rated, zahra), prove(rated, zahra, outlet="صحيفة النهر")]
    publish.publish(propose(rated, zahra, evidence).pk, omar)


def walk(page):
    """Return the numbers of the controls that Tab reaches, in order; fail where the focus cannot be seen."""
    reached = []
    for _ in range(300):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUSED)
        if found is None:
            break
        if reached and found["at"] == reached[-1]:
            continue  # a field of a date has several parts
        if found["at"] in reached:
            break
        assert found["ringed"], f"no visible focus on {found['named']}"
        assert found["seen"], f"focus on what has no place: {found['named']}"
        reached.append(found["at"])
    return reached


@pytest.mark.parametrize("address", ADDRESSES)
def test_tab_reaches_every_control_with_a_visible_focus(visitor, record, address):
    page = visitor().goes_to(address)
    controls = page.evaluate(CONTROLS)
    reached = set(walk(page))
    missed = [name for at, name in enumerate(controls) if str(at) not in reached]
    assert missed == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_headings_descend_one_by_one_and_landmarks_have_names(visitor, record, address):
    page = visitor().goes_to(address)
    levels = page.evaluate(LEVELS)
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []
    told = page.locator("body").aria_snapshot()
    for landmark in ("banner", "navigation", "main", "contentinfo", "search"):
        assert f"- {landmark}" in told
    assert [line for line in told.splitlines() if line.strip() in {"- navigation:", "- complementary:", "- region:"}] == []
    assert told.index("- banner") < told.index("- main") < told.index("- contentinfo")
