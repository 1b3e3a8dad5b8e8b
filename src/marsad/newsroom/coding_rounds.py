"""Begin a round of blind coding: one at a time on a promise and day, on the evidence that stands now and is no later."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from marsad.newsroom.refusal import Refusal
from marsad.store.models import CodingRound, Evidence, Person, Promise
from marsad.store.queries.codings import latest_round
from marsad.store.queries.newsroom import NoCodebookError, current_codebook
from marsad.store.record import codings as record
from marsad.store.record.review import lock_evidence


def begin_round(
    promise: Promise,
    person: Person,
    *,
    effective_on: dt.date,
    is_closing: bool,
    at: dt.datetime,
    replaces: CodingRound | None = None,
) -> CodingRound:
    """Record a round under the codebook in force, in the place of *replaces*, else of the latest; call it in a transaction.

    Raises Refusal where a round on that promise and day is open already, or there is no codebook.
    """
    try:
        codebook = current_codebook()
    except NoCodebookError as error:
        raise Refusal("", "لا دليل ترميز بعد؛ حمّله أولا.", str(error)) from error
    record.lock_promise(promise)
    latest = latest_round(promise, effective_on)
    if latest is not None and latest.status in {CodingRound.Status.OPEN, CodingRound.Status.DISPUTED}:
        raise Refusal(
            "effective_on",
            "على هذا الوعد جولة مفتوحة لليوم نفسه؛ رمّز فيها أو أنهها أولا.",
            "A round on this promise and day is open already; code in it, or end it first.",
        )
    day = Q(said_on__isnull=True) | Q(said_on__lte=effective_on)
    standing = Evidence.objects.filter(day, promise=promise, withdrawn_at__isnull=True)
    return record.keep_round(
        promise,
        codebook=codebook,
        effective_on=effective_on,
        is_closing=is_closing,
        evidence=lock_evidence(standing),  # or some could be withdrawn just before coders are shown it
        person=person,
        at=at,
        replaces=replaces or latest,
    )
