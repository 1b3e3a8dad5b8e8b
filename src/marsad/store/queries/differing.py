"""Where sources differ: on which promises a reader is told so, today or as known on a day."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from marsad.store.models import ConflictRow, Entry, Evidence, Promise
from marsad.store.queries.disputes import DISPUTE_KINDS
from marsad.store.queries.public import end_of, ledger_end_of, standing_first


def where_sources_differ(rows: QuerySet[Any], known_on: dt.date | None) -> QuerySet[Any]:
    """Return those of *rows*, of promises or of their wordings, on whose pages readers are told that sources differ.

    That is where an editor explained a conflict to readers, or where the verdict that stands rests on evidence of which some
    supports and some refutes.
    """
    promise = "pk" if rows.model is Promise else "promise"
    rows = rows.annotate(stands_on=Subquery(standing_first(promise, known_on).values("pk")[:1]))
    differs = Exists(_proof("supports", known_on)) & Exists(_proof("refutes", known_on))
    if known_on is None:
        return rows.filter(differs | Q(Exists(_explained(promise))))
    return rows.filter(differs | Q(**{f"{promise}__in": _explained_by(known_on)}))


def _proof(stance: str, known_on: dt.date | None) -> QuerySet[Evidence]:
    standing = Q(withdrawn_at__isnull=True) if known_on is None else _stood(known_on)
    return Evidence.objects.filter(standing, assessments=OuterRef("stands_on"), stance=stance)


def _stood(known_on: dt.date) -> Q:
    return Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=end_of(known_on))


def _explained(promise: str) -> QuerySet[ConflictRow]:
    """Return the explained conflicts of a promise of which both documents still stand as its evidence."""
    stands = Evidence.objects.filter(promise=OuterRef("promise"), withdrawn_at__isnull=True)
    left, right = (Exists(stands.filter(document=OuterRef(side))) for side in ("left", "right"))
    return ConflictRow.objects.filter(left, right, promise=OuterRef(promise), status=ConflictRow.Status.EXPLAINED)


def _explained_by(known_on: dt.date) -> set[int]:
    """Return the promises of which the ledger told a conflict by the end of *known_on*, and had not taken it back."""
    midnight = ledger_end_of(known_on)
    rows = Entry.objects.filter(kind__in=DISPUTE_KINDS, at__lt=midnight, promise__isnull=False).order_by("sequence")
    told: dict[int, tuple[str, int]] = {}
    for kind, promise, payload in rows.values_list("kind", "promise", "payload"):
        told[json.loads(payload)["conflict"]] = (kind, promise)
    return {promise for kind, promise in told.values() if kind == DISPUTE_KINDS[0]}
