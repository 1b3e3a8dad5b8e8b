"""Turns at a press: one at a time for all processes, and few who wait, so that a crowd never takes a server from its readers."""

from __future__ import annotations

import fcntl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_BETWEEN_S = 0.05


class PressBusyError(RuntimeError):
    """The press is at work, and was for as long as a caller can be kept waiting."""


@contextmanager
def held(lock: Path, wait_s: float | None) -> Iterator[None]:
    """Hold the one place at the press that the file *lock* stands for, in all processes of this machine.

    Raises PressBusyError where it does not come free within *wait_s*; None waits for ever.
    """
    until = None if wait_s is None else time.monotonic() + wait_s
    with lock.open("w") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as error:
                if until is not None and time.monotonic() > until:
                    raise PressBusyError("the press is at work") from error
                time.sleep(_BETWEEN_S)
        yield


class Queue:
    """The few threads of this process that may stand at a press or wait for it; the others go on answering readers."""

    def __init__(self, most: int) -> None:
        self._places = threading.BoundedSemaphore(most)

    @contextmanager
    def turn(self, lock: Path, wait_s: float | None) -> Iterator[None]:
        """Hold the press as `held` does; raise PressBusyError at once where enough of this process wait already."""
        if not self._places.acquire(blocking=False):
            raise PressBusyError("others wait for the press already")
        try:
            lock.parent.mkdir(parents=True, exist_ok=True)
            with held(lock, wait_s):
                yield
        finally:
            self._places.release()
