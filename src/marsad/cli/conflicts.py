"""`marsad conflicts`: the findings that `marsad read` wrote in, statements that cannot both hold out. Touches no record."""

from __future__ import annotations

import gzip
import json
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

import click

from marsad.cli.read import write
from marsad.domain.conflict import Conflict
from marsad.domain.reading import AmountMention, Claim, DateMention, NameMention, Reading
from marsad.pipeline.conflict import find_conflicts

Mention = TypeVar("Mention", DateMention, AmountMention, Claim, NameMention)
_RENAMED = {"doubtful": "is_doubtful", "quoted": "is_quoted", "anonymous": "is_anonymous"}


def read_findings(path: Path) -> Iterator[Reading]:
    """Yield the findings of *path*, JSON lines (`.gz` too). Raises ClickException, with the line's number, for what is none."""
    try:
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        lines = content.decode("utf-8-sig").split("\n")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise click.ClickException(f"{path.name}: not JSON lines of findings: {error}") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield reading(json.loads(line))
            except json.JSONDecodeError as error:
                told = f"{path.name}, line {number}: not JSON; give what `marsad read` wrote, not the pages themselves"
                raise click.ClickException(told) from error
            except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
                raise click.ClickException(f"{path.name}, line {number}: not a finding of `marsad read`: {error}") from error


def reading(row: Mapping[str, Any]) -> Reading:
    """Return the reading of which *row* is the finding; keys that are missing or not known here are passed over.

    Raises KeyError for a row without id or text, ValueError for a span that the text does not hold.
    """
    text = row["text"]
    if not isinstance(text, str):
        raise ValueError(f"the text is {type(text).__name__}, not a string")
    return Reading(
        id=str(row["id"]),
        text=text,
        dates=_mentions(DateMention, row.get("dates"), text),
        amounts=_mentions(AmountMention, row.get("amounts"), text),
        claims=_mentions(Claim, row.get("claims"), text),
        names=_mentions(NameMention, row.get("names"), text),
        title=_text(row, "title"),
        published=_text(row, "published"),
        outlet=_text(row, "outlet"),
        story=_text(row, "story"),
    )


def _text(row: Mapping[str, Any], name: str) -> str | None:
    return None if row.get(name) is None else str(row[name])


def _mentions(kind: type[Mention], rows: Sequence[Mapping[str, Any]] | None, text: str) -> tuple[Mention, ...]:
    known = {field.name for field in fields(kind)}
    made = []
    for row in rows or ():
        values: dict[str, Any] = {
            _RENAMED.get(key, key): tuple(value) if isinstance(value, list) else value for key, value in row.items()
        }
        one: Mention = kind(**{key: value for key, value in values.items() if key in known})
        if not one.end <= len(text):
            raise ValueError(f"{one.start}..{one.end} lies outside a text of {len(text)} characters")
        made.append(one)
    return tuple(made)


def row_of(conflict: Conflict) -> dict[str, Any]:
    """Return *conflict* as the row that the command writes; the docs say what each key means."""
    left, right = conflict.left, conflict.right
    return {
        "a": left.page_id,
        "b": right.page_id,
        "kind": conflict.kind,
        "a_start": left.start,
        "a_end": left.end,
        "b_start": right.start,
        "b_end": right.end,
        "reason": conflict.reason_ar,
        "reason_en": conflict.reason_en,
        "a_quote_start": left.quote_start,
        "a_quote_end": left.quote_end,
        "b_quote_start": right.quote_start,
        "b_quote_end": right.quote_end,
        "a_value": left.value,
        "b_value": right.value,
        "shared": list(conflict.shared),
        "score": conflict.score,
    }


@click.command("conflicts")
@click.argument("findings", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write here instead of to standard output.")
def command(findings: tuple[Path, ...], output: Path | None) -> None:
    """Find the statements in FINDINGS (what `marsad read` wrote, also .gz) that cannot both hold, the most telling first."""
    readings: dict[str, Reading] = {}
    for path in findings:
        for one in read_findings(path):
            readings.setdefault(one.id, one)
    rows = (row_of(conflict) for conflict in find_conflicts(readings.values()))
    if output:
        with output.open("w", encoding="utf-8") as out:
            write(rows, out)
    else:
        write(rows, sys.stdout)
