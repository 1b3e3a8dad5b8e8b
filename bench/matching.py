"""What it costs to lay pages beside promises: against encoding every sentence, and with more and more promises.

`make bench-matching`. The pages are the shared articles where they lie beside, else the demonstration's, with the promises of the
starting set. Only the matching is timed, stance and all, on one core: reading a page costs both sides the same. The story of
100,000 documents is timed by `bench/stories.py`.
"""

from __future__ import annotations

import argparse
import random
import runpy
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from corpus import ROOT, SHARED, demonstration_pages
from timing import keep_to_one_core, once

from marsad.cli.read import read_pages, read_promises
from marsad.domain.reading import Page, PromiseText, Reading
from marsad.engines.inline import run
from marsad.pipeline import build_road, road_tools
from marsad.pipeline.match import Matcher
from marsad.pipeline.matching.encoder import Encoder
from marsad.pipeline.matching.passages import FEWEST_WORDS, passages
from marsad.pipeline.matching.rarity import Rarity, rarity
from marsad.pipeline.stances.starting_set import read_starting_set
from marsad.pipeline.tools import ENCODER, build_matcher, make_encoder
from marsad.text.tokens import tokens

SAMPLE = 300
COUNTS = (50, 500, 5_000)
KEPT = 40  # promises a page that embed-everything may name, as many as we weigh
BAR_TIMES, BAR_RECALL, BAR_GROWTH = 10, 0.01, 1.5


@dataclass(frozen=True, slots=True)
class Material:
    """Pages as read, the promises that they are laid beside, how rare words are among them; *gold* where it is known."""

    readings: tuple[Reading, ...]
    promises: tuple[PromiseText, ...]
    rarity: Rarity
    gold: tuple[dict[str, Any], ...]


def material() -> Material:
    """Return the shared articles with their claims, else the demonstration's pages with the starting set's promises."""
    folder = SHARED / "articles"
    own = tuple(read_starting_set(ROOT / "data" / "starting").promises.values())
    if not folder.is_dir():
        print("The shared articles are not beside this checkout: the demonstration's pages with promises of our own; no recall.")
        readings = _read(demonstration_pages())
        return Material(readings, own, rarity(readings), ())
    score = runpy.run_path(str(SHARED / "score.py"))
    readings = _read(row for row in read_pages([folder / "pages.jsonl.gz"]) if isinstance(row, Page))
    promises = (*read_promises(folder / "promises.jsonl"), *own[:2])  # 160, as the bar has them
    return Material(readings, promises, rarity(readings), tuple(score["rows"](folder / "gold.jsonl")))


def _read(pages: Iterable[Page]) -> tuple[Reading, ...]:
    rows = run(build_road(with_matching=False), pages, road_tools())
    return tuple(row for row in rows if isinstance(row, Reading))


class Counted:
    """An encoder that counts the texts it is given."""

    def __init__(self, encoder: Encoder) -> None:
        """Count from nought."""
        self._encoder, self.name, self.version, self.texts = encoder, encoder.name, encoder.version, 0

    def encode(self, texts: Sequence[str]) -> Any:
        """Return what the encoder says of *texts*."""
        self.texts += len(texts)
        return self._encoder.encode(texts)


class Everything:
    """Encodes every sentence of every page, and ranks the promises by the best of their cosines."""

    def __init__(self, promises: Sequence[PromiseText], encoder: Encoder) -> None:
        """Encode each promise once, as the matcher does."""
        self._promises, self._encoder = promises, encoder
        self._vectors = encoder.encode([f"{promise.title}. {promise.text}".strip() for promise in promises])

    def matches(self, reading: Reading) -> list[tuple[str, float]]:
        """Return the ids of the likest promises and how alike they are."""
        cut = passages(reading.title, tokens(reading.title or ""), reading.text, tokens(reading.text))
        texts = [passage.text for passage in cut if len(passage.found) >= FEWEST_WORDS]
        if not texts:
            return []
        alike = (self._encoder.encode(texts) @ self._vectors.T).max(axis=0)
        return [(self._promises[place].id, float(alike[place])) for place in np.argsort(-alike, kind="stable")[:KEPT]]


def rows_of(matcher: Matcher, readings: Iterable[Reading]) -> list[dict[str, Any]]:
    """Return our matches as `score.py` reads them."""
    return [
        {
            "id": reading.id,
            "matches": [
                {"promise_id": one.promise_id, "score": one.score, "suggested": one.is_suggested, "stance": one.stance}
                for one in matcher.matches(reading)
            ],
        }
        for reading in readings
    ]


def rows_of_everything(everything: Everything, readings: Iterable[Reading]) -> list[dict[str, Any]]:
    """Return the likest promises as `score.py` reads them."""
    return [
        {
            "id": reading.id,
            "matches": [
                {"promise_id": name, "score": alike, "suggested": False, "stance": "discusses"}
                for name, alike in everything.matches(reading)
            ],
        }
        for reading in readings
    ]


def show_peer(told: Material, encoder: Encoder, readings: Sequence[Reading]) -> None:
    """Print ours beside embed-everything over *readings*: pages a second, and how many of the right pages each finds."""
    print(f"\nBeside embed-everything: {len(readings)} pages, {len(told.promises)} promises, encoder {encoder.name}")
    counted, theirs = Counted(encoder), Counted(encoder)
    makers: dict[str, tuple[Counted | None, Callable[[], list[dict[str, Any]]]]] = {}
    ours = build_matcher(told.promises, counted, None, told.rarity)
    words = build_matcher(told.promises, None, None, told.rarity)
    everything = Everything(told.promises, theirs)
    counted.texts = theirs.texts = 0
    makers["marsad"] = counted, lambda: rows_of(ours, readings)
    makers["marsad, words alone"] = None, lambda: rows_of(words, readings)
    makers["embed-everything"] = theirs, lambda: rows_of_everything(everything, readings)
    taken, recall = {}, {}
    for name, (counter, make) in makers.items():
        found: list[dict[str, Any]] = []
        cpu, wall = once(lambda make=make, found=found: found.extend(make()))
        taken[name] = cpu
        line = f"  {name:20} {len(readings) / cpu:7.1f} pages/s   by the wall {len(readings) / wall:7.1f}"
        line += f"   {1000 * cpu / len(readings):7.1f} ms a page"
        line += f"   {counter.texts / len(readings) if counter else 0:5.1f} texts encoded"
        if told.gold:
            score = _score(found, told.gold, {reading.id for reading in readings})
            recall[name] = score["recall@10"]
            line += f"   recall@10 {score['recall@10']:.3f}  MAP {score['map']:.3f}  hit@1 {score['hit@1']:.3f}"
        print(line, flush=True)
    times = taken["embed-everything"] / taken["marsad"]
    print(f"  = {times:.1f} times embed-everything (bar {BAR_TIMES}: {'reached' if times >= BAR_TIMES else 'NOT reached'})")
    if recall:
        lost = recall["embed-everything"] - recall["marsad"]
        print(f"  = {lost:+.3f} of recall@10 lost (bar {BAR_RECALL}: {'reached' if lost <= BAR_RECALL else 'NOT reached'})")


def _score(found: list[dict[str, Any]], gold: Iterable[dict[str, Any]], pages: set[str]) -> dict[str, Any]:
    known = [row for row in gold if row["page_id"] in pages]
    return dict(runpy.run_path(str(SHARED / "score.py"))["score_matches"](found, known))


def many_promises(count: int, readings: Sequence[Reading]) -> tuple[PromiseText, ...]:
    """Return *count* promises: the starting set's, the shared claims', then sentences of other pages, always the same.

    Where those are too few, ours are varied: words of one are exchanged for words of another.
    """
    chance = random.Random(4)
    own = list(read_starting_set(ROOT / "data" / "starting").promises.values())
    folder = SHARED / "articles"
    found = [*own, *(read_promises(folder / "promises.jsonl") if folder.is_dir() else ())]
    governments = sorted({(one.government, one.period, one.country) for one in own})
    for reading in readings:
        for passage in passages(None, (), reading.text, tokens(reading.text)):
            if 12 <= len(passage.found) <= 30:
                words = passage.text.split()
                government, period, country = governments[len(found) % len(governments)]
                told = PromiseText("", " ".join(words[:8]), " ".join(words), (), "", government, period)
                found.append(replace(told, country=country))
    chance.shuffle(found)
    vocabulary = sorted({word for one in found for word in one.title.split()})
    while len(found) < count:
        model = found[len(found) % len(own)]
        title = " ".join(chance.choice(vocabulary) if chance.random() < 0.5 else word for word in model.title.split())
        found.append(replace(model, title=title))
    return tuple(replace(one, id=f"m{number}") for number, one in enumerate(found[:count]))


def show_growth(told: Material, encoder: Encoder | None, readings: Sequence[Reading], others: Sequence[Reading]) -> None:
    """Print what a page costs with 50, 500 and 5,000 promises: words alone, and with the encoder."""
    print(f"\nMore promises: {len(readings)} pages, milliseconds of the processor a page")
    largest = many_promises(COUNTS[-1], others)
    for name, tool in (("words alone", None), ("with encoder", encoder)):
        if name == "with encoder" and tool is None:
            continue
        counter = Counted(tool) if tool else None
        matchers = {count: build_matcher(largest[:count], counter, None, told.rarity) for count in COUNTS}
        best: dict[int, float] = {}
        for turn in range(1 if tool else 3):
            for count, matcher in matchers.items():
                before = counter.texts if counter else 0
                cpu, _ = once(lambda matcher=matcher: [matcher.matches(reading) for reading in readings])
                best[count] = min(best.get(count, cpu), cpu)
                if turn == 0 and counter:
                    print(f"  {name}, {count:5} promises: {(counter.texts - before) / len(readings):.2f} texts encoded a page")
        for count, cpu in best.items():
            print(f"  {name:13} {count:6} promises {1000 * cpu / len(readings):8.2f} ms a page   x{cpu / best[COUNTS[0]]:.2f}")
        growth = best[COUNTS[-1]] / best[COUNTS[0]]
        print(
            f"  = {growth:.2f} times from 50 to 5,000 (bar {BAR_GROWTH}: {'reached' if growth <= BAR_GROWTH else 'NOT reached'})"
        )


def main() -> None:
    """Read the pages, then print both tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=SAMPLE, help="how many, evenly over the set; 0 for all")
    parser.add_argument("--only", choices=("peer", "growth"), help="one of the two tables")
    parser.add_argument("--encoder", default=ENCODER)
    asked = parser.parse_args()
    keep_to_one_core()
    told = material()
    step = max(1, len(told.readings) // asked.pages) if asked.pages else 1
    chosen = told.readings[::step][: asked.pages or None]
    names = {reading.id for reading in chosen}
    encoder = make_encoder(asked.encoder)
    if asked.only != "growth" and encoder is not None:
        encoder.encode([chosen[0].text[:200]])
        show_peer(told, encoder, chosen)
    if asked.only != "peer":
        show_growth(told, encoder, chosen, [reading for reading in told.readings if reading.id not in names])


if __name__ == "__main__":
    main()
