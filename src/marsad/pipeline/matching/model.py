"""The model that turns signals into a score: named weights in a file that anyone can read, told apart by its digest."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from marsad.pipeline.matching.fuse import (
    ENOUGH_HEAD,
    ENOUGH_HOME,
    ENOUGH_TELLING,
    FAR_BEHIND,
    FAR_OUTSIDE_MONTHS,
    UNKNOWN_HOME,
    USUAL_LIKENESS,
    Signals,
    is_astray,
)

FORMAT = 1
PLACES = 4  # decimals of a weight that are kept: more would differ from machine to machine
_VERSION_LETTERS = 8

FEATURES = (
    "title",  # share of the promise's title words that stands together on the page
    "passage",  # the same for the best single sentence
    "telling",  # logarithm of the weight of all words shared: the first words say most
    "head",  # weight of the words shared with the headline and the lead
    "likeness",  # of meaning, best sentence
    "home",  # how far the page is set in the promise's country
    "outside",  # months outside the government's term, of a year
    "behind",  # how much nearer the page is to another promise
    "density",  # how much of the promise the whole page speaks of, for its length
    "pairs",  # share of the promise's neighbouring words that stand together
    "crowd",  # density of the promises that come next: high on front pages and round-ups
    "unplaced",  # 1 for a promise tied to no country
    "leader",  # 1 where the head of that government is named
    "firm",  # 1 where a shared word names a subject of its own
    "astray",  # 1 for another country, another term, a twin's page
)


class ModelError(ValueError):
    """A model's file that cannot be used; says which file and why."""


def features(signals: Signals) -> tuple[float, ...]:
    """Return *signals* as numbers in the order of FEATURES: near 0 to 1 each, but for `telling`, which is a logarithm."""
    home = UNKNOWN_HOME if signals.home is None else min(signals.home, ENOUGH_HOME)
    return (
        signals.title_share,
        signals.passage_share,
        math.log((min(signals.telling, ENOUGH_TELLING) + 0.1) / 1.1),
        min(signals.head, ENOUGH_HEAD) / ENOUGH_HEAD,
        USUAL_LIKENESS if signals.likeness is None else signals.likeness,
        home / ENOUGH_HOME,
        min(signals.months_outside or 0, FAR_OUTSIDE_MONTHS) / FAR_OUTSIDE_MONTHS,
        min(signals.overshadowed, FAR_BEHIND) / FAR_BEHIND,
        signals.density,
        signals.pairs,
        signals.crowd,
        float(not signals.is_placed),
        float(signals.is_leader_named),
        float(signals.is_firm),
        float(is_astray(signals)),
    )


@dataclass(frozen=True)
class MatchModel:
    """A logistic sum over FEATURES, with the scores from which a match is laid on the desk and suggested.

    *precision* is what was asked of suggested matches when *suggested* was chosen; *made_from* says what it learned from.
    """

    weights: Mapping[str, float]
    base: float
    suggested: float
    at_desk: float
    precision: float
    made_from: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def version(self) -> str:
        """The first letters of the SHA-256 of everything that a score depends on."""
        said = {**_told(self), "made_from": {}}
        return hashlib.sha256(_line(said).encode()).hexdigest()[:_VERSION_LETTERS]

    @cached_property
    def _row(self) -> tuple[float, ...]:
        return tuple(self.weights[name] for name in FEATURES)

    def score(self, signals: Signals) -> float:
        """Return how likely it is, from 0 to 1, that the page bears on the promise."""
        logit = self.base + sum(weight * value for weight, value in zip(self._row, features(signals), strict=True))
        return 1 / (1 + math.exp(-max(-700.0, min(700.0, logit))))

    def is_suggested(self, score: float, signals: Signals) -> bool:
        """Return whether a match of *score* is put first before people: never one that is astray or shares no firm word."""
        return score >= self.suggested and not is_astray(signals) and signals.is_firm


def write_model(model: MatchModel, path: Path) -> None:
    """Write *model* to *path* as JSON, a weight a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(_told(model), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_model(path: Path) -> MatchModel:
    """Return the model in the file at *path*. Raises ModelError naming the file and what is wrong with it."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        if said["format"] != FORMAT:
            raise ModelError(f"{path}: format {said['format']}, this version of Marsad reads {FORMAT}")
        weights = {name: float(said["weights"][name]) for name in FEATURES}
        return MatchModel(
            weights=weights,
            base=float(said["base"]),
            suggested=float(said["suggested"]),
            at_desk=float(said["at_desk"]),
            precision=float(said["precision"]),
            made_from=dict(said["made_from"]),
        )
    except (OSError, KeyError, TypeError, AttributeError, json.JSONDecodeError) as error:
        raise ModelError(f"{path}: not a model of matching: {type(error).__name__} {error}") from error


def _told(model: MatchModel) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "weights": {name: round(model.weights[name], PLACES) for name in FEATURES},
        "base": round(model.base, PLACES),
        "suggested": round(model.suggested, PLACES),
        "at_desk": round(model.at_desk, PLACES),
        "precision": model.precision,
        "made_from": dict(model.made_from),
    }


def _line(said: Any) -> str:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
