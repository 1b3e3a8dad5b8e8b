"""`marsad setup`: make or update the tables, load the codebook where there is none, bring search up to the record."""

import click
from django.conf import settings
from django.core.management import call_command

from marsad.environment import ABOUT_NAME
from marsad.newsroom.founding import found
from marsad.newsroom.index import catch_up
from marsad.newsroom.ledger import bring_up_to_date


@click.command("setup")
def command() -> None:
    """Make or update the record's tables, load the codebook, and bring search up to what is published."""
    call_command("migrate", verbosity=0, interactive=False)
    click.echo(f"The record is ready, under codebook {found()}.")
    if settings.ABOUT is None:
        own = settings.OPERATOR.data / ABOUT_NAME
        click.echo(f"Readers are told that nobody has said who runs this observatory. Say it in {own} (docs/en/about.md).")
    if sealed := bring_up_to_date():
        click.echo(f"{sealed} rows that were published before there were seals are sealed from now on.")
    if changed := catch_up():
        click.echo(f"{changed} rows were brought into the index of search.")
