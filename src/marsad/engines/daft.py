"""Run a road on Daft: all cores of one machine, or many machines where Daft is told to use Ray."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from marsad.engines.carry import Tools, Worker
from marsad.pipeline.step import Step
from marsad.plugins import ToolError

BATCH_ROWS = 16  # small, so that one slow page does not hold up a worker's whole share


def run(road: Sequence[Step], rows: Iterable[Any], tools: Tools) -> Iterator[Any]:
    """Yield what each of *rows* became, in the order of *rows*: the same as `inline.run`.

    Steps and tool factories travel to other processes: they must be importable functions or partials of such.
    Raises ImportError where the `scale` extra is not installed, ToolError where a tool cannot be made or works no longer.
    """
    packed = [pickle.dumps(row) for row in rows]
    if not packed:  # Daft would make a null row out of nothing
        return
    os.environ["DO_NOT_TRACK"] = "1"  # read when Daft is first imported: without it Daft calls home
    import daft

    @daft.cls(max_concurrency=os.cpu_count() or 1, use_process=True)
    class Carrier:
        """A worker as Daft keeps it: made once in each process, then given batches of pickled rows."""

        def __init__(self, road: Sequence[Step], tools: Tools) -> None:
            self._fault: ToolError | None = None
            try:
                self._worker = Worker(road, tools)
            except ToolError as error:
                self._fault = error  # Daft would tell of it as a traceback

        @daft.method.batch(return_dtype=daft.DataType.binary(), batch_size=BATCH_ROWS)
        def carry(self, rows: Any) -> list[bytes]:
            """Return for each pickled row the pickled list of what it became: never nothing, which Daft cannot say."""
            return [pickle.dumps(self._one(pickle.loads(row))) for row in rows.to_pylist()]  # noqa: S301 - ours

        def _one(self, row: Any) -> list[Any] | ToolError:
            if self._fault is None:
                try:
                    return self._worker.carry(row)
                except ToolError as error:
                    self._fault = error
            return self._fault

    carrier = Carrier(tuple(road), dict(tools))
    frame = daft.from_pydict({"place": list(range(len(packed))), "row": packed})
    carried: Any = carrier.carry(frame["row"])  # called on a column, Daft's method gives a column
    done = frame.select(frame["place"], carried.alias("done")).sort("place")
    for row in done.iter_rows():
        became = pickle.loads(row["done"])  # noqa: S301 - what our own worker packed
        if isinstance(became, ToolError):
            raise became
        yield from became
