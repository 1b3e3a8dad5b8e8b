"""From page to candidate: one pure, named, versioned step a file. Never a table, a network, a clock or chance.

The names below are the library's (docs/en/library.md); what is heavy to import is imported when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from marsad.domain.reading import Failure, Match, Page, PromiseText, Reading
from marsad.pipeline.step import Step

if TYPE_CHECKING:
    from marsad.pipeline.extract import ExtractError
    from marsad.pipeline.one_page import read
    from marsad.pipeline.road import build_road
    from marsad.pipeline.tools import road_tools

__all__ = ["ExtractError", "Failure", "Match", "Page", "PromiseText", "Reading", "Step", "build_road", "read", "road_tools"]

_LATER = {"ExtractError": "extract", "build_road": "road", "read": "one_page", "road_tools": "tools"}

if not TYPE_CHECKING:  # a type checker that saw it would take every name for one of ours

    def __getattr__(name: str) -> object:
        """Import what stands under *name* when it is first asked for."""
        if name not in _LATER:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = globals()[name] = getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
        return value

    def __dir__() -> list[str]:
        """Name what is there, asked for or not."""
        return sorted({*globals(), *__all__})
