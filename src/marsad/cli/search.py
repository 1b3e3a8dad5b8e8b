"""`marsad search`: ask the documents that the store holds; make the index of search anew."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TextIO

import click
from tqdm import tqdm

from marsad.newsroom.index import index_missing, rebuild
from marsad.store.models import SearchRow
from marsad.store.queries.search import find
from marsad.store.queries.search_scope import Scope
from marsad.store.queries.search_shown import page_ids

_MOST_HITS = 100
_SHOWN = 10


@click.command("search")
@click.argument("words", nargs=-1)
@click.option(
    "--queries", "questions", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="JSON lines of id, query."
)
@click.option("-o", "--output", type=click.File("w", encoding="utf-8", lazy=True), default="-", help="Where the hits go.")
@click.option("--rebuild", "anew", is_flag=True, help="Make the index anew from the record first.")
@click.option("--quiet", is_flag=True, help="No progress bar.")
def command(words: tuple[str, ...], questions: Path | None, output: TextIO, anew: bool, quiet: bool) -> None:
    """Find WORDS among all documents that the store holds, or answer each question of a file with the documents it finds.

    A file's rows are {"id", "query"}; answered are rows {"id", "hits"}, documents by their page's id, best first.
    """
    if not (words or questions or anew):
        raise click.UsageError("give words to look for, --queries FILE, or --rebuild")
    with tqdm(unit=" documents", disable=quiet or None, desc="Indexing") as bar:
        changed = rebuild(bar.update) if anew else index_missing(bar.update)
    if anew:
        click.echo(f"The index was made anew: {changed} rows.", err=True)
    scope = Scope(is_public=False, kind=SearchRow.Kind.DOCUMENT)
    for number, row in enumerate(_rows(questions) if questions else ()):
        if not isinstance(row, dict) or not isinstance(row.get("query"), str) or "id" not in row:
            raise click.ClickException(f"{questions}, line {number + 1}: a row needs an id and a query")
        hits = page_ids(find(row["query"], scope, most=_MOST_HITS).keys)
        output.write(json.dumps({"id": row["id"], "hits": hits}, ensure_ascii=False) + "\n")
    if words:
        for page in page_ids(find(" ".join(words), scope).keys[:_SHOWN]):
            output.write(f"{page}\n")


def _rows(path: Path) -> list[object]:
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise click.ClickException(f"{path} is not JSON lines: {error}") from error
