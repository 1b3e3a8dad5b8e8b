"""A small embeddings server on loopback that a test can make slow, wrong, short or hostile."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

DIMENSIONS = 16


def vector(text: str) -> list[float]:
    """Return numbers that depend on the text alone."""
    return [(byte - 127.5) / 128 for byte in blake2b(text.encode(), digest_size=DIMENSIONS).digest()]


@dataclass
class Answer:
    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    drip_s: float = 0.0  # pause between its bytes


@dataclass
class Asked:
    path: str
    texts: list[str]
    model: str
    key: str


def good(asked: Asked) -> Answer:
    """Return vectors as a server should, in an order of its own."""
    rows = [{"index": place, "embedding": vector(text)} for place, text in enumerate(asked.texts)]
    return Answer(body=json.dumps({"object": "list", "model": asked.model, "data": rows[::-1]}).encode())


class EmbeddingsServer:
    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.first: list[Answer] = []  # given before anything else, one a question
        self.answer: Callable[[Asked], Answer] = good
        self.stop = threading.Event()
        self.port = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def name(self) -> str:
        return f"openai:{self.address}#small"


@contextmanager
def serving() -> Iterator[EmbeddingsServer]:
    state = EmbeddingsServer()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            asked = Asked(self.path, body["input"], body["model"], self.headers.get("authorization", ""))
            state.asked.append(asked)
            answer = state.first.pop(0) if state.first else state.answer(asked)
            self.send_response(answer.status)
            for name, value in {"content-length": str(len(answer.body)), **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                for place in range(0, len(answer.body), 1 if answer.drip_s else max(1, len(answer.body))):
                    self.wfile.write(answer.body[place : place + 1] if answer.drip_s else answer.body)
                    if answer.drip_s and state.stop.wait(answer.drip_s):
                        break
            except OSError:
                pass  # the other side had enough
            if len(answer.body) < int(answer.headers.get("content-length", 0)):
                self.close_connection = True

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        state.stop.set()
        server.shutdown()
        server.server_close()
        thread.join()
