"""`marsad read`: pages in, findings out as JSON lines. Touches no record."""

from __future__ import annotations

import gzip
import json
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from itertools import chain, count
from pathlib import Path
from typing import Any, TextIO

import click
from tqdm import tqdm

from marsad import plugins
from marsad.domain.reading import Claim, DateMention, Failure, Match, Page, PromiseText, Reading
from marsad.engines.choose import engine
from marsad.gather.files import read_rows
from marsad.gather.outlets import load_readers
from marsad.pipeline.deduplicate import stories
from marsad.pipeline.match import STEP as MATCH
from marsad.pipeline.matching.rarity import rarity
from marsad.pipeline.road import build_road
from marsad.pipeline.tools import ENCODER, NO_ENCODER, make_gazetteer, road_tools
from marsad.shipped import SHIPPED

_PROMISE_TEXTS = ("title", "text", "sector", "government", "period")
MOST_FAILURES_SHOWN = 20


def read_promises(path: Path) -> tuple[PromiseText, ...]:
    """Return the promises of *path*, JSON lines (`.gz` too) of id, title and the rest of `PromiseText`.

    A row without a government, say a bare claim, is tied to no country unless it names one. Raises ClickException, with
    the number of the line, for a row that is no promise.
    """
    try:
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        lines = content.decode("utf-8-sig").split("\n")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise click.ClickException(f"{path.name}: not JSON lines of promises: {error}") from error
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if not numbered:
        raise click.ClickException(f"{path.name}: no promise in it; write one a line, as JSON with id and title")
    return tuple(_promise(path, number, line) for number, line in numbered)


def _promise(path: Path, number: int, line: str) -> PromiseText:
    try:
        row = json.loads(line)
        if not isinstance(row, dict):
            raise TypeError("each line holds one promise as an object, {…}")
        texts = {name: str(row[name]) for name in _PROMISE_TEXTS if row.get(name) is not None}
        promise = PromiseText(id=str(row["id"]), terms=tuple(row.get("terms") or ()), **{"title": "", **texts})
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise click.ClickException(f"{path.name}, line {number}: not a promise with an id: {error}") from error
    if row.get("country"):
        return replace(promise, country=str(row["country"]))
    return promise if promise.government else replace(promise, country="")


def read_pages(paths: Iterable[Path]) -> Iterator[Page | Failure]:
    """Yield what the files at *paths* hold, each page under an id of its own; a folder gives its files in order of name."""
    seen: set[str] = set()
    for path in paths:
        for file in sorted(child for child in path.rglob("*") if child.is_file()) if path.is_dir() else [path]:
            for row in read_rows(file):
                if isinstance(row, Page):
                    row = _named_apart(row, seen)
                    seen.add(row.id)
                yield row


def _named_apart(page: Page, seen: set[str]) -> Page:
    names = chain([page.id], (f"{page.id}#{times}" for times in count(2)))
    return replace(page, id=next(name for name in names if name not in seen))


def finding(reading: Reading, story: str) -> dict[str, Any]:
    """Return *reading* as the row that `marsad read` writes; the docs say what each key means."""
    return {
        "id": reading.id,
        "url": reading.url,
        "title": reading.title,
        "text": reading.text,
        "published": reading.published,
        "outlet": reading.outlet,
        "language": reading.language,
        "agencies": list(reading.agencies),
        "story": story,
        "dates": [_date_row(date) for date in reading.dates],
        "amounts": [asdict(amount) for amount in reading.amounts],
        "claims": [_claim_row(claim) for claim in reading.claims],
        "names": [asdict(name) for name in reading.names],
        "matches": [_match_row(match) for match in reading.matches],
    }


def _date_row(date: DateMention) -> dict[str, Any]:
    return {"start": date.start, "end": date.end, "value": date.value, "doubtful": date.is_doubtful}


def _claim_row(claim: Claim) -> dict[str, Any]:
    row = asdict(claim)
    return {**row, "quoted": row.pop("is_quoted"), "anonymous": row.pop("is_anonymous")}


def _match_row(match: Match) -> dict[str, Any]:
    return {
        "promise_id": match.promise_id,
        "score": match.score,
        "suggested": match.is_suggested,
        "stance": match.stance,
        "rung": match.rung,
        "start": match.start,
        "end": match.end,
        "reasons": [ar for ar, _ in match.reasons],
        "reasons_en": [en for _, en in match.reasons],
    }


def write(findings: Iterable[dict[str, Any]], out: TextIO) -> None:
    """Write *findings* as JSON lines; a lone surrogate is written as its escape."""
    for row in findings:
        line = json.dumps(row, ensure_ascii=False)
        out.write(line.encode("utf-8", "backslashreplace").decode("utf-8") + "\n")


@click.command("read")
@click.argument("pages", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--promises", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="JSON lines of promises to match.")
@click.option("--engine", "engine_name", type=click.Choice(plugins.names("engine")), default="inline", show_default=True)
@click.option(
    "--outlets", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Outlets in YAML, for their readers."
)
@click.option("--names", type=click.Path(exists=True, file_okay=False, path_type=Path), help="More names, in YAML.")
@click.option("--encoder", default=ENCODER, show_default=True, help="Reads meaning: see `marsad encoders`. none: words alone.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write here instead of to standard output.")
@click.option("--quiet", is_flag=True, help="No progress bar.")
def command(
    pages: tuple[Path, ...],
    promises: Path | None,
    engine_name: str,
    outlets: Path | None,
    names: Path | None,
    encoder: str,
    output: Path | None,
    quiet: bool,
) -> None:
    """Read PAGES (.html, .txt, .jsonl, .warc, also .gz, or folders of them) and write what is found in them.

    Pages that cannot be read are listed on standard error; the rest is written and the exit code is 1.
    """
    texts = read_promises(promises) if promises else ()
    try:
        readers = load_readers(outlets or SHIPPED / "outlets")
        make_gazetteer(names)  # a mistake in it is said now, not from inside an engine
        if texts and encoder not in ("", NO_ENCODER):
            plugins.check("encoder", encoder)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    run = engine(engine_name)
    rows = run(build_road(with_matching=False), read_pages(pages), road_tools((), readers, names))
    readings, failures = _sorted_out(rows, "Reading", quiet)
    if texts:
        # What half of many pages say tells little of one promise: known only once all of them are read.
        tools = road_tools(texts, encoder=encoder, rarity=rarity(readings))
        readings, unmatched = _sorted_out(run((MATCH,), readings, tools), "Matching", quiet, len(readings))
        failures += unmatched
    story_of = stories(readings)  # copies are known only once all pages are read
    findings = (finding(reading, story_of[reading.id]) for reading in readings)
    if output:
        with output.open("w", encoding="utf-8") as out:
            write(findings, out)
    else:
        write(findings, sys.stdout)
    report(failures)


def _sorted_out(
    rows: Iterable[Reading | Failure], doing: str, quiet: bool, total: int | None = None
) -> tuple[list[Reading], list[Failure]]:
    readings: list[Reading] = []
    failures: list[Failure] = []
    for row in tqdm(rows, unit=" pages", disable=quiet or None, desc=doing, total=total):
        if isinstance(row, Failure):
            failures.append(row)
        else:
            readings.append(row)
    return readings, failures


def report(failures: list[Failure]) -> None:
    """Name *failures* on standard error and exit with 1 where there are any."""
    for failure in failures[:MOST_FAILURES_SHOWN]:
        click.echo(f"{failure.page_id} [{failure.step}]: {failure.reason}", err=True)
    if len(failures) > MOST_FAILURES_SHOWN:
        click.echo(f"… and {len(failures) - MOST_FAILURES_SHOWN} more", err=True)
    if failures:
        click.echo(f"{len(failures)} could not be read; the rest is written.", err=True)
        raise SystemExit(1)
