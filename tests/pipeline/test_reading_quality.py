"""Hold the floors of what is read right on the evaluation sets, where they lie beside the checkout."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any

import pytest

from marsad.cli.read import finding
from marsad.pipeline import Page, read

FLOORS = json.loads(Path(__file__).with_name("floors.json").read_text(encoding="utf-8"))["reading"]
_KEYS = ("html", "text", "url", "title", "published", "outlet")


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _findings(row: dict[str, Any]) -> list[dict[str, Any]]:
    page = Page(str(row["id"]), **{key: row[key] for key in _KEYS if row.get(key) is not None})
    return [finding(reading, "") for reading in read(page)]


@pytest.mark.parametrize("task", sorted(FLOORS))
def test_what_is_read_stays_within_its_floors(shared: Path, task: str) -> None:
    folder, judge = shared / "eval" / task, runpy.run_path(str(shared / "eval" / "score.py"))["TASKS"][task]
    output = [made for row in _rows(folder / "pages.jsonl") for made in _findings(row)]
    result = judge(output, _rows(folder / "gold.jsonl"))
    for name, bound in FLOORS[task].items():
        kept = result[name.removeprefix("most_")]
        assert kept <= bound if name.startswith("most_") else kept >= bound, f"{task}: {name} is {kept}, the bound {bound}"
