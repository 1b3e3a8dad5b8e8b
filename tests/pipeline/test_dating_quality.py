"""Hold the floors of what dating and quantifying get right on the evaluation sets, where they lie beside the checkout."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any

import pytest

from marsad.domain.reading import Reading
from marsad.pipeline.date import STEP as DATE
from marsad.pipeline.quantify import STEP as QUANTIFY


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _read(page: dict[str, Any]) -> dict[str, Any]:
    (dated,) = DATE.run(Reading(page["id"], page["text"], published=page.get("published")), None)
    (reading,) = QUANTIFY.run(dated, None)
    return {
        "id": reading.id,
        "dates": [{"start": date.start, "end": date.end, "value": date.value} for date in reading.dates],
        "amounts": [{"value": amount.value} for amount in reading.amounts],
    }


@pytest.mark.parametrize(
    ("task", "score", "floor"), [("dates", "dates", 0.95), ("hijri", "dates", 0.99), ("numbers", "numbers", 0.95)]
)
def test_what_is_read_stays_above_its_floor(shared: Path, task: str, score: str, floor: float) -> None:
    folder = shared / "eval" / task
    judge = runpy.run_path(str(shared / "eval" / "score.py"))[f"score_{score}"]
    result = judge([_read(page) for page in _rows(folder / "pages.jsonl")], _rows(folder / "gold.jsonl"))
    assert result["accuracy"] >= floor
    assert result.get("must-abstain", 1) >= 0.85
