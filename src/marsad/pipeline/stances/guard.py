"""Ask an outside classifier and believe it only where it quotes the page; everywhere else the small model's answer stands."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import replace

from marsad.pipeline.stances.question import NoAnswer, Reason, StanceAnswer, StanceClassifier, StanceQuestion
from marsad.pipeline.stances.quotes import FEWEST_WORDS
from marsad.text.tokens import tokens

MOST_TOLD = 5  # failures of one kind that are logged; the rest are counted
_LONGEST_WHY = 60

log = logging.getLogger(__name__)


class GuardedClassifier:
    """An *outside* classifier with the *small* model behind it. `used` counts its answers, `refused` why others were not used."""

    def __init__(self, outside: StanceClassifier, small: StanceClassifier) -> None:
        """Answer as *outside*, or as *small* where it gives no answer that can be relied on."""
        self._outside, self._small = outside, small
        self.name, self.version = outside.name, outside.version
        self.used = 0
        self.refused: Counter[str] = Counter()

    def judge(self, asked: StanceQuestion) -> StanceAnswer:
        """Return the outside answer, or the small model's with a reason that says so."""
        try:
            answer = self._outside.judge(asked)
            _check(answer, asked)
        except (NoAnswer, ValueError) as error:
            return self._instead(asked, str(error) or type(error).__name__)
        self.used += 1
        return answer

    def _instead(self, asked: StanceQuestion, why: str) -> StanceAnswer:
        self.refused[why] += 1
        if self.refused[why] <= MOST_TOLD:
            log.warning("%s gave no stance that can be used: %s; the small model judges", self.name, why)
        answer = self._small.judge(asked)
        said = Reason(
            "لم يعط المصنف الخارجي جوابا يعتمد عليه، فحكم النموذج الصغير",
            f"the outside classifier gave no answer to rely on (“{why[:_LONGEST_WHY]}”); the small model judged",
        )
        return replace(answer, reasons=(*answer.reasons, said))


def _check(answer: StanceAnswer, asked: StanceQuestion) -> None:
    """Raise NoAnswer where the quote of *answer* does not stand in the page, or says too little."""
    text = asked.page.text
    if answer.end > len(text):
        raise NoAnswer("the quote lies past the end of the text")
    if len(tokens(text[answer.start : answer.end])) < min(FEWEST_WORDS, len(tokens(text))):
        raise NoAnswer("the quote holds too few words")
