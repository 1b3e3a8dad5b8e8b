"""Step: find the amounts of a page's text, but for the numbers of its dates and its furniture."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from marsad.domain.reading import AmountMention, Reading
from marsad.pipeline.furniture import body_span
from marsad.pipeline.step import Step
from marsad.text.numbers import find_amounts


def _outside(amounts: tuple[AmountMention, ...], taken: Iterable[tuple[int, int]]) -> Iterator[AmountMention]:
    """Yield the amounts that share no character with a span of *taken*; amounts come in order."""
    spans, reach = deque(sorted(taken)), 0
    for amount in amounts:
        while spans and spans[0][0] < amount.end:
            reach = max(reach, spans.popleft()[1])
        if amount.start >= reach:
            yield amount


def run(reading: Reading, tool: Any = None) -> Iterator[Reading]:
    """Yield *reading* with its amounts; run after the step that dates it."""
    start, end = body_span(reading.text)
    around: list[tuple[int, int]] = []
    if start < end:  # a bare number is no furniture
        around = [(0, start), (end, len(reading.text))]
    taken = [*((date.start, date.end) for date in reading.dates), *around]
    yield replace(reading, amounts=tuple(_outside(find_amounts(reading.text), taken)))


STEP = Step("quantify", "1", run)
