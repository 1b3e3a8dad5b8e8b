"""Find the documents that are copies of one text, and give each such story one id. Needs all documents at once: no step."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rensa import RMinHash

from marsad.domain.reading import Reading
from marsad.text.tokens import tokens

SHINGLE_WORDS = 3
ALIKE = 0.5  # Jaccard of the shingles from which on two documents are copies
PERMUTATIONS = 128
ROWS_A_BAND = 4  # 32 bands of 4: a pair at 0.5 shares one with probability 0.87, at 0.6 with 0.99, at 0.2 with 0.05
SEED = 1
LARGEST_BUCKET = 200  # a band that more documents share than this is a template; its members are compared along a chain

Shingles = frozenset[int]


def shingles(text: str) -> Shingles:
    """Return the 64-bit keys of every run of SHINGLE_WORDS words in *text*; of the whole text where it is shorter."""
    words = [token.word for token in tokens(text)]
    last = max(1, len(words) - SHINGLE_WORDS + 1)
    return frozenset(_key(" ".join(words[start : start + SHINGLE_WORDS])) for start in range(last)) if words else frozenset()


def _key(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def jaccard(left: Shingles, right: Shingles) -> float:
    """Return the shared part of all shingles of two texts; 0 where either has none."""
    shared = len(left & right)
    return shared / (len(left) + len(right) - shared) if shared else 0.0


def signature(of: Shingles) -> tuple[int, ...]:
    """Return the MinHash signature of *of*: PERMUTATIONS numbers."""
    sketch = RMinHash(PERMUTATIONS, SEED)
    sketch.update([key.to_bytes(8, "little") for key in sorted(of)])
    return tuple(sketch.digest())


def stories(readings: Iterable[Reading]) -> dict[str, str]:
    """Return reading id → story id. Copies share one; the order of *readings* does not matter.

    A story's id is the smallest digest of its members' folded words, so a text keeps its story's id wherever it is met,
    and an empty text is a story of its own.
    """
    cut = {reading.id: shingles(reading.text) for reading in readings}
    ids = sorted(cut)
    parent = {one: one for one in ids}

    def top(one: str) -> str:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for left, right in _near_pairs(ids, cut):
        one, other = top(left), top(right)
        if one != other and jaccard(cut[left], cut[right]) >= ALIKE:
            parent[max(one, other)] = min(one, other)
    names: dict[str, str] = {}
    for one in ids:
        names[top(one)] = min(names.get(top(one), "~"), _digest(one, cut[one]))
    return {one: names[top(one)] for one in ids}


def _near_pairs(ids: Sequence[str], cut: Mapping[str, Shingles]) -> Iterator[tuple[str, str]]:
    """Yield pairs of documents that share a band of their signatures, each once."""
    buckets: defaultdict[tuple[int, tuple[int, ...]], list[str]] = defaultdict(list)
    for one in ids:
        if not cut[one]:
            continue
        signed = signature(cut[one])
        for start in range(0, PERMUTATIONS, ROWS_A_BAND):
            buckets[start, signed[start : start + ROWS_A_BAND]].append(one)
    seen: set[tuple[str, str]] = set()
    for members in buckets.values():
        for place, one in enumerate(members):
            nearby = members[place + 1 :] if len(members) <= LARGEST_BUCKET else members[place + 1 : place + 3]
            for other in nearby:
                if (one, other) not in seen:
                    seen.add((one, other))
                    yield one, other


def _digest(name: str, of: Shingles) -> str:
    content = b"".join(key.to_bytes(8, "little") for key in sorted(of)) or name.encode("utf-8", "surrogatepass")
    return hashlib.sha256(content).hexdigest()[:16]
