"""`marsad serve`, as a process of its own: the first reader waits for nothing, and no process has the connection of another."""

import os
import re
import socket
import subprocess
import sys
import time
from contextlib import closing
from urllib.request import urlopen

import pytest

from tests.once import ONCE

pytestmark = ONCE  # it keeps a record of its own, in SQLite

WAIT_S = 90


@pytest.fixture
def port():
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture
def served(tmp_path, port):
    """Serve an empty record of its own by two processes."""
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"} | {"MARSAD_DATA": str(tmp_path)}
    words = [sys.executable, "-m", "marsad", "serve", "--port", str(port), "--workers", "2"]
    with (tmp_path / "told").open("wb") as told, subprocess.Popen(words, env=environment, stdout=told, stderr=told) as server:
        until = time.monotonic() + WAIT_S
        while time.monotonic() < until:
            with closing(socket.socket()) as one:
                if one.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert server.poll() is None, (tmp_path / "told").read_text()
            time.sleep(0.1)
        yield tmp_path / "told"
        server.terminate()


def test_each_process_answers_from_a_connection_of_its_own(served, port):
    for path in ("/", "/promises/", "/en/method/"):
        for _ in range(4):
            with urlopen(f"http://127.0.0.1:{port}{path}", timeout=WAIT_S) as answer:
                assert answer.status == 200
                assert b"</html>" in answer.read()
    assert re.search(rf"http://127\.0\.0\.1:{port}/", served.read_text())
    assert "Traceback" not in served.read_text()
