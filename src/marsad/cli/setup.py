"""`marsad setup`: make or update the tables, and load the codebook that ships with Marsad where there is none."""

import click
from django.core.management import call_command

from marsad.newsroom.founding import found
from marsad.newsroom.ledger import bring_up_to_date


@click.command("setup")
def command() -> None:
    """Make or update the record's tables and load the codebook."""
    call_command("migrate", verbosity=0, interactive=False)
    click.echo(f"The record is ready, under codebook {found()}.")
    if sealed := bring_up_to_date():
        click.echo(f"{sealed} rows that were published before there were seals are sealed from now on.")
