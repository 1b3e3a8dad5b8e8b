"""In turn: a process makes one page at a time, and nobody waits long for a slow one."""

import threading
import time

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from marsad.site import turns

WAIT_S = 20


class Making:
    """A page that takes as long as a test says, and how many were made at once."""

    def __init__(self):
        self.lock = threading.Lock()
        self.now = self.most = 0
        self.goes_on = threading.Event()
        self.begun = threading.Semaphore(0)

    def __call__(self, request):
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        self.begun.release()
        if request.path == "/slow/":
            assert self.goes_on.wait(WAIT_S)
        time.sleep(0.005)
        with self.lock:
            self.now -= 1
        if request.path == "/broken/":
            raise LookupError(request.path)
        return HttpResponse(request.path)


def ask(asked, path, method="get"):
    thread = threading.Thread(target=lambda: asked(getattr(RequestFactory(), method)(path)))
    thread.start()
    return thread


def test_readers_are_answered_one_after_another(monkeypatch):
    monkeypatch.setattr(turns, "LONGEST_S", WAIT_S)
    making = Making()
    asked = turns.InTurn(making)
    for thread in [ask(asked, "/") for _ in range(12)]:
        thread.join(WAIT_S)
    assert making.most == 1


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_slow_page_does_not_keep_others_waiting(method):
    making = Making()
    asked = turns.InTurn(making)
    slow = ask(asked, "/slow/")
    assert making.begun.acquire(timeout=WAIT_S)
    other = ask(asked, "/", method)
    other.join(WAIT_S)
    assert slow.is_alive()
    assert not other.is_alive()
    making.goes_on.set()
    slow.join(WAIT_S)


def test_a_page_that_breaks_gives_its_turn_up():
    asked = turns.InTurn(Making())
    for _ in range(2):
        with pytest.raises(LookupError):
            asked(RequestFactory().get("/broken/"))
    begun = time.monotonic()
    assert asked(RequestFactory().get("/")).content == b"/"
    assert time.monotonic() - begun < WAIT_S
