"""`marsad people`: who signs in at the desk."""

import secrets

import click
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from marsad.domain.roles import ROLES
from marsad.newsroom import people


@click.group("people")
def command() -> None:
    """Add people who sign in at the desk, and end their access."""


@command.command("add")
@click.argument("username")
@click.option("--role", type=click.Choice(ROLES), default="monitor", show_default=True)
@click.option("--name", default="", help="The name shown beside what this person does.")
@click.option("--password", help="Left out, one is made and printed once.")
def add(username: str, role: str, name: str, password: str | None) -> None:
    """Add USERNAME, or change their role and password."""
    chosen = password or secrets.token_urlsafe(12)
    try:
        validate_password(chosen)
    except ValidationError as error:
        raise click.ClickException(" ".join(error.messages)) from error
    people.invite(username, role=role, name=name, password=chosen)
    click.echo(f"{username} ({role}) can sign in" + ("." if password else f" with the password {chosen}"))


@command.command("end")
@click.argument("username")
def end(username: str) -> None:
    """End USERNAME's access; what they did stays on record."""
    if not people.end_access(username):
        raise click.ClickException(f"nobody is called {username}")
    click.echo(f"{username} can no longer sign in.")
