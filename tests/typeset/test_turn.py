"""A press is held by one at a time, in all processes; few wait for it, and the others are told at once."""

import fcntl
import threading

import pytest

from marsad.typeset.turn import PressBusyError, Queue, held


def test_a_press_that_another_process_holds_is_busy_and_comes_free(tmp_path):
    lock = tmp_path / "lock"
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(PressBusyError), held(lock, 0.0):
            pytest.fail("two at one press")
    with held(lock, 0.0):
        pass


def test_who_waits_has_the_press_as_soon_as_it_is_free(tmp_path):
    lock, done = tmp_path / "deep" / "lock", []
    queue = Queue(2)
    waiting = threading.Thread(target=lambda: _take(queue, lock, done))
    with queue.turn(lock, 0.0):
        waiting.start()
        waiting.join(0.2)
        assert done == []
    waiting.join(5)
    assert done == ["had it"]


def _take(queue, lock, done):
    with queue.turn(lock, None):
        done.append("had it")


def test_no_more_wait_than_there_are_places(tmp_path):
    queue = Queue(1)
    with (
        queue.turn(tmp_path / "lock", 0.0),
        pytest.raises(PressBusyError, match="wait"),
        queue.turn(tmp_path / "other", None),
    ):
        pytest.fail("one too many")
    with queue.turn(tmp_path / "lock", 0.0):
        pass


def test_a_place_comes_free_where_the_work_failed(tmp_path):
    queue = Queue(1)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), queue.turn(tmp_path / "lock", 0.0):
            1 / 0  # noqa: B018
