"""Fit the model of matching that ships to the starting set; say what each signal adds and how far scores can be relied on.

python tools/fit_matching.py             writes data/models/matching.json
python tools/fit_matching.py --table     prints the tables of docs/decisions/0021-learned-matching.md, by promise left out
python tools/fit_matching.py --curve     prints what a desk's decisions on promises add to a model that knows claims alone
python tools/fit_matching.py --plot FILE draws how far scores can be relied on, as SVG
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from marsad.domain.reading import Page, Reading
from marsad.engines.inline import run
from marsad.pipeline.lessons.curve import learning_curve
from marsad.pipeline.lessons.matching import (
    Judged,
    MatchExample,
    fit_model,
    judge,
    log_loss,
    lowest_trusted,
    reliability,
    train_matching,
)
from marsad.pipeline.lessons.plot import reliability_plot
from marsad.pipeline.lessons.worlds import BLANK, World, examples_of, missed, starting_worlds
from marsad.pipeline.matching.model import FEATURES, write_model
from marsad.pipeline.road import build_road
from marsad.pipeline.stances.starting_set import read_starting_set
from marsad.pipeline.tools import ENCODER, make_encoder, road_tools

DATA = Path(__file__).resolve().parent.parent / "data"
PRECISION = 0.80  # asked of what ships: a desk that wants fewer and surer asks for more with `marsad train --precision`
GROUPS = {
    "words of the title": ("title", "passage"),
    "weight of shared words": ("telling", "density"),
    "headline and lead": ("head",),
    "words side by side": ("pairs",),
    "meaning": ("likeness",),
    "country and head of government": ("home", "leader", "astray"),
    "term": ("outside",),
    "other promises": ("behind", "crowd"),
}


def read(pages: Sequence[Page]) -> dict[str, Reading]:
    """Return *pages* read along the road, without matching."""
    done = run(build_road(with_matching=False), pages, road_tools())
    return {row.id: row for row in done if isinstance(row, Reading)}


def material() -> tuple[tuple[World, ...], list[MatchExample]]:
    """Return the worlds of the starting set, and every pair that was weighed."""
    worlds = starting_worlds(read_starting_set(DATA / "starting"), read)
    encoder = make_encoder(ENCODER)
    return worlds, [one for world in worlds for one in examples_of(world, encoder)]


def average_precision(judged: Sequence[Judged], origin: str, lost: int) -> float:
    """Return the mean over promises of average precision of their pages; a page never weighed counts as never found."""
    by_promise: dict[str, list[Judged]] = {}
    for one in judged:
        if one.example.origin == origin:
            by_promise.setdefault(one.example.promise_id, []).append(one)
    means = []
    for ranked in by_promise.values():
        ranked.sort(key=lambda one: (-one.score, one.example.page_id))
        hits, total = 0, 0.0
        for rank, one in enumerate(ranked, 1):
            if one.example.is_right:
                hits += 1
                total += hits / rank
        if hits:
            means.append(total / hits)
    return sum(means) / len(means) if means and lost >= 0 else 0.0


def table(worlds: Sequence[World], examples: Sequence[MatchExample]) -> None:
    """Print what is lost without each group of signals, and what each alone is worth."""
    print("| signals | log loss | MAP, promises | MAP, claims | F1 at the precision asked |")
    print("|---|---|---|---|---|")
    rows = [("all", ())] + [(f"without {name}", left) for name, left in GROUPS.items()]
    rows += [(f"only {name}", tuple(set(FEATURES) - {*left, "unplaced", "firm"})) for name, left in GROUPS.items()]
    for name, left in rows:
        judged = tuple(judge(examples, leave_out=left))
        suggested = lowest_trusted(judged, BLANK, PRECISION)
        said = [one for one in judged if BLANK.is_suggested(1.0, one.example.signals) and one.score >= suggested]
        hit, right = sum(one.example.is_right for one in said), sum(len(world.right) for world in worlds)
        f1 = 2 * hit / (len(said) + right)
        means = [average_precision(judged, world.origin, missed(world, examples)) for world in worlds]
        print(f"| {name} | {log_loss(judged):.4f} | {means[0]:.3f} | {means[1]:.3f} | {f1:.3f} |", flush=True)


def curve(worlds: Sequence[World], examples: Sequence[MatchExample], at_desk: float) -> None:
    """Print a learning curve: claims are what is known, the pairs of promises that reach the desk are decided one by one."""
    placed, bare = (world.origin for world in worlds)
    known = [one for one in examples if one.origin == bare]
    model = fit_model(known)
    laid = [one for one in examples if one.origin == placed and model.score(one.signals) >= at_desk]
    decided = sorted(laid, key=lambda one: sha256(f"{one.page_id} {one.promise_id}".encode()).digest())  # no order of promises
    print("| decisions | log loss | precision at 0.5 | recall at 0.5 |\n|---|---|---|---|")
    for point in learning_curve(known, decided):
        print(f"| {point.lessons} | {point.log_loss:.3f} | {point.precision:.3f} | {point.recall:.3f} |")


def main() -> None:
    """Do what the command line asks."""
    worlds, examples = material()
    made_from = {world.origin: {"pages": len(world.readings), "right": len(world.right)} for world in worlds}
    model, judged = train_matching(examples, made_from, PRECISION)
    if "--plot" in sys.argv:
        Path(sys.argv[sys.argv.index("--plot") + 1]).write_text(reliability_plot(reliability(judged)), encoding="utf-8")
        return
    if "--curve" in sys.argv:
        curve(worlds, examples, model.at_desk)
        return
    if "--table" not in sys.argv:
        write_model(model, DATA / "models" / "matching.json")
        print(f"model {model.version}: suggested from {model.suggested}, desk from {model.at_desk}")
        return
    table(worlds, examples)
    print("\n| score | pairs | right | share |\n|---|---|---|---|")
    for band in reliability(judged):
        print(f"| {band.low:.1f}–{band.high:.1f} | {band.matches} | {band.right} | {band.share:.2f} |")


if __name__ == "__main__":
    main()
