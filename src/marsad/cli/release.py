"""`marsad release`: all open data as it stands, in a folder and a zip that are never written again."""

from __future__ import annotations

import datetime as dt

import click
from django.utils import timezone

from marsad.newsroom.refusal import Refusal
from marsad.newsroom.release import make_release
from marsad.store.releases import release_root


@click.command("release")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="As known at the end of this day.")
def command(as_of: dt.datetime | None) -> None:
    """Write a release of the open data; the page /data/ lists it at once."""
    day = as_of.date() if as_of and as_of.date() < timezone.localdate() else None
    try:
        release, is_new = make_release(day)
    except (Refusal, OSError) as error:
        raise click.ClickException(str(error)) from error
    told = "written" if is_new else "was written before, and is left as it is"
    click.echo(f"{release.name} {told}: {release_root() / release.zip.name}")
    click.echo(
        f"  sha256 {release.zip.sha256}, {release.zip.size} bytes, as of {release.as_of}, at ledger entry {release.sequence}"
    )
