"""Turn what is seen into the rows that the weights are multiplied with: for stances and for rungs."""

from __future__ import annotations

from marsad.domain.reading import RUNGS
from marsad.pipeline.matching import stance as rules
from marsad.pipeline.stances.features import NAMES, Seen
from marsad.pipeline.stances.question import Sentence

# A bare claim is true or false, a promise kept or broken: whatever weighs otherwise for a claim has a weight of its own there.
STANCE_ROW_NAMES: tuple[str, ...] = (*NAMES, *(f"claim×{name}" for name in NAMES), "claim")
_RUNG_ZONES = ("here", "head", "near")
RUNG_ROW_NAMES: tuple[str, ...] = (
    *(f"rule.{rung}" for rung in RUNGS),
    *(f"{zone}.ahead.{rung}" for zone in _RUNG_ZONES for rung in RUNGS),
    *(f"near.reached.{rung}" for rung in RUNGS),  # here and in the headline the highest tells
    *(f"highest.{rung}" for rung in (*RUNGS, "none")),
    *("here.future", "here.plan", "here.demand", "head.future", "claim"),
)
_RUNG_PLACE = {name: place for place, name in enumerate(RUNG_ROW_NAMES)}
_SEEN_PLACE = {name: place for place, name in enumerate(NAMES)}


def stance_row(seen: Seen) -> list[float]:
    """Return the row for the stance of *seen*, in the order of STANCE_ROW_NAMES."""
    if seen.words.is_claim:
        return [*seen.values, *seen.values, 1.0]
    return [*seen.values, *(0.0 for _ in NAMES), 0.0]


def rung_row(seen: Seen) -> list[float]:
    """Return the row for the rung of *seen*, in the order of RUNG_ROW_NAMES."""
    row = [0.0] * len(RUNG_ROW_NAMES)
    zones: dict[str, tuple[Sentence, ...]] = {"here": (seen.here,), "head": (seen.head,), "near": seen.near}
    highest = -1
    for zone, parts in zones.items():
        for step in (step for part in parts for step in part.steps):
            if zone != "near" and step.state == "reached":
                highest = max(highest, RUNGS.index(step.rung))
            else:
                row[_RUNG_PLACE[f"{zone}.{step.state}.{step.rung}"]] = 1.0
    ruled = max(rules.rung(seen.here.found), rules.rung(seen.head.found), key=RUNGS.index)
    row[_RUNG_PLACE[f"rule.{ruled}"]] = 1.0
    row[_RUNG_PLACE[f"highest.{RUNGS[highest] if highest >= 0 else 'none'}"]] = 1.0
    for name in ("here.future", "here.plan", "here.demand", "head.future"):
        row[_RUNG_PLACE[name]] = min(seen.values[_SEEN_PLACE[name]], 1.0)
    row[_RUNG_PLACE["claim"]] = float(seen.words.is_claim)
    return row
