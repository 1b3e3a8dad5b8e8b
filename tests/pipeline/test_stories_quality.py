"""Hold the floors of finding stories on the evaluation set of copies, where it lies beside the checkout."""

from __future__ import annotations

import gzip
import json
import runpy
from pathlib import Path

from marsad.domain.reading import Reading
from marsad.pipeline.deduplicate import stories
from marsad.pipeline.name import run
from marsad.pipeline.tools import make_gazetteer

FLOORS = json.loads(Path(__file__).with_name("floors.json").read_text(encoding="utf-8"))["copies"]


def test_copies_stay_within_their_floors(shared: Path) -> None:
    folder, judge = shared / "eval" / "copies", runpy.run_path(str(shared / "eval" / "score.py"))
    gazetteer = make_gazetteer()
    with gzip.open(folder / "pages.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    readings = [Reading(str(row["id"]), row["text"], row.get("url"), row.get("title"), row.get("published")) for row in rows]
    found = stories(named for reading in readings for named in run(reading, gazetteer))
    output = [{"id": id_, "story": story} for id_, story in found.items()]
    result = judge["TASKS"]["copies"](output, judge["rows"](folder / "gold.jsonl"))
    for name, bound in FLOORS.items():
        assert result[name] >= bound, f"{name} is {result[name]}, the bound {bound}"
