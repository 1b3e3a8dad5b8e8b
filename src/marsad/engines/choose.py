"""Choose an engine by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, cast

from marsad import plugins
from marsad.engines.carry import Tools
from marsad.pipeline.step import Step

Run = Callable[[Sequence[Step], Iterable[Any], Tools], Iterator[Any]]


def engine(name: str) -> Run:
    """Return the `run` of the engine called *name*. Raises ValueError naming the choices."""
    return cast(Run, plugins.find("engine", name))
