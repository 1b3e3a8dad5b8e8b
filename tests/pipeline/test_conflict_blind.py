"""Pairs of our own: how many of the conflicts are found, and how few of the look-alikes. The floors stand in `floors.json`."""

import json
from pathlib import Path

import pytest

from tests.pipeline.blind_pairs import pairs, score

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))["conflicts_of_our_own"]


@pytest.mark.parametrize("file", sorted(FLOORS))
def test_pairs_of_our_own_are_told_apart(file):
    """Strays are pairs that the file does not speak of; some of them conflict all the same."""
    found = score(pairs(file))
    floor = FLOORS[file]
    assert found.recall >= floor["recall"], sorted(map(sorted, found.missed))
    assert found.lookalikes <= floor["most_lookalikes"], sorted(map(sorted, found.wrong))
    assert len(found.strays) <= floor["most_strays"], sorted(map(sorted, found.strays))
