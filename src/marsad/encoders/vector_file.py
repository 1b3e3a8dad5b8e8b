"""The file in which vectors are kept: SQLite, shared by all workers, bounded, no part of the record; it may be thrown away."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]

SAME_MODEL = 0.999  # likeness of the same words as one model gives them on two machines; another model's lies far below
ROW_OVERHEAD = 60  # bytes of keys, sums and pages beside a vector
WAIT_S = 10.0  # for another worker's write
_ASKED_AT_ONCE = 400
_DROPPED = 0.05  # of an encoder's vectors, once they are too many
_TABLES = """
CREATE TABLE IF NOT EXISTS encoder (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, version TEXT NOT NULL, probe BLOB NOT NULL, dropped INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS vector (
    id INTEGER PRIMARY KEY, encoder INTEGER NOT NULL, key BLOB NOT NULL, row BLOB NOT NULL, sum INTEGER NOT NULL,
    UNIQUE (encoder, key));
CREATE TABLE IF NOT EXISTS done (
    encoder INTEGER NOT NULL, document INTEGER NOT NULL, mark BLOB NOT NULL, PRIMARY KEY (encoder, document)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class KeptEncoder:
    """One encoder of which vectors are kept; *id* tells apart two models that stood under one name and version."""

    id: int
    name: str
    version: str
    vectors: int
    mb: float
    documents: int  # embedded whole
    has_dropped: bool


class VectorFile:
    """Vectors by encoder and key. Every method raises sqlite3.Error where the file is damaged, full or read-only."""

    def __init__(self, path: Path) -> None:
        """Open the file at *path*, making it and its folder where there is none."""
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._open = sqlite3.connect(path, timeout=WAIT_S, isolation_level=None)
        try:
            self._open.execute("PRAGMA auto_vacuum=INCREMENTAL")  # holds for a new file alone
            self._open.execute("PRAGMA journal_mode=WAL")
            self._open.execute("PRAGMA synchronous=NORMAL")
            self._open.executescript(f"BEGIN IMMEDIATE;{_TABLES}COMMIT;")
        except sqlite3.Error:
            self.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self._open.close()

    def encoder(self, name: str, version: str, probe: Vector) -> int:
        """Return the number of the encoder that gave *probe*, a new one where that name and version never gave the like."""
        with _Writing(self._open):
            rows = self._ask("SELECT id, probe FROM encoder WHERE name = ? AND version = ? ORDER BY id DESC", (name, version))
            for number, kept in rows:
                before = np.frombuffer(kept, dtype="<f4")
                if before.shape == probe.shape and float(before @ probe) >= SAME_MODEL:
                    return int(number)
            told = (name, version, probe.astype("<f4").tobytes())
            return int(self._open.execute("INSERT INTO encoder (name, version, probe) VALUES (?, ?, ?)", told).lastrowid or 0)

    def read(self, encoder: int, keys: Sequence[bytes], dimensions: int) -> dict[bytes, Vector]:
        """Return the vectors kept under *keys*; one that is damaged counts as not kept."""
        found: dict[bytes, Vector] = {}
        for first in range(0, len(keys), _ASKED_AT_ONCE):
            part = keys[first : first + _ASKED_AT_ONCE]
            marks = ",".join("?" * len(part))
            query = f"SELECT key, row, sum FROM vector WHERE encoder = ? AND key IN ({marks})"  # noqa: S608 - marks alone
            for key, row, total in self._ask(query, (encoder, *part)):
                if len(row) == 4 * dimensions and zlib.crc32(row) == total:
                    found[key] = np.frombuffer(row, dtype="<f4")
        return found

    def write(self, encoder: int, rows: Mapping[bytes, Vector]) -> None:
        """Keep *rows*; what stands under a key already is replaced, being the same or damaged."""
        told = [(encoder, key, body, zlib.crc32(body)) for key, body in ((k, r.astype("<f4").tobytes()) for k, r in rows.items())]
        with _Writing(self._open):
            self._open.executemany("INSERT OR REPLACE INTO vector (encoder, key, row, sum) VALUES (?, ?, ?, ?)", told)

    def count(self, encoder: int) -> int:
        """Return how many vectors of *encoder* are kept."""
        return int(self._ask("SELECT count(*) FROM vector WHERE encoder = ?", (encoder,))[0][0])

    def drop_oldest(self, encoder: int, most: int) -> None:
        """Drop the vectors of *encoder* that were written first, once there are more than *most*; it is then not whole."""
        with _Writing(self._open):
            if (many := self.count(encoder)) <= most:
                return
            doomed = many - int(most * (1 - _DROPPED))
            query = "DELETE FROM vector WHERE id IN (SELECT id FROM vector WHERE encoder = ? ORDER BY id LIMIT ?)"
            self._open.execute(query, (encoder, doomed))
            self._open.execute("DELETE FROM done WHERE encoder = ?", (encoder,))
            self._open.execute("UPDATE encoder SET dropped = 1 WHERE id = ?", (encoder,))

    def mark(self, encoder: int, marks: Iterable[tuple[int, bytes]]) -> None:
        """Note that the documents of *marks* are embedded whole; a mark changes with what would be read of the document."""
        with _Writing(self._open):
            told = [(encoder, document, mark) for document, mark in marks]
            self._open.executemany("INSERT OR REPLACE INTO done (encoder, document, mark) VALUES (?, ?, ?)", told)

    def marks(self, encoder: int) -> dict[int, bytes]:
        """Return the documents that `mark` noted, each with its mark."""
        return dict(self._ask("SELECT document, mark FROM done WHERE encoder = ?", (encoder,)))

    def encoders(self) -> tuple[KeptEncoder, ...]:
        """Return every encoder of which something is kept, in the order in which they came."""
        query = """
            SELECT id, name, version, dropped, length(probe),
                (SELECT count(*) FROM vector WHERE encoder = encoder.id), (SELECT count(*) FROM done WHERE encoder = encoder.id)
            FROM encoder ORDER BY id"""
        return tuple(
            KeptEncoder(number, name, version, vectors, vectors * (size + ROW_OVERHEAD) / 2**20, documents, bool(dropped))
            for number, name, version, dropped, size, vectors, documents in self._ask(query)
        )

    def forget(self, encoder: int) -> None:
        """Drop everything kept of *encoder* and give its room back."""
        with _Writing(self._open):
            for query in ("vector WHERE encoder = ?", "done WHERE encoder = ?", "encoder WHERE id = ?"):
                self._open.execute(f"DELETE FROM {query}", (encoder,))  # noqa: S608 - the three words above
        # `execute` would free a single page: the pragma steps once for each.
        self._open.executescript("PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE);")

    def _ask(self, query: str, told: Sequence[Any] = ()) -> list[Any]:
        return self._open.execute(query, told).fetchall()


class _Writing:
    """One transaction that takes its turn to write at once, so that two workers never wait for each other for ever."""

    def __init__(self, opened: sqlite3.Connection) -> None:
        self._open = opened

    def __enter__(self) -> None:
        self._open.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if self._open.in_transaction:
            self._open.execute("COMMIT" if kind is None else "ROLLBACK")
