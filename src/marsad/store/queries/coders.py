"""Read who coded an assessment. It tells names alone; what they found is `store.queries.codings`'s to keep or to tell."""

from __future__ import annotations

from marsad.store.models import Assessment, Coding


def coders_of(assessment: Assessment) -> tuple[str, ...]:
    """Return the names of those who coded what *assessment* came of, in the order in which they handed in; none for an import."""
    if assessment.round_id is None:
        return ()
    rows = Coding.objects.filter(round=assessment.round_id, withdrawn_at__isnull=True).order_by("place")
    return tuple(rows.values_list("person__username", flat=True))
