"""`marsad watch`: poll the declared outlets, once or again and again."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from typing import NoReturn

import click
from tqdm import tqdm

from marsad.cli.ingest import report, unwritable
from marsad.gather.outlets import OutletError
from marsad.gather.watch import Polled
from marsad.newsroom import founding, watching
from marsad.newsroom.ingest import Summary
from marsad.pipeline.gazetteer import GazetteerError


def _polled(bar: tqdm[NoReturn], event: Polled) -> None:
    bar.update()
    if event.listed:
        bar.write(f"{event.outlet.id}: {event.new} new of {event.listed} listed")


def _read(bar: tqdm[NoReturn], so_far: Summary) -> None:
    bar.set_postfix(pages=so_far.pages)


@click.command("watch")
@click.option("--outlets", type=click.Path(exists=True, file_okay=False, path_type=Path), help="A folder of outlets in YAML.")
@click.option("--check", is_flag=True, help="Try every source, show what it gives, and keep nothing.")
@click.option("--every", "minutes", type=click.IntRange(1), help="Poll again every so many minutes, until Ctrl-C.")
@click.option("--quiet", is_flag=True, help="No progress bar.")
def command(outlets: Path | None, check: bool, minutes: int | None, quiet: bool) -> None:
    """Poll the sources of the declared outlets, politely, and take what is new into the record."""
    try:
        known = watching.declared(outlets)
    except OutletError as error:
        raise click.ClickException(str(error)) from error
    if check:
        for tried in watching.try_sources(known):
            click.echo(f"{tried.outlet.id} {tried.source.url}: " + (tried.reason or f"{len(tried.links)} links"))
        return
    founding.declare_outlets(outlets)
    while True:
        total = sum(len(outlet.sources) for outlet in known)
        try:
            with tqdm(total=total, unit=" sources", disable=quiet or None, desc="Watching") as bar:
                summary = watching.watch(known, on_polled=partial(_polled, bar), progress=partial(_read, bar))
        except GazetteerError as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            raise unwritable(error) from error
        if minutes is None:
            report(summary)
            return
        click.echo(f"{summary.pages} pages, {len(summary.failures)} failures; again in {minutes} minutes")
        time.sleep(minutes * 60)
