"""Read a day at the desk: what came and was decided since a moment, what waits for one person, what is due, what is quiet."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, F, Max, Q
from django.utils import timezone

from marsad.store.models import (
    Assessment,
    Assignment,
    Candidate,
    FailureRow,
    Government,
    MilestoneRow,
    NoteMention,
    Person,
    Promise,
    ReplyRequest,
    Source,
    Submission,
)
from marsad.store.queries.codings import waiting_count as codings_waiting
from marsad.store.queries.deskwork import assigned_to, notes_for
from marsad.store.queries.milestones import MilestoneFilters, list_milestones
from marsad.store.queries.queue import Choice
from marsad.store.queries.reply_desk import replies_waiting

STALE_AFTER = dt.timedelta(days=90)
SOON = dt.timedelta(days=30)
SILENT_AFTER = dt.timedelta(days=7)
SHOWN = 60
_DECIDED = (Candidate.Status.ACCEPTED, Candidate.Status.REJECTED, Candidate.Status.DEFERRED)


@dataclass(frozen=True, slots=True)
class NewOnPromise:
    """What came on one promise: how many candidates, how many of them suggested."""

    promise: Promise
    came: int
    suggested: int


@dataclass(frozen=True, slots=True)
class DecidedBy:
    """What one person decided of candidates."""

    person: Person
    accepted: int
    rejected: int
    deferred: int


@dataclass(frozen=True, slots=True)
class Due:
    """A day: a promise's deadline, a milestone's last day, or that by which a body was asked to reply."""

    day: dt.date
    promise: Promise
    milestone: MilestoneRow | None = None
    asked: ReplyRequest | None = None


@dataclass(frozen=True, slots=True)
class Stale:
    """A promise on which nothing has been found for long; *last_on* is None where nothing ever was."""

    promise: Promise
    last_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Digest:
    """A day at the desk for one person."""

    since: dt.datetime
    came: tuple[NewOnPromise, ...]
    decided: tuple[DecidedBy, ...]
    published: tuple[Assessment, ...]
    notes: tuple[NoteMention, ...]
    assigned: tuple[Assignment, ...]
    to_second: int
    to_code: int
    replies: int
    submissions: int
    ahead: tuple[Due, ...]
    overdue: tuple[Due, ...]
    silent: tuple[Source, ...]
    failing: int


def digest(person: Person, since: dt.datetime, today: dt.date) -> Digest:
    """Return the day at the desk for *person*: what came and was decided from *since* on, and what stands today."""
    rows = Candidate.objects.filter(found_at__gte=since).order_by()
    came_on = rows.values("promise").annotate(n=Count("pk"), told=Count("pk", filter=Q(is_suggested=True)))
    counts = {row["promise"]: (row["n"], row["told"]) for row in came_on}
    promises = Promise.objects.everything().filter(pk__in=counts).defer("text_ar", "text_en", "search_key")
    came = sorted((NewOnPromise(row, *counts[row.pk]) for row in promises), key=lambda one: (-one.suggested, -one.came))
    proposed = Assessment.objects.filter(status=Assessment.Status.PROPOSED).exclude(author=person)
    return Digest(
        since=since,
        came=tuple(came),
        decided=_decided(since),
        published=tuple(
            Assessment.objects.filter(published_at__gte=since).select_related("promise", "author", "seconder")[:SHOWN]
        ),
        notes=notes_for(person),
        assigned=assigned_to(person),
        to_second=proposed.count() if person.is_editor else 0,
        to_code=codings_waiting(person) if person.may_code else 0,
        replies=replies_waiting(),
        submissions=Submission.objects.filter(status__in=[Submission.Status.RECEIVED, Submission.Status.CHECKING]).count(),
        ahead=due_between(today, today + SOON),
        overdue=overdue(today),
        silent=silent_sources(timezone.now()),
        failing=FailureRow.objects.filter(is_closed=False).count(),
    )


def _decided(since: dt.datetime) -> tuple[DecidedBy, ...]:
    rows = Candidate.objects.filter(decided_at__gte=since, status__in=_DECIDED).order_by()
    tallies: dict[int, Counter[str]] = {}
    for person, status, n in rows.values_list("decided_by", "status").annotate(Count("pk")):
        tallies.setdefault(person, Counter())[status] += n
    people = Person.objects.in_bulk(tallies)
    found = (
        DecidedBy(people[pk], tally["accepted"], tally["rejected"], tally["deferred"])
        for pk, tally in tallies.items()
        if pk in people
    )
    return tuple(sorted(found, key=lambda one: (-(one.accepted + one.rejected + one.deferred), one.person.username)))


def due_between(first: dt.date, last: dt.date, *, government: str = "", sector: str = "") -> tuple[Due, ...]:
    """Return the deadlines of promises and the days of confirmed milestones from *first* to *last*, in time order."""
    about = Promise.objects.everything()
    about = about.filter(government__key=government) if government else about
    about = about.filter(sector__key=sector) if sector else about
    promises = about.filter(deadline_on__range=(first, last)).select_related("government", "sector")
    milestones = MilestoneRow.objects.filter(status="confirmed", last_on__range=(first, last), promise__in=about.order_by())
    clocks = ReplyRequest.objects.filter(
        deadline_on__range=(first, last), replies=None, silence_published_at=None, revoked_at=None
    )
    clocks = clocks.filter(promise__in=about.order_by()).select_related("promise__government", "body")
    found = [Due(row.deadline_on, row) for row in promises if row.deadline_on]
    found += [Due(row.last_on, row.promise, row) for row in milestones.select_related("promise__government", "promise__sector")]
    found += [Due(row.deadline_on, row.promise, asked=row) for row in clocks]
    return tuple(sorted(found, key=lambda one: (one.day, one.promise.key)))


def overdue(today: dt.date) -> tuple[Due, ...]:
    """Return the confirmed milestones whose day has passed and which nobody has closed, the longest overdue first."""
    late = list_milestones(MilestoneFilters(), today).overdue
    return tuple(Due(line.row.last_on, line.row.promise, line.row) for line in late)


def stale_promises(
    today: dt.date, *, after: dt.timedelta = STALE_AFTER, government: str = "", sector: str = ""
) -> tuple[Stale, ...]:
    """Return the promises of standing governments without a finding in *after*, the longest quiet first."""
    last = Max("evidence__said_on", filter=Q(evidence__withdrawn_at__isnull=True))
    rows = Promise.objects.everything().annotate(last_on=last).filter(Q(last_on=None) | Q(last_on__lt=today - after))
    rows = rows.filter(government__ended_on__isnull=True) if not government else rows.filter(government__key=government)
    rows = rows.filter(sector__key=sector) if sector else rows
    related = rows.select_related("government", "sector").defer("text_ar", "text_en", "search_key")
    return tuple(Stale(row, getattr(row, "last_on", None)) for row in related.order_by(F("last_on").asc(nulls_first=True), "key"))


def government_choices() -> tuple[Choice, ...]:
    """Return the governments, the latest first."""
    return tuple(Choice(row.key, row.name) for row in Government.objects.all())


def silent_sources(now: dt.datetime) -> tuple[Source, ...]:
    """Return the sources that were not read for a week, the longest silent first."""
    rows = Source.objects.filter(Q(polled_at__isnull=True) | Q(polled_at__lt=now - SILENT_AFTER))
    return tuple(rows.select_related("outlet").order_by(F("polled_at").asc(nulls_first=True), "url")[:SHOWN])
