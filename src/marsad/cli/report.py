"""`marsad report`: the final report of a government as a PDF."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click
from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from marsad.store.queries.report import governments_reported, read_report
from marsad.typeset.report import TypesetError, set_report


@click.command("report")
@click.argument("government")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Where to; GOVERNMENT.pdf by default.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="As known at the end of this day.")
@click.option("--language", type=click.Choice(["ar", "en", "ckb"]), default="ar", show_default=True)
def command(government: str, output: Path | None, as_of: dt.datetime | None, language: str) -> None:
    """Write the report of GOVERNMENT (its key): every promise with its verdict and evidence."""
    day = as_of.date() if as_of and as_of.date() < timezone.localdate() else None
    with translation.override(language):
        told = read_report(government, known_on=day)
        pattern = settings.OPERATOR.base_url + reverse("site:promise", args=["key"]) + (f"?as_of={day}" if day else "")
    if told is None:
        known = ", ".join(row.key for row in governments_reported()) or "none"
        raise click.ClickException(f"no report of {government!r} on that day; governments with published promises: {known}")
    path = output or Path(f"{government}.pdf")
    try:
        path.write_bytes(set_report(told, lambda key: pattern.replace("/key/", f"/{key}/")))
    except (OSError, TypesetError) as error:
        raise click.ClickException(str(error)) from error
    figures = f"{told.total} promises, {told.assessed} with a verdict"
    click.echo(f"{path}: {figures}, as of {told.as_of}, at ledger entry {told.head_sequence}")
