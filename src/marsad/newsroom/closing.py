"""The end of a government's term: the day is recorded, and every promise gets its closing assessment, the last word on it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from marsad.newsroom.acts import recorded
from marsad.newsroom.coding import open_round
from marsad.newsroom.refusal import Refusal
from marsad.store.models import CodingRound, Government, Person, Promise
from marsad.store.queries.closing import closing_of
from marsad.store.record.programme import save_government


@recorded("government.end_term")
@transaction.atomic
def end_term(government: Government, person: Person, *, ended_on: dt.date, at: dt.datetime | None = None) -> Government:
    """Record the day on which the term of *government* ended, or another day where it was wrong, with its ledger entry.

    Raises Refusal for a day before the term began or one that lies ahead.
    """
    if ended_on < government.began_on:
        raise Refusal("ended_on", "يوم النهاية سابق ليوم البدء.", "The term cannot end before it began.")
    if ended_on > timezone.localdate():
        raise Refusal("ended_on", "يوم النهاية في المستقبل.", "The day lies in the future.")
    return save_government(government.key, actor=person.public_name, at=at or timezone.now(), ended_on=ended_on)


@recorded("assessment.close")
@transaction.atomic
def open_closing(promise: Promise, person: Person, *, at: dt.datetime | None = None) -> CodingRound:
    """Open the round of coding from which the closing assessment of *promise* comes, effective on the term's last day.

    Raises Refusal before the term ended, and where a closing assessment waits or is published.
    """
    ended_on = promise.government.ended_on
    if ended_on is None:
        raise Refusal("", "لم تُسجل نهاية الولاية بعد.", "The end of the term has not been recorded yet.")
    if closing_of(promise) is not None:
        raise Refusal("", "لهذا الوعد تقييم ختامي من قبل.", "This promise already has a closing assessment.")
    return open_round(promise, person, effective_on=ended_on, is_closing=True, at=at)
