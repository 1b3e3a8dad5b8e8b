"""Choose the few runs of a text by which its likes are found; and pair the texts that have some in common.

Of all runs those with the smallest keys: the same fixed part of every text, so that a short text inside a long one keeps its
own (Broder's sampling "0 mod p"), and at the least LEAST of them, so that short texts of like size meet too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from marsad.pipeline.stories.words import Keys

LEAST = 16
MOST = 400  # of a book's length; no article has so many
ONE_IN = 8
_BELOW = np.uint64(2**64 // ONE_IN)
LARGEST_CROWD = 40  # a run that more texts share than this is a frame's; each is compared with its neighbours alone
NEIGHBOURS = 2
_PAIRS_AT_ONCE = 4_000_000


def sketch(runs: Keys) -> Keys:
    """Return the runs, of a text's sorted *runs*, by which its likes are found."""
    return runs[: min(MOST, max(LEAST, int(np.searchsorted(runs, _BELOW))))]


def pairs(sketches: Sequence[Keys]) -> Iterator[tuple[int, int]]:
    """Yield (smaller, larger) place of every two of *sketches* that share runs enough to be worth comparing, in order."""
    if not sketches:
        return
    sizes = np.array([len(one) for one in sketches])
    keys = np.concatenate(sketches)
    owners = np.repeat(np.arange(len(sketches), dtype=np.uint32), sizes)
    order = np.argsort(keys, kind="stable")
    keys, owners = keys[order], owners[order]
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    ends = np.append(starts[1:], len(keys))
    del keys, order
    found = _counted(_crowds(starts, ends, owners))
    for pair, times in found:
        left, right = pair >> 32, pair & 0xFFFFFFFF
        if times > 1 or min(sizes[left], sizes[right]) <= LEAST:
            yield left, right


def _crowds(starts: NDArray[np.int64], ends: NDArray[np.int64], owners: NDArray[np.uint32]) -> Iterator[NDArray[np.uint64]]:
    """Yield, a size of crowd at a time, every pair of owners of one run, as one number."""
    sizes = ends - starts
    for size in range(2, LARGEST_CROWD + 1):
        crowds = starts[sizes == size]
        if not len(crowds):
            continue
        at_once = max(1, _PAIRS_AT_ONCE // (size * size))
        left, right = np.triu_indices(size, 1)
        for first in range(0, len(crowds), at_once):
            members = owners[crowds[first : first + at_once, None] + np.arange(size)].astype(np.uint64)
            yield ((members[:, left] << np.uint64(32)) | members[:, right]).ravel()
    for start, end in zip(starts[sizes > LARGEST_CROWD], ends[sizes > LARGEST_CROWD], strict=True):
        members = owners[start:end].astype(np.uint64)
        for step in range(1, NEIGHBOURS + 1):
            yield (members[:-step] << np.uint64(32)) | members[step:]


def _counted(parts: Iterator[NDArray[np.uint64]]) -> Iterator[tuple[int, int]]:
    """Yield each pair once, in order, with how often it came."""
    kept = np.empty(0, dtype=np.uint64)
    times = np.empty(0, dtype=np.int64)
    waiting: list[NDArray[np.uint64]] = []
    for part in parts:
        waiting.append(part)
        if sum(map(len, waiting)) >= _PAIRS_AT_ONCE:
            kept, times = _merged(kept, times, waiting)
            waiting = []
    kept, times = _merged(kept, times, waiting)
    yield from zip(kept.tolist(), times.tolist(), strict=True)


def _merged(
    kept: NDArray[np.uint64], times: NDArray[np.int64], more: list[NDArray[np.uint64]]
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    if not more:
        return kept, times
    new, counts = np.unique(np.concatenate(more), return_counts=True)
    together = np.concatenate((kept, new))
    order = np.argsort(together, kind="stable")
    together, counts = together[order], np.concatenate((times, counts))[order]
    first = np.flatnonzero(np.concatenate(([True], together[1:] != together[:-1]))) if len(together) else np.empty(0, int)
    return together[first], np.add.reduceat(counts, first) if len(together) else counts
