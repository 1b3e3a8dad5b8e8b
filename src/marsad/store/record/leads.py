"""Keep which candidate stands for its story in the queue, and from which day: settled where candidates or stories change.

What leads is told by three facts. A candidate that somebody decided keeps the whole story out of its promise's queue. One that
was deferred keeps it out until its day. Of the rest, the best leads: the suggested before the others, then the higher score,
then the earlier. `queries.queue.waiting` says the same of any day, without what is kept; the tests hold the two together.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass

from django.db import transaction

from marsad.store.models import Candidate, Story

ALWAYS = dt.date(1970, 1, 1)
_AT_ONCE = 500
_KEPT = ("leads_from", "leads_stance_from", "leads_copies_from", "leads_copies_until")


def hold_stories_of(story_ids: Iterable[int]) -> None:
    """Hold these stories until the transaction ends, so that nobody else settles what leads them meanwhile."""
    list(Story.objects.select_for_update(no_key=True).filter(pk__in=set(story_ids)).order_by("pk").values_list("pk"))


@dataclass(frozen=True, slots=True)
class _Lead:
    """The days from which a candidate leads: its story, those of its stance, those still open (and until when)."""

    story: dt.date | None = None
    stance: dt.date | None = None
    copies: dt.date | None = None
    copies_until: dt.date | None = None


def _lead(group: Sequence[Candidate]) -> dict[int, _Lead]:
    """Return what those of one story and promise lead, and when."""
    is_decided = any(row.status in {Candidate.Status.ACCEPTED, Candidate.Status.REJECTED} for row in group)
    still_open = [row for row in group if row.status in {Candidate.Status.WAITING, Candidate.Status.DEFERRED}]
    day = max((row.deferred_until or ALWAYS for row in still_open), default=ALWAYS)
    found, stances, until = {}, set(), None
    for place, row in enumerate(sorted(still_open, key=lambda row: (not row.is_suggested, -row.score, row.pk))):
        own = row.deferred_until or ALWAYS
        leads_copies = until is None or own < until
        found[row.pk] = _Lead(
            None if is_decided or place else day,
            None if is_decided or row.stance in stances else day,
            own if leads_copies else None,
            until if leads_copies else None,
        )
        stances.add(row.stance)
        until = own if until is None else min(until, own)
    return found


@transaction.atomic
def settle(story_ids: Iterable[int], promise_ids: Iterable[int] | None = None) -> None:
    """Write anew what leads these stories, in the queues of these promises or of all. Rows that stay are not touched."""
    stories = sorted(set(story_ids))
    for start in range(0, len(stories), _AT_ONCE):
        some = stories[start : start + _AT_ONCE]
        hold_stories_of(some)
        rows = Candidate.objects.filter(document__story__in=some).select_related("document").order_by()
        rows = rows.only("document__story", "promise", "status", "is_suggested", "score", "stance", "deferred_until", *_KEPT)
        if promise_ids is not None:
            rows = rows.filter(promise__in=set(promise_ids))
        _write(rows)


def _write(rows: Iterable[Candidate]) -> None:
    groups: defaultdict[tuple[int, int], list[Candidate]] = defaultdict(list)
    for row in rows:
        groups[row.document.story_id, row.promise_id].append(row)
    changed = []
    for group in groups.values():
        leading = _lead(group)
        for row in group:
            wanted = astuple(leading.get(row.pk, _Lead()))
            if tuple(getattr(row, name) for name in _KEPT) != wanted:
                for name, value in zip(_KEPT, wanted, strict=True):
                    setattr(row, name, value)
                changed.append(row)
    Candidate.objects.bulk_update(changed, _KEPT, batch_size=_AT_ONCE)
