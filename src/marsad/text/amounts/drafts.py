"""An amount while it is being read: spans of the smooth text, to be cut out of the text as it was at the end."""

from __future__ import annotations

from typing import NamedTuple

Span = tuple[int, int]


class Draft(NamedTuple):
    """An amount at *start*..*end*; *unit* and *about* are spans, *scale* the word that multiplied its last part (1: none)."""

    start: int
    end: int
    value: float
    relation: str = "="
    value_to: float | None = None
    unit: Span | None = None
    is_percent: bool = False
    about: Span | None = None
    scale: float = 1.0
    number_end: int = 0

    def same_unit(self, other: Draft, text: str) -> bool:
        """Tell whether both count the same noun as written in the smooth *text*, or both are percentages."""
        if self.unit is None or other.unit is None:
            return self.unit is other.unit and self.is_percent == other.is_percent
        return text[slice(*self.unit)] == text[slice(*other.unit)]

    @property
    def is_bare(self) -> bool:
        """Tell whether the number counts nothing that is written."""
        return self.unit is None and not self.is_percent
