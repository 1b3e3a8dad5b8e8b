"""The public ledger's arithmetic: canonical bytes of an entry, and the chain of their SHA-256. Keeps nothing itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

GENESIS = "0" * 64
Payload = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of the ledger as the chain sees it: *at* is ISO 8601 in UTC, hashes are lower-case hexadecimal."""

    sequence: int
    at: str
    actor: str
    kind: str
    payload: str
    previous_hash: str
    hash: str


@dataclass(frozen=True, slots=True)
class Break:
    """Where the chain does not hold, and how."""

    sequence: int
    reason: str


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        raise ValueError(f"{value!r}: the ledger takes no floats; write numbers as whole numbers or text")
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(key, str) or not key.isascii():
                raise ValueError(f"{key!r}: keys of the ledger are ASCII text")
            _refuse_floats(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _refuse_floats(inner)


def canonical(payload: Payload) -> str:
    """Return *payload* as RFC 8785 canonical JSON (ASCII keys, no floats: else ValueError)."""
    _refuse_floats(payload)
    return json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def chain_hash(*, sequence: int, at: str, actor: str, kind: str, payload: str, previous_hash: str) -> str:
    """Return the SHA-256 (hexadecimal) that seals an entry to the one before it; *payload* is canonical JSON."""
    sealed = {
        "actor": actor,
        "at": at,
        "kind": kind,
        "payload_sha256": hashlib.sha256(payload.encode()).hexdigest(),
        "previous_hash": previous_hash,
        "sequence": sequence,
    }
    return hashlib.sha256(canonical(sealed).encode()).hexdigest()


def find_breaks(links: Iterable[Link]) -> Iterable[Break]:
    """Yield every place where *links* (in order of sequence) are changed, missing or reordered."""
    previous, expected = GENESIS, 1
    for link in links:
        if link.sequence != expected:
            yield Break(link.sequence, f"entry {expected} is missing")
        if link.previous_hash != previous:
            yield Break(link.sequence, "it does not follow the entry before it")
        sealed = chain_hash(
            sequence=link.sequence,
            at=link.at,
            actor=link.actor,
            kind=link.kind,
            payload=link.payload,
            previous_hash=link.previous_hash,
        )
        if sealed != link.hash:
            yield Break(link.sequence, "its content was changed after it was written")
        previous, expected = link.hash, link.sequence + 1
