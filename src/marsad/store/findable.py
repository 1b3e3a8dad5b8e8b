"""One thing that can be found, between the queries that read it from the record and the writing of the index."""

from __future__ import annotations

import hashlib
from dataclasses import astuple, dataclass
from datetime import date

Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Findable:
    """One thing that can be found, as it is to stand in the index: its names are keys, *title* and *text* as readers see them."""

    kind: str
    object_id: int
    is_public: bool
    title: str
    text: str
    promise: str = ""
    government: str = ""
    sector: str = ""
    body: str = ""
    verdict: str = ""
    day: date | None = None
    outlet: str = ""

    @property
    def key(self) -> Key:
        """What tells it from all others."""
        return str(self.kind), self.object_id

    @property
    def digest(self) -> str:
        """SHA-256 of all of it."""
        told = (str(self.kind), *astuple(self)[1:])
        return hashlib.sha256(repr(told).encode("utf-8", "replace")).hexdigest()
