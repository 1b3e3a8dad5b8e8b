"""The public ledger's arithmetic: canonical bytes of an entry, and the chain of their SHA-256. Keeps nothing itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

GENESIS = "0" * 64
MOST = 2**53 - 1  # what every reader of JSON reads exactly (RFC 8785, RFC 7493)
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


@dataclass(frozen=True, slots=True)
class Head:
    """Where the ledger stood at the end of *day* (UTC): its last entry's sequence and hash; *entries* are those of that day."""

    day: str
    sequence: int
    hash: str
    entries: int

    @property
    def first(self) -> int:
        """The sequence of the day's first entry."""
        return self.sequence - self.entries + 1


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        raise ValueError(f"{value!r}: the ledger takes no floats; write numbers as whole numbers or text")
    if isinstance(value, int) and not -MOST <= value <= MOST:
        raise ValueError(f"{value}: the ledger takes whole numbers up to 2^53-1; write greater ones as text")
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(key, str) or not key.isascii():
                raise ValueError(f"{key!r}: keys of the ledger are ASCII text")
            _refuse_floats(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _refuse_floats(inner)


def canonical(payload: Payload) -> str:
    """Return *payload* as RFC 8785 canonical JSON (ASCII keys, no floats, no huge numbers: else ValueError)."""
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


def find_breaks(links: Iterable[Link]) -> Iterator[Break]:
    """Yield every place where *links* (in order of sequence) are changed, missing or reordered."""
    chain = Chain()
    for link in links:
        yield from chain.add(link)


class Chain:
    """Walks the chain, one entry after the other."""

    def __init__(self) -> None:
        self.head, self.expected = GENESIS, 1

    def add(self, link: Link) -> Iterator[Break]:
        """Yield what does not hold in *link*, the next in order of sequence."""
        if link.sequence > self.expected:
            last = link.sequence - 1
            gone = f"entry {last} is" if last == self.expected else f"entries {self.expected} to {last} are"
            yield Break(link.sequence, f"{gone} missing before it")
        elif link.sequence < self.expected:
            yield Break(link.sequence, f"it stands where entry {self.expected} should")
        if link.previous_hash != self.head:
            yield Break(link.sequence, "it does not follow the entry before it")
        try:
            sealed = chain_hash(
                sequence=link.sequence,
                at=link.at,
                actor=link.actor,
                kind=link.kind,
                payload=link.payload,
                previous_hash=link.previous_hash,
            )
        except (ValueError, AttributeError):  # no text, or text that is no Unicode
            sealed = ""
        if sealed != link.hash:
            yield Break(link.sequence, "its content was changed after it was written")
        self.head, self.expected = link.hash, link.sequence + 1


def day_heads(links: Iterable[Link]) -> Iterator[Head]:
    """Yield the head of each day on which *links* (in order of sequence) were written, oldest first.

    An entry is of the day of its moment, or of the entry before it where that is later: so no entry that comes later, whatever
    moment it bears, changes the head of a day that is over.
    """
    day, last, count = "", None, 0
    for link in links:
        its_day = max(day, link.at[:10])
        if last is not None and its_day != day:
            yield Head(day, last.sequence, last.hash, count)
            count = 0
        day, last, count = its_day, link, count + 1
    if last is not None:
        yield Head(day, last.sequence, last.hash, count)
