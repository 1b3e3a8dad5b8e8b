"""What the road asks of a model that reads Arabic; the models themselves live in `marsad.encoders`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """A model that turns texts into unit vectors; *name* and *version* are kept beside what was computed with it."""

    name: str
    version: str

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row a text, shape (len(texts), dimensions), float32; (0, dimensions) for no texts."""
        ...
