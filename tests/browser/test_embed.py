"""A promise in a frame of another site's page, in a real browser: it fits, keeps no cookie, and asks nothing of anybody else."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from marsad.newsroom import publish
from tests import observatory
from tests.once import ONCE
from tests.site.conftest import propose, prove

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser, ONCE]


@pytest.fixture
def about(codebook, zahra, omar):
    """A promise whose title and reason are as long as they may be."""
    made = observatory.promise("long", title=("إيقاف حرق الغاز في جميع حقول البصرة وميسان " * 9)[:300], deadline="2026-09")
    reason = ("ارتفع استثمار الغاز من 53 إلى نحو 70 في المئة وتأخر الموعد سنة. " * 9)[:500]
    publish.publish(propose(made, zahra, [prove(made, zahra), prove(made, zahra)], summary_ar=reason).pk, omar)
    return made


@pytest.fixture
def elsewhere():
    """Another site: what it answers to every question is its `page`."""

    class Handler(BaseHTTPRequestHandler):
        page = ""

        def do_GET(self):
            body = self.page.encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    Handler.base = f"http://localhost:{server.server_address[1]}"
    yield Handler
    server.shutdown()


@pytest.mark.parametrize("sandbox", ["", 'sandbox="allow-popups"'])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_card_shows_in_anothers_page_and_fits(visitor, live_server, about, elsewhere, width, sandbox, theme):
    wide, high = (600, 300) if width > 600 else (320, 420)
    address = f"{live_server.url}/embed/promises/long/?lang=ar&theme={theme}"
    elsewhere.page = f'<!doctype html><title>x</title><iframe src="{address}" width="{wide}" height="{high}" {sandbox}></iframe>'
    guest = visitor(theme)
    asked = []
    guest.page.on("request", lambda request: asked.append(request.url))
    guest.page.goto(elsewhere.base)
    frame = guest.page.frames[1]
    frame.wait_for_selector(".verdict")
    assert frame.inner_text(".verdict") == "نصف منجز"
    fits = frame.evaluate("[document.documentElement.scrollHeight, document.documentElement.scrollWidth]")
    assert fits[0] <= high
    assert fits[1] <= wide
    assert guest.context.cookies() == []
    assert {url.split("/")[2] for url in asked} <= {live_server.url.split("/")[2], elsewhere.base.split("/")[2]}
    # In a sandboxed frame fonts are asked for from no origin; WhiteNoise lets them, the server of the tests does not.
    assert [error for error in guest.errors if "/fonts/" not in error and not (sandbox and "ERR_FAILED" in error)] == []


def test_no_other_page_shows_in_anothers_page(visitor, live_server, about, elsewhere):
    elsewhere.page = f'<!doctype html><title>x</title><iframe src="{live_server.url}/promises/long/"></iframe>'
    guest = visitor()
    guest.page.goto(elsewhere.base)
    guest.page.wait_for_function("() => true")
    assert any("frame-ancestors" in error or "X-Frame-Options" in error for error in guest.errors)


def test_a_card_and_its_offer_have_no_fault(visitor, about):
    guest = visitor()
    guest.goes_to("/embed/promises/long/?lang=ar")
    guest.finds_no_fault()
    page = guest.goes_to("/promises/long/")
    for part in page.locator("#follow ~ details").all():
        part.locator("summary").click()
    assert "<iframe src=" in page.input_value("#embed-code")
    guest.finds_no_fault()  # among others: JSON-LD in the page breaks no policy
    guest.goes_to("/feeds/")
    guest.finds_no_fault()
