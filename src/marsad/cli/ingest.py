"""`marsad ingest`: take pages into the record, from addresses and files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NoReturn

import click
from django.conf import settings
from tqdm import tqdm

from marsad.domain.reading import Failure, Page
from marsad.gather.address import AddressRefused
from marsad.gather.fetch import FetchError, NotModified
from marsad.gather.files import read_rows
from marsad.gather.outlets import OutletError
from marsad.newsroom.ingest import Incoming, Summary, ingest
from marsad.newsroom.watching import open_fetcher
from marsad.pipeline.gazetteer import GazetteerError


def incoming_files(paths: Iterable[Path]) -> Iterator[Incoming | Failure]:
    """Yield what the files at *paths* hold; a folder gives its files in order of name."""
    for path in paths:
        for file in sorted(child for child in path.rglob("*") if child.is_file()) if path.is_dir() else [path]:
            for row in read_rows(file, max_bytes=settings.OPERATOR.page_mb * 2**20):
                yield Incoming(row) if isinstance(row, Page) else row


def incoming_urls(urls: Iterable[str]) -> Iterator[Incoming | Failure]:
    """Fetch each of *urls* politely and yield it, or why it did not come."""
    with open_fetcher() as fetcher:
        for url in urls:
            try:
                fetched = fetcher.fetch(url)
            except (FetchError, AddressRefused) as error:
                yield Failure(url, "fetch", str(error))
                continue
            if not isinstance(fetched, NotModified):
                yield Incoming(Page(id=fetched.final_url, html=fetched.body, url=fetched.final_url), fetched)


def report(summary: Summary) -> None:
    """Print what came of an ingest, and exit with 1 where anything failed."""
    click.echo(
        f"{summary.pages} pages read: {summary.new_documents} new documents, {summary.snapshots} snapshots, "
        f"{summary.candidates} candidates waiting, {summary.suggested} of them suggested."
    )
    if summary.failures:
        click.echo(
            f"{len(summary.failures)} could not be read; the rest is in. They are listed at the desk under failures:", err=True
        )
        for failure in summary.failures[:20]:
            click.echo(f"  {failure.page_id} [{failure.step}]: {failure.reason}", err=True)
        if len(summary.failures) > 20:
            click.echo(f"  … and {len(summary.failures) - 20} more", err=True)
        raise SystemExit(1)


@click.command("ingest")
@click.argument("pages", nargs=-1, required=True)
@click.option("--engine", "engine_name", type=click.Choice(["inline", "daft"]), default="inline", show_default=True)
@click.option("--quiet", is_flag=True, help="No progress bar.")
def command(pages: tuple[str, ...], engine_name: str, quiet: bool) -> None:
    """Take PAGES into the record: http(s) addresses, folders, .html, .txt, .jsonl, .warc (also .gz)."""
    urls = [page for page in pages if page.startswith(("http://", "https://"))]
    paths = [Path(page) for page in pages if page not in urls]
    for path in paths:
        if not path.exists():
            raise click.ClickException(f"{path} does not exist")

    def rows() -> Iterator[Incoming | Failure]:
        yield from incoming_files(paths)
        yield from incoming_urls(urls)

    try:
        with tqdm(unit=" pages", disable=quiet or None, desc="Reading") as bar:
            summary = ingest(
                tqdm_counted(rows(), bar),
                engine_name=engine_name,
                progress=lambda so_far: bar.set_postfix(candidates=so_far.candidates),
            )
    except OSError as error:
        raise unwritable(error) from error
    except (GazetteerError, OutletError) as error:
        raise click.ClickException(str(error)) from error
    report(summary)


def unwritable(error: OSError) -> click.ClickException:
    """Return what to say of an archive that cannot be written: a page whose bytes cannot be kept is not taken in."""
    reason = error.strerror or error
    return click.ClickException(
        f"{settings.ARCHIVE_ROOT} cannot be written ({reason}); what came before is in, and asking again takes the rest"
    )


def tqdm_counted(rows: Iterable[Incoming | Failure], bar: tqdm[NoReturn]) -> Iterator[Incoming | Failure]:
    """Yield *rows*, moving *bar* on by one for each."""
    for row in rows:
        bar.update()
        yield row
