"""Signing in and out as the newsroom keeps it: which sessions are open, and an act for each time, done or failed."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from marsad.domain.caller import device_of, network_of
from marsad.newsroom.acts import recorded, write_act
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Person
from marsad.store.record import sessions as record


def seen(person: Person, key: str, *, agent: str, address: str) -> None:
    """Keep that the session *key* of *person* was used: by which device, from which network."""
    record.keep_session(person, key, device=device_of(agent), network=network_of(address), at=timezone.now())


def signed_in(person: Person, *, address: str) -> None:
    """Write down that *person* signed in."""
    write_act("self.sign_in", person=person, network=network_of(address))


@transaction.atomic
def signed_out(person: Person, key: str) -> None:
    """Write down that *person* signed out of the session *key*."""
    record.forget_session(key)
    write_act("self.sign_out", person=person)


def failed(username: str, *, address: str) -> None:
    """Write down a failed sign-in. A name that nobody has is not kept: it may be a password typed into the wrong field."""
    person = Person.objects.filter(username=username).first()
    wrong = ("كلمة مرور خاطئة أو اسم مجهول", "a wrong password or an unknown name")
    write_act("self.fail", person=person, actor="somebody unknown", refused=wrong, network=network_of(address))


def failed_factor(person: Person, *, address: str) -> None:
    """Write down that the second step of signing in failed."""
    write_act("self.fail", person=person, refused=("رمز خاطئ", "a wrong code"), network=network_of(address))


def locked_out(username: str, *, address: str) -> None:
    """Write down that a name was locked after too many failures."""
    person = Person.objects.filter(username=username).first()
    write_act("self.lock", person=person, actor="somebody unknown", network=network_of(address))


@transaction.atomic
def password_changed(person: Person, *, but: str) -> None:
    """End the other sessions of *person*, who chose a new password in the session *but*."""
    record.end_sessions(person, but=but)
    write_act("self.password", person=person)


@transaction.atomic
def factor_changed(person: Person, what: str) -> None:
    """Write down that *person* changed their second factor; *what* is the library's word for the change."""
    write_act("self.factor", person=person, kind="factor", key=what)


@recorded("self.session")
def end_one(session_id: int, person: Person) -> None:
    """End one session of *person*; raise Refusal where it is open no more."""
    if not record.end_sessions(person, only=session_id):
        raise Refusal("", "هذه الجلسة منتهية.", "This session is over already.")


@recorded("self.session")
def end_others(person: Person, *, but: str) -> int:
    """End every session of *person* but the one with the key *but*; return how many there were."""
    return record.end_sessions(person, but=but)
