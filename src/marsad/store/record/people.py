"""Record who may sign in, in which role, under which name, and that somebody left."""

from __future__ import annotations

import datetime as dt

from allauth.mfa.models import Authenticator

from marsad.domain.roles import ROLES, may_grant
from marsad.store.fit import fit
from marsad.store.models import Assignment, Draft, Invitation, Person, Presence
from marsad.store.record.ledger import append_entry, hold_tail
from marsad.store.record.sealing import is_sealed
from marsad.store.record.sessions import end_sessions

IMPORTER = "import"  # who writes what is imported: a name for nobody else


def save_person(username: str, *, role: str, name: str, password: str) -> Person:
    """Record a person with a new password; the role decides what they may do. One who is known keeps their name: see `rename`."""
    person = Person.objects.filter(username=username).first() or Person(username=username, display_name=fit(name, 120))
    person.is_active, person.left_at = True, None
    _give(person, role)
    person.set_password(password)
    person.save()
    return person


def _give(person: Person, role: str) -> None:
    person.role = role
    person.is_staff = person.is_superuser = role == Person.Role.OPERATOR


def lock_person(person_id: int) -> Person:
    """Return a person, held until the transaction ends; raise Person.DoesNotExist.

    The ledger's tail is held first, as by whoever publishes: a new name is told there, and access is changed one at a time.
    """
    hold_tail()
    return Person.objects.select_for_update(no_key=True).get(pk=person_id)


def others_of(role: str, person: Person) -> int:
    """Return how many others can sign in as *role*; the tail is held, so that two last ones do not leave at once."""
    hold_tail()
    return Person.objects.filter(role=role, is_active=True).exclude(pk=person.pk).count()


def change_role(person: Person, role: str, *, at: dt.datetime) -> None:
    """Record the new role of *person*; their sessions end.

    So do links that nobody could give any more: those that they gave beyond their new role, and those that let them come back
    and were given by one who may not give that role.
    """
    _give(person, role)
    person.save(update_fields=["role", "is_staff", "is_superuser"])
    end_sessions(person)
    open_links = Invitation.objects.filter(used_at__isnull=True, revoked_at__isnull=True)
    open_links.filter(invited_by=person).exclude(role__in=[one for one in ROLES if may_grant(role, one)]).update(revoked_at=at)
    too_low = [one for one in ROLES if not may_grant(one, role)]
    open_links.filter(person=person, invited_by__role__in=too_low).update(revoked_at=at)
    if not person.may_review:
        Assignment.objects.filter(person=person).delete()


def rename(person: Person, name: str, *, actor: str, at: dt.datetime) -> None:
    """Record the new display name; where readers know the old one, the ledger says who is now called what."""
    hold_tail()
    is_known, old = is_sealed(person), person.public_name
    person.display_name = fit(name, 120)
    person.save(update_fields=["display_name"])
    if is_known and person.public_name != old:
        payload = {"person": person.username, "from": old, "to": person.public_name}
        append_entry("person.renamed", payload, actor=actor, at=at, rows=[person])


def mark_left(person: Person, *, at: dt.datetime) -> None:
    """Record that *person* has left: sessions, keys and open links go, and what they had taken up is free again.

    What they did stays. So do their notes; what they typed and never handed in goes, for nobody else may read it.
    """
    person.is_active, person.left_at = False, at
    person.is_staff = person.is_superuser = False
    person.set_unusable_password()
    person.save(update_fields=["is_active", "left_at", "is_staff", "is_superuser", "password"])
    end_sessions(person)
    forget_factors(person)
    for left_behind in (Assignment, Draft, Presence):
        left_behind.objects.filter(person=person).delete()
    open_ones = Invitation.objects.filter(used_at__isnull=True, revoked_at__isnull=True)
    open_ones.filter(person=person).update(revoked_at=at)
    open_ones.filter(invited_by=person).update(revoked_at=at)


def come_back(person: Person, *, role: str, password: str) -> None:
    """Record a new password, and access again for one who had left; the second factor is to be set up anew."""
    person.is_active, person.left_at = True, None
    _give(person, role)
    person.set_password(password)
    person.save(update_fields=["is_active", "left_at", "role", "is_staff", "is_superuser", "password"])
    end_sessions(person)
    forget_factors(person)


def forget_factors(person: Person) -> None:
    """Drop the authenticator app, passkeys, security keys and recovery codes of *person*."""
    Authenticator.objects.filter(user=person).delete()


def importer() -> Person:
    """Return the author of what is imported: one who can never sign in, and so never second."""
    person, is_new = Person.objects.get_or_create(username=IMPORTER, defaults={"display_name": "استيراد", "is_active": False})
    if is_new:
        person.set_unusable_password()
        person.save(update_fields=["password"])
    return person
