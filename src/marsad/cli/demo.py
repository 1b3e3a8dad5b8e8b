"""`marsad demo`: load the demonstration observatory, before your eyes."""

from __future__ import annotations

import click
from django.conf import settings
from django.core.management import call_command
from tqdm import tqdm

from marsad.newsroom import demonstration as demo
from marsad.newsroom.demonstration import DemonstrationError
from marsad.newsroom.ingest import Summary


@click.command("demo")
@click.option("--port", default=8000, show_default=True, help="Where you will serve it; the addresses printed name it.")
def command(port: int) -> None:
    """Load the demonstration observatory and print where to look and how to sign in. Loading it again changes nothing."""
    call_command("migrate", verbosity=0, interactive=False)
    try:
        demo.check_place()
        description = demo.read_observatory()
        settings.DEMO_MARK.touch()
        click.echo(f"The demonstration goes to {settings.OPERATOR.data}")
        click.echo(f"  {demo.load_promises(description)} promises of {len(description['governments'])} governments")
        demo.load_outlets()
        logins = demo.load_people(description)
        total = sum(1 for _ in demo.pages())
        with tqdm(total=total, unit=" pages", desc="  Reading the sample pages") as bar:

            def moved(summary: Summary) -> None:
                bar.update(summary.pages - bar.n)

            summary = demo.load_pages(moved)
        click.echo(f"  {summary.pages} pages read, {summary.candidates} candidates wait, {summary.suggested} of them suggested")
        for failure in summary.failures:
            click.echo(f"  not read, and kept as a failure: {failure.page_id}: {failure.reason}")
        click.echo(f"  {demo.load_assessments(description)} assessments published by two people each")
        click.echo(f"  {demo.load_conflicts(description)} conflicts between sources noted")
        click.echo(f"  {demo.load_series(description)} series of amounts over time")
        click.echo(f"  {demo.load_milestones(description)} milestones confirmed")
        demo.load_waiting(description)
    except DemonstrationError as error:
        raise click.ClickException(str(error)) from error
    here = f"http://127.0.0.1:{port}"
    click.echo(f"\nThe site:  {here}/\nThe desk:  {here}/desk/   sign in with one of")
    for login in logins:
        click.echo(f"  {login.username:8} {login.password:14} {login.role}")
    serve = "marsad serve" if port == 8000 else f"marsad serve --port {port}"
    click.echo(f"Serve them with `{serve}` (`make run` does).")
