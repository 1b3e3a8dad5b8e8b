"""Read the samples of published assessments that were drawn to be coded again, and how far their coding has come."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from marsad.store.models import CodingRound, RecodingSample, Sector


@dataclass(frozen=True, slots=True)
class SampleLine:
    """A sample in a list: how many assessments it was drawn from, how many it holds, how many are coded again."""

    sample: RecodingSample
    drawn_from: int
    rounds: int
    done: int


def samples(limit: int = 50) -> tuple[SampleLine, ...]:
    """Return the samples, newest first."""
    rows = RecodingSample.objects.select_related("sector", "drawn_by")
    done = Count("rounds", filter=Q(rounds__status=CodingRound.Status.RECODED))
    return tuple(
        SampleLine(row, len(row.population), row.opened, row.done)
        for row in rows.annotate(opened=Count("rounds"), done=done)[:limit]
    )


def rounds_in(sample: RecodingSample) -> int:
    """Return how many rounds *sample* opened."""
    return CodingRound.objects.filter(sample=sample).count()


def sectors() -> list[tuple[str, str]]:
    """Return the key and name of every sector with a published assessment."""
    rows = Sector.objects.filter(promises__assessments__status__in=["published", "superseded"]).distinct()
    return [(row.key, row.name) for row in rows.order_by("place", "key")]
