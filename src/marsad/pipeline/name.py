"""Step: find whom and what a page names, and say which of them speaks. Its tool is the gazetteer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from marsad.domain.reading import Reading
from marsad.pipeline.step import Step
from marsad.text.names import Gazetteer


def run(reading: Reading, gazetteer: Gazetteer) -> Iterator[Reading]:
    """Yield *reading* with the names that *gazetteer* knows."""
    yield replace(reading, names=gazetteer.find(reading.text))


STEP = Step("name", "1", run, tool="gazetteer")
