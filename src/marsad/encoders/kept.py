"""Keep what an encoder says: the same text, read again by the same version, costs a look-up and gives the same bits."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from marsad.encoders.clean import clean
from marsad.encoders.vector_file import ROW_OVERHEAD, VectorFile
from marsad.pipeline.matching.encoder import Encoder, VectorPlace

PROBE = "أعلنت الحكومة إنجاز المشروع في موعده"
_COUNTED_EVERY = 2_000  # vectors written between two looks at how many there are

Told = TypeVar("Told")

log = logging.getLogger(__name__)


class KeepingEncoder:
    """An encoder whose vectors are kept in a file. Where the file fails, it goes on without, and says so once."""

    def __init__(self, encoder: Encoder, place: VectorPlace) -> None:
        """Find *encoder* in the file at *place*, by its name, its version and what it says of one sentence."""
        self.name, self.version = encoder.name, encoder.version
        self._encoder, self._place = encoder, place
        probe = encoder.encode([PROBE])[0]
        self.dimensions = len(probe)
        self.most = max(1, place.most_mb * 2**20 // (4 * self.dimensions + ROW_OVERHEAD))
        self._written = _COUNTED_EVERY  # looks at once whether an earlier run left too many
        self.file: VectorFile | None = None
        self.number = 0
        try:
            self.file = VectorFile(place.path)
            self.number = self.file.encoder(self.name, self.version, probe)
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit row a text, shape (len(texts), dimensions), asking the encoder for what is not kept."""
        keys = [key_of(text) for text in texts]
        wanted = dict(zip(keys, texts, strict=True))
        rows = self._tried(lambda file: file.read(self.number, list(wanted), self.dimensions)) or {}
        if missing := {key: text for key, text in wanted.items() if key not in rows}:
            made = dict(zip(missing, self._encoder.encode(list(missing.values())), strict=True))
            self._tried(lambda file: self._write(file, made))
            rows |= made
        if not keys:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        return np.stack([rows[key] for key in keys])

    def missing(self, texts: Sequence[str]) -> list[str]:
        """Return those of *texts* that are not kept, each once."""
        wanted = {key_of(text): text for text in texts}
        rows = self._tried(lambda file: file.read(self.number, list(wanted), self.dimensions)) or {}
        return [text for key, text in wanted.items() if key not in rows]

    def _write(self, file: VectorFile, made: dict[bytes, NDArray[np.float32]]) -> None:
        file.write(self.number, made)
        self._written += len(made)
        if self._written >= _COUNTED_EVERY:
            self._written = 0
            file.drop_oldest(self.number, self.most)

    def _tried(self, what: Callable[[VectorFile], Told]) -> Told | None:
        if self.file is None:
            return None
        try:
            return what(self.file)
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)
            return None

    def _give_up(self, error: Exception) -> None:
        log.warning("%s: vectors are not kept in this run (%s); the results are the same", self._place.path, error)
        if self.file is not None:
            self.file.close()
        self.file = None


def key_of(text: str) -> bytes:
    """Return what stands for *text* in the file: the digest of what an encoder reads of it."""
    return blake2b(clean(text).encode("utf-8"), digest_size=16).digest()


def keep(encoder: Encoder, place: VectorPlace) -> KeepingEncoder:
    """Return *encoder* with what it says kept at *place*."""
    return KeepingEncoder(encoder, place)
