"""Read short texts of our own into sheets, and find the conflicts between two of them."""

from __future__ import annotations

from dataclasses import replace

from marsad.domain.conflict import Conflict
from marsad.domain.reading import Page, Reading
from marsad.pipeline import attribute, date, extract, normalise, quantify
from marsad.pipeline.conflict import find_conflicts
from marsad.pipeline.conflicts.sheets import sheet

STEPS = (extract.STEP, normalise.STEP, date.STEP, quantify.STEP, attribute.STEP)


def read(name: str, text: str, published: str | None = None, title: str | None = None, story: str = "") -> Reading:
    row: object = Page(name, text=text, published=published, title=title)
    for step in STEPS:
        (row,) = step.run(row, None)
    assert isinstance(row, Reading)
    return replace(row, story=story or name)


def found(*readings: Reading) -> tuple[Conflict, ...]:
    return find_conflicts(readings)


def kinds(*readings: Reading) -> list[tuple[str, str, str]]:
    return sorted({(one.kind, *sorted((one.a, one.b))) for one in find_conflicts(readings)})


def between(left: tuple[str, str | None], right: tuple[str, str | None]) -> list[str]:
    """Return the kinds of the conflicts between two texts, each with its day; what either has within itself is left out."""
    one, other = read("a", *left), read("b", *right)
    return sorted({found.kind for found in find_conflicts([one, other]) if not found.is_internal})


__all__ = ["between", "found", "kinds", "read", "sheet"]
