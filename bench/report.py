"""What the report of a large government costs: page, list of what it counts, PDF, and other readers while many ask for that.

`make bench-report`. SQLite, 5,000 promises with 40 findings each (the record of `bench/site_record.py`), each answer in a process
of its own. The bars: the page within 3 s and a few MB; while a crowd asks for PDFs, every reader of another page within 2 s.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from site_record import build, start

GOVERNMENT = "sudani"
PAGE = f"/governments/{GOVERNMENT}/report/"
ANSWERS = {
    "page": PAGE,
    "page as of a day": f"{PAGE}?as_of=2026-01-01",
    "what one figure counts": f"{PAGE}?keeping=missed",
    "interface": f"/api/v1/reports/{GOVERNMENT}/",
    "PDF": f"/governments/{GOVERNMENT}/report.pdf",
}
_MB = 10**6
_CROWD = 12  # callers of PDFs at once, each of another day: nothing kept answers any
BIN = Path(sys.executable).parent


def _ask(folder: str, path: str) -> None:
    """Print, as JSON, what it costs this process to answer *path* anew, and again."""
    os.environ |= {"MARSAD_DATA": folder, "DJANGO_SETTINGS_MODULE": "marsad.settings", "MARSAD_RENDERED_COPIES": "no"}
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS = ["*"]
    shutil.rmtree(settings.REPORTS_ROOT, ignore_errors=True)  # PDFs kept from an earlier run
    client = Client()
    client.get("/about/")
    before, told = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, []
    for _ in range(2):
        began = time.perf_counter()
        answer = client.get(path)
        told.append(time.perf_counter() - began)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    press = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    body = answer.content
    row = {"status": answer.status_code, "seconds": told, "bytes": len(body), "packed": len(gzip.compress(body, 6))}
    print(json.dumps(row | {"grown_mb": grown / 1024, "press_mb": press / 1024}))


def _measure(folder: str, most_s: float) -> None:
    for name, path in ANSWERS.items():
        words = [sys.executable, __file__, "--ask", path, "--data", folder]
        try:
            done = subprocess.run(words, capture_output=True, text=True, check=True, timeout=most_s)
        except subprocess.CalledProcessError as error:
            print(f"{name:24} failed: {error.stderr.strip().splitlines()[-1]}", flush=True)
            continue
        row = json.loads(done.stdout)
        first, again = row["seconds"]
        size = f"{row['bytes'] / _MB:6.2f} MB ({row['packed'] / _MB:5.2f} packed)"
        memory = f"memory +{row['grown_mb']:4.0f} MB" + (f", press {row['press_mb']:4.0f} MB" if name == "PDF" else "")
        print(f"{name:24} {row['status']} {first:6.2f} s, again {again:6.2f} s, {size}, {memory}", flush=True)


@contextmanager
def _served(folder: str) -> Iterator[int]:
    """Serve the record as `marsad serve` does, without kept copies; yield the port once it answers."""
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        port = int(one.getsockname()[1])
    environment = os.environ | {"MARSAD_DATA": folder, "MARSAD_RENDERED_COPIES": "no"}
    server = subprocess.Popen([BIN / "marsad", "serve", "--port", str(port)], env=environment, stdout=subprocess.DEVNULL)
    try:
        for _ in range(600):
            with closing(socket.socket()) as one:
                if one.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=20)


def _crowd(folder: str) -> None:
    """Have many ask for PDFs of different days at once; print how long a reader of other pages waited meanwhile."""
    with _served(folder) as port:
        over, told = threading.Event(), []

        def one(number: int) -> None:
            address = f"http://127.0.0.1:{port}/governments/{GOVERNMENT}/report.pdf?as_of=2026-01-{number + 1:02}"
            try:
                with urlopen(address, timeout=300) as answer:
                    told.append(answer.status)
            except HTTPError as error:
                told.append(error.code)

        for number in range(40):  # both processes know their templates and addresses before anybody waits
            urlopen(f"http://127.0.0.1:{port}/promises/bench-{number}/", timeout=60).close()
        callers = [threading.Thread(target=one, args=(number,)) for number in range(_CROWD)]
        for caller in callers:
            caller.start()
        waits, began = [], time.monotonic()
        while any(caller.is_alive() for caller in callers) or time.monotonic() - began < 2:
            asked = time.monotonic()
            with urlopen(f"http://127.0.0.1:{port}/promises/bench-{len(waits) % 100}/", timeout=300) as answer:
                answer.read()
            waits.append(time.monotonic() - asked)
            over.wait(0.05)
        for caller in callers:
            caller.join()
    waits.sort()
    codes = ", ".join(f"{told.count(code)} answered {code}" for code in sorted(set(told)))
    print(f"{_CROWD} ask for PDFs at once: {codes}, in {time.monotonic() - began:.1f} s")
    middle, longest = waits[len(waits) // 2] * 1000, waits[-1] * 1000
    print(f"meanwhile {len(waits)} promise pages: median {middle:.0f} ms, longest {longest:.0f} ms")


def main() -> None:
    """Build the record, or take the one in --data, and print the costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--promises", type=int, default=5_000)
    parser.add_argument("--data", type=Path, help="a folder in which the record stays, and is found the next time")
    parser.add_argument("--most", type=float, default=600.0, help="seconds that one answer may take")
    parser.add_argument("--ask", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.ask:
        _ask(str(asked.data), asked.ask)
        return
    folder = str(asked.data or tempfile.mkdtemp(prefix="marsad-report-"))
    try:
        if not (Path(folder) / "marsad.sqlite3").exists():
            Path(folder).mkdir(parents=True, exist_ok=True)
            start(folder)
            build(asked.promises)
        _measure(folder, asked.most)
        _crowd(folder)
    finally:
        if asked.data is None:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
