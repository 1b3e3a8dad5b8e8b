"""Read the audit: acts by person, verb, day, subject and promise, in pages that cost the same however many there are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from marsad.store.models import Act, Person

PAGE = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """Which acts are asked for; empty parts ask for all. *before* and *after* are the keys of acts between two pages."""

    person: str = ""
    verb: str = ""
    day: dt.date | None = None
    subject: str = ""
    promise: str = ""
    outcome: str = ""
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True)
class ActPage:
    """One page of acts, newest first, and the keys from which the pages beside it go on."""

    acts: Sequence[Act]
    older: int | None
    newer: int | None


def _filtered(asked: Asked, of: Person | None) -> QuerySet[Act]:
    rows = Act.objects.select_related("person", "promise")
    if of is not None:
        rows = rows.filter(person=of)
    if asked.person:
        rows = rows.filter(person__username=asked.person)
    if asked.verb:
        rows = rows.filter(verb=asked.verb)
    if asked.day:
        first = timezone.make_aware(dt.datetime.combine(asked.day, dt.time()))
        rows = rows.filter(at__gte=first, at__lt=first + dt.timedelta(days=1))
    if asked.subject:
        kind, _, key = asked.subject.partition(":")
        rows = rows.filter(kind=kind, key=key) if key else rows.filter(kind=kind)
    if asked.promise:
        rows = rows.filter(promise__key=asked.promise)
    if asked.outcome:
        rows = rows.filter(outcome=asked.outcome)
    return rows


def read_acts(asked: Asked, *, of: Person | None = None, most: int = PAGE) -> ActPage:
    """Return a page of the acts that are asked for: everybody's, or those *of* one person alone."""
    rows = _filtered(asked, of)
    if asked.after is not None:
        found = list(rows.filter(pk__gt=asked.after).order_by("pk")[: most + 1])
        has_newer = len(found) > most
        page = found[:most][::-1]
        return ActPage(page, page[-1].pk if page else None, page[0].pk if has_newer else None)
    found = list((rows if asked.before is None else rows.filter(pk__lt=asked.before)).order_by("-pk")[: most + 1])
    page = found[:most]
    has_older = len(found) > most
    return ActPage(page, page[-1].pk if has_older else None, page[0].pk if page and asked.before is not None else None)


def acting_people() -> Sequence[Person]:
    """Return everybody whose acts may be asked for, by name."""
    return list(Person.objects.exclude(username="import").order_by("display_name", "username"))
