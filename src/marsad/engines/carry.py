"""Carry one row along a road: the work that every engine shares, and the one broad catch of the project."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from marsad.domain.reading import Failure
from marsad.pipeline.step import Step
from marsad.plugins import ToolError

Tools = Mapping[str, Callable[[], Any]]


class Once:
    """A factory that makes its tool at the first call and then hands out the same; sent to another process, it makes its own."""

    def __init__(self, factory: Callable[[], Any]) -> None:
        """Keep *factory* for the first call."""
        self._factory = factory
        self._made: list[Any] = []

    def __call__(self) -> Any:
        """Return the tool."""
        if not self._made:
            self._made.append(self._factory())
        return self._made[0]

    def __getstate__(self) -> dict[str, Any]:
        """Return what travels: the factory, never a tool with its open files and loaded models."""
        return {"_factory": self._factory, "_made": []}


def once(tools: Tools) -> Tools:
    """Return *tools* for several runs in a row: in one process each is made once for all of them."""
    return {name: Once(factory) for name, factory in tools.items()}


class Worker:
    """One worker's road and tools. Tools are made here, once, so a tool that cannot be made stops the run out loud."""

    def __init__(self, road: Sequence[Step], tools: Tools) -> None:
        """Make the tools that *road* names. Raises KeyError where *tools* has no factory for one."""
        self._road = tuple(road)
        needed = {step.tool for step in road if step.tool}
        if missing := sorted(needed - set(tools)):
            raise KeyError(f"the road needs tools that were not given: {', '.join(missing)}")
        self._made = {name: tools[name]() for name in sorted(needed)}

    def carry(self, row: Any) -> list[Any]:
        """Return what *row* became at the end of the road; what failed on the way comes out as a `Failure`.

        Raises ToolError where a tool works no longer for any page.
        """
        rows = [row]
        for step in self._road:
            rows = [onward for row in rows for onward in self._take(step, row)]
        return rows

    def _take(self, step: Step, row: Any) -> Iterator[Any]:
        if isinstance(row, Failure):
            yield row
            return
        try:
            # All of a step's rows or none: half of them beside a Failure would be read as the whole.
            onward = list(step.run(row, self._made.get(step.tool)))
        except ToolError:
            raise  # the tool is at fault, not the page: all that follow would fail like it
        except Exception as error:  # noqa: BLE001 - the road's one broad catch: any fault of a page becomes a stored row
            yield Failure(str(getattr(row, "id", "")), step.name, f"{type(error).__name__}: {error}")
            return
        yield from onward
