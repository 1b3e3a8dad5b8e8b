"""Record who may sign in."""

from __future__ import annotations

from marsad.store.models import Person


def save_person(username: str, *, role: str, name: str, password: str) -> Person:
    """Record a person with a new password; the role decides what they may do."""
    person = Person.objects.filter(username=username).first() or Person(username=username)
    person.role, person.display_name, person.is_active, person.left_at = role, name, True, None
    person.is_staff = person.is_superuser = role == Person.Role.OPERATOR
    person.set_password(password)
    person.save()
    return person


def end_access(username: str) -> bool:
    """Record that *username* has left; return False where there is no such person."""
    return bool(Person.objects.filter(username=username).update(is_active=False))


def importer() -> Person:
    """Return the author of what is imported: one who can never sign in, and so never second."""
    person, is_new = Person.objects.get_or_create(username="import", defaults={"display_name": "استيراد", "is_active": False})
    if is_new:
        person.set_unusable_password()
        person.save(update_fields=["password"])
    return person
