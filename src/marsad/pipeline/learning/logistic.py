"""Multinomial logistic regression, drawn towards weights known beforehand: small, exact, the same on every run."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Labels = NDArray[np.int64]

MOST_STEPS = 60
CLOSE_ENOUGH = 1e-9  # of the objective, a row: a step that gains less ends the search
STEADY = 1e-8  # added to the Hessian's diagonal, so that it can be solved where no penalty holds a weight
_HALVINGS = 30


def probabilities(rows: Matrix, weights: Matrix) -> Matrix:
    """Return the probability of each class for each row, shape (rows, classes).

    *rows* is (n, features); *weights* (classes, features + 1), the last column the intercept.
    """
    logits = rows @ weights[:, :-1].T + weights[:, -1]
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def fit(
    rows: Matrix,
    labels: Labels,
    classes: int,
    strength: float,
    prior: Matrix | None = None,
    counts: Matrix | None = None,
) -> Matrix:
    """Return weights, shape (classes, features + 1), that make *labels* likely and lie near *prior* (zeros where None).

    *rows* is (n, features), *labels* (n,) from 0 to classes - 1, *counts* (n,) how much each row counts (1 where None);
    *strength* is the penalty a unit of squared distance from the prior costs, intercepts free of it. Newton's method with step
    halving: the problem is convex, so the answer does not depend on where the search starts. Raises ValueError where there
    are no rows or the shapes disagree.
    """
    if not len(rows) or len(rows) != len(labels) or strength <= 0:
        raise ValueError(f"{len(rows)} rows, {len(labels)} labels, strength {strength}: nothing can be fitted")
    wide = np.hstack([rows, np.ones((len(rows), 1))])
    wanted = np.eye(classes)[labels]
    mass = np.ones(len(rows)) if counts is None else counts.astype(np.float64)
    start = np.zeros((classes, wide.shape[1])) if prior is None else prior.astype(np.float64)
    penalty = np.full(wide.shape[1], strength)
    penalty[-1] = STEADY
    weights, value = start.copy(), _objective(start, start, wide, wanted, mass, penalty)
    for _ in range(MOST_STEPS):
        step = _newton_step(weights, start, wide, wanted, mass, penalty)
        scale, gained = 1.0, 0.0
        for _ in range(_HALVINGS):
            tried = weights - scale * step
            gained = value - _objective(tried, start, wide, wanted, mass, penalty)
            if gained >= 0:
                weights, value = tried, value - gained
                break
            scale /= 2
        if gained <= CLOSE_ENOUGH * mass.sum():
            break
    return weights


def _objective(weights: Matrix, start: Matrix, wide: Matrix, wanted: Matrix, mass: Matrix, penalty: Matrix) -> float:
    chances = probabilities(wide[:, :-1], weights)
    likely = -(mass * np.log(np.maximum((chances * wanted).sum(axis=1), 1e-300))).sum()
    return float(likely + 0.5 * (penalty * (weights - start) ** 2).sum())


def _newton_step(weights: Matrix, start: Matrix, wide: Matrix, wanted: Matrix, mass: Matrix, penalty: Matrix) -> Matrix:
    """Return the step to subtract: the gradient over the Hessian, both of `_objective`."""
    classes, width = weights.shape
    chances = probabilities(wide[:, :-1], weights)
    gradient = (mass[:, None] * (chances - wanted)).T @ wide + penalty * (weights - start)
    hessian = np.zeros((classes * width, classes * width))
    for one in range(classes):
        for other in range(one + 1):
            curve = mass * chances[:, one] * ((one == other) - chances[:, other])
            block = (wide * curve[:, None]).T @ wide
            hessian[one * width : (one + 1) * width, other * width : (other + 1) * width] = block
            hessian[other * width : (other + 1) * width, one * width : (one + 1) * width] = block.T
    hessian[np.diag_indices_from(hessian)] += np.tile(penalty, classes) + STEADY
    return np.asarray(np.linalg.solve(hessian, gradient.ravel()).reshape(weights.shape))
