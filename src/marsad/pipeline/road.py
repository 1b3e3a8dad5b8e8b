"""The road from a page to its matches: which steps, in which order."""

from __future__ import annotations

from marsad.pipeline import attribute, date, extract, match, name, normalise, quantify
from marsad.pipeline.step import Step


def build_road(with_matching: bool) -> tuple[Step, ...]:
    """Return the steps from a `Page` to its `Reading`; their tools are made by `tools.road_tools`."""
    reading = (extract.STEP, normalise.STEP, date.STEP, quantify.STEP, attribute.STEP, name.STEP)
    return (*reading, match.STEP) if with_matching else reading
