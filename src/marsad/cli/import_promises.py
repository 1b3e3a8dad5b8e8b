"""`marsad import-promises`: read an observatory's own pages into promises with their history."""

from __future__ import annotations

from pathlib import Path

import click

from marsad.cli.ingest import incoming_files
from marsad.domain.reading import Failure
from marsad.newsroom.founding import found
from marsad.newsroom.importing import Imported, import_page


def _tell(imported: Imported) -> None:
    promise = imported.promise
    click.echo(f"{'new' if imported.is_new else 'known'}: {promise.key}  {promise.title_ar}")
    click.echo(f"  {promise.government.name_ar} | {promise.sector.name_ar} | {imported.findings} dated findings")
    if imported.has_appeal:
        click.echo("  the appeal for information was left out, as furniture")
    for assessment, findings in imported.ratings:
        click.echo(f"  {assessment.effective_on} {assessment.verdict}: waits for a second person")
        for finding in findings:
            click.echo(f"    [{finding.level}] {finding.en}\n      {finding.ar}")


@click.command("import-promises")
@click.argument("pages", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--government", help="The key of the government that promised, where the page does not tell.")
def command(pages: tuple[Path, ...], government: str | None) -> None:
    """Read PAGES (files or folders: .txt, .html, .jsonl) into promises; past ratings wait at the desk for a second person."""
    found()
    failed = 0
    for row in incoming_files(pages):
        result = row if isinstance(row, Failure) else import_page(row.page, government=government)
        if isinstance(result, Failure):
            failed += 1
            click.echo(f"failed: {result.page_id}: {result.reason}", err=True)
        else:
            _tell(result)
    if failed:
        raise SystemExit(1)
