"""Run a road in this process, one row after the other: for one small server, tests and debugging."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from marsad.engines.carry import Tools, Worker
from marsad.pipeline.step import Step


def run(road: Sequence[Step], rows: Iterable[Any], tools: Tools) -> Iterator[Any]:
    """Yield what each of *rows* became, in order: Readings, and Failures for those that could not be read."""
    worker = Worker(road, tools)
    for row in rows:
        yield from worker.carry(row)
