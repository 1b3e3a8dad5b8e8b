"""What a step of the road is: a named, versioned, pure function from one row to none, one or many rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Step:
    """One step. *run* takes (row, tool) and yields rows; *tool* names what the engine makes once a worker ("" for none).

    A step may not depend on order, the clock, chance or Python's `hash()`.
    """

    name: str
    version: str
    run: Callable[[Any, Any], Iterable[Any]]
    tool: str = ""
