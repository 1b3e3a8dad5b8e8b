"""Give people access to the desk, and end it."""

from __future__ import annotations

from marsad.store.models import Person
from marsad.store.record import people as record


def invite(username: str, *, role: str, name: str, password: str) -> Person:
    """Give *username* access in *role*, or a new role and password; operators also reach the operator's pages."""
    return record.save_person(username, role=role, name=name, password=password)


def end_access(username: str) -> bool:
    """End *username*'s access, keeping their record; return False where there is no such person."""
    return record.end_access(username)
