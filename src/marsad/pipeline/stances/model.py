"""The small model: weights by name, kept as JSON, told apart by the digest of their content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from marsad.domain.reading import RUNGS
from marsad.pipeline.learning.logistic import probabilities
from marsad.pipeline.stances.question import JUDGED
from marsad.shipped import SHIPPED

Row = NDArray[np.float64]
SHIPPED_MODEL = SHIPPED / "models" / "stance.json"
FORMAT = 1
_DIGEST = 12
_PLACES = 4  # decimals a weight is kept with


class ModelError(ValueError):
    """A file that is no model of stances, or one made for other features than this version knows."""


@dataclass(frozen=True, slots=True)
class StanceModel:
    """Weights of stances, shape (3, features + 1), and of rungs, (5, features + 1): *names* are the features, then the base.

    *note* says what it was fitted on. Equal weights have an equal `version`.
    """

    names: tuple[str, ...]
    rung_names: tuple[str, ...]
    stances: tuple[tuple[float, ...], ...]
    rungs: tuple[tuple[float, ...], ...]
    note: str = ""

    def __post_init__(self) -> None:
        """Raise ModelError where the weights are not of the shape that the names ask for, or not finite."""
        blocks = ((self.stances, len(JUDGED), self.names), (self.rungs, len(RUNGS), self.rung_names))
        for rows, classes, names in blocks:
            if len(rows) != classes or any(len(row) != len(names) + 1 for row in rows):
                raise ModelError(f"weights for {len(names)} features need {classes} rows of {len(names) + 1} numbers")
            if not np.isfinite(np.asarray(rows, dtype=np.float64)).all():
                raise ModelError("a weight is not a finite number")

    @property
    def version(self) -> str:
        """Return the first letters of the digest of all weights."""
        return hashlib.sha256(_canonical(self).encode()).hexdigest()[:_DIGEST]


def chances(row: Sequence[float], weights: Row) -> Row:
    """Return the probability of each class for the features *row* under *weights*, shape (classes, features + 1)."""
    return np.asarray(probabilities(np.asarray([row], dtype=np.float64), weights)[0])


def _canonical(model: StanceModel) -> str:
    told = {"names": model.names, "rung_names": model.rung_names, "stances": model.stances, "rungs": model.rungs}
    return json.dumps(told, sort_keys=True, ensure_ascii=True)


def rounded(weights: Row) -> tuple[tuple[float, ...], ...]:
    """Return *weights* as a model keeps them."""
    return tuple(tuple(round(float(value), _PLACES) + 0.0 for value in row) for row in weights)


def write_model(model: StanceModel, path: Path) -> None:
    """Write *model* to *path*: one line a feature with the weight it has for each class, so that changes can be read."""
    blocks = (("stances", JUDGED, model.stances, model.names), ("rungs", RUNGS, model.rungs, model.rung_names))
    told = {
        block: {name: [row[place] for row in rows] for place, name in enumerate((*names, "base"))}
        for block, _classes, rows, names in blocks
    }
    lines = [f'{{"format": {FORMAT},', f' "version": {json.dumps(model.version)},', f' "note": {json.dumps(model.note)},']
    for number, (block, classes, _rows, _names) in enumerate(blocks):
        lines.append(f' "{block}": {{"classes": {json.dumps(list(classes))}, "weights": {{')
        lines.append(",\n".join(f"  {json.dumps(name)}: {json.dumps(values)}" for name, values in told[block].items()))
        lines.append("}}," if number + 1 < len(blocks) else "}}}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def read_model(path: Path) -> StanceModel:
    """Return the model that *path* holds. Raises ModelError, naming the file, for anything else."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        if told["format"] != FORMAT:
            raise ModelError(f"{path.name}: format {told['format']!r}, this version reads {FORMAT}")
        names, stances = _block(told["stances"], JUDGED)
        rung_names, rungs = _block(told["rungs"], RUNGS)
        return StanceModel(names, rung_names, stances, rungs, str(told.get("note", "")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise error if isinstance(error, ModelError) else ModelError(f"{path.name}: no model of stances: {error!r}") from error


def _block(told: dict[str, object], classes: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[tuple[float, ...], ...]]:
    weights = told["weights"]
    if told["classes"] != list(classes) or not isinstance(weights, dict) or next(reversed(weights), "") != "base":
        raise ModelError(f"weights are not those of {', '.join(classes)}")
    names = tuple(weights)[:-1]
    columns = [tuple(map(float, values)) for values in weights.values()]
    return names, tuple(zip(*columns, strict=True))
