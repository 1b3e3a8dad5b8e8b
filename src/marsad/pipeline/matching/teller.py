"""Gather what is told of a match beside its signals: the headline's own words, who is named, the promises in its way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from marsad.domain.reading import PromiseText, Reading
from marsad.pipeline.matching.fuse import Signals, evidence, is_astray
from marsad.pipeline.matching.reasons import NEARER, Around, Headline, Pair, headline, reasons, shortened
from marsad.pipeline.matching.term import days_told, is_within
from marsad.text.tokens import Token, tokens


@dataclass(frozen=True, eq=False)  # no slots: what few matches ask for is found once, and kept
class PageTold:
    """A page as far as reasons need it: its words by passage, and the signals of each promise weighed on it."""

    reading: Reading
    passages: Sequence[Sequence[Token]]
    signals: Mapping[int, Signals]

    @cached_property
    def headline(self) -> Headline:
        """Return the words of the headline."""
        title = self.reading.title or ""
        return headline(title, tokens(title))

    @cached_property
    def days(self) -> tuple[str, ...]:
        """Return the day of the page, or those it names."""
        return days_told(self.reading)

    @cached_property
    def words(self) -> frozenset[str]:
        """Return all its words, folded."""
        return frozenset(token.word for passage in self.passages for token in passage)

    @cached_property
    def strength(self) -> dict[int, float]:
        """Return how much of each promise stands on the page, of none that is astray."""
        return {number: evidence(signals) for number, signals in self.signals.items() if not is_astray(signals)}


class Teller:
    """All promises, made ready to say why a page was laid beside one of them."""

    def __init__(self, promises: Sequence[PromiseText], twins: Sequence[Sequence[str]]) -> None:
        """Know *promises*, and for each the terms (EDTF) of the other governments that promised the like."""
        self._promises = tuple(promises)
        self._twins = tuple(tuple(terms) for terms in twins)
        self._governments: dict[tuple[str, str], str] = {}
        for promise in sorted(promises, key=lambda promise: promise.government):
            if promise.government:
                self._governments.setdefault((promise.country, promise.period), promise.government)

    def reasons(self, number: int, page: PageTold) -> tuple[Pair, ...]:
        """Return why *page* was laid beside the promise *number*, and what speaks against it."""
        promise, signals = self._promises[number], page.signals[number]
        around = Around(
            country=promise.country,
            period=promise.period,
            days=page.days,
            headline=page.headline,
            leader=_leader(promise, page) if signals.is_leader_named else "",
            rival=self._rival(number, page),
            twin=self._twin(number, page) if signals.is_of_a_twin else "",
        )
        return reasons(signals, around)

    def _rival(self, number: int, page: PageTold) -> str:
        if page.signals[number].overshadowed < NEARER:
            return ""
        most = max(page.strength.values())
        best = (self._promises[other] for other, strength in page.strength.items() if strength == most)
        return shortened(min(best, key=lambda promise: promise.id).title)

    def _twin(self, number: int, page: PageTold) -> str:
        terms = (term for term in self._twins[number] if any(is_within(term, day) for day in page.days))
        named = (self._governments.get((self._promises[number].country, term), "") for term in terms)
        return next((name for name in named if name), "")


def _leader(promise: PromiseText, page: PageTold) -> str:
    """Return the last word of the government's name that stands on the page: «السوداني» rather than a first name."""
    written = [promise.government[token.start : token.end] for token in tokens(promise.government) if token.word in page.words]
    return written[-1] if written else ""
