"""A reader whose line breaks: what open pages say, what forms keep, and the page that stands in for what cannot be had."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.http import HttpResponse

from marsad.site.headers import ContentSecurityPolicy
from marsad.site.views import offline
from tests import observatory
from tests.browser.visitor import Visitor
from tests.once import ONCE

pytestmark = ONCE
CONTROLLED = "navigator.serviceWorker.ready.then(one => one.active.state)"
SAID = {
    "/": "لا نصل إلى المرصد الآن",
    "/en/": "The observatory cannot be reached just now",
    "/ckb/": "ئێستا ناتوانین بگەین بە ڕوانگەکە",
}


@pytest.fixture
def about(transactional_db):
    observatory.load_codebook()
    return observatory.promise("coalition")


@pytest.fixture
def reader(chromium, live_server, about, quiet):
    """A reader whose browser has the worker in force."""
    one = Visitor(chromium, live_server.url, 390, workers="allow")
    one.goes_to("/promises/coalition/")
    one.page.wait_for_function(f"async () => await {CONTROLLED} === 'activated'")
    yield one
    one.context.set_offline(False)
    one.context.close()


@pytest.mark.parametrize("start", SAID)
def test_where_no_page_can_be_had_one_says_so_and_shows_no_verdict(reader, start):
    reader.goes_to(f"{start}promises/")
    reader.context.set_offline(True)
    answer = reader.page.goto(f"{reader.base}{start}promises/coalition/?as_of=2026-01-01")
    assert answer.status == 503
    assert reader.page.locator("h1").inner_text() == SAID[start]
    assert reader.page.url.endswith("/promises/coalition/?as_of=2026-01-01")
    assert "coalition" not in reader.page.inner_text("main")
    assert reader.page.evaluate("getComputedStyle(document.body).fontFamily").startswith("Plex")
    assert reader.page.evaluate("[...document.fonts].some(one => one.status === 'loaded')")
    reader.errors.clear()
    assert reader.finds("dark") == []


def test_the_page_comes_back_with_the_line(reader):
    reader.context.set_offline(True)
    reader.page.goto(f"{reader.base}/promises/coalition/")
    with reader.page.expect_navigation():
        reader.context.set_offline(False)
    reader.page.locator(".hero h1").wait_for()


def test_the_same_page_is_asked_for_again_by_a_link(reader):
    reader.context.set_offline(True)
    reader.page.goto(f"{reader.base}/promises/coalition/?as_of=2999-01-01")
    again = reader.page.locator(".row a").first
    assert again.evaluate("link => link.href") == reader.page.url


def test_where_the_proxy_stands_and_the_observatory_does_not(reader, monkeypatch):
    monkeypatch.setattr(ContentSecurityPolicy, "__call__", lambda *_: HttpResponse("Bad Gateway", status=502))
    assert reader.page.goto(f"{reader.base}/method/").status == 503
    assert reader.page.locator("h1").inner_text() == SAID["/"]


def test_an_error_of_the_site_keeps_its_own_words(reader):
    assert reader.page.goto(f"{reader.base}/promises/nothing/").status == 404
    assert reader.page.locator("h1").inner_text() != SAID["/"]


@pytest.mark.parametrize("path", ["/desk/", "/accounts/login/", "/promises/coalition.json"])
def test_the_team_meets_its_browsers_own_words(reader, path):
    reader.context.set_offline(True)
    if path.endswith(".json"):
        assert reader.page.goto(reader.base + path).status == 503
    else:
        with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
            reader.page.goto(reader.base + path)


def test_nothing_of_the_record_is_kept_in_the_browser(reader):
    kept = reader.page.evaluate("""async () => {
      const shelves = await Promise.all((await caches.keys()).map(name => caches.open(name)));
      return (await Promise.all(shelves.map(shelf => shelf.keys()))).flat().map(asked => new URL(asked.url).pathname).sort();
    }""")
    assert kept == sorted(
        [f"{start}offline/" for start in SAID]
        + [f"/static/marsad/{one}" for one in ("marsad.css", "site.css", "line.js", "moon.svg")]
        + [f"/static/marsad/fonts/text-{weight}.woff2" for weight in (400, 600)]
    )


def test_an_open_page_says_that_the_line_broke_and_that_it_is_back(reader):
    told = reader.page.locator(".no-line")
    assert not told.is_visible()
    reader.context.set_offline(True)
    told.filter(has_text="انقطع الاتصال").wait_for()
    reader.context.set_offline(False)
    told.wait_for(state="hidden")


@pytest.mark.parametrize("path", ["/promises/coalition/contribute/", "/receipt/", "/reply/", "/accounts/login/"])
def test_a_page_for_sending_brings_no_worker_into_a_browser(chromium, live_server, about, quiet, path):
    one = Visitor(chromium, live_server.url, 390, workers="allow")
    one.goes_to(path)
    one.page.wait_for_load_state("networkidle")
    assert one.page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    one.context.close()


def test_what_a_contributor_wrote_stays_when_the_line_is_cut(reader):
    reader.goes_to("/promises/coalition/contribute/")
    words = reader.page.locator("#id_text")
    words.fill("رأيت الفوج يغادر")
    reader.context.set_offline(True)
    reader.page.locator("main form button").last.click()
    reader.page.locator(".no-line").filter(has_text="لم يُرسل").wait_for()
    assert words.input_value() == "رأيت الفوج يغادر"
    reader.context.set_offline(False)
    with reader.page.expect_navigation():
        reader.page.locator("main form button").last.click()
    assert "رأيت الفوج" not in reader.page.inner_text("h1")


def test_a_browser_without_a_network_still_sends_to_its_own_machine(reader):
    """A laptop without any network says that it is offline, and reaches a server on itself all the same."""
    reader.goes_to("/promises/coalition/contribute/")
    reader.page.evaluate("Object.defineProperty(navigator, 'onLine', {get: () => false})")
    reader.page.locator("#id_text").fill("رأيت الفوج يغادر")
    with reader.page.expect_navigation():
        reader.page.locator("main form button").last.click()


def test_the_worker_names_what_it_keeps_and_changes_with_it(client, monkeypatch):
    answer = client.get("/worker.js")
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Cache-Control"] == "no-cache"
    assert client.get("/worker.js", headers={"If-None-Match": answer["ETag"]}).status_code == 304
    kept = json.loads(re.match(r"const KEPT = (.*);\n", answer.content.decode())[1])
    for _, page in kept["pages"]:
        assert client.get(page).status_code == 200
    for part in kept["parts"]:
        assert finders.find(part.removeprefix("/static/"))
    monkeypatch.setattr(offline, "_PARTS", offline._PARTS[:-1])
    offline._told.cache_clear()
    changed = json.loads(re.match(r"const KEPT = (.*);\n", client.get("/worker.js").content.decode())[1])
    offline._told.cache_clear()
    assert changed["version"] != kept["version"]


def test_the_page_needs_no_database(client):
    """Nothing here gives this test a database: a question to one would fail."""
    assert client.get("/en/offline/").status_code == 200
