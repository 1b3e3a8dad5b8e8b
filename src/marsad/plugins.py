"""Find tools by name, so that code of the lower floors can use an encoder or an engine without importing it."""

from __future__ import annotations

from importlib import import_module
from typing import Any

# kind → name → "module:factory". Factories take no arguments.
TABLE: dict[str, dict[str, str]] = {
    "encoder": {
        "use": "marsad.encoders.use:UseEncoder",
        "e5": "marsad.encoders.e5:E5Encoder",
        "e5-apart": "marsad.encoders.apart:e5",
        "use-apart": "marsad.encoders.apart:use",
    },
    "engine": {
        "inline": "marsad.engines.inline:run",
        "daft": "marsad.engines.daft:run",
    },
}


def names(kind: str) -> tuple[str, ...]:
    """Return the names known for *kind*. Raises ValueError for an unknown kind."""
    if kind not in TABLE:
        raise ValueError(f"no plugins of kind {kind!r}; there are {', '.join(sorted(TABLE))}")
    return tuple(TABLE[kind])


def find(kind: str, name: str) -> Any:
    """Return what stands under *name*, importing its module now. Raises ValueError naming the choices."""
    if name not in names(kind):
        raise ValueError(f"no {kind} is called {name!r}; there are {', '.join(names(kind))}")
    module, _, attribute = TABLE[kind][name].partition(":")
    return getattr(import_module(module), attribute)


def load(kind: str, name: str) -> Any:
    """Return a new tool: call the factory that stands under *name*. Raises ValueError naming the choices."""
    return find(kind, name)()
