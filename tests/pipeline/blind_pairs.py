"""Pairs of short texts of our own, read as the road reads pages; how many conflicts are found, and how many look-alikes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from marsad.domain.conflict import Conflict
from marsad.domain.reading import Page, Reading
from marsad.pipeline import attribute, date, extract, name, normalise, quantify
from marsad.pipeline.conflict import find_conflicts
from marsad.pipeline.gazetteer import read_gazetteers
from marsad.shipped import SHIPPED

FOLDER = Path(__file__).parent
ROAD = (extract.STEP, normalise.STEP, date.STEP, quantify.STEP, attribute.STEP, name.STEP)


@dataclass(frozen=True, slots=True)
class Pairs:
    """What a file of pairs says: its pages as read, the pairs that conflict, by kind, and those that only look so."""

    readings: tuple[Reading, ...]
    conflicts: dict[frozenset[str], str]
    lookalikes: frozenset[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Score:
    """*recall* of the conflicts, the share of the look-alikes that were reported, and what else was."""

    recall: float
    lookalikes: float
    strays: frozenset[frozenset[str]]
    missed: frozenset[frozenset[str]]
    wrong: frozenset[frozenset[str]]


@lru_cache(maxsize=4)
def pairs(file: str) -> Pairs:
    """Return the pairs of *file*, which lies beside this one."""
    tool = read_gazetteers(SHIPPED / "gazetteer")
    readings: list[Reading] = []
    conflicts: dict[frozenset[str], str] = {}
    lookalikes: set[frozenset[str]] = set()
    for group in yaml.safe_load((FOLDER / file).read_text(encoding="utf-8")):
        matter = group["matter"]
        for key, page in group["pages"].items():
            row: object = Page(f"{matter}.{key}", text=page["text"].strip(), published=str(page["published"]))
            for step in ROAD:
                (row,) = step.run(row, tool if step.tool else None)
            assert isinstance(row, Reading)
            readings.append(row)
        for one, other, kind in group["conflicts"]:
            conflicts[frozenset((f"{matter}.{one}", f"{matter}.{other}"))] = kind
        lookalikes |= {frozenset((f"{matter}.{one}", f"{matter}.{other}")) for one, other in group["lookalikes"]}
    return Pairs(tuple(readings), conflicts, frozenset(lookalikes))


def score(of: Pairs, found: Iterable[Conflict] | None = None) -> Score:
    """Return how well *found*, by default what the finder reports over all pages together, agrees with the file."""
    said = frozenset(frozenset((one.a, one.b)) for one in (find_conflicts(of.readings) if found is None else found))
    true = frozenset(of.conflicts)
    return Score(
        recall=len(said & true) / len(true),
        lookalikes=len(said & of.lookalikes) / len(of.lookalikes) if of.lookalikes else 0.0,
        strays=said - true - of.lookalikes,
        missed=true - said,
        wrong=said & of.lookalikes,
    )
