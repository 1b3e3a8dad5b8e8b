"""Read who is at the desk, which links are open, and which sessions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from marsad.store.models import DeskSession, Invitation, Person

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # recovery codes alone are none


@dataclass(frozen=True, slots=True)
class Member:
    """A person, and whether they have a second factor."""

    person: Person
    has_factor: bool


def _with_factor(people: QuerySet[Person]) -> QuerySet[Person]:
    return people.annotate(has_factor=Exists(Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)))


def members() -> tuple[Sequence[Member], Sequence[Member]]:
    """Return who can sign in and who no longer can, by name. The author of imports is nobody and left out."""
    rows = _with_factor(Person.objects.exclude(username="import")).order_by("display_name", "username")
    known = [Member(row, bool(getattr(row, "has_factor", False))) for row in rows]
    return [one for one in known if one.person.is_active], [one for one in known if not one.person.is_active]


def find_member(person_id: int) -> Member:
    """Return one person; raise Person.DoesNotExist."""
    row = _with_factor(Person.objects.exclude(username="import")).get(pk=person_id)
    return Member(row, bool(getattr(row, "has_factor", False)))


def has_second_factor(person: Person) -> bool:
    """Return whether *person* signs in with more than a password."""
    return bool(Authenticator.objects.filter(user=person, type__in=FACTORS).exists())


def open_invitations(now: dt.datetime) -> Sequence[Invitation]:
    """Return the links that still open something, newest first, and those that ran out in the last thirty days."""
    rows = Invitation.objects.filter(used_at__isnull=True, revoked_at__isnull=True, expires_at__gt=now - dt.timedelta(days=30))
    return list(rows.select_related("person", "invited_by"))


def open_sessions(person: Person) -> Sequence[DeskSession]:
    """Return the sessions of *person* that are still open, the one used last first."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    return [row for row in DeskSession.objects.filter(person=person) if store().exists(row.key)]


def find_person(username: str) -> Person:
    """Return the person who signs in as *username*; raise Person.DoesNotExist."""
    return Person.objects.get(username=username)
