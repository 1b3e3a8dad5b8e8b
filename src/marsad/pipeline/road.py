"""The road from a page to its matches: which steps, in which order."""

from __future__ import annotations

from marsad.pipeline import attribute, date, extract, match, normalise, quantify
from marsad.pipeline.step import Step


def build_road(with_matching: bool) -> tuple[Step, ...]:
    """Return the steps from a `Page` to its `Reading`; with matching, the last needs the tool "matcher"."""
    reading = (extract.STEP, normalise.STEP, date.STEP, quantify.STEP, attribute.STEP)
    return (*reading, match.STEP) if with_matching else reading
