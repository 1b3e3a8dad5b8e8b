"""A real browser on the live site: Debian's or the system's Chromium, driven by Playwright."""

import time

import pytest
from django.core.signals import request_finished, request_started
from django.db import connection
from playwright.sync_api import sync_playwright

from tests.browser.visitor import FLAGS, Visitor, find_chromium
from tests.once import ONCE


@pytest.fixture(scope="session")
def chromium():
    path = find_chromium()
    assert path, "the browser tests need Chromium: run `make install-test`, which installs it or says how"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def pytest_generate_tests(metafunc):
    """Walk each page at both widths: on SQLite at a desktop's, on PostgreSQL at a phone's, which no database can tell apart.

    What runs on SQLite alone is walked at both there.
    """
    if "width" not in metafunc.fixturenames or hasattr(metafunc.module, "width"):
        return
    is_once = ONCE.mark in metafunc.definition.iter_markers()
    widths = {"phone": 390, "desktop": 1280}
    seen = widths if is_once else ["desktop"] if connection.vendor == "sqlite" else ["phone"]
    metafunc.parametrize("width", [widths[one] for one in seen], ids=seen, indirect=True)


@pytest.fixture
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
