"""Read a YAML file strictly: known keys of the kinds expected, each once. Knows nothing of what the keys mean."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import yaml

_KIND_NAMES = {
    dict: "a mapping", list: "a list", str: "a text", bool: "true or false", int: "a number", float: "a number",
    date: "a day", datetime: "a moment", type(None): "empty",
}  # fmt: skip


class StrictLoader(yaml.SafeLoader):
    """YAML's safe loader, for which a key that stands twice is a mistake and not a correction."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Return the mapping of *node*. Raises a YAML error for a key given twice."""
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if isinstance(key, str) and keys.count(key) > 1:
                raise yaml.constructor.ConstructorError(None, None, f"key {key!r} is given twice", node.start_mark)
        return super().construct_mapping(node, deep)


def mapping(found: object, where: str, allowed: tuple[str, ...]) -> Mapping[str, object]:
    """Return *found* as a mapping of allowed keys. Raises ValueError."""
    if not isinstance(found, dict):
        raise ValueError(f"{where} is {kind_of(found)}, not a mapping of {', '.join(allowed)}")
    unknown = [key for key in found if key not in allowed]
    if unknown:
        raise ValueError(f"{where} has an unknown key {unknown[0]!r}; the choices are {', '.join(allowed)}")
    return found


def text(keys: Mapping[str, object], key: str, where: str = "", default: str | None = None) -> str:
    """Return the text under *key*, or *default* where it is not given. Raises ValueError."""
    found = keys.get(key, default)
    if not isinstance(found, str):
        hint = "; put it in quotes" if found is not None else ""
        raise ValueError(f"{where}{key} is {kind_of(found)}, not a text{hint}")
    return found


def number(keys: Mapping[str, object], key: str, default: float) -> int | float:
    """Return the number under *key*, or *default* where it is not given. Raises ValueError."""
    found = keys.get(key, default)
    if isinstance(found, bool) or not isinstance(found, int | float):
        raise ValueError(f"{key} is {kind_of(found)}, not a number")
    return found


def flag(keys: Mapping[str, object], key: str) -> bool:
    """Return what is under *key*, true where it is not given. Raises ValueError."""
    found = keys.get(key, True)
    if not isinstance(found, bool):
        raise ValueError(f"{key} is {kind_of(found)}; the choices are true, false")
    return found


def kind_of(found: object) -> str:
    """Return what *found* is, in words for a message."""
    return _KIND_NAMES.get(type(found), type(found).__name__)
