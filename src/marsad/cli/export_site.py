"""`marsad export-site`: the whole public site as files, for a USB stick or any mirror."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import click
from django.utils import timezone
from tqdm import tqdm

from marsad.mirror.export import export_site
from marsad.mirror.folder import MirrorError


@click.command("export-site")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="As known at the end of this day.")
@click.option("--processes", type=click.IntRange(1, 64), help="How many make pages at once.  [default: one for each processor]")
@click.option("--quiet", is_flag=True, help="No progress bar.")
def command(folder: Path, as_of: dt.datetime | None, processes: int | None, quiet: bool) -> None:
    """Write the public site into FOLDER: a new one, an empty one, or an earlier export, which is replaced once all is written."""
    day = as_of.date() if as_of and as_of.date() < timezone.localdate() else None
    os.umask(0o022)  # all of it is public, and a mirror's server has to read it
    tqdm.monitor_interval = 0  # no thread beside the first process, which splits
    with tqdm(unit=" addresses", disable=quiet or None, desc="Exporting") as bar:

        def told(done: int, known: int) -> None:
            bar.total = known
            bar.update(done - bar.n)

        try:
            made = export_site(folder, day, told, processes or _processors())
        except (MirrorError, OSError) as error:
            raise click.ClickException(str(error)) from error
    click.echo(f"{folder}: {made.pages} pages, {made.files} files, {made.size} bytes, at ledger entry {made.sequence}")
    for failed in made.failed:
        click.echo(f"  left out, because the site itself fails there: {failed}", err=True)
    click.echo(f"  open {folder / 'index.html'}; what is left out stands in {folder / 'LEFT-OUT.txt'}")


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
