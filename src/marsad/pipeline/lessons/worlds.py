"""Lay judged pages beside the promises that they were judged by, and take down what was known of each pair."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from marsad.domain.reading import Page, PromiseText, Reading
from marsad.pipeline.lessons.matching import MatchExample
from marsad.pipeline.match import Matcher
from marsad.pipeline.matching.encoder import Encoder
from marsad.pipeline.matching.model import FEATURES, MatchModel
from marsad.pipeline.matching.rarity import Rarity
from marsad.pipeline.stances.starting_set import StartingPage, StartingSet

# Weighs nothing and bars nothing: before anything is learnt, every page is worth encoding.
BLANK = MatchModel(weights=dict.fromkeys(FEATURES, 0.0), base=0.0, suggested=0.5, at_desk=0.0, precision=0.5)


@dataclass(frozen=True, slots=True)
class World:
    """Promises that meet the same pages, the pages as read, and which (page id, promise id) bear; all other pairs do not.

    Where *judged* is given, only those pairs were looked at by a person, and nothing is known of the others.
    """

    promises: tuple[PromiseText, ...]
    readings: tuple[Reading, ...]
    right: frozenset[tuple[str, str]]
    origin: str
    judged: frozenset[tuple[str, str]] | None = None
    count: float = 1.0


def starting_worlds(told: StartingSet, read: Callable[[Sequence[Page]], Mapping[str, Reading]]) -> tuple[World, ...]:
    """Return the starting set as two worlds: promises of governments, and bare claims; *read* reads pages by their id."""
    readings = read([one.page for one in told.pages])
    return tuple(
        _world([one for one in told.promises.values() if bool(one.country) == is_placed], told.pages, readings, origin)
        for is_placed, origin in ((True, "starting: promises"), (False, "starting: claims"))
    )


def _world(promises: Sequence[PromiseText], pages: Iterable[StartingPage], readings: Mapping[str, Reading], origin: str) -> World:
    own = {promise.id for promise in promises}
    mine = [one for one in pages if one.page.id in readings and own.intersection(one.touches)]
    right = {(one.page.id, bearing.promise_id) for one in mine for bearing in one.bears}
    return World(tuple(promises), tuple(readings[one.page.id] for one in mine), frozenset(right), origin)


def examples_of(world: World, encoder: Encoder | None, model: MatchModel = BLANK) -> Iterator[MatchExample]:
    """Yield an example for each promise that a page of *world* is weighed for, where a person's judgement is known."""
    matcher = Matcher(world.promises, encoder, model, Rarity())
    names = [promise.id for promise in world.promises]
    for reading in world.readings:
        for one in matcher.weigh(reading):
            pair = (reading.id, names[one.number])
            if world.judged is None or pair in world.judged:
                yield MatchExample(pair[1], pair[0], one.signals, pair in world.right, world.count, world.origin)


def missed(world: World, examples: Collection[MatchExample]) -> int:
    """Return how many pairs that bear were never weighed: they share no telling word, and no model can bring them back."""
    return len(world.right - {(one.page_id, one.promise_id) for one in examples})
