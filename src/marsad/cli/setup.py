"""`marsad setup`: make or update the tables, and load the codebook that ships with Marsad where there is none."""

import click
from django.core.management import call_command

from marsad.newsroom.founding import found


@click.command("setup")
def command() -> None:
    """Make or update the record's tables and load the codebook."""
    call_command("migrate", verbosity=0, interactive=False)
    click.echo(f"The record is ready, under codebook {found()}.")
