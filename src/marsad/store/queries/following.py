"""What may be followed, who follows, what waits to be sent: reads of following, by the newsroom, the site and the desk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from marsad.domain.following import EACH, STREAMS, News, Subject
from marsad.store.models import Body, Channel, Delivery, Entry, Follower, Government, Promise, Sector
from marsad.store.queries.changes import CHANGED, FIRST, WITHDRAWN, Change, changes_between
from marsad.store.queries.changes import STREAMS as KINDS_OF

SHOWN = 50  # deliveries that the desk shows
_WAITING = (Delivery.State.QUEUED, Delivery.State.FAILED)


def news_of(change: Change) -> News:
    """Return what *change* touches, as followers are told of it."""
    kind, promise = change.entry.kind, change.entry.promise
    streams = {name for name in STREAMS if kind in KINDS_OF.get(name, ())} - {"verdicts"}
    if change.turn in {FIRST, CHANGED, WITHDRAWN}:  # one judged again and left as it was changes nothing
        streams.add("verdicts")
    if promise is None:
        return News(change.entry.sequence, frozenset(streams))
    return News(
        change.entry.sequence,
        frozenset(streams),
        promise=promise.key,
        sector=promise.sector.key,
        body=promise.body.key if promise.body else "",
        government=promise.government.key,
    )


def news_between(after: int, through: int) -> tuple[tuple[News, Change], ...]:
    """Return the acts after the entry *after* up to *through* that readers are told of, with what they tell, oldest first."""
    return tuple((news_of(change), change) for change in changes_between(after, through))


def newest_sequence() -> int:
    """Return the sequence of the ledger's newest entry, 0 where there is none."""
    return Entry.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0


def name_subjects(subjects: Iterable[Subject]) -> dict[Subject, str]:
    """Return the names of those of *subjects* that readers see, streams without one; four queries at the most."""
    wanted = list(subjects)
    found = {subject: "" for subject in wanted if not subject.key}
    keys = {kind: [one.key for one in wanted if one.kind == kind] for kind in ("promise", "sector", "body", "government")}
    shown = Promise.objects.published().order_by()
    if keys["promise"]:
        found |= {Subject("promise", row.key): row.title for row in shown.filter(key__in=keys["promise"])}
    models: tuple[tuple[str, type[Sector | Body | Government]], ...] = (
        ("sector", Sector),
        ("body", Body),
        ("government", Government),
    )
    for kind, model in models:
        if keys[kind]:
            rows = model._default_manager.filter(key__in=keys[kind], pk__in=shown.values(kind))
            found |= {Subject(kind, row.key): row.name for row in rows}
    return found


def find_follower(follower_id: int, *, or_ended: bool = False) -> Follower | None:
    """Return the follower of this number, or None; one who ended it only with *or_ended*."""
    rows = Follower.objects.filter(pk=follower_id)
    return (rows if or_ended else rows.filter(ended_at__isnull=True)).first()


def last_given_up(follower_id: int, count: int) -> bool:
    """Return whether the last *count* messages to a follower were all given up."""
    states = Delivery.objects.filter(follower=follower_id).order_by("-pk").values_list("state", flat=True)[:count]
    return list(states) == [Delivery.State.GAVE_UP] * count


def behind(head: int, digests: Mapping[str, dt.date]) -> tuple[list[Follower], list[Channel]]:
    """Return whom there may be something to tell: who was not told up to the entry *head*, of digests those that are due.

    A digest without news is due as well: its day passes, and what comes later that day waits for the next. *digests* are the
    days of the newest digests by frequency.
    """
    live = Follower.objects.filter(confirmed_at__isnull=False, ended_at__isnull=True)
    due = Q(frequency=EACH, told_through__lt=head)
    for frequency, day in digests.items():
        due |= Q(frequency=frequency, digested_on__lt=day)
    columns = ("frequency", "subjects", "told_through", "digested_on")
    channels = Channel.objects.filter(state=Channel.State.ACTIVE, told_through__lt=head)
    return list(live.filter(due).only(*columns)), list(channels)


def due_ids(now: dt.datetime, most: int) -> list[int]:
    """Return the deliveries whose time has come, those that wait longest first; none to a channel that is paused."""
    rows = Delivery.objects.filter(state__in=_WAITING, next_try_at__lte=now)
    rows = rows.filter(Q(channel__isnull=True) | Q(channel__state=Channel.State.ACTIVE) | Q(purpose=Delivery.Purpose.TEST))
    return list(rows.order_by("next_try_at", "pk").values_list("pk", flat=True)[:most])


def read_delivery(delivery_id: int) -> Delivery:
    """Return a delivery with its target; raise Delivery.DoesNotExist."""
    return Delivery.objects.select_related("follower", "channel").get(pk=delivery_id)


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many follow by mail, by frequency, and how many asked and have not confirmed; of whom they are nothing is told."""

    each: int
    daily: int
    weekly: int
    unconfirmed: int

    @property
    def all(self) -> int:
        """Everybody who confirmed."""
        return self.each + self.daily + self.weekly


def count_followers() -> Numbers:
    """Count the followers by mail."""
    live = Q(confirmed_at__isnull=False)
    counted = Follower.objects.filter(ended_at__isnull=True).aggregate(
        each=Count("pk", filter=live & Q(frequency="each")),
        daily=Count("pk", filter=live & Q(frequency="daily")),
        weekly=Count("pk", filter=live & Q(frequency="weekly")),
        unconfirmed=Count("pk", filter=~live),
    )
    return Numbers(**counted)


def list_channels() -> QuerySet[Channel]:
    """Return the channels that were not ended, with how many messages wait and were given up."""
    rows = Channel.objects.exclude(state=Channel.State.ENDED).select_related("added_by")
    return rows.annotate(
        waiting=Count("deliveries", filter=Q(deliveries__state__in=_WAITING)),
        given_up=Count("deliveries", filter=Q(deliveries__state=Delivery.State.GAVE_UP)),
    )


def list_troubled() -> list[Delivery]:
    """Return the newest deliveries that failed or were given up, without whose mail they are."""
    rows = Delivery.objects.filter(state__in=[Delivery.State.FAILED, Delivery.State.GAVE_UP]).select_related("channel")
    return list(rows.order_by("-next_try_at", "-pk")[:SHOWN])
