"""Hold the floors of matching: on the demonstration, with many promises at once, and on the shared sets where they lie beside."""

from __future__ import annotations

import gzip
import json
import runpy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from marsad.domain.reading import Page, PromiseText, Reading
from marsad.engines.carry import Worker
from marsad.pipeline.match import at_desk
from marsad.pipeline.road import build_road
from marsad.pipeline.tools import ENCODER, make_matcher, road_tools

DEMO = Path(__file__).resolve().parents[2] / "data" / "demo"
FLOORS = json.loads((Path(__file__).with_name("floors.json")).read_text(encoding="utf-8"))
UNRELATED = 300  # real pages of other times and countries


@cache
def _worker() -> Worker:
    return Worker(build_road(with_matching=False), road_tools())


def _read(page: Page) -> Reading:
    (reading,) = _worker().carry(page)
    assert isinstance(reading, Reading)
    return reading


@cache
def _demo_pages() -> tuple[Reading, ...]:
    return tuple(_read(Page(path.stem, html=path.read_bytes())) for path in sorted((DEMO / "pages").glob("*.html")))


def _demo_promises() -> list[PromiseText]:
    told = yaml.safe_load((DEMO / "observatory.yml").read_text(encoding="utf-8"))
    governments = {row["key"]: row for row in told["governments"]}
    return [
        PromiseText(
            id=row["key"],
            title=row["title"]["ar"],
            text=row["text"]["ar"],
            government=governments[row["government"]]["name"]["ar"],
            period=f"{governments[row['government']]['began_on']}/{governments[row['government']]['ended_on'] or '..'}",
        )
        for row in told["promises"]
    ]


def _demo_truth() -> set[tuple[str, str]]:
    articles = yaml.safe_load((DEMO / "articles.yml").read_text(encoding="utf-8"))["articles"]
    return {(row["id"], promise) for row in articles for promise in row.get("about") or ()}


def _lines(path: Path) -> list[dict[str, Any]]:
    text = gzip.decompress(path.read_bytes()).decode() if path.suffix == ".gz" else path.read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("encoder", ["", ENCODER])
def test_matching_the_demonstration_stays_above_its_floors(encoder: str) -> None:
    matcher, truth, floors = make_matcher(_demo_promises(), encoder), _demo_truth(), FLOORS["demonstration"]
    laid = {
        (page.id, match.promise_id): match for page in _demo_pages() for match in at_desk(matcher.matches(page), matcher.model)
    }
    suggested = {pair for pair, match in laid.items() if match.is_suggested}
    assert len(suggested & truth) / len(suggested) >= floors["suggested_precision"]
    assert len(suggested & truth) / len(truth) >= floors["suggested_recall"]
    assert len(laid.keys() & truth) / len(truth) >= floors["desk_recall"]
    assert len(laid) / len(_demo_pages()) <= floors["most_a_page"]


def test_matching_the_shared_promises_stays_above_its_floors(shared: Path) -> None:
    folder, floors = shared / "eval" / "promises", FLOORS["promises"]
    matcher = make_matcher([PromiseText(**row) for row in _lines(folder / "promises.jsonl")])
    output = []
    for row in _lines(folder / "pages.jsonl"):
        found = matcher.matches(_read(Page(**row)))
        told = [{"promise_id": m.promise_id, "score": m.score, "suggested": m.is_suggested, "stance": m.stance} for m in found]
        output.append({"id": row["id"], "matches": told})
    result = runpy.run_path(str(shared / "eval" / "score.py"))["score_matches"](output, _lines(folder / "gold.jsonl"))
    for name in ("map", "link_f1", "stance_macro_f1"):
        assert result[name] >= floors[name], name
    assert result["traps_suggested"] <= floors["most_traps"]


def test_pages_about_nothing_promised_are_seldom_suggested(shared: Path) -> None:
    matcher = make_matcher([PromiseText(**row) for row in _lines(shared / "eval" / "promises" / "promises.jsonl")], "")
    pages = _lines(shared / "eval" / "articles" / "pages.jsonl.gz")[:UNRELATED]
    suggested = [match for row in pages for match in matcher.matches(_read(Page(**row))) if match.is_suggested]
    assert len(suggested) <= FLOORS["unrelated"]["most_suggested_of_300_pages"]
