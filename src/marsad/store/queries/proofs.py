"""The evidence that readers see: that on which a published verdict of a published promise rests, today or on a past day."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet

from marsad.store.models import Assessment, Evidence
from marsad.store.queries.public import end_of, known
from marsad.store.queries.wordings import revisions_known


def evidence_known(on: dt.date | None) -> QuerySet[Evidence]:
    """Return the evidence that readers see today, or saw at the end of the day *on*."""
    rows = Evidence.objects.filter(Exists(known(Assessment.objects.filter(evidence=OuterRef("pk")), on)))
    if on is None:
        return rows.filter(withdrawn_at__isnull=True, promise__is_published=True)
    public = revisions_known(on).filter(promise=OuterRef("promise")).order_by()
    return rows.filter(Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=end_of(on)), Exists(public))
