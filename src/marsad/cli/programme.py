"""`marsad programme`: bring in what a government promised."""

from pathlib import Path

import click

from marsad.newsroom.founding import found
from marsad.newsroom.programme import ProgrammeError, load_programme, read_programme
from marsad.newsroom.programme import tie as tie_promises


@click.group("programme")
def command() -> None:
    """Bring in what a government promised."""


@command.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--actor", default="operator", show_default=True, help="Whose name the ledger shows beside it.")
def load(file: Path, actor: str) -> None:
    """Record the governments, programmes, sectors, bodies and promises that FILE (YAML) tells. Again, it changes nothing."""
    found()
    try:
        count = load_programme(read_programme(file), actor=actor)
    except ProgrammeError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{count} promises are in the record; `marsad match` lays documents beside new ones.")


@command.command("tie")
@click.argument("earlier")
@click.argument("later")
@click.option("--kind", type=click.Choice(["continues", "revives", "replaces"]), default="continues", show_default=True)
def tie(earlier: str, later: str, kind: str) -> None:
    """Record that the promise LATER continues, revives or replaces EARLIER, of another government. Both are keys."""
    try:
        tie_promises(earlier, later, kind)
    except ProgrammeError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{later} {kind} {earlier}.")
