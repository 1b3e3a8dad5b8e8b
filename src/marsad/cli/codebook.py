"""`marsad codebook`: load a codebook and show the one in force."""

from pathlib import Path

import click

from marsad.newsroom.founding import load_codebook
from marsad.store.queries.newsroom import NoCodebookError, current_codebook, read_codebook


@click.group("codebook")
def command() -> None:
    """Load and show the codebook."""


@command.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def load(file: Path) -> None:
    """Record FILE (YAML) as the codebook in force."""
    try:
        row = load_codebook(file)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Codebook {row.key} {row.version} is in force.")


@command.command("show")
def show() -> None:
    """Show the codebook in force."""
    try:
        codebook = read_codebook(current_codebook())
    except NoCodebookError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{codebook.id} {codebook.version}: {codebook.label.ar}")
    for verdict in codebook.verdicts:
        needs = f"{verdict.requires_rung or 'no rung'}, {verdict.requires_sources} sources"
        click.echo(f"  {verdict.key:12} {verdict.label.ar} / {verdict.label.en} ({needs})")
