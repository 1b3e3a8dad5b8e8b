"""A web server on the loopback address, and a clock that nobody has to wait for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpcore
import pytest

from marsad.gather.fetch import Fetcher, FetchLimits

PAGE = "<!doctype html><html lang=ar><head><meta charset=utf-8><title>خبر</title></head><p>نص الخبر</p></html>".encode()


@dataclass
class Answer:
    """What the server says to one path."""

    body: bytes = PAGE
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})
    validators: tuple[str, str] | None = None
    before: Callable[[], None] | None = None


class Site:
    """A loopback web site: `answers` by path (with query), `asked` every (path, headers) in order."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {"/robots.txt": Answer(b"", 404)}
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.asked.append((self.path, {key.lower(): value for key, value in self.headers.items()}))
                answer = site.answers.get(self.path, Answer(b"none", 404))
                if answer.before is not None:
                    answer.before()
                status, body = answer.status, answer.body
                if answer.validators and self.headers.get("If-None-Match") == answer.validators[0]:
                    status, body = 304, b""
                self.send_response(status)
                headers = dict(answer.headers)
                if answer.validators:
                    headers |= {"ETag": answer.validators[0], "Last-Modified": answer.validators[1]}
                if status != 304 and not {"Content-Length", "Transfer-Encoding"} & set(headers):
                    headers["Content-Length"] = str(len(body))
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: Any) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request: Any, client_address: Any) -> None:
                """Say nothing: a client that hangs up is what many tests are about."""

        self.server = Server(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        self.host = f"127.0.0.1:{self.port}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def url(self, path: str) -> str:
        return f"http://{self.host}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


class Clock:
    """Time that passes only by sleeping."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.slept: list[float] = []

    def now(self) -> datetime:
        return datetime(2025, 8, 17, tzinfo=UTC) + timedelta(seconds=self.seconds - 1000.0)

    def clock(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds


class Rewired(httpcore.SyncBackend):
    """A network on which every address leads to the loopback site; `connected` says which were asked for."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.connected: list[str] = []

    def connect_tcp(self, host: str, port: int, *args: Any, **options: Any) -> httpcore.NetworkStream:
        self.connected.append(host)
        return super().connect_tcp("127.0.0.1", self.site.port, *args, **options)


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.server.shutdown()
    site.server.server_close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def make_fetcher(site: Site, clock: Clock) -> Iterator[Callable[..., Fetcher]]:
    opened: list[Fetcher] = []

    def make(*, resolver: Any = None, network: Any = None, **limits: Any) -> Fetcher:
        limits = {"delay_s": 0.0, "allow_hosts": frozenset({site.host})} | limits
        wiring = {key: value for key, value in (("resolver", resolver), ("network", network)) if value is not None}
        made = Fetcher(FetchLimits(**limits), now=clock.now, clock=clock.clock, sleep=clock.sleep, **wiring)
        opened.append(made)
        return made

    yield make
    for one in opened:
        one.__exit__(None, None, None)
