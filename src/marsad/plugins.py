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
    "vectors": {
        "kept": "marsad.encoders.kept:keep",
        "level": "marsad.encoders.level:level",
    },
    "classifier": {
        "small": "marsad.pipeline.stances.small:SmallClassifier",
    },
}

# kind → what stands before the first colon of a name → ("module:factory", what follows the colon).
# Factories take what follows the colon.
FAMILIES: dict[str, dict[str, tuple[str, str]]] = {
    "encoder": {
        "sentence-transformers": ("marsad.encoders.folder:FolderEncoder", "FOLDER"),
        "openai": ("marsad.encoders.server:open_server", "ADDRESS#MODEL"),
        "apart": ("marsad.encoders.apart:ApartEncoder", "NAME"),
    },
    "classifier": {
        "nli": ("marsad.classifiers.nli:InferenceClassifier", "FOLDER"),
        "chat": ("marsad.classifiers.chat:open_chat", "ADDRESS#MODEL"),
    },
}


class ToolError(RuntimeError):
    """A tool that cannot be made, or that works no longer for any page; the message says what to do.

    An engine does not turn it into a `Failure` of the page at hand, as the next pages would fail like it: the run stops.
    """


def names(kind: str) -> tuple[str, ...]:
    """Return the plain names known for *kind*. Raises ValueError for an unknown kind."""
    if kind not in TABLE:
        raise ValueError(f"no plugins of kind {kind!r}; there are {', '.join(sorted(TABLE))}")
    return tuple(TABLE[kind])


def choices(kind: str) -> tuple[str, ...]:
    """Return what may be written as a name of *kind*: the plain names, and the form of those that tell more."""
    families = FAMILIES.get(kind, {})
    return (*names(kind), *(f"{family}:{form}" for family, (_, form) in families.items()))


def check(kind: str, name: str) -> None:
    """Raise ValueError, naming the choices, where nothing of *kind* is called *name*. Imports nothing."""
    _place(kind, name)


def find(kind: str, name: str) -> Any:
    """Return what stands under the plain *name*, importing its module now. Raises ValueError naming the choices."""
    place, rest = _place(kind, name)
    if rest is not None:
        raise ValueError(f"the {kind} {name!r} can be loaded, not found: its name tells how to make it")
    return _import(place)


def load(kind: str, name: str) -> Any:
    """Return a new tool: call the factory that stands under *name*. Raises ValueError naming the choices.

    A name such as "openai:http://127.0.0.1:8080/v1#bge-m3" hands the factory what follows its first colon.
    """
    place, rest = _place(kind, name)
    return _import(place)() if rest is None else _import(place)(rest)


def _place(kind: str, name: str) -> tuple[str, str | None]:
    known = names(kind)
    if name in known:
        return TABLE[kind][name], None
    family, _, rest = name.partition(":")
    if rest and family in FAMILIES.get(kind, {}):
        return FAMILIES[kind][family][0], rest
    raise ValueError(f"no {kind} is called {name!r}; there are {', '.join(choices(kind))}")


def _import(place: str) -> Any:
    module, _, attribute = place.partition(":")
    return getattr(import_module(module), attribute)
