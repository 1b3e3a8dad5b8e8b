"""Krippendorff's alpha: how far coders agree beyond chance. Pure arithmetic; chance for the resampling comes in as an argument.

After K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), with the metrics for nominal and for ordinal data.
The tests hold it to figures of the library `krippendorff`; why that library itself is not used stands in docs/decisions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

FEWEST_UNITS = 10  # below it an alpha says more about chance than about coders
FEWEST_DEFINED = 0.9  # of the resamples; with fewer, an interval would leave out the ones that matter
TAIL = 0.025  # on either side of an interval of 95 %

Unit = tuple[int, ...]  # the places on the scale that coders gave one unit, at least two
Draw = Callable[[Sequence[Unit]], Sequence[Unit]]


@dataclass(frozen=True, slots=True)
class Measure:
    """How far coders agree: *alpha* with its interval *low* to *high*, on *units* coded at least twice by *coders* people.

    Where alpha is None, *why* says so: "too_few" units, or "no_variation": all gave one value, and chance cannot be told from
    agreement. *raw* is the share of pairs that agree; much of it may be chance, so it is never told where alpha is not.
    """

    alpha: float | None
    low: float | None
    high: float | None
    units: int
    coders: int
    raw: float | None
    why: str = ""


def coincidences(units: Iterable[tuple[Unit, int]]) -> dict[tuple[int, int], float]:
    """Return how often two coders of one unit gave the values of each pair; a unit of *n* coders counts n values in all."""
    found: dict[tuple[int, int], float] = defaultdict(float)
    for values, times in units:
        weight = times / (len(values) - 1)
        for place, left in enumerate(values):
            for other, right in enumerate(values):
                if place != other:
                    found[left, right] += weight
    return found


def _distances(totals: Mapping[int, float], is_ordinal: bool) -> dict[tuple[int, int], float]:
    """Return the squared distance of each two values: 1 for nominal data; by how many values lie between for ordinal."""
    values = sorted(totals)
    if not is_ordinal:
        return {(left, right): float(left != right) for left in values for right in values}
    below, running = {}, 0.0
    for value in values:
        below[value] = running + totals[value] / 2
        running += totals[value]
    return {(left, right): (below[left] - below[right]) ** 2 for left in values for right in values}


def alpha(units: Iterable[tuple[Unit, int]], *, is_ordinal: bool) -> float | None:
    """Return alpha of *units*, each with how many times it stands there; None where no two values differ."""
    pairs = coincidences(units)
    totals: dict[int, float] = defaultdict(float)
    for (left, _), weight in pairs.items():
        totals[left] += weight
    if len(totals) < 2:
        return None
    distance = _distances(totals, is_ordinal)
    observed = sum(weight * distance[pair] for pair, weight in pairs.items())
    expected = sum(totals[left] * totals[right] * distance[left, right] for left in totals for right in totals)
    return 1 - (sum(totals.values()) - 1) * observed / expected


def raw_agreement(units: Iterable[Unit]) -> float | None:
    """Return the share of pairs of codings of one unit that agree, each unit counting alike; None without units."""
    shares = []
    for values in units:
        pairs = [left == right for place, left in enumerate(values) for right in values[place + 1 :]]
        shares.append(sum(pairs) / len(pairs))
    return sum(shares) / len(shares) if shares else None


def measure(units: Sequence[Unit], *, is_ordinal: bool, coders: int, draw: Draw, resamples: int = 1000) -> Measure:
    """Return how far the coders of *units* agree, with an interval of 95 % from units drawn anew by *draw*.

    Raises ValueError for a unit that only one coded.
    """
    if any(len(values) < 2 for values in units):
        raise ValueError("a unit that only one person coded says nothing of agreement")
    if len(units) < FEWEST_UNITS:
        return Measure(None, None, None, len(units), coders, None, "too_few")
    found = alpha(Counter(units).items(), is_ordinal=is_ordinal)
    if found is None:
        return Measure(None, None, None, len(units), coders, None, "no_variation")
    raw = raw_agreement(units)
    drawn = (alpha(Counter(draw(units)).items(), is_ordinal=is_ordinal) for _ in range(resamples))
    again = sorted(value for value in drawn if value is not None)
    if len(again) < FEWEST_DEFINED * resamples:
        return Measure(found, None, None, len(units), coders, raw)
    low, high = again[int(TAIL * len(again))], again[min(int((1 - TAIL) * len(again)), len(again) - 1)]
    return Measure(found, low, high, len(units), coders, raw)
