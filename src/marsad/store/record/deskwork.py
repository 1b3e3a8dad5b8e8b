"""Record what people at the desk keep for one another: assignments, saved filters, drafts, notes, and who has what open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from marsad.store.models import (
    Assessment,
    Assignment,
    Candidate,
    Draft,
    Note,
    NoteMention,
    Person,
    Presence,
    Promise,
    SavedFilter,
    Story,
)

Work = Candidate | Story | Promise
Subject = Promise | Candidate | Assessment


def _column(row: Work | Subject) -> str:
    return str(row._meta.model_name)


def assign(work: Work, *, to: Person, by: Person, at: dt.datetime) -> Assignment:
    """Record that *to* takes *work* up, in the place of whoever did."""
    values = {"person": to, "assigned_by": by, "assigned_at": at}
    of: dict[str, Any] = {_column(work): work}
    return Assignment.objects.update_or_create(defaults=values, **of)[0]


def release(work: Work) -> int:
    """Record that nobody takes *work* up; return how many assignments ended."""
    return Assignment.objects.filter(**{_column(work): work}).delete()[0]


def save_filter(person: Person, name: str, query: str, *, at: dt.datetime) -> SavedFilter:
    """Record a filter under *name*, in the place of the person's own of that name."""
    return SavedFilter.objects.update_or_create(person=person, name=name, defaults={"query": query, "saved_at": at})[0]


def forget_filter(row: SavedFilter) -> None:
    """Remove a saved filter."""
    row.delete()


def save_draft(person: Person, key: str, fields: Mapping[str, list[str]], *, at: dt.datetime, most: int) -> None:
    """Record what *person* typed into the form *key*; of more than *most* drafts the oldest goes."""
    Draft.objects.update_or_create(person=person, key=key, defaults={"fields": dict(fields), "saved_at": at})
    surplus = Draft.objects.filter(person=person).order_by("-saved_at", "-pk").values_list("pk", flat=True)[most:]
    Draft.objects.filter(pk__in=list(surplus)).delete()


def drop_drafts(person: Person, keys: Iterable[str]) -> int:
    """Remove the person's own drafts of these forms; return how many there were."""
    return Draft.objects.filter(person=person, key__in=list(keys)).delete()[0]


@transaction.atomic
def write_note(subject: Subject, *, author: Person, words: str, mentioned: Iterable[Person], at: dt.datetime) -> Note:
    """Record a note on *subject* and whom it names."""
    note = Note.objects.create(**{_column(subject): subject}, author=author, words=words, written_at=at)
    NoteMention.objects.bulk_create(NoteMention(note=note, person=person) for person in mentioned)
    return note


def lock_note(note_id: int) -> Note:
    """Return the note, held against others until the transaction ends."""
    return Note.objects.select_for_update(no_key=True, of=("self",)).get(pk=note_id)


def resolve_note(note: Note, *, person: Person | None, at: dt.datetime | None) -> None:
    """Record that *person* resolved the note, or with None that it is open again."""
    note.resolved_by, note.resolved_at = person, at
    note.save(update_fields=["resolved_by", "resolved_at"])


def read_notes(person: Person, note_ids: Iterable[int], *, at: dt.datetime) -> int:
    """Record that *person* has read these notes, where they name them; return how many were new."""
    return NoteMention.objects.filter(person=person, note__in=list(note_ids), read_at__isnull=True).update(read_at=at)


def see(person: Person, record: str, opening: str, *, at: dt.datetime, forgotten: dt.timedelta) -> None:
    """Record that *person* has *record* open in a page; after *forgotten* without a sign they are taken to have come anew."""
    sign = {"person": person, "record": record, "opening": opening}
    row, is_new = Presence.objects.get_or_create(**sign, defaults={"since": at, "seen_at": at})
    if not is_new:
        since = row.since if at - row.seen_at < forgotten else at
        Presence.objects.filter(pk=row.pk).update(since=since, seen_at=at)


def leave(person: Person, record: str, opening: str) -> None:
    """Record that *person* has closed the page *opening* in which they had *record* open."""
    Presence.objects.filter(person=person, record=record, opening=opening).delete()


def forget_presences(before: dt.datetime) -> None:
    """Remove who was last seen before a moment."""
    Presence.objects.filter(seen_at__lt=before).delete()
