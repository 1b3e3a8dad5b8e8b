"""Judge what a page does to the promises it was laid beside: the small model always, another where it is worth the asking."""

from __future__ import annotations

from marsad import plugins
from marsad.pipeline.stances.guard import GuardedClassifier
from marsad.pipeline.stances.model import StanceModel
from marsad.pipeline.stances.question import StanceAnswer, StanceClassifier, StanceQuestion
from marsad.pipeline.stances.small import NAME, SmallClassifier


class StanceJudge:
    """The small model, and behind a guard an outside classifier where one was chosen; only matches for the desk reach it."""

    def __init__(self, outside: StanceClassifier | None = None, small: SmallClassifier | None = None) -> None:
        """Judge by *small*, the model that ships unless given, and for the desk by *outside* where it is given."""
        self.small = small or SmallClassifier()
        self.outside = GuardedClassifier(outside, self.small) if outside is not None else None

    def judge(self, asked: StanceQuestion, is_for_desk: bool) -> StanceAnswer:
        """Return the answer to *asked*. Raises ValueError where its page has no sentence."""
        if self.outside is not None and is_for_desk:
            return self.outside.judge(asked)
        return self.small.judge(asked)


def make_judge(name: str = NAME, model: StanceModel | None = None) -> StanceJudge:
    """Return the judge whose classifier is called *name*, as MARSAD_CLASSIFIER gives it, beside the small one with *model*.

    Raises ValueError naming the choices where no classifier is called so, and `plugins.ToolError` where it cannot be made.
    """
    return StanceJudge(None if name in ("", NAME) else plugins.load("classifier", name), SmallClassifier(model))
