"""Record who follows what, and forget them; channels; what is to be sent, and what became of it."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable

from django.db.models import F, Q

from marsad.domain.following import EACH, Parcel, digest_day
from marsad.store.fit import fit
from marsad.store.models import Channel, Delivery, Follower, Person

_AT_ONCE = 500  # rows in one statement: SQLite takes no endless lists
_WAITING = (Delivery.State.QUEUED, Delivery.State.FAILED)


def lock_by_address(address: str) -> Follower | None:
    """Return the follower of *address* (in small letters, as it is kept), held until the transaction ends; None where unknown."""
    return Follower.objects.select_for_update(no_key=True).filter(address=address).first()


def lock_follower(follower_id: int) -> Follower | None:
    """Return the follower of this number who has not ended it, held until the transaction ends; None where there is none."""
    return Follower.objects.select_for_update(no_key=True).filter(pk=follower_id, ended_at__isnull=True).first()


def keep_asked(
    follower: Follower | None,
    address: str,
    *,
    language: str,
    frequency: str,
    subjects: list[str],
    at: dt.datetime,
    until: dt.datetime,
) -> Follower:
    """Record what somebody asks to follow until they confirm it by *until*, and queue the letter that asks them to."""
    asked = {"language": language, "frequency": frequency, "subjects": subjects}
    if follower is None:
        follower = Follower(address=address, language=language, frequency=frequency, link_code=secrets.token_hex(16))
    if follower.confirmed_at is None:
        follower.language = language
    follower.asked, follower.asked_at, follower.ask_until = asked, at, until
    follower.ask_code = secrets.token_hex(16)
    follower.save()
    Delivery.objects.filter(follower=follower, purpose=Delivery.Purpose.CONFIRM, state__in=_WAITING).delete()
    Delivery.objects.create(follower=follower, purpose=Delivery.Purpose.CONFIRM, queued_at=at, next_try_at=at)
    return follower


def choose(
    follower: Follower, *, language: str, frequency: str, subjects: list[str], at: dt.datetime, now_local: dt.datetime
) -> None:
    """Record what a follower chose; a digest they change to begins with the next one."""
    if frequency == EACH:
        follower.digested_on = None
    elif frequency != follower.frequency or follower.digested_on is None:
        follower.digested_on = digest_day(frequency, now_local)
    follower.language, follower.frequency, follower.subjects = language, frequency, subjects
    if follower.confirmed_at is None:
        follower.confirmed_at = at
    follower.asked, follower.ask_code = None, ""
    follower.save()


def begin_after(follower: Follower, sequence: int) -> None:
    """Record that what came up to the entry *sequence* is not told to somebody who follows from now on."""
    follower.told_through = sequence
    follower.save(update_fields=["told_through"])


def end_follower(follower: Follower, *, at: dt.datetime) -> None:
    """Forget the address and what was followed; nothing that waits is sent. Only that somebody once followed stays."""
    follower.address, follower.subjects, follower.asked, follower.ask_code = "", [], None, ""
    follower.ended_at = at
    follower.save(update_fields=["address", "subjects", "asked", "ask_code", "ended_at"])
    Delivery.objects.filter(follower=follower).delete()


def forget_unconfirmed(now: dt.datetime) -> int:
    """Delete who asked and never confirmed in time; return how many."""
    rows = Follower.objects.filter(confirmed_at__isnull=True, ended_at__isnull=True, ask_until__lte=now)
    return rows.delete()[1].get("store.Follower", 0)


def forget_old_deliveries(before: dt.datetime) -> int:
    """Delete what went out to readers, or never had to, before *before*; return how many."""
    rows = Delivery.objects.filter(queued_at__lt=before, follower__isnull=False)
    return rows.filter(~Q(state__in=_WAITING)).delete()[0]


# ── Channels ──
def lock_channel(channel_id: int) -> Channel:
    """Return a channel, held until the transaction ends; raise Channel.DoesNotExist."""
    return Channel.objects.select_for_update(no_key=True).get(pk=channel_id)


def keep_channel(
    kind: str, *, name: str, address: str, language: str, subjects: list[str], by: Person, at: dt.datetime, after: int
) -> Channel:
    """Record a channel that is told of what comes after the entry *after*."""
    return Channel.objects.create(
        kind=kind,
        name=fit(name, 120),
        address=address,
        language=language,
        subjects=subjects,
        secret_code=secrets.token_hex(32),
        told_through=after,
        added_by=by,
        added_at=at,
    )


def set_state(channel: Channel, state: str, *, at: dt.datetime, because: str = "") -> None:
    """Record whether a channel is posted to; ended for good, what waits for it is dropped."""
    channel.state, channel.paused_because = state, fit(because, 300)
    channel.ended_at = at if state == Channel.State.ENDED else None
    channel.save(update_fields=["state", "paused_because", "ended_at"])
    if state == Channel.State.ENDED:
        Delivery.objects.filter(channel=channel, state__in=_WAITING).delete()


# ── Deliveries ──
def queue_parcels(
    target: Follower | Channel, parcels: Iterable[Parcel], *, through: int, digest_on: dt.date | None, at: dt.datetime
) -> int:
    """Queue *parcels* for *target*, held by its lock, and note that it is told up to the entry *through*; return how many."""
    to = {"follower": target} if isinstance(target, Follower) else {"channel": target}
    rows = [
        Delivery(
            **to,
            purpose=Delivery.Purpose.ACTS,
            after=parcel.after,
            through=parcel.through,
            digest_on=digest_on,
            queued_at=at,
            next_try_at=at,
        )
        for parcel in parcels
    ]
    Delivery.objects.bulk_create(rows)
    target.told_through = through
    if isinstance(target, Follower) and digest_on is not None:
        target.digested_on = digest_on
    target.save(update_fields=["told_through", "digested_on"] if isinstance(target, Follower) else ["told_through"])
    return len(rows)


def move_on(
    kind: type[Follower | Channel], numbers: Iterable[int], place: int, head: int, digest_on: dt.date | None = None
) -> None:
    """Note that those of *numbers* who still stand at the entry *place* have nothing to be told up to *head*.

    Where they get digests, the one of *digest_on* had no news.
    """
    known, moved = list(numbers), {"told_through": head} | ({"digested_on": digest_on} if digest_on else {})
    for at in range(0, len(known), _AT_ONCE):
        kind._default_manager.filter(pk__in=known[at : at + _AT_ONCE], told_through=place).update(**moved)


def queue_test(channel: Channel, *, at: dt.datetime) -> Delivery:
    """Queue a message that only shows that a channel is reached."""
    return Delivery.objects.create(channel=channel, purpose=Delivery.Purpose.TEST, queued_at=at, next_try_at=at)


def lease(delivery_id: int, *, now: dt.datetime, until: dt.datetime) -> bool:
    """Take a due delivery for oneself until *until*; tell whether it was still to be had: only one of several gets it."""
    rows = Delivery.objects.filter(pk=delivery_id, state__in=_WAITING, next_try_at__lte=now)
    return rows.update(next_try_at=until, tries=F("tries") + 1) == 1


def note_sent(delivery: Delivery, *, at: dt.datetime) -> None:
    """Record that a delivery went out."""
    Delivery.objects.filter(pk=delivery.pk).update(state=Delivery.State.SENT, sent_at=at, last_error="")


def note_needless(delivery: Delivery) -> None:
    """Record that nothing was left to tell."""
    Delivery.objects.filter(pk=delivery.pk).update(state=Delivery.State.NEEDLESS, last_error="")


def note_failed(delivery: Delivery, reason: str, *, next_try_at: dt.datetime | None, now: dt.datetime) -> None:
    """Record why a delivery did not go out, and when it is tried again; given up where *next_try_at* is None."""
    state = Delivery.State.FAILED if next_try_at else Delivery.State.GAVE_UP
    Delivery.objects.filter(pk=delivery.pk).update(state=state, last_error=fit(reason, 300), next_try_at=next_try_at or now)


def try_again(delivery_id: int, *, at: dt.datetime) -> Delivery:
    """Have a delivery that failed or was given up tried from the beginning; raise Delivery.DoesNotExist for another."""
    row = Delivery.objects.select_for_update(no_key=True, of=("self",)).get(
        pk=delivery_id, state__in=[Delivery.State.FAILED, Delivery.State.GAVE_UP]
    )
    row.state, row.tries, row.next_try_at = Delivery.State.QUEUED, 0, at
    row.save(update_fields=["state", "tries", "next_try_at"])
    return row
