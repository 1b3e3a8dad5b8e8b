"""`marsad ledger`: check the public ledger, take it out, list the head of each day."""

from __future__ import annotations

from pathlib import Path

import click

from marsad.store.queries.ledger import export_lines, read_heads
from marsad.store.queries.ledger_check import Check
from marsad.store.queries.ledger_export import ExportError, compare

_MOST = 200  # troubles told one by one; a record that is wholly other would fill the screen


@click.group("ledger")
def command() -> None:
    """Check the public ledger, take it out, list its heads."""


@command.command("verify")
@click.option("--export", "export", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="An export made before.")
@click.option("--all", "tells_all", is_flag=True, help=f"Tell every trouble, not the first {_MOST}.")
def verify(export: Path | None, tells_all: bool) -> None:
    """Recompute the chain and the seals; name every entry and row that was changed, lost, moved, or never told.

    With --export, check that file too, and that the record still holds every entry that it tells of.
    """
    check, count = Check(), 0
    for trouble in check.troubles():
        count += 1
        if tells_all or count <= _MOST:
            click.echo(f"{trouble.where}: {trouble.what}\n    {trouble.todo}", err=True)
    if export is not None:
        try:
            for said in compare(export):
                count += 1
                click.echo(said, err=True)
        except ExportError as error:
            raise click.ClickException(str(error)) from error
    if count:
        more = "" if tells_all or count <= _MOST else f" (the first {_MOST} are told; --all tells the rest)"
        click.echo(f"The ledger does not hold: {count} troubles{more}.", err=True)
        raise SystemExit(1)
    head = check.head if check.entries else "none yet"
    click.echo(f"{check.entries} entries and {check.rows} published rows hold; the last hash is {head}")


@command.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def export(file: Path, force: bool) -> None:
    """Write the ledger to FILE as JSON Lines, for anyone to check without Marsad (tools/verify_ledger.py)."""
    if file.exists() and not force:
        raise click.ClickException(f"{file} is there already; name another, or say --force")
    unfinished = file.with_name(file.name + ".part")
    count = -1
    try:
        with unfinished.open("w", encoding="utf-8", newline="\n") as out:
            for line in export_lines():
                out.write(line + "\n")
                count += 1
        unfinished.replace(file)
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror}") from error
    click.echo(f"{count} entries are in {file}")


@command.command("heads")
@click.option("--days", default=30, show_default=True, type=click.IntRange(1), help="How many days, newest first.")
def heads(days: int) -> None:
    """List the head of each day: day (UTC), last sequence, entries of the day, hash."""
    found = read_heads()[:days]
    for head in found:
        click.echo(f"{head.day}  {head.sequence:>8}  {head.entries:>6}  {head.hash}")
    if not found:
        click.echo("Nothing is published yet.")
