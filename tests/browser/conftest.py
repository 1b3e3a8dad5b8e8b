"""A real browser on the live site: Debian's or the system's Chromium, driven by Playwright."""

import shutil
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.signals import request_finished, request_started
from playwright.sync_api import sync_playwright

from tests import observatory

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
# axe skips the contrast of joined Arabic letters without a word: they are made Latin on the page before that rule is run alone.
LATIN = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) walker.currentNode.data = walker.currentNode.data.replace(/[\\u0600-\\u06ff]/g, 'a');
}"""


@pytest.fixture(scope="session")
def chromium():
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert path, "the browser tests need Chromium: run `make install-test`, which installs it or says how"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(params=[390, 1280], ids=["phone", "desktop"])
def width(request):
    return request.param


class Visitor:
    """One person at one browser; every console error they meet is kept."""

    def __init__(self, browser, base, width, theme="light"):
        self.context = browser.new_context(viewport={"width": width, "height": 844}, locale="ar", color_scheme=theme)
        self.page = self.context.new_page()
        self.base, self.errors = base, []
        self.page.set_default_timeout(15_000)
        self.page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def goes_to(self, path):
        response = self.page.goto(self.base + path)
        assert response.status == 200, f"{path} answered {response.status}"
        return self.page

    def signs_in(self, username):
        self.goes_to("/accounts/login/?next=/desk/")
        self.page.fill("input[name=login]", username)
        self.page.fill("input[name=password]", observatory.PASSWORD)
        self.page.locator("form:has(input[name=login]) button").first.click()
        self.page.wait_for_url("**/desk/**")

    def finds_no_fault(self):
        """Fail on a console error, on sideways scrolling, and on a serious or critical violation that axe finds."""
        assert self.errors == []
        wide = self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert not wide, f"{self.page.url} scrolls sideways"
        found = Axe().run(self.page, options={"rules": {"color-contrast": {"enabled": False}}}).response["violations"]
        self.page.evaluate(LATIN)
        found += Axe().run(self.page, options={"runOnly": ["color-contrast"]}).response["violations"]
        grave = [
            f"{fault['id']}: {fault['nodes'][0]['html'][:160]}" for fault in found if fault["impact"] in ("serious", "critical")
        ]
        assert grave == [], f"{self.page.url}: {grave}"


class _Underway:
    """How many requests the server is at; a page that is closed leaves its last one behind."""

    def __init__(self):
        self.count = 0

    def begins(self, **_):
        self.count += 1

    def ends(self, **_):
        self.count -= 1


@pytest.fixture
def quiet(live_server):
    """Wait, once every page is closed, until the server is done: the tables are emptied next, and would be locked."""
    underway = _Underway()
    request_started.connect(underway.begins)
    request_finished.connect(underway.ends)
    yield
    until = time.monotonic() + 10
    while underway.count > 0 and time.monotonic() < until:
        time.sleep(0.02)
    request_started.disconnect(underway.begins)
    request_finished.disconnect(underway.ends)


@pytest.fixture
def visitor(chromium, live_server, width, quiet):
    visitors = []

    def make(theme="light"):
        visitors.append(Visitor(chromium, live_server.url, width, theme))
        return visitors[-1]

    yield make
    for one in visitors:
        one.context.close()
