"""What a first view costs a reader on a weak phone: its weight, its fonts, its stillness; and no request elsewhere."""

import datetime as dt

import pytest

from marsad.newsroom import publish
from tests import observatory
from tests.once import ONCE
from tests.site.conftest import propose, prove

pytestmark = ONCE
PAGE_BYTES, FONT_BYTES = 100 * 1024, 40 * 1024
SHIFT = """() => new Promise(done => {
  let sum = 0;
  const watcher = new PerformanceObserver(list => list.getEntries().forEach(one => { sum += one.value; }));
  watcher.observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(sum), 300);
})"""


@pytest.fixture
def proved(transactional_db):
    """A promise with forty findings."""
    observatory.load_codebook()
    zahra, omar = observatory.person("zahra", "coder"), observatory.person("omar", "editor")
    about = observatory.promise("coalition", deadline="2026-09")
    evidence = [prove(about, zahra) for _ in range(40)]
    publish.publish(
        propose(about, zahra, evidence, reasons_ar="شهد مصدران.").pk, omar, at=dt.datetime(2025, 10, 3, tzinfo=dt.UTC)
    )
    return about


@pytest.fixture
def slow(visitor):
    """A reader whose line and phone are slow, with all that came over the wire: `slow.came` maps an address to its bytes."""
    person = visitor()
    session = person.context.new_cdp_session(person.page)
    session.send("Network.enable")
    line = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
    session.send("Network.emulateNetworkConditions", line)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    addresses, person.came = {}, {}
    session.on("Network.requestWillBeSent", lambda told: addresses.update({told["requestId"]: told["request"]["url"]}))
    session.on(
        "Network.loadingFinished", lambda told: person.came.update({addresses[told["requestId"]]: told["encodedDataLength"]})
    )
    return person


@pytest.mark.parametrize(
    "path", ["/promises/coalition/", "/", "/promises/", "/en/promises/coalition/", "/ckb/promises/coalition/"]
)
def test_a_first_view_is_light_and_stands_still(slow, proved, live_server, path):
    slow.goes_to(path)
    slow.page.evaluate("document.fonts.ready")
    moved = slow.page.evaluate(SHIFT)
    fonts = {address: size for address, size in slow.came.items() if address.endswith(".woff2")}
    pictures = sum(size for address, size in slow.came.items() if address.endswith((".png", ".svg", ".ico")))
    elsewhere = [address for address in slow.came if not address.startswith((live_server.url, "data:"))]
    assert elsewhere == []
    assert sum(fonts.values()) <= FONT_BYTES, fonts
    assert sum(slow.came.values()) - pictures <= PAGE_BYTES, slow.came
    assert moved == 0
    assert slow.errors == []


def test_a_promise_is_read_without_scripts(chromium, live_server, width, quiet, proved):
    context = chromium.new_context(viewport={"width": width, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + "/promises/coalition/")
    assert "نصف منجز" in page.inner_text("main")
    page.locator("details summary").first.click()
    assert page.locator("details[open]").count() >= 1
    context.close()
