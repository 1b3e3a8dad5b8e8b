"""Step: find the amounts of a page's text, but for the numbers of its dates and its furniture."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from marsad.domain.reading import AmountMention, Reading
from marsad.pipeline.page.furniture import body_span
from marsad.pipeline.step import Step
from marsad.text.amounts.find import find_amounts


def _outside(amounts: Sequence[AmountMention], taken: Iterable[tuple[int, int]]) -> Iterator[AmountMention]:
    """Yield the amounts that share no character with a span of *taken*; amounts come in order."""
    spans, reach = deque(sorted(taken)), 0
    for amount in amounts:
        while spans and spans[0][0] < amount.end:
            reach = max(reach, spans.popleft()[1])
        if amount.start >= reach:
            yield amount


def _in_body(text: str, amounts: Sequence[AmountMention]) -> tuple[AmountMention, ...]:
    """Return the amounts between the first and the last line of *text* that is no furniture."""
    start, end = body_span(text)
    if start >= end:  # a bare number is no furniture
        return tuple(amounts)
    return tuple(amount for amount in amounts if amount.start >= start and amount.end <= end)


def run(reading: Reading, tool: Any = None) -> Iterator[Reading]:
    """Yield *reading* with its amounts; run after the step that dates it."""
    amounts = tuple(_outside(find_amounts(reading.text), [(date.start, date.end) for date in reading.dates]))
    yield replace(reading, amounts=_in_body(reading.text, amounts) if amounts else ())


STEP = Step("quantify", "2", run)
