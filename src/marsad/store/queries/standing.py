"""Read how promises stand: the verdict in force, under the codebook that it was given under."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from marsad.domain.codebook import Codebook, Verdict
from marsad.store.models import Assessment
from marsad.store.queries.newsroom import read_codebook


@dataclass(frozen=True, slots=True)
class Standing:
    """A promise's published assessment and its verdict; both None where nothing has been published."""

    assessment: Assessment | None = None
    verdict: Verdict | None = None


def standings(promise_ids: Iterable[int]) -> dict[int, Standing]:
    """Return how each of the promises stands, in one query."""
    found = {promise_id: Standing() for promise_id in promise_ids}
    rows = Assessment.objects.filter(promise_id__in=found, status=Assessment.Status.PUBLISHED).select_related("codebook")
    books: dict[int, Codebook] = {}
    for row in rows.order_by("effective_on", "id"):
        if row.codebook_id not in books:
            books[row.codebook_id] = read_codebook(row.codebook)
        found[row.promise_id] = Standing(row, books[row.codebook_id].verdict(row.verdict))
    return found
