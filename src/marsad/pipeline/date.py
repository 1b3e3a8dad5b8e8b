"""Step: find the dates of a page's text and reckon them from its day of publication."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from marsad.domain.reading import Reading
from marsad.pipeline.step import Step
from marsad.text.dates.find import find_dates


def run(reading: Reading, tool: Any = None) -> Iterator[Reading]:
    """Yield *reading* with its dates."""
    yield replace(reading, dates=find_dates(reading.text, reading.published))


STEP = Step("date", "1", run)
