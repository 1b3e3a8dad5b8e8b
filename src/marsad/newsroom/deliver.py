"""Carry what the ledger says to those who follow it: queue what is new for each, once; send what is due; try again, give up."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from marsad.domain.delivering import wait_after
from marsad.domain.following import DAILY, EACH, WEEKLY, News, Parcel, digest_day, is_told, parcels, read_subjects
from marsad.newsroom.couriers import Couriers
from marsad.newsroom.not_sent import GoneError, NotSentError
from marsad.newsroom.telling import tell
from marsad.store.models import Channel, Delivery, Follower
from marsad.store.queries import following as read
from marsad.store.record import following as record

LEASE = dt.timedelta(minutes=10)  # longer than any one sending takes; past it another may take it over
KEPT = dt.timedelta(days=30)  # how long what was sent to readers stays on record
_BATCH = 100
_ENTRIES = 500  # read at a time
_REFUSALS = 3  # letters in a row


@dataclass(frozen=True, slots=True)
class Delivered:
    """What one round came to."""

    queued: int = 0
    sent: int = 0
    needless: int = 0
    failed: int = 0
    given_up: int = 0

    def __add__(self, other: Delivered) -> Delivered:
        """Return both together."""
        return Delivered(
            self.queued + other.queued,
            self.sent + other.sent,
            self.needless + other.needless,
            self.failed + other.failed,
            self.given_up + other.given_up,
        )


# ── Queue ──
def queue_new(now: dt.datetime) -> int:
    """Queue for everybody what the ledger said since they were last told; return how many messages that makes.

    Two that do this at once queue each act once: each target is held while its messages are queued and its place is moved,
    and the database refuses a second message for the same place.
    """
    head, local = read.newest_sequence(), timezone.localtime(now)
    digests = {frequency: digest_day(frequency, local) for frequency in (DAILY, WEEKLY)}
    followers, channels = read.behind(head, digests)
    targets: list[Follower | Channel] = [*followers, *channels]
    if not targets:
        return 0
    acts = _acts(min(target.told_through for target in targets), head)
    places = [act.sequence for act in acts]
    queued, unmoved = 0, defaultdict[tuple[type[Follower | Channel], int, str], list[int]](list)
    for target in targets:
        frequency = target.frequency if isinstance(target, Follower) else EACH
        followed = read_subjects(target.subjects)
        news = [act.sequence for act in acts[bisect_right(places, target.told_through) :] if is_told(act, followed)]
        found = parcels(news, frequency=frequency)
        if found:
            queued += _queue(target, found, head, digests.get(frequency), now)
        else:
            unmoved[type(target), target.told_through, frequency].append(target.pk)
    for (kind, place, frequency), numbers in unmoved.items():
        record.move_on(kind, numbers, place, head, digests.get(frequency))
    return queued


def _acts(after: int, through: int) -> list[News]:
    """Return the acts of a stretch of the ledger, read in pieces so that a long one costs no more memory than its acts."""
    found: list[News] = []
    for start in range(after, through, _ENTRIES):
        found += [act for act, _ in read.news_between(start, min(start + _ENTRIES, through))]
    return found


@transaction.atomic
def _queue(target: Follower | Channel, found: Sequence[Parcel], head: int, day: dt.date | None, now: dt.datetime) -> int:
    if isinstance(target, Follower):
        held: Follower | Channel | None = record.lock_follower(target.pk)
    else:
        held = record.lock_channel(target.pk)
    if held is None or held.told_through != target.told_through or held.subjects != target.subjects:
        return 0  # another did it, or it was ended or changed, since it was read: the next round sees
    if isinstance(held, Follower) and (held.frequency, held.digested_on) != (target.frequency, target.digested_on):  # type: ignore[union-attr]
        return 0
    return record.queue_parcels(held, found, through=head, digest_on=day, at=now)


# ── Send ──
def send_due(couriers: Couriers, *, clock: Callable[[], dt.datetime] = timezone.now, most: int = 10_000) -> Delivered:
    """Send what is due, at most *most* messages, and note what came of each.

    Each is leased before it is sent, so that of several who send only one gets it. Who dies between sending and noting it
    leaves the one in flight to be sent again when its lease is over: a message can so come twice, and never be lost.
    """
    total = Delivered()
    for _ in range(0, most, _BATCH):
        due = read.due_ids(clock(), _BATCH)
        if not due:
            break
        for number in due:
            now = clock()
            if record.lease(number, now=now, until=now + LEASE):
                total += _send(read.read_delivery(number), couriers, clock)
    return total


def _send(delivery: Delivery, couriers: Couriers, clock: Callable[[], dt.datetime]) -> Delivered:
    try:
        is_sent = _carry(delivery, couriers, clock())
    except NotSentError as error:
        is_gone = isinstance(error, GoneError)
        wait = None if is_gone else wait_after(delivery.tries, error.wait_s)
        reason = str(error)
        if delivery.follower is not None:  # servers say whom they refuse; the desk need not know
            reason = reason.replace(delivery.follower.address, "…")
        done = _note_failed(delivery, reason, clock(), wait)
        if is_gone and delivery.follower_id is not None:
            _end_gone(delivery.follower_id, clock())
        return done
    if not is_sent:
        record.note_needless(delivery)
        return Delivered(needless=1)
    record.note_sent(delivery, at=clock())
    return Delivered(sent=1)


def _carry(delivery: Delivery, couriers: Couriers, now: dt.datetime) -> bool:
    """Send *delivery*; tell whether there was anything to send. Raises NotSentError."""
    follower, channel = delivery.follower, delivery.channel
    if delivery.purpose == Delivery.Purpose.CONFIRM and follower is not None:
        if not follower.ask_code:
            return False
        couriers.ask_to_confirm(delivery, follower)
        return True
    if delivery.purpose == Delivery.Purpose.TEST and channel is not None:
        couriers.post(delivery, channel, (), now)
        return True
    target = follower or channel
    assert target is not None
    assert delivery.after is not None
    assert delivery.through is not None
    followed = read_subjects(target.subjects)
    found = [change for act, change in read.news_between(delivery.after, delivery.through) if is_told(act, followed)]
    told = tuple(tell(change, target.language) for change in found)
    if not told:
        return False  # what it told of was taken from readers, or is not followed any more
    if follower is not None:
        couriers.write(delivery, follower, told)
    elif channel is not None:
        couriers.post(delivery, channel, told, now)
    return True


@transaction.atomic
def _note_failed(delivery: Delivery, reason: str, now: dt.datetime, wait: dt.timedelta | None) -> Delivered:
    is_test = delivery.purpose == Delivery.Purpose.TEST
    next_try_at = now + wait if wait and not is_test else None  # who tests looks at what came of it, and tests again
    record.note_failed(delivery, reason, next_try_at=next_try_at, now=now)
    if next_try_at is not None:
        return Delivered(failed=1)
    if delivery.channel_id is not None and not is_test:
        channel = record.lock_channel(delivery.channel_id)
        if channel.state == Channel.State.ACTIVE:  # a far end that is gone must not gather messages for ever
            record.set_state(channel, Channel.State.PAUSED, at=now, because=reason)
    return Delivered(given_up=1)


@transaction.atomic
def _end_gone(follower_id: int, now: dt.datetime) -> None:
    """End for a follower whose mailbox is gone, once the last letters to it were all given up: one refusal may be a mistake."""
    held = record.lock_follower(follower_id)
    if held is not None and read.last_given_up(follower_id, _REFUSALS):
        record.end_follower(held, at=now)


def forget(now: dt.datetime) -> None:
    """Forget who never confirmed, and what was sent to readers long ago."""
    record.forget_unconfirmed(now)
    record.forget_old_deliveries(now - KEPT)


def deliver(couriers: Couriers | None = None, *, clock: Callable[[], dt.datetime] = timezone.now) -> Delivered:
    """Do one round: queue what is new, send what is due, forget what is over; return what it came to."""
    now = clock()
    queued = queue_new(now)
    with couriers or Couriers() as opened:
        done = send_due(opened, clock=clock)
    forget(now)
    return Delivered(queued=queued) + done
