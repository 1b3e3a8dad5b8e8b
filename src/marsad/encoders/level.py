"""Bring the likenesses of any encoder to the scale on which pages are scored: unrelated sentences about 0, the same at 1."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from marsad.encoders.background import BACKGROUND
from marsad.encoders.use import unit
from marsad.pipeline.matching.encoder import Encoder


class LevelEncoder:
    """An encoder without the middle of its vectors.

    Of e5, all vectors point nearly one way: two sentences with nothing in common are 0.87 alike. What all share says nothing
    of their meaning, so the mean of ordinary news is taken from each.
    """

    def __init__(self, encoder: Encoder) -> None:
        """Learn the middle of *encoder* from sentences of ordinary news."""
        self.name, self.version = encoder.name, f"{encoder.version} level-1"
        self._encoder = encoder
        self._middle: NDArray[np.float32] = encoder.encode(BACKGROUND).mean(axis=0)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit row a text, shape (len(texts), dimensions)."""
        return unit(self._encoder.encode(texts) - self._middle)


def level(encoder: Encoder) -> LevelEncoder:
    """Return *encoder* with its likenesses on the common scale."""
    return LevelEncoder(encoder)
