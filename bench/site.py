"""How many readers the public site serves: promise pages made anew and from their copies, beside a static file and Datasette.

`make bench-site`. SQLite, 5,000 promises with 40 findings each, all in one run, the load generator beside the server on the same
cores. The bars: made anew ≥ 200 a second and ≥ 3 times Datasette's page of the same rows; from copies ≥ half of the static file's
rate, with 99 of a hundred answered within 50 ms at 64 connections.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from load import Rate, load
from site_record import build, start

STATIC = "/static/marsad/fonts/plex-arabic-400.woff2"  # 42 KB
BIN = Path(sys.executable).parent


def _port() -> int:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def _served(words: list[str], port: int, environment: dict[str, str]) -> Iterator[int]:
    """Run a server until the block is left; yield its port once it answers."""
    with tempfile.TemporaryFile() as told:
        server = subprocess.Popen(words, env=os.environ | environment, stdout=told, stderr=told)
        try:
            until = time.monotonic() + 60
            while time.monotonic() < until:
                with closing(socket.socket()) as one:
                    if one.connect_ex(("127.0.0.1", port)) == 0:
                        break
                if server.poll() is not None:
                    told.seek(0)
                    raise SystemExit(told.read().decode())
                time.sleep(0.1)
            yield port
        finally:
            server.terminate()
            server.wait(timeout=20)


def _marsad(folder: str, *, copies: bool) -> tuple[list[str], int, dict[str, str]]:
    port = _port()
    words = [str(BIN / "marsad"), "serve", "--port", str(port), "--workers", "2"]
    return words, port, {"MARSAD_DATA": folder, "MARSAD_RENDERED_COPIES": "yes" if copies else "no"}


def _tell(name: str, rate: Rate) -> None:
    waits = f"median {rate.median_ms:6.1f} ms, p99 {rate.p99_ms:6.1f} ms"
    print(f"{name:42} {rate.per_second:8.0f} a second, {waits}, {rate.bytes_each:7} bytes each", flush=True)


def _datasette(folder: str, seconds: float, connections: int) -> float | None:
    """Return what Datasette serves of the same rows a second, None where it is not there."""
    if not (BIN / "datasette").exists():
        print("Datasette is not installed here: `make bench-site` has it")
        return None
    port = _port()
    words = [
        str(BIN / "datasette"),
        "serve",
        f"{folder}/marsad.sqlite3",
        "--port",
        str(port),
        "--setting",
        "num_sql_threads",
        "3",
    ]
    with _served(words, port, {}):
        paths = [f"/marsad/store_evidence?promise_id={number}&_size=40" for number in range(20, 60)]
        rate = load(port, paths, connections=connections, seconds=seconds)
    _tell("Datasette, table of 40 findings", rate)
    return rate.per_second


def _measure(folder: str, asked: argparse.Namespace) -> None:
    pages = [f"/promises/bench-{number}/" for number in range(min(asked.promises, 500))]
    words, port, environment = _marsad(folder, copies=False)
    with _served(words, port, environment):
        static = load(port, [STATIC], connections=asked.connections, seconds=asked.seconds)
        _tell("static file", static)
        anew = load(port, pages, connections=asked.few, seconds=asked.seconds)
        _tell(f"promise pages made anew, {asked.few} connections", anew)
    words, port, environment = _marsad(folder, copies=True)
    with _served(words, port, environment):
        static = load(port, [STATIC], connections=asked.connections, seconds=asked.seconds)
        _tell("static file", static)
        warm = 2 + 4 * len(pages) / max(anew.per_second, 1)  # each of the two processes makes its own copies
        copied = load(port, pages, connections=asked.connections, seconds=asked.seconds, warm_s=warm)
        _tell(f"promise pages from copies, {asked.connections} connections", copied)
    other = _datasette(folder, asked.seconds, asked.few)
    beside = f", {anew.per_second / other:.1f} times Datasette (bar 3)" if other else ""
    print(f"made anew: {anew.per_second:.0f} a second (bar 200){beside}")
    share = copied.per_second / static.per_second
    print(f"from copies: {share:.0%} of the static file's rate (bar 50 %), p99 {copied.p99_ms:.1f} ms (bar 50)")


def main() -> None:
    """Build the record, or take the one in --data, and print the rates beside their bars."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--promises", type=int, default=5_000)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--few", type=int, default=8, help="connections for pages made anew")
    parser.add_argument("--data", type=Path, help="a folder in which the record stays, and is found the next time")
    asked = parser.parse_args()
    folder = str(asked.data or tempfile.mkdtemp(prefix="marsad-site-"))
    try:
        if not (Path(folder) / "marsad.sqlite3").exists():
            Path(folder).mkdir(parents=True, exist_ok=True)
            begin = time.monotonic()
            start(folder)
            build(asked.promises)
            print(f"{asked.promises} promises with 40 findings each, made in {time.monotonic() - begin:.0f} s", flush=True)
        _measure(folder, asked)
    finally:
        if asked.data is None:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
