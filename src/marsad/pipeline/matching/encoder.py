"""What the road asks of a model that reads Arabic; the models themselves live in `marsad.encoders`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """A model that turns texts into unit vectors; *name* and *version* are kept beside what was computed with it.

    The vector of a text depends on the text and the version alone, to the last bit: not on the texts beside it. What is
    kept of a text, or read by another engine, is then what this one would say.
    """

    name: str
    version: str

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row a text, shape (len(texts), dimensions), float32; (0, dimensions) for no texts."""
        ...


@dataclass(frozen=True, slots=True)
class VectorPlace:
    """The file in which vectors are kept from one run to the next, and how many MiB those of one encoder may take."""

    path: Path
    most_mb: int = 2048
