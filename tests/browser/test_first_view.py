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


def slow(person):
    """Make *person* a reader whose line and phone are slow; `came` maps each address that came over the wire to its bytes."""
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


def test_a_first_view_is_light_and_stands_still(visitor, proved, live_server):
    for path in ("/promises/coalition/", "/", "/promises/", "/en/promises/coalition/", "/ckb/promises/coalition/"):
        reader = slow(visitor())
        reader.goes_to(path)
        reader.page.evaluate("document.fonts.ready")
        moved = reader.page.evaluate(SHIFT)
        fonts = {address: size for address, size in reader.came.items() if address.endswith(".woff2")}
        pictures = sum(size for address, size in reader.came.items() if address.endswith((".png", ".svg", ".ico")))
        elsewhere = [address for address in reader.came if not address.startswith((live_server.url, "data:"))]
        assert elsewhere == [], path
        assert sum(fonts.values()) <= FONT_BYTES, (path, fonts)
        assert sum(reader.came.values()) - pictures <= PAGE_BYTES, (path, reader.came)
        assert moved == 0, path
        assert reader.errors == [], path
        reader.context.close()


def test_a_promise_is_read_without_scripts(chromium, live_server, width, quiet, proved):
    context = chromium.new_context(viewport={"width": width, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + "/promises/coalition/")
    assert "نصف منجز" in page.inner_text("main")
    page.locator("details summary").first.click()
    assert page.locator("details[open]").count() >= 1
    context.close()
