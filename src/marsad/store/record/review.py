"""Record what people decide of candidates, and the evidence made of them."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from marsad.store.models import Candidate, Evidence, Person, Submission
from marsad.store.record.leads import hold_stories_of, settle


def lock_candidate(candidate_id: int) -> Candidate:
    """Return the candidate, held with its story against others until the transaction ends."""
    hold_stories_of(Candidate.objects.filter(pk=candidate_id).values_list("document__story_id", flat=True))
    return Candidate.objects.select_for_update(no_key=True, of=("self",)).select_related("document").get(pk=candidate_id)


def lock_open_of_story(story_id: int) -> list[Candidate]:
    """Return the undecided candidates of a story, in every promise's queue, held with it until the transaction ends."""
    hold_stories_of([story_id])
    still_open = [Candidate.Status.WAITING, Candidate.Status.DEFERRED]
    rows = Candidate.objects.filter(document__story=story_id, status__in=still_open)
    return list(rows.select_for_update(no_key=True, of=("self",)).select_related("document").order_by("pk"))


def lock_rejected_at_once(person: Person, at: dt.datetime) -> list[Candidate]:
    """Return the candidates that *person* rejected in one act at *at*, held with their stories until the transaction ends."""
    rows = Candidate.objects.filter(decided_by=person, decided_at=at, status=Candidate.Status.REJECTED)
    hold_stories_of(rows.values_list("document__story_id", flat=True))
    return list(rows.select_for_update(no_key=True, of=("self",)).select_related("document").order_by("pk"))


def decide(
    candidate: Candidate,
    status: str,
    *,
    person: Person,
    at: dt.datetime,
    reason: str = "",
    deferred_until: dt.date | None = None,
) -> None:
    """Record a decision on *candidate*."""
    candidate.status, candidate.reason, candidate.deferred_until = status, reason, deferred_until
    candidate.decided_by, candidate.decided_at = person, at
    candidate.save(update_fields=["status", "reason", "deferred_until", "decided_by", "decided_at"])
    settle([candidate.document.story_id], [candidate.promise_id])


def reject_all(candidates: list[Candidate], *, person: Person, at: dt.datetime, reason: str) -> None:
    """Record one rejection of all *candidates*: they are decided by one person in one moment, by which the act is known."""
    for candidate in candidates:
        candidate.status, candidate.reason, candidate.deferred_until = Candidate.Status.REJECTED, reason, None
        candidate.decided_by, candidate.decided_at = person, at
    Candidate.objects.bulk_update(candidates, ["status", "reason", "deferred_until", "decided_by", "decided_at"], batch_size=200)
    settle({row.document.story_id for row in candidates}, {row.promise_id for row in candidates})


def reopen(candidate: Candidate) -> None:
    """Take the decision on *candidate* back."""
    candidate.status, candidate.reason, candidate.deferred_until = Candidate.Status.WAITING, "", None
    candidate.decided_by, candidate.decided_at = None, None
    candidate.save(update_fields=["status", "reason", "deferred_until", "decided_by", "decided_at"])
    settle([candidate.document.story_id], [candidate.promise_id])


def reopen_all(candidates: list[Candidate]) -> None:
    """Take one rejection of all *candidates* back."""
    for candidate in candidates:
        candidate.status, candidate.reason, candidate.deferred_until = Candidate.Status.WAITING, "", None
        candidate.decided_by, candidate.decided_at = None, None
    Candidate.objects.bulk_update(candidates, ["status", "reason", "deferred_until", "decided_by", "decided_at"], batch_size=200)
    settle({row.document.story_id for row in candidates}, {row.promise_id for row in candidates})


def keep_evidence(
    candidate: Candidate, *, stance: str, rung: str, start: int, end: int, person: Person, at: dt.datetime, note: str = ""
) -> Evidence:
    """Record the words start..end of the candidate's document as evidence, tied to the newest snapshot."""
    document = candidate.document
    return Evidence.objects.create(
        promise=candidate.promise,
        document=document,
        snapshot=document.snapshots.order_by("-fetched_at", "-id").first(),
        candidate=candidate,
        quote=document.text[start:end],
        start=start,
        end=end,
        stance=stance,
        rung=rung,
        said_on=document.published_on,
        note=note,
        accepted_by=person,
        accepted_at=at,
    )


def keep_submitted_evidence(
    submission: Submission, *, quote: str, stance: str, rung: str, said_on: dt.date | None, person: Person, at: dt.datetime
) -> Evidence:
    """Record words of a checked submission as evidence on its promise."""
    if submission.promise is None:
        raise ValueError("a submission about no promise cannot be evidence")
    return Evidence.objects.create(
        promise=submission.promise,
        submission=submission,
        quote=quote,
        end=len(quote),
        stance=stance,
        rung=rung,
        said_on=said_on,
        accepted_by=person,
        accepted_at=at,
    )


def lock_evidence(evidence: QuerySet[Evidence]) -> list[Evidence]:
    """Return *evidence*, held against others until the transaction ends, in one order so that nobody waits in a circle."""
    return list(evidence.select_for_update(no_key=True, of=("self",)).select_related("document").order_by("pk"))


def withdraw(evidence: Evidence, *, at: dt.datetime) -> None:
    """Mark *evidence* as withdrawn; the row stays."""
    evidence.withdrawn_at = at
    evidence.save(update_fields=["withdrawn_at"])
