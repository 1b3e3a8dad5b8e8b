"""Fit the weights of stances and rungs to examples that people judged; the same weights from the same examples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from marsad.domain.reading import RUNGS
from marsad.pipeline.learning.logistic import fit
from marsad.pipeline.stances.features import Seen, look
from marsad.pipeline.stances.model import StanceModel, rounded
from marsad.pipeline.stances.question import JUDGED, StanceQuestion
from marsad.pipeline.stances.rows import RUNG_ROW_NAMES, STANCE_ROW_NAMES, rung_row, stance_row

STRENGTH = 3.0  # chosen on the starting set, by promise left out
RUNG_STRENGTH = 12.0  # so that pages of another manner than the starting set's keep near the rules
_RULED, _NEAREST, _CLOSE = 1.0, 0.5, 0.5  # what the plain rules are believed before any example speaks
_HIGHEST, _RULED_RUNG = 2.0, 2.0


@dataclass(frozen=True, slots=True)
class Example:
    """A question that a person answered; *rung* is "" where none was given. *count* is how much it counts beside others."""

    asked: StanceQuestion
    stance: str
    rung: str = ""
    count: float = 1.0


def train_stances(
    examples: Sequence[Example], note: str = "", strength: float = STRENGTH, rung_strength: float = RUNG_STRENGTH
) -> StanceModel:
    """Return the model that *examples* make likely, drawn towards the plain rules; *note* says what it was fitted on.

    Examples with a stance that is not judged ("unrelated") are left out. Raises ValueError where none is left.
    """
    kept = [one for one in examples if one.stance in JUDGED and one.asked.page.sentences]
    seen = [look(one.asked) for one in kept]
    rows = np.asarray([stance_row(one) for one in seen], dtype=np.float64)
    labels = np.asarray([JUDGED.index(one.stance) for one in kept], dtype=np.int64)
    counts = np.asarray([one.count for one in kept], dtype=np.float64)
    if not kept:
        raise ValueError("no example with a stance: nothing can be learnt")
    stances = fit(rows, labels, len(JUDGED), strength, _stance_prior(), counts)
    runged = [number for number, one in enumerate(kept) if one.rung in RUNGS]
    return StanceModel(
        names=STANCE_ROW_NAMES,
        rung_names=RUNG_ROW_NAMES,
        stances=rounded(stances),
        rungs=rounded(_fit_rungs([kept[n] for n in runged], [seen[n] for n in runged], rung_strength)),
        note=note,
    )


def _fit_rungs(kept: Sequence[Example], seen: Sequence[Seen], strength: float) -> NDArray[np.float64]:
    if not kept:
        return _rung_prior()
    rows = [rung_row(one) for one in seen]
    labels = np.asarray([RUNGS.index(one.rung) for one in kept], dtype=np.int64)
    counts = np.asarray([one.count for one in kept], dtype=np.float64)
    return fit(np.asarray(rows, dtype=np.float64), labels, len(RUNGS), strength, _rung_prior(), counts)


def _stance_prior() -> NDArray[np.float64]:
    """Return the weights before any example: the plain rules are followed."""
    prior = np.zeros((len(JUDGED), len(STANCE_ROW_NAMES) + 1))
    for row, stance in enumerate(JUDGED):
        prior[row, STANCE_ROW_NAMES.index(f"rule.{stance}")] = _RULED
    for row, group in enumerate(("for", "against", "talk")):
        prior[row, STANCE_ROW_NAMES.index(f"nearest.{group}")] = _NEAREST
        prior[row, STANCE_ROW_NAMES.index(f"close.{group}")] = _CLOSE
    return prior


def _rung_prior() -> NDArray[np.float64]:
    prior = np.zeros((len(RUNGS), len(RUNG_ROW_NAMES) + 1))
    for row, rung in enumerate(RUNGS):
        prior[row, RUNG_ROW_NAMES.index(f"highest.{rung}")] = _HIGHEST
        prior[row, RUNG_ROW_NAMES.index(f"rule.{rung}")] = _RULED_RUNG
    prior[0, RUNG_ROW_NAMES.index("highest.none")] = _HIGHEST
    prior[0, RUNG_ROW_NAMES.index("here.future")] = _HIGHEST  # what is to come has been announced
    return prior
