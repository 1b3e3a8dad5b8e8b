"""`marsad deliver`: send followers and channels what the ledger says, once or again and again."""

from __future__ import annotations

import time

import click

from marsad.newsroom import deliver, follow
from marsad.newsroom.deliver import Delivered

_PAUSE_S = 5


def _report(done: Delivered) -> None:
    click.echo(
        f"{done.queued} queued, {done.sent} sent, {done.needless} no longer needed, "
        f"{done.failed} to be tried again, {done.given_up} given up"
    )


@click.command("deliver")
@click.option("--watch", is_flag=True, help="Go on, looking every few seconds, until Ctrl-C.")
@click.option("--quiet", is_flag=True, help="Say nothing of rounds in which nothing happened.")
def command(watch: bool, quiet: bool) -> None:
    """Send by mail, webhook and Telegram what the ledger says, to each who follows it, once; try again what did not go."""
    if not follow.is_by_mail():
        click.echo("No mail is sent: MARSAD_MAIL_HOST is not set. Channels are posted to all the same.", err=True)
    done = deliver.deliver()
    if not quiet or done != Delivered():
        _report(done)
    while watch:
        time.sleep(_PAUSE_S)
        done = deliver.deliver()
        if done != Delivered():
            _report(done)
