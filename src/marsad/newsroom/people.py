"""People and their access: added, renamed, given another role; leaving ends access at once and keeps what they did."""

from __future__ import annotations

from django.utils import timezone

from marsad.domain.roles import CHIEF, OPERATOR, ROLES, may_grant
from marsad.newsroom.acts import recorded
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Person
from marsad.store.record import people as record
from marsad.store.record import sessions as session_record

_LAST_MATTERS = (OPERATOR, CHIEF)  # without one of each, nobody could invite, or set a rule aside


@recorded("person.add")
def add(username: str, *, role: str, name: str, password: str) -> Person:
    """Give *username* access in *role* with a password, or a new role, name and password to one who is known."""
    if role not in ROLES:
        raise Refusal(
            "role", "اختر الدور من القائمة.", f"“{role}” is no role; choose one of {', '.join(f'“{one}”' for one in ROLES)}."
        )
    if username == record.IMPORTER:
        raise Refusal("username", "هذا اسم ما يُستورد، لا شخص.", "This is the name of what is imported, nobody.")
    known = Person.objects.filter(username=username).first()
    if known:
        _keep_one(known, role)
    person = record.save_person(username, role=role, name=name, password=password)
    if known:
        session_record.end_sessions(person)
        if name and name != person.display_name:
            record.rename(person, name, actor="operator", at=timezone.now())
    return person


def held(person_id: int) -> Person:
    """Return a person who can be changed, held until the transaction ends; raise Refusal where there is none."""
    try:
        return record.lock_person(person_id)
    except Person.DoesNotExist:
        raise Refusal("", "لا يوجد هذا الشخص.", "There is no such person.") from None


def check_grant(by: Person | None, role: str) -> None:
    """Raise Refusal where *by* may not give *role*; the command line (None) may give any."""
    if role not in ROLES:
        raise Refusal("role", "اختر الدور من القائمة.", "Choose the role from the list.")
    if by is not None and not may_grant(by.role, role):
        raise Refusal("role", "لا يعطي دور المشغّل إلا مشغّل.", "Only an operator gives the role of operator.")


def _check_other(person: Person, by: Person | None) -> None:
    if by is None:
        return
    if person.pk == by.pk:
        raise Refusal("", "لا يغيّر أحد وصوله بنفسه؛ اطلبه من زميل.", "Nobody changes their own access; ask a colleague.")
    if not may_grant(by.role, person.role):
        raise Refusal("", "لا يغيّر وصول مشغّل إلا مشغّل.", "Only an operator changes an operator's access.")


def _keep_one(person: Person, role: str = "") -> None:
    """Raise Refusal where *person* is the last of a role that the observatory cannot be without, and would not stay so."""
    if person.is_active and person.role in _LAST_MATTERS and person.role != role and not record.others_of(person.role, person):
        raise Refusal(
            "",
            "هذا آخر من يحمل هذا الدور؛ أعط الدور لغيره أولا.",
            "This is the last one in this role; give it to somebody else first.",
        )


@recorded("person.role")
def change_role(person_id: int, by: Person | None, *, role: str) -> Person:
    """Give a person another role; their sessions end. Raise Refusal where that cannot be."""
    person = held(person_id)
    _check_other(person, by)
    check_grant(by, role)
    if not person.is_active:
        raise Refusal("", "غادر هذا الشخص.", "This person has left.")
    _keep_one(person, role)
    if role != person.role:
        record.change_role(person, role, at=timezone.now())
    return person


@recorded("person.rename")
def rename(person_id: int, by: Person | None, *, name: str) -> Person:
    """Change the name shown beside what a person did; where readers know the old one, the public ledger says so."""
    person = held(person_id)
    if not name.strip():
        raise Refusal("name", "اكتب الاسم.", "Write the name.")
    record.rename(person, name.strip(), actor=by.public_name if by else "operator", at=timezone.now())
    return person


@recorded("person.leave")
def leave(person_id: int, by: Person | None) -> Person:
    """End a person's access at once: sessions, passkeys, second factor, open links. What they did stays, under their name."""
    person = held(person_id)
    _check_other(person, by)
    if not person.is_active:
        raise Refusal("", "سبق أن غادر.", "This person has left already.")
    _keep_one(person)
    record.mark_left(person, at=timezone.now())
    return person


@recorded("person.sessions")
def end_sessions(person_id: int, by: Person | None) -> int:
    """End every session of a person, who may sign in again; return how many there were."""
    return session_record.end_sessions(held(person_id))


@recorded("person.factors")
def forget_factors(person_id: int, by: Person | None) -> Person:
    """Take away a person's second factors, which they lost; their sessions end, and a role that needs one sets it up anew."""
    person = held(person_id)
    _check_other(person, by)
    record.forget_factors(person)
    session_record.end_sessions(person)
    return person
