"""Step: find the amounts of a page's text, but for the numbers that its dates are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from marsad.domain.reading import AmountMention, DateMention, Reading
from marsad.pipeline.step import Step
from marsad.text.numbers import find_amounts


def _outside(amounts: tuple[AmountMention, ...], dates: tuple[DateMention, ...]) -> Iterator[AmountMention]:
    """Yield the amounts that share no character with a date; both come in order."""
    later = iter(sorted(dates, key=lambda mention: mention.start))
    mention = next(later, None)
    for amount in amounts:
        while mention is not None and mention.end <= amount.start:
            mention = next(later, None)
        if mention is None or amount.end <= mention.start:
            yield amount


def run(reading: Reading, tool: Any = None) -> Iterator[Reading]:
    """Yield *reading* with its amounts; run after the step that dates it."""
    yield replace(reading, amounts=tuple(_outside(find_amounts(reading.text), reading.dates)))


STEP = Step("quantify", "1", run)
