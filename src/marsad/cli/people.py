"""`marsad people`: who signs in at the desk, and what they did."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import click
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from marsad.domain.roles import ROLES, permission
from marsad.newsroom import invitations, people
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Person
from marsad.store.queries import acts as acts_read
from marsad.store.queries import people as read


@click.group("people")
def command() -> None:
    """Invite people to the desk, change their access, end it, and read what they did."""


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal


def _find(username: str) -> Person:
    try:
        return read.find_person(username)
    except Person.DoesNotExist as error:
        raise click.ClickException(f"nobody is called {username}") from error


def _print_link(given: invitations.Given) -> None:
    address = settings.OPERATOR.base_url + reverse("desk:join", args=[given.code])
    click.echo(f"Send this link to {given.invitation.display_name} by a way that you trust; it is shown only now:")
    click.echo(f"  {address}")
    click.echo(f"It works once, until {timezone.localtime(given.invitation.expires_at):%Y-%m-%d %H:%M}.")


@command.command("invite")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), default="monitor", show_default=True)
def invite(name: str, role: str) -> None:
    """Print a link by which somebody called NAME joins; they choose their own user name and password."""
    with _told():
        _print_link(invitations.invite(name, None, role=role))


@command.command("reset")
@click.argument("username")
def reset(username: str) -> None:
    """Print a link by which USERNAME sets a new password and second factor, or comes back after leaving."""
    with _told():
        _print_link(invitations.invite_back(_find(username).pk, None))


@command.command("add")
@click.argument("username")
@click.option("--role", type=click.Choice(ROLES), default="monitor", show_default=True)
@click.option("--name", default="", help="The name shown beside what this person does.")
@click.option("--password", help="Left out, one is made and printed once.")
def add(username: str, role: str, name: str, password: str | None) -> None:
    """Add USERNAME with a password, or change their role and password. `invite` is better: nobody else knows the password."""
    chosen = password or secrets.token_urlsafe(12)
    try:
        validate_password(chosen)
    except ValidationError as error:
        raise click.ClickException(" ".join(error.messages)) from error
    with _told():
        people.add(username, role=role, name=name, password=chosen)
    click.echo(f"{username} ({role}) can sign in" + ("." if password else f" with the password {chosen}"))


@command.command("list")
def everybody() -> None:
    """Print who can sign in, in which role, with or without a second factor; then who left."""
    here, gone = read.members()
    for member in here:
        factor = "second factor" if member.has_factor else "password only"
        click.echo(f"{member.person.username:16} {member.person.role:9} {factor:14} {member.person.public_name}")
    for member in gone:
        click.echo(f"{member.person.username:16} {'left':9} {'':14} {member.person.public_name}")


@command.command("role")
@click.argument("username")
@click.argument("role", type=click.Choice(ROLES))
def role(username: str, role: str) -> None:
    """Give USERNAME another ROLE; they sign in anew."""
    with _told():
        people.change_role(_find(username).pk, None, role=role)
    click.echo(f"{username} is now {role}.")


@command.command("rename")
@click.argument("username")
@click.argument("name")
def rename(username: str, name: str) -> None:
    """Change the NAME shown beside what USERNAME does; the ledger says so where readers know the old one."""
    with _told():
        people.rename(_find(username).pk, None, name=name)
    click.echo(f"{username} is now shown as {name}.")


@command.command("end")
@click.argument("username")
def end(username: str) -> None:
    """End USERNAME's access at once: sessions, passkeys, open links. What they did stays on record."""
    with _told():
        people.leave(_find(username).pk, None)
    click.echo(f"{username} can no longer sign in; what they did stays on record.")


@command.command("sign-out")
@click.argument("username")
@click.option("--forget-factors", is_flag=True, help="Also take away a lost second factor; it is set up anew.")
def sign_out(username: str, forget_factors: bool) -> None:
    """End every session of USERNAME, who may sign in again."""
    person = _find(username)
    with _told():
        ended = people.end_sessions(person.pk, None)
        if forget_factors:
            people.forget_factors(person.pk, None)
    click.echo(f"{ended} sessions of {username} ended.")


@command.command("acts")
@click.option("--person", default="", help="Only what this user name did.")
@click.option("--act", default="", help="Only this act, as assessment.publish.")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Only on this day.")
@click.option("--subject", default="", help="Only on this, as candidate:12 or promise:KEY.")
@click.option("--promise", default="", help="Only about the promise with this key.")
@click.option("--refused", is_flag=True, help="Only what was refused.")
@click.option("--most", type=click.IntRange(1, 100_000), default=100, show_default=True, help="How many, newest first.")
def acts(person: str, act: str, day: dt.datetime | None, subject: str, promise: str, refused: bool, most: int) -> None:
    """Print what people did at the desk, newest first: when, who, what, on what, and how it ended."""
    asked = acts_read.Asked(
        person=person,
        verb=act,
        day=day.date() if day else None,
        subject=subject,
        promise=promise,
        outcome="refused" if refused else "",
    )
    for row in acts_read.read_acts(asked, most=most).acts:
        who = row.person.username if row.person else row.actor
        on = ":".join(part for part in (row.kind, row.key) if part)
        ended = f"refused: {row.why_en}".rstrip(": ") if row.outcome == "refused" else row.made
        told = (f"{timezone.localtime(row.at):%Y-%m-%d %H:%M:%S}", f"{who:14}", permission(row.verb).en, on, ended)
        click.echo("  ".join(part for part in told if part))
