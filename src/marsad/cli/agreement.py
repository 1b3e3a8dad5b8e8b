"""`marsad agreement`: how far the observatory's coders agree, as Krippendorff's alpha on each axis and in each sector."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from typing import Any

import click

from marsad.domain.agreement import Measure
from marsad.store.queries.agreement import RESAMPLES, SEED, AgreementReport, read_agreement

_WHYS = {"too_few": "too few units to tell", "no_variation": "cannot be told: all gave one value"}


def row_of(report: AgreementReport) -> dict[str, Any]:
    """Return *report* as the command writes it with --json; the docs say what each key means."""
    return {
        "as_of": report.as_of.isoformat() if report.as_of else None,
        "units": report.units,
        "coders": report.coders,
        "recoded": report.recoded,
        "left_out": report.seen,
        "resamples": RESAMPLES,
        "seed": SEED,
        "axes": [
            {
                "axis": axis.axis,
                "metric": "ordinal" if axis.is_ordinal else "nominal",
                "overall": asdict(axis.overall),
                "sectors": [{"sector": sector.key} | asdict(sector.measure) for sector in axis.sectors],
            }
            for axis in report.axes
        ],
    }


def _told(name: str, found: Measure) -> str:
    counted = f"{found.units} {'unit' if found.units == 1 else 'units'}, {found.coders} coders"
    if found.alpha is None or found.raw is None:
        return f"  {name:<24} {_WHYS[found.why]} ({counted})"
    interval = "interval cannot be told" if found.low is None else f"95% {found.low:.2f} to {found.high:.2f}"
    return f"  {name:<24} alpha {found.alpha:.2f} ({interval}; {counted}, raw agreement {found.raw:.0%})"


@click.command("agreement")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="What was known by the end of this day.")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object instead of a table.")
def command(as_of: dt.datetime | None, as_json: bool) -> None:
    """Tell how far coders agree: Krippendorff's alpha with its interval, never raw agreement alone."""
    report = read_agreement(as_of.date() if as_of else None)
    if as_json:
        click.echo(json.dumps(row_of(report), ensure_ascii=False, indent=2))
        return
    if not report.units:
        click.echo("Nothing has been coded by two people yet, so nothing can be said of how far they agree.")
        return
    click.echo(f"{report.units} verdicts coded blind by at least two of {report.coders} people; {report.recoded} coded again.")
    if report.seen:
        click.echo(f"Left out: {report.seen} later rounds, whose coders could have seen the first.")
    for axis in report.axes:
        click.echo(f"{axis.axis} ({'ordinal' if axis.is_ordinal else 'nominal'})")
        click.echo(_told("all sectors", axis.overall))
        for sector in axis.sectors:
            click.echo(_told(sector.key, sector.measure))
