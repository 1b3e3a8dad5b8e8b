"""Show what decisions taught: the more of them a model has seen, the better it should know those that it has not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from marsad.pipeline.lessons.matching import FOLDS, STRENGTH, Judged, MatchExample, fit_model, log_loss

STEPS = (0.0, 0.1, 0.25, 0.5, 0.75, 1.0)  # shares of the decisions after which a model is tried
EVEN = 0.5
FEWEST_TO_TRY = 20  # decisions, below which a curve would show nothing but chance


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """How well decisions were foretold by models that had seen *lessons* others; losses in nats, shares from 0 to 1.

    *precision* is the share right among matches scored 0.5 and more, *recall* the share of the right ones scored so.
    """

    lessons: int
    log_loss: float
    precision: float
    recall: float


def learning_curve(
    starting: Sequence[MatchExample], desk: Sequence[MatchExample], strength: float = STRENGTH
) -> tuple[CurvePoint, ...]:
    """Return a point for each of STEPS: models of *starting* and the first so many of *desk*, in the order they were decided.

    A decision is foretold by a model that saw none on its promise. Empty where there are fewer than FEWEST_TO_TRY.
    """
    if len(desk) < FEWEST_TO_TRY:
        return ()
    order = sorted({one.promise_id for one in desk})
    fold = {promise_id: number % FOLDS for number, promise_id in enumerate(order)}
    points = []
    for number in dict.fromkeys(round(share * len(desk)) for share in STEPS):
        seen = desk[:number]
        judged: list[Judged] = []
        for left_out in range(min(FOLDS, len(order))):
            model = fit_model([*starting, *(one for one in seen if fold[one.promise_id] != left_out)], strength)
            judged += [Judged(one, model.score(one.signals)) for one in desk if fold[one.promise_id] == left_out]
        points.append(_point(number, judged))
    return tuple(points)


def _point(lessons: int, judged: Sequence[Judged]) -> CurvePoint:
    said = [one for one in judged if one.score >= EVEN]
    hit, right = sum(one.example.is_right for one in said), sum(one.example.is_right for one in judged)
    return CurvePoint(lessons, log_loss(judged), hit / len(said) if said else 0.0, hit / right if right else 0.0)
