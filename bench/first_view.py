"""What a reader on a weak phone waits for: the first and largest paint of public pages, seen for the first time.

`make bench-first-view`. The demonstration, served on loopback; Chromium with an empty cache, a "slow 4G" line (150 ms,
1.6 Mbit/s) and a processor four times slower, five views of each page. The bar: first paint of content under 1.5 s.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

BIN = Path(sys.executable).parent
LINE = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
PATHS = ("/", "/promises/", "/promises/{key}/", "/en/promises/{key}/", "/ckb/promises/{key}/", "/search/", "/method/")
PAINTS = """() => new Promise(done => {
  let largest = 0, moved = 0;
  new PerformanceObserver(list => list.getEntries().forEach(one => { largest = one.startTime; }))
    .observe({type: 'largest-contentful-paint', buffered: true});
  new PerformanceObserver(list => list.getEntries().forEach(one => { moved += one.value; }))
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done([performance.getEntriesByName('first-contentful-paint')[0].startTime, largest, moved]), 500);
})"""


def _look(browser: Browser, address: str) -> tuple[float, float, float, int]:
    """Return first and largest paint, milliseconds, the layout's shift, and the bytes that came, of a first view."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2)
    page = context.new_page()
    session = context.new_cdp_session(page)
    came: list[int] = []
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    session.on("Network.loadingFinished", lambda told: came.append(int(told["encodedDataLength"])))
    page.goto(address, wait_until="load")
    first, largest, moved = page.evaluate(PAINTS)
    context.close()
    return first, largest, moved, sum(came)


def main() -> None:
    """Load the demonstration, serve it, look at each page, print what was waited for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--views", type=int, default=5)
    views = asked.parse_args().views
    chromium = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
    if chromium is None:
        raise SystemExit("Chromium is not installed here: bash tools/system-needs.sh")
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        port = int(one.getsockname()[1])
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"MARSAD_DATA": folder}
        subprocess.run([BIN / "marsad", "demo", "--port", str(port)], env=environment, check=True, stdout=subprocess.DEVNULL)
        server = subprocess.Popen([BIN / "marsad", "serve", "--port", str(port)], env=environment, stdout=subprocess.DEVNULL)
        try:
            _wait(port)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
                page = browser.new_page()
                page.goto(f"http://127.0.0.1:{port}/promises/")
                key = page.locator("main a[href*='/promises/']").first.get_attribute("href").rstrip("/").rsplit("/", 1)[-1]
                page.close()
                for path in (one.format(key=key) for one in PATHS):
                    seen = [_look(browser, f"http://127.0.0.1:{port}{path}") for _ in range(views)]
                    first, largest, moved, size = (statistics.median(column) for column in zip(*seen, strict=True))
                    worst = max(row[0] for row in seen)
                    told = f"first paint {first:5.0f} ms (worst {worst:5.0f}), largest {largest:5.0f} ms"
                    print(f"{path:40} {told}, shift {moved:.3f}, {size / 1024:5.1f} KB", flush=True)
                browser.close()
        finally:
            server.terminate()
            server.wait(timeout=20)


def _wait(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with closing(socket.socket()) as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("the server did not answer within a minute")


if __name__ == "__main__":
    main()
