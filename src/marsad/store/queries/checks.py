"""When somebody of the team last decided anything on a promise, by the audit: the day alone is public, never who or what."""

from __future__ import annotations

import datetime as dt

from django.db.models import Max, OuterRef, QuerySet, Subquery

from marsad.store.models import Act

# Acts that look at the sources or the verdict of one promise and decide. Notes, assignments and refused acts are none.
DECISIONS = (
    *("candidate.accept", "candidate.reject", "submission.accept", "coding.hand_in", "coding.propose", "coding.adjudicate"),
    *("assessment.propose", "assessment.return", "assessment.publish", "assessment.correct", "assessment.withdraw"),
    *("assessment.keep", "assessment.close", "correction.publish", "reply.answer", "reply.publish", "reply.conclude"),
    *("reply.silence", "conflict.explain", "conflict.resolve", "conflict.dismiss", "series.publish", "series.dismiss"),
    *("milestone.confirm", "milestone.dismiss", "milestone.meet", "milestone.miss", "milestone.postpone"),
)


def _decided() -> QuerySet[Act]:
    return Act.objects.filter(outcome=Act.Outcome.DONE, verb__in=DECISIONS)


def last_check(promise: str, before: dt.datetime | None = None) -> Subquery:
    """Return, for an outer query, the moment of the last decision, *before* a moment, on what it names *promise*; or null."""
    rows = _decided().filter(promise=OuterRef(promise)).order_by()
    if before is not None:
        rows = rows.filter(at__lt=before)
    # A maximum, not the first of an order: so each database looks under the promise and never walks the audit by its days.
    return Subquery(rows.values("promise").annotate(last=Max("at")).values("last"))


def checks_stand_at() -> str:
    """Return what changes with every decision on a promise: for what is known again by an ETag. One row."""
    return str(_decided().filter(promise__isnull=False).order_by("-pk").values_list("pk", flat=True).first() or "")
