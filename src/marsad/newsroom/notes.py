"""Notes between colleagues on a promise, a candidate or an assessment: written, read by those named, resolved; never public."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils import timezone

from marsad.newsroom.acts import recorded
from marsad.newsroom.refusal import Refusal
from marsad.store.models import Note, Person
from marsad.store.record import deskwork as record
from marsad.store.record.deskwork import Subject

LONGEST = 4000
_NAMED = re.compile(r"(?<![A-Za-z0-9._@])@([\w.+-]{1,150})")


def named_in(words: str) -> frozenset[str]:
    """Return the user names after an @ in *words*, without the mark that ends a sentence."""
    return frozenset(name.rstrip(".-+") for name in _NAMED.findall(words)) - {""}


@recorded("note.write")
def write(subject: Subject, person: Person, *, words: str) -> Note:
    """Leave a note on *subject*; those it names with @ find it in their list. Raises Refusal for no words, or a name unknown."""
    words = words.strip()
    if not words:
        raise Refusal("words", "اكتب الملاحظة.", "Write the note.")
    if len(words) > LONGEST:
        raise Refusal("words", f"الملاحظة أطول من {LONGEST} حرف.", f"The note is longer than {LONGEST} characters.")
    wanted = named_in(words)
    found = list(Person.objects.filter(username__in=wanted, is_active=True))
    missing = sorted(wanted - {one.username for one in found})
    if missing:
        names = "، ".join(f"«@{name}»" for name in missing), ", ".join(f"“@{name}”" for name in missing)
        raise Refusal("words", f"لا أحد في المكتب باسم {names[0]}.", f"Nobody at the desk is called {names[1]}.")
    mentioned = [one for one in found if one.pk != person.pk]
    return record.write_note(subject, author=person, words=words, mentioned=mentioned, at=timezone.now())


@recorded("note.resolve")
def resolve(note: Note, person: Person) -> Note:
    """Close a note; raise Refusal where it is closed already."""
    note = record.lock_note(note.pk)
    if note.resolved_at is not None:
        raise Refusal("", "أُغلقت هذه الملاحظة من قبل.", "This note is resolved already.")
    record.resolve_note(note, person=person, at=timezone.now())
    return note


@recorded("note.reopen")
def reopen(note: Note, person: Person) -> Note:
    """Open a closed note again; raise Refusal where it is open."""
    note = record.lock_note(note.pk)
    if note.resolved_at is None:
        raise Refusal("", "هذه الملاحظة مفتوحة.", "This note is open.")
    record.resolve_note(note, person=None, at=None)
    return note


def mark_read(person: Person, notes: Iterable[Note]) -> None:
    """Note that *person* has been shown these notes."""
    record.read_notes(person, [note.pk for note in notes], at=timezone.now())
