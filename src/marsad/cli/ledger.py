"""`marsad ledger`: check the public ledger."""

import click

from marsad.domain.ledger import find_breaks
from marsad.store.queries.newsroom import ledger_links


@click.group("ledger")
def command() -> None:
    """Check the public ledger."""


@command.command("verify")
def verify() -> None:
    """Recompute the chain and name every entry that was changed, lost or moved."""
    links = tuple(ledger_links())
    breaks = tuple(find_breaks(links))
    for found in breaks:
        click.echo(f"entry {found.sequence}: {found.reason}", err=True)
    if breaks:
        raise SystemExit(1)
    click.echo(f"{len(links)} entries hold; the last hash is {links[-1].hash if links else 'none yet'}")
