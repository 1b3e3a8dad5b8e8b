"""Fit the model of stances that ships to the starting set; say what it can, by promise left out and on the demonstration.

python tools/fit_stances.py           writes data/models/stance.json
python tools/fit_stances.py --table   prints the tables of docs/decisions/0020-stance.md
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import yaml

from marsad.domain.reading import RUNGS, Page, PromiseText, Reading
from marsad.engines.inline import run
from marsad.pipeline.road import build_road
from marsad.pipeline.stances.model import StanceModel, write_model
from marsad.pipeline.stances.question import JUDGED, StanceQuestion, page_of
from marsad.pipeline.stances.small import SmallClassifier
from marsad.pipeline.stances.starting_set import examples, read_starting_set
from marsad.pipeline.stances.training import Example, train_stances
from marsad.pipeline.tools import road_tools

DATA = Path(__file__).resolve().parent.parent / "data"
FOLDS = 10


def read(pages: Sequence[Page]) -> dict[str, Reading]:
    """Return *pages* read along the road, without matching."""
    done = run(build_road(with_matching=False), pages, road_tools())
    return {row.id: row for row in done if isinstance(row, Reading)}


def starting() -> list[tuple[str, Example]]:
    """Return the examples of the starting set, each with its promise."""
    told = read_starting_set(DATA / "starting")
    readings = read([one.page for one in told.pages])
    pairs = ((readings[one.page.id], one.bears) for one in told.pages if one.page.id in readings)
    return list(examples(pairs, told.promises.__getitem__))


def demonstration() -> Iterator[Example]:
    """Yield an example for each quote that is evidence in the demonstration."""
    told = yaml.safe_load((DATA / "demo" / "observatory.yml").read_text(encoding="utf-8"))
    governments = {row["key"]: row["name"]["ar"] for row in told["governments"]}
    promises = {
        row["key"]: PromiseText(row["key"], row["title"]["ar"], row["text"]["ar"], government=governments[row["government"]])
        for row in told["promises"]
    }
    readings = read([Page(path.stem, html=path.read_bytes()) for path in sorted((DATA / "demo" / "pages").glob("*.html"))])
    for assessment in told["assessments"]:
        for row in assessment.get("evidence") or ():
            reading = readings.get(row.get("page", ""))
            start = reading.text.find(row["quote"]) if reading else -1
            if reading is not None and start >= 0:
                asked = StanceQuestion(page_of(reading), promises[assessment["promise"]], start, start + len(row["quote"]))
                yield Example(asked, row["stance"], row["rung"])


def left_out(told: Sequence[tuple[str, Example]]) -> list[tuple[str, str]]:
    """Return (stance, rung) for each of *told*, from a model that saw nothing of its promise."""
    order = sorted({promise for promise, _ in told})
    fold = {promise: number % FOLDS for number, promise in enumerate(order)}
    answers: list[tuple[str, str]] = [("", "")] * len(told)
    for number in range(FOLDS):
        model = train_stances([one for promise, one in told if fold[promise] != number])
        small = SmallClassifier(model)
        for place, (promise, one) in enumerate(told):
            if fold[promise] == number:
                answer = small.judge(one.asked)
                answers[place] = (answer.stance, answer.rung)
    return answers


def macro_f1(said: Sequence[str], true: Sequence[str], classes: Sequence[str]) -> tuple[float, dict[str, float]]:
    """Return the mean F1 over *classes*, and each."""
    scores = {}
    for name in classes:
        hits = sum(one == two == name for one, two in zip(said, true, strict=True))
        whole = sum(name == one for one in (*said, *true))
        scores[name] = 2 * hits / whole if whole else 0.0
    return float(np.mean(list(scores.values()))), scores


def table(said: Sequence[str], true: Sequence[str], classes: Sequence[str]) -> str:
    """Return the confusion of *said* and *true* as Markdown; rows are what a person told."""
    counts = Counter(zip(true, said, strict=True))
    lines = ["| told by a person | " + " | ".join(classes) + " |", "|---|" + "---:|" * len(classes)]
    lines += [f"| {name} | " + " | ".join(str(counts[name, other]) for other in classes) + " |" for name in classes]
    return "\n".join(lines)


def report(told: Sequence[tuple[str, Example]], more: Sequence[Example]) -> None:
    """Print what the model can, on promises that it has not seen, and what the one that ships can on the quotes *more*."""
    answers = left_out(told)
    groups: dict[str, Callable[[Example], bool]] = {
        "all": lambda one: True,
        "promises": lambda one: bool(one.asked.promise.government),
        "claims": lambda one: not one.asked.promise.government,
    }
    for group, is_in in groups.items():
        chosen = [(answer, one) for answer, (_, one) in zip(answers, told, strict=True) if is_in(one)]
        said, true = [answer[0] for answer, _ in chosen], [one.stance for _, one in chosen]
        mean, each = macro_f1(said, true, JUDGED)
        print(
            f"\nStance, {group}, {len(chosen)} pairs: macro-F1 {mean:.3f}, " + ", ".join(f"{k} {v:.2f}" for k, v in each.items())
        )
        print(f"\n{table(said, true, JUDGED)}")
    runged = [(answer[1], one.rung) for answer, (_, one) in zip(answers, told, strict=True) if one.rung in RUNGS]
    said, true = [one for one, _ in runged], [other for _, other in runged]
    near = sum(abs(RUNGS.index(one) - RUNGS.index(other)) <= 1 for one, other in runged) / len(runged)
    right = sum(one == other for one, other in runged) / len(runged)
    mean = macro_f1(said, true, RUNGS)[0]
    print(f"\nRung, {len(runged)} pairs: right {right:.3f}, at most one step off {near:.3f}, macro-F1 {mean:.3f}")
    print(f"\n{table(said, true, RUNGS)}")
    shipped = SmallClassifier()
    said, true = [shipped.judge(one.asked).stance for one in more], [one.stance for one in more]
    mean = macro_f1(said, true, JUDGED)[0]
    print(f"\nStance, the demonstration, {len(more)} quotes: macro-F1 {mean:.3f}\n\n{table(said, true, JUDGED)}")


def main() -> None:
    """Write the model, or print the tables."""
    told = starting()
    if "--table" in sys.argv:
        report(told, list(demonstration()))
        return
    note = f"data/starting, {len(told)} pairs"
    model: StanceModel = train_stances([one for _, one in told], note)
    path = DATA / "models" / "stance.json"
    path.parent.mkdir(exist_ok=True)
    write_model(model, path)
    print(f"{path.relative_to(DATA.parent)}: version {model.version}, fitted on {note}")


if __name__ == "__main__":
    main()
