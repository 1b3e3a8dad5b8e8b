"""The processes that make files, or this one alone: all read the same moment of the record and write into one folder."""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Protocol

from django.db import connection, connections

from marsad.mirror.folder import MirrorError
from marsad.mirror.make import Made, Maker, Plan
from marsad.mirror.places import Address
from marsad.store.queries.ledger_check import one_moment
from marsad.store.queries.moment import joined_moment, moment_with

_DEALT = 8  # addresses at a time: few enough for all hands to end together, enough for talk to cost nothing
_AHEAD = 2  # deals that a process has before it, so that it never waits


class Hands(Protocol):
    """Whoever makes files."""

    def moment(self) -> AbstractContextManager[None]:
        """Read as of one moment, here and in every process."""

    def prepare(self, plan: Plan) -> None:
        """Say after which plan files are made from now on."""

    def make(self, waiting: deque[Address]) -> Iterator[Made]:
        """Yield the files of the addresses that wait, until none does; more may be put there meanwhile."""


@contextmanager
def hired(count: int) -> Iterator[Hands]:
    """Give *count* processes that make files; only this one where it cannot be split, or is within a transaction.

    A process with threads cannot be split: what another thread holds at that moment is held for ever in the new process.
    """
    if count < 2 or sys.platform != "linux" or connection.in_atomic_block or threading.active_count() > 1:
        yield _Alone()
        return
    connections.close_all()  # a process must not use the connection of another
    fork = multiprocessing.get_context("fork")
    pipes: list[Connection] = []
    processes: list[BaseProcess] = []
    try:
        for _ in range(count):
            mine, its = fork.Pipe()
            pipes.append(mine)
            processes.append(fork.Process(target=_work, args=(its, tuple(pipes)), daemon=True))
            processes[-1].start()
            its.close()
        yield _Several(pipes)
    finally:
        for pipe in pipes:
            pipe.close()
        for process in processes:
            process.join(0.5)
            process.terminate()
            process.join()


class _Alone:
    """Makes files in this process."""

    _maker: Maker

    def moment(self) -> AbstractContextManager[None]:
        return one_moment()

    def prepare(self, plan: Plan) -> None:
        self._maker = Maker(plan)

    def make(self, waiting: deque[Address]) -> Iterator[Made]:
        while waiting:
            yield from self._maker.make_all(waiting.popleft())


class _Several:
    """Deals addresses out to processes, each at the other end of one of *pipes*."""

    def __init__(self, pipes: Sequence[Connection]) -> None:
        self._pipes = pipes

    def moment(self) -> AbstractContextManager[None]:
        return moment_with(self._join)

    def _join(self, name: str) -> None:
        for pipe in self._pipes:
            pipe.send(name)
        for pipe in self._pipes:
            _hear(pipe)

    def prepare(self, plan: Plan) -> None:
        for pipe in self._pipes:
            pipe.send(plan)

    def make(self, waiting: deque[Address]) -> Iterator[Made]:
        under_way = dict.fromkeys(self._pipes, 0)
        while True:
            for ahead in range(_AHEAD):
                for pipe in self._pipes:
                    if waiting and under_way[pipe] == ahead:
                        dealt = _DEALT if len(waiting) > 4 * _DEALT * len(self._pipes) else 1
                        pipe.send([waiting.popleft() for _ in range(min(dealt, len(waiting)))])
                        under_way[pipe] += 1
            if not any(under_way.values()):
                return
            ready = wait([pipe for pipe, count in under_way.items() if count])
            for pipe in (pipe for pipe in self._pipes if pipe in ready):
                under_way[pipe] -= 1
                yield from _hear(pipe)


def _hear(pipe: Connection) -> Sequence[Made]:
    try:
        told: Sequence[Made] | str = pipe.recv()
    except (EOFError, OSError) as error:
        raise MirrorError(
            "a process that made pages ended; what stands above says why, else there was too little memory"
        ) from error
    if isinstance(told, str):
        raise MirrorError(told)
    return told


def _work(pipe: Connection, others: Sequence[Connection]) -> None:
    """Do what comes through *pipe* until nobody is at its other end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process is asked to end, and ends the others
    for other in others:
        other.close()
    gc.freeze()
    try:
        with joined_moment(pipe.recv()):
            pipe.send(())
            maker: Maker | None = None
            while True:
                told = pipe.recv()
                if isinstance(told, Plan):
                    maker = Maker(told)
                else:
                    assert maker is not None
                    pipe.send([made for address in told for made in maker.make_all(address)])
    except (EOFError, BrokenPipeError):
        return
    except MirrorError as error:
        pipe.send(str(error))
