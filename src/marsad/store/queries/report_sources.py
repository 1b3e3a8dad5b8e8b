"""How many quotes, independent sources and outlets stand behind each of many verdicts, counted without reading a quote."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import F, Q

from marsad.domain.origins import Carrier, StoryTold, count_sources, told_of
from marsad.store.models import Evidence
from marsad.store.queries.public import end_of
from marsad.store.queries.sources import stories_told

AS_SAID = ("said_on", "pk")  # the order of quotes
_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class Behind:
    """How many *quotes* a verdict rests on, from how many independent *sources* and *outlets*."""

    quotes: int = 0
    sources: int = 0
    outlets: int = 0


def stood_on(known_on: dt.date | None) -> Q:
    """Return which evidence stands today, or stood at the end of a day."""
    standing = Q(withdrawn_at__isnull=True)
    return standing if known_on is None else standing | Q(withdrawn_at__gte=end_of(known_on))


def read_behind(assessments: Collection[int], known_on: dt.date | None) -> Mapping[int, Behind]:
    """Return what stands behind each of the verdicts with these numbers, today or on a day; two queries."""
    evidence = Evidence.objects.filter(stood_on(known_on), assessments__in=assessments)
    rows = evidence.annotate(behind=F("assessments")).order_by(*AS_SAID)
    quoted: defaultdict[int, list[int]] = defaultdict(list)  # a submission as its number below zero, a story as its own
    told: dict[int, StoryTold] = {}
    for assessment, story, submission in rows.values_list("behind", "document__story_id", "submission_id").iterator(_AT_ONCE):
        if story is None:
            told.setdefault(-submission, told_of([Carrier(f"submission {submission}")]))
        quoted[assessment].append(-submission if story is None else story)
    told.update(stories_told(evidence.filter(document__isnull=False).values("document__story")))
    return {
        assessment: Behind(len(stories), *count_sources(told[one] for one in dict.fromkeys(stories)))
        for assessment, stories in quoted.items()
    }
