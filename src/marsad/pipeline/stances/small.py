"""The classifier that judges where no other is chosen: named features, weights that can be read, reasons in words."""

from __future__ import annotations

from functools import cache

import numpy as np

from marsad.domain.reading import RUNGS
from marsad.pipeline.stances.features import look
from marsad.pipeline.stances.model import SHIPPED_MODEL, ModelError, StanceModel, chances, read_model
from marsad.pipeline.stances.question import JUDGED, StanceAnswer, StanceQuestion
from marsad.pipeline.stances.rows import RUNG_ROW_NAMES, STANCE_ROW_NAMES, rung_row, stance_row
from marsad.pipeline.stances.why import reasons

NAME = "small"


class SmallClassifier:
    """`StanceModel` as a `StanceClassifier`."""

    name = NAME

    def __init__(self, model: StanceModel | None = None) -> None:
        """Take *model*, or the one that ships. Raises ModelError where it was made for other features."""
        self.model = model or shipped_model()
        if self.model.names != STANCE_ROW_NAMES or self.model.rung_names != RUNG_ROW_NAMES:
            raise ModelError(f"model {self.model.version} was made for other features; train it anew")
        self.version = f"{NAME} {self.model.version}"
        self._stances = np.asarray(self.model.stances, dtype=np.float64)
        self._rungs = np.asarray(self.model.rungs, dtype=np.float64)

    def judge(self, asked: StanceQuestion) -> StanceAnswer:
        """Return the answer to *asked*. Raises ValueError where its page has no sentence."""
        seen = look(asked)
        likely = chances(stance_row(seen), self._stances)
        stance = JUDGED[int(likely.argmax())]
        return StanceAnswer(
            stance=stance,
            rung=RUNGS[int(chances(rung_row(seen), self._rungs).argmax())],
            chances=(float(likely[0]), float(likely[1]), float(likely[2])),
            start=seen.here.start,
            end=seen.here.end,
            reasons=reasons(asked.page, seen, stance),
            version=self.version,
        )


@cache
def shipped_model() -> StanceModel:
    """Return the model that ships."""
    return read_model(SHIPPED_MODEL)
