"""Measure work on one core, steadily although other people use the machine: turn about, the best of several rounds.

As Python's own timeit does it: work too short to time is done again and again, and the collector of garbage rests meanwhile.
"""

from __future__ import annotations

import gc
import os
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

Work = Callable[[], object]
SHORTEST_ROUND_S = 0.2


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds of the processor in the first round, when nothing is remembered yet, and in the best; and the best by the wall."""

    first_s: float
    best_s: float
    wall_s: float


class TooLong(Exception):
    """Work that was stopped because it took longer than it was given."""


def keep_to_one_core() -> None:
    """Run on one core from here on, where the system lets a process choose."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def once(work: Work) -> tuple[float, float]:
    """Return the seconds that *work* takes: of the processor, and by the wall clock."""
    began, began_wall = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - began, time.perf_counter() - began_wall


def turn_about(works: Mapping[str, Work], rounds: int) -> dict[str, Taken]:
    """Return what each of *works* takes. They take turns, so that a slow minute of the machine falls on all of them."""
    first = {name: once(work)[0] for name, work in works.items()}
    seconds: dict[str, list[tuple[float, float]]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            seconds[name].append(_again(work, max(1, round(SHORTEST_ROUND_S / max(first[name], 1e-6)))))
    return {name: Taken(first[name], *min(taken)) for name, taken in seconds.items()}


def _again(work: Work, times: int) -> tuple[float, float]:
    """Return the seconds that *work* takes of *times* in a row: of the processor, and by the wall clock."""
    gc.collect()
    gc.disable()
    try:
        taken = once(lambda: [work() for _ in range(times)])
    finally:
        gc.enable()
    return taken[0] / times, taken[1] / times


@contextmanager
def at_most(limit_s: int) -> Iterator[None]:
    """Raise TooLong in what takes longer than *limit_s*."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooLong(f"more than {limit_s} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(limit_s)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
