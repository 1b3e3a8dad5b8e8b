"""Learn from pages that people judged how much each signal of matching weighs, and from which score on to trust it."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from marsad.pipeline.learning.logistic import fit
from marsad.pipeline.matching.fuse import Signals
from marsad.pipeline.matching.model import FEATURES, PLACES, MatchModel, features

STRENGTH = 10.0  # chosen on the starting set, by promise left out: less ranks no better there and worse on longer pages
PRECISION = 0.85  # asked of suggested matches, unless somebody asks for another
DESK_RECALL = 0.98  # of the pages that bear on a promise, how many must reach the desk
FOLDS = 8
FEWEST = 10  # matches above a score, below which nothing is said of their precision
_NO, _YES = 0, 1

Row = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class MatchExample:
    """What was known of a page and a promise, and whether a person said that the one bears on the other.

    *count* is how much it counts beside others; *origin* says where it is from ("starting", "desk", …).
    """

    promise_id: str
    page_id: str
    signals: Signals
    is_right: bool
    count: float = 1.0
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """An example with the score that a model gave it which had seen nothing of its promise."""

    example: MatchExample
    score: float


def train_matching(
    examples: Sequence[MatchExample],
    made_from: Mapping[str, Any],
    precision: float = PRECISION,
    strength: float = STRENGTH,
    leave_out: Collection[str] = (),
) -> tuple[MatchModel, tuple[Judged, ...]]:
    """Return the model that *examples* make likely, and each example as judged with its promise left out.

    The score from which matches are suggested is the lowest at which *precision* of those judged so are right; that for the
    desk the highest which DESK_RECALL of the right ones reach. *leave_out* names features that weigh nothing. Raises
    ValueError where no example is right or none is wrong.
    """
    if len({example.is_right for example in examples}) < len((_NO, _YES)):
        raise ValueError("pages that bear on a promise and pages that do not are both needed: nothing can be learnt")
    judged = tuple(judge(examples, strength, leave_out))
    model = replace(fit_model(examples, strength, leave_out), precision=precision, made_from=made_from)
    suggested = round(lowest_trusted(judged, model, precision), PLACES)
    at_desk = round(min(highest_for_recall(judged, DESK_RECALL), suggested), PLACES)
    return replace(model, suggested=suggested, at_desk=at_desk), judged


def judge(examples: Sequence[MatchExample], strength: float = STRENGTH, leave_out: Collection[str] = ()) -> Iterator[Judged]:
    """Yield *examples* in their order, each with the score of a model fitted without its promise."""
    order = sorted({example.promise_id for example in examples})
    fold = {promise_id: number % FOLDS for number, promise_id in enumerate(order)}
    models = {}
    for number in range(min(FOLDS, len(order))):
        seen = [example for example in examples if fold[example.promise_id] != number]
        if len({example.is_right for example in seen}) == len((_NO, _YES)):
            models[number] = fit_model(seen, strength, leave_out)
    for example in examples:
        model = models.get(fold[example.promise_id])
        yield Judged(example, model.score(example.signals) if model else 0.5)


def fit_model(examples: Sequence[MatchExample], strength: float = STRENGTH, leave_out: Collection[str] = ()) -> MatchModel:
    """Return a model with the weights that *examples* make likely, and no thresholds yet: it suggests nothing."""
    rows = np.array([features(example.signals) for example in examples], dtype=np.float64)
    rows[:, [place for place, name in enumerate(FEATURES) if name in leave_out]] = 0.0
    middle, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[spread == 0] = 1.0
    labels = np.array([_YES if example.is_right else _NO for example in examples], dtype=np.int64)
    counts = np.array([example.count for example in examples], dtype=np.float64)
    fitted = fit((rows - middle) / spread, labels, len((_NO, _YES)), strength, counts=counts)
    apart = fitted[_YES] - fitted[_NO]
    raw: Row = apart[:-1] / spread
    base = float(apart[-1] - (raw * middle).sum())
    weights = {name: round(float(raw[place]), PLACES) for place, name in enumerate(FEATURES)}
    return MatchModel(weights, round(base, PLACES), suggested=1.0, at_desk=0.0, precision=1.0)


def lowest_trusted(judged: Iterable[Judged], model: MatchModel, precision: float) -> float:
    """Return the lowest score from which on at least *precision* of the matches that may be suggested are right, or 1."""
    may = sorted(
        (one for one in judged if replace(model, suggested=0.0).is_suggested(one.score, one.example.signals)), key=_best_first
    )
    lowest, right = 1.0, 0
    for number, one in enumerate(may, 1):
        right += one.example.is_right
        if number >= FEWEST and right / number >= precision:
            lowest = one.score
    return lowest


def highest_for_recall(judged: Iterable[Judged], recall: float) -> float:
    """Return the highest score that *recall* of the right matches reach; 0 where there are none."""
    scores = sorted((one.score for one in judged if one.example.is_right), reverse=True)
    return scores[min(len(scores) - 1, math.ceil(recall * len(scores)) - 1)] if scores else 0.0


def _best_first(one: Judged) -> tuple[float, str, str]:
    return (-one.score, one.example.page_id, one.example.promise_id)


@dataclass(frozen=True, slots=True)
class Band:
    """The matches with a score from *low* up to *high*: how many, how many of them right, and their mean score."""

    low: float
    high: float
    matches: int
    right: int
    mean: float

    @property
    def share(self) -> float:
        """The share that is right; 0 for an empty band."""
        return self.right / self.matches if self.matches else 0.0


def reliability(judged: Sequence[Judged], bands: int = 10) -> tuple[Band, ...]:
    """Return *judged* in equal bands of score: where a score is a chance, a band's share is near its mean."""
    told = []
    for number in range(bands):
        low, high = number / bands, (number + 1) / bands
        inside = [one for one in judged if low <= one.score < high or (one.score == 1.0 and number == bands - 1)]
        mean = sum(one.score for one in inside) / len(inside) if inside else 0.0
        told.append(Band(low, high, len(inside), sum(one.example.is_right for one in inside), mean))
    return tuple(told)


def log_loss(judged: Iterable[Judged]) -> float:
    """Return the mean surprise, in nats, of the judgements given their scores: the lower, the better the model knew."""
    surprises = [-math.log(max(1e-9, one.score if one.example.is_right else 1 - one.score)) for one in judged]
    return sum(surprises) / len(surprises) if surprises else 0.0
