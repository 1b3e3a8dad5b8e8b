"""A load generator: so many connections kept open, each asking again as soon as it is answered; one process, bounded in time."""

from __future__ import annotations

import itertools
import selectors
import socket
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_CHUNK = 1 << 18
_APART_S = 0.02


class Faulty(RuntimeError):
    """The server answered with something else than 200."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Requests answered a second, and how long one took: the median and the 99th of a hundred, milliseconds."""

    per_second: float
    median_ms: float
    p99_ms: float
    answered: int
    bytes_each: int


@dataclass(slots=True)
class _Line:
    socket: socket.socket
    asked_at: float = 0.0
    received: bytearray = field(default_factory=bytearray)
    length: int = -1  # of the whole answer, once its head is read


def load(port: int, paths: Sequence[str], *, connections: int, seconds: float, headers: str = "", warm_s: float = 1.0) -> Rate:
    """Ask 127.0.0.1:*port* for *paths* in turn over *connections* at once, for *seconds* after *warm_s* that are not counted.

    Connections are opened one after another, as readers come: all in one moment may be taken by one process of the server.
    """
    asked = itertools.cycle([_request(path, port, headers) for path in paths])
    lines: list[_Line] = []
    with selectors.DefaultSelector() as waiting:
        for _ in range(connections):
            line = _Line(socket.create_connection(("127.0.0.1", port)))
            line.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            waiting.register(line.socket, selectors.EVENT_READ, line)
            lines.append(line)
            _ask(line, next(asked))
            _go_on(waiting, asked, time.perf_counter() + _APART_S)
        _go_on(waiting, asked, time.perf_counter() + warm_s)
        gathered = _go_on(waiting, asked, time.perf_counter() + seconds)
        for line in lines:
            line.socket.close()
    if not gathered:
        raise Faulty(f"no answer within {seconds} s")
    waits = sorted(wait for wait, _ in gathered)
    return Rate(
        len(waits) / seconds,
        waits[len(waits) // 2] * 1000,
        waits[int(len(waits) * 0.99)] * 1000,
        len(waits),
        sum(size for _, size in gathered) // len(waits),
    )


def _go_on(waiting: selectors.BaseSelector, asked: Iterator[bytes], until: float) -> list[tuple[float, int]]:
    """Take answers and ask on until then; return how long each answer took, in seconds, and its size."""
    gathered = []
    while (now := time.perf_counter()) < until:
        for key, _ in waiting.select(timeout=until - now):
            line = key.data
            if _take(line):
                gathered.append((time.perf_counter() - line.asked_at, line.length))
                _ask(line, next(asked))
    return gathered


def _request(path: str, port: int, headers: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: gzip\r\n{headers}\r\n".encode()


def _ask(line: _Line, request: bytes) -> None:
    line.received.clear()
    line.length = -1
    line.asked_at = time.perf_counter()
    line.socket.sendall(request)


def _take(line: _Line) -> bool:
    """Take what has come; tell whether the whole answer is there."""
    came = line.socket.recv(_CHUNK)
    if not came:
        raise Faulty("the server closed a connection")
    line.received += came
    if line.length < 0:
        end = line.received.find(b"\r\n\r\n")
        if end < 0:
            return False
        head = bytes(line.received[:end]).lower()
        if b" 200 " not in head.split(b"\r\n", 1)[0]:
            raise Faulty(head.split(b"\r\n", 1)[0].decode())
        line.length = _whole(head, end + 4)
    if line.length == 0:  # in chunks, without a length
        return line.received.endswith(b"0\r\n\r\n")
    return len(line.received) >= line.length


def _whole(head: bytes, begin: int) -> int:
    """Return the length of the whole answer in bytes, 0 where it comes in chunks."""
    for row in head.split(b"\r\n"):
        name, _, value = row.partition(b":")
        if name == b"content-length":
            return begin + int(value)
    return 0
