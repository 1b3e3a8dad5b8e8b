"""`marsad programme`: bring in what a government promised."""

from pathlib import Path

import click

from marsad.newsroom.founding import found
from marsad.newsroom.programme import ProgrammeError, load_programme, read_programme


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
