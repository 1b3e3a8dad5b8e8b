"""Read what people at the desk keep for one another: assignments, saved filters, own drafts, notes, and who has what open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from marsad.store.models import (
    Act,
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

SHOWN = 100
_REVIEWERS = ("monitor", "coder", "editor", "chief")
# What does not touch what a person is judging; and blind codings, of which nothing may be told.
_UNTOLD = ("note.", "work.", "filter.", "coding.", "self.", "person.")


@dataclass(frozen=True, slots=True)
class Present:
    """A colleague who has a record open."""

    person: Person
    since: dt.datetime


@dataclass(frozen=True, slots=True)
class Taken:
    """Who takes a candidate up: itself, its story, or its promise."""

    candidate: Assignment | None = None
    story: Assignment | None = None
    promise: Assignment | None = None

    @property
    def nearest(self) -> Assignment | None:
        """The assignment that says most: the candidate's before the story's before the promise's."""
        return self.candidate or self.story or self.promise


def reviewers() -> tuple[Person, ...]:
    """Return the people to whom work can be assigned."""
    rows = Person.objects.filter(is_active=True, role__in=_REVIEWERS)
    return tuple(rows.order_by("display_name", "username"))


def find_person(username: str) -> Person | None:
    """Return somebody at the desk by user name, None where there is no such."""
    return Person.objects.filter(username=username, is_active=True).first()


def find_work(kind: str, key: str) -> Candidate | Story | Promise | None:
    """Return what can be assigned: a candidate or a story by its number, a promise by its key; None where there is no such."""
    if kind == "promise":
        return Promise.objects.everything().filter(key=key).first()
    number = int(key) if key.isascii() and key.isdecimal() and len(key) < 18 else 0
    if kind == "candidate":
        return Candidate.objects.select_related("promise").filter(pk=number).first()
    return Story.objects.filter(pk=number).first() if kind == "story" else None


def find_subject(kind: str, key: str) -> Promise | Candidate | Assessment | None:
    """Return what a note can be on; None where there is no such."""
    if kind == "assessment":
        number = int(key) if key.isascii() and key.isdecimal() and len(key) < 18 else 0
        return Assessment.objects.filter(pk=number).first()
    found = find_work(kind, key)
    return None if isinstance(found, Story) else found


def taken_up(candidates: Iterable[Candidate]) -> dict[int, Taken]:
    """Return who takes these candidates up (they come with their documents), in one query."""
    rows = list(candidates)
    found = Assignment.objects.filter(
        Q(candidate__in=[row.pk for row in rows])
        | Q(story__in={row.document.story_id for row in rows})
        | Q(promise__in={row.promise_id for row in rows})
    ).select_related("person")
    of = {
        ("candidate", one.candidate_id)
        if one.candidate_id
        else ("story", one.story_id)
        if one.story_id
        else ("promise", one.promise_id): one
        for one in found
    }
    return {
        row.pk: Taken(
            of.get(("candidate", row.pk)), of.get(("story", row.document.story_id)), of.get(("promise", row.promise_id))
        )
        for row in rows
    }


def promises_taken_up() -> dict[int, Assignment]:
    """Return who takes which promise up."""
    return {
        one.promise_id: one for one in Assignment.objects.filter(promise__isnull=False).select_related("person") if one.promise_id
    }


def assigned_to(person: Person) -> tuple[Assignment, ...]:
    """Return what *person* takes up and is not done with, newest first."""
    rows = Assignment.objects.filter(person=person).select_related(
        "candidate__document__outlet", "candidate__promise", "promise", "story", "assigned_by"
    )
    undone = rows.exclude(candidate__status__in=[Candidate.Status.ACCEPTED, Candidate.Status.REJECTED])
    return tuple(undone.defer("candidate__document__text")[:SHOWN])


def saved_filters(person: Person) -> tuple[SavedFilter, ...]:
    """Return the filters that *person* saved."""
    return tuple(SavedFilter.objects.filter(person=person))


def own_draft(person: Person, key: str) -> Draft | None:
    """Return the person's own draft of a form, None where there is none."""
    return Draft.objects.filter(person=person, key=key).first()


def own_drafts(person: Person) -> tuple[Draft, ...]:
    """Return all drafts of *person*, newest first."""
    return tuple(Draft.objects.filter(person=person).order_by("-saved_at", "-pk"))


def notes_on(subject: Promise | Candidate | Assessment) -> tuple[Note, ...]:
    """Return the notes on a record, the open ones first, each in the order written."""
    rows = Note.objects.filter(**{str(subject._meta.model_name): subject.pk}).select_related("author", "resolved_by")
    return tuple(
        rows.prefetch_related("mentions__person").order_by(F("resolved_at").asc(nulls_first=True), "written_at", "pk")[:SHOWN]
    )


def notes_for(person: Person) -> tuple[NoteMention, ...]:
    """Return the open notes that name *person*, the unread first, then the newest."""
    rows = NoteMention.objects.filter(person=person, note__resolved_at__isnull=True)
    related = ("note__author", "note__promise", "note__candidate__promise", "note__assessment__promise")
    return tuple(rows.select_related(*related).order_by(F("read_at").asc(nulls_first=True), "-note__written_at")[:SHOWN])


def unread_count(person: Person) -> int:
    """Return how many open notes name *person* and were not read."""
    return NoteMention.objects.filter(person=person, read_at__isnull=True, note__resolved_at__isnull=True).count()


def find_note(note_id: int) -> Note | None:
    """Return a note with what it is on, None where there is no such."""
    return Note.objects.select_related("promise", "candidate", "assessment").filter(pk=note_id).first()


def others_at(record: str, person: Person, since: dt.datetime) -> tuple[Present, ...]:
    """Return who else has *record* open, in however many pages, seen at or after *since*; whoever came first stands first."""
    rows = Presence.objects.filter(record=record, seen_at__gte=since, person__is_active=True).exclude(person=person)
    came: dict[int, Present] = {}
    for row in rows.select_related("person").order_by("since", "pk"):
        came.setdefault(row.person_id, Present(row.person, row.since))
    return tuple(came.values())


def done_since(
    moment: dt.datetime, person: Person, *, kind: str = "", key: str = "", promise_id: int | None = None
) -> tuple[Act, ...]:
    """Return what others did after *moment* on a record, or on everything of a promise, newest first; nothing of codings."""
    rows: QuerySet[Act] = Act.objects.filter(at__gt=moment, outcome=Act.Outcome.DONE).exclude(person=person)
    for head in _UNTOLD:
        rows = rows.exclude(verb__startswith=head)
    rows = rows.filter(promise=promise_id) if promise_id else rows.filter(kind=kind, key=key)
    return tuple(rows.select_related("person")[:20])
