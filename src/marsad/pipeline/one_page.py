"""Read one page from first step to last but matching: for programs that want a reading and need no engine."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from marsad.domain.outlet_reader import OutletReader
from marsad.domain.reading import Page, Reading
from marsad.pipeline.road import build_road
from marsad.pipeline.step import Step
from marsad.pipeline.tools import road_tools


def read(page: Page, readers: Sequence[OutletReader] = ()) -> tuple[Reading, ...]:
    """Return what *page* says: one reading, or one for each message of a channel's page. *readers* are the outlets' own.

    The tools are made at the first call and kept. Raises ExtractError where the page holds nothing to read.
    """
    rows: list[Any] = [page]
    for step, tool in _road(tuple(readers)):
        rows = [onward for row in rows for onward in step.run(row, tool)]
    return tuple(rows)


@lru_cache(maxsize=8)
def _road(readers: tuple[OutletReader, ...]) -> tuple[tuple[Step, Any], ...]:
    """Return the steps that read, each with its tool."""
    tools = road_tools(readers=readers)
    return tuple((step, tools[step.tool]() if step.tool else None) for step in build_road(with_matching=False))
