"""The small model's fit: right on problems whose answer is known, steady on those that have none."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from marsad.pipeline.learning.logistic import fit, probabilities


def test_a_sign_that_tells_the_classes_apart_gets_a_weight_and_one_that_does_not_gets_none() -> None:
    rows = np.array([[0, 1], [0, 0], [1, 1], [1, 0]] * 25, dtype=np.float64)
    labels = np.array([0, 0, 1, 1] * 25)
    weights = fit(rows, labels, 2, strength=1.0)
    assert weights[1, 0] - weights[0, 0] > 3
    assert weights[1, 1] == pytest.approx(weights[0, 1], abs=1e-6)


def test_shares_without_signs_become_the_chances() -> None:
    chances = probabilities(np.zeros((1, 1)), fit(np.zeros((10, 1)), np.array([0] * 6 + [1] * 3 + [2]), 3, strength=1.0))
    assert chances[0] == pytest.approx([0.6, 0.3, 0.1], abs=1e-4)


def test_little_evidence_stays_near_the_weights_known_beforehand() -> None:
    known = np.array([[0.0, 0.0], [2.0, -1.0]])
    few = fit(np.array([[1.0], [0.0]]), np.array([0, 1]), 2, strength=1000.0, prior=known)
    assert few[1, 0] - few[0, 0] == pytest.approx(2.0, abs=0.01)


def test_a_row_that_counts_twice_is_a_row_given_twice() -> None:
    rows, labels = np.array([[0.1], [0.9], [0.4]]), np.array([0, 1, 1])
    twice = fit(np.vstack([rows, rows[2:]]), np.append(labels, 1), 2, strength=0.5)
    assert fit(rows, labels, 2, strength=0.5, counts=np.array([1.0, 1.0, 2.0])) == pytest.approx(twice, abs=1e-6)


def test_nothing_to_fit_is_said() -> None:
    with pytest.raises(ValueError, match="nothing can be fitted"):
        fit(np.zeros((0, 2)), np.zeros(0, dtype=np.int64), 2, strength=1.0)


@given(arrays(np.float64, (12, 3), elements=st.floats(-50, 50)), arrays(np.int64, 12, elements=st.integers(0, 2)))
def test_any_rows_give_finite_weights_that_are_no_worse_than_none(rows: np.ndarray, labels: np.ndarray) -> None:
    weights = fit(rows, labels, 3, strength=1.0)
    assert np.isfinite(weights).all()
    likely = np.log(probabilities(rows, weights)[np.arange(12), labels]).sum() - 0.5 * (weights[:, :-1] ** 2).sum()
    assert likely >= 12 * np.log(1 / 3) - 1e-6
