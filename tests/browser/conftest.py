"""A real browser on the live site: Debian's or the system's Chromium, driven by Playwright."""

import time

import pytest
from django.core.signals import request_finished, request_started
from playwright.sync_api import sync_playwright

from tests.browser.visitor import FLAGS, Visitor, find_chromium


@pytest.fixture(scope="session")
def chromium():
    path = find_chromium()
    assert path, "the browser tests need Chromium: run `make install-test`, which installs it or says how"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(params=[390, 1280], ids=["phone", "desktop"])
def width(request):
    return request.param


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
