"""Read a gazetteer from its YAML files. Strict: a mistake stops the load and says where it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from marsad.text.names import Gazetteer, Name


def read_gazetteers(folder: Path) -> Gazetteer:
    """Return the names of every `*.yml` in *folder*. Raises ValueError naming the file and the entry with a mistake."""
    names: list[Name] = []
    for path in sorted(folder.glob("*.yml")):
        for row in yaml.safe_load(path.read_text(encoding="utf-8"))["names"]:
            try:
                values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
                names.append(Name(**values))
            except (TypeError, ValueError) as error:
                raise ValueError(f"{path.name}: {row}: {error}") from error
    return Gazetteer(tuple(names))
