"""Read what the desk shows beside its queue: a candidate's page, promises, assessments, submissions, failures and sources."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Max, Prefetch, Q, QuerySet, Sum
from django.utils import timezone

from marsad.domain.codebook import Codebook, Verdict
from marsad.domain.origins import Sources
from marsad.store.models import (
    Assessment,
    Candidate,
    ClaimRow,
    CodebookVersion,
    ConflictRow,
    Document,
    Evidence,
    FailureRow,
    Outlet,
    Person,
    Promise,
    Snapshot,
    Source,
    Submission,
)
from marsad.store.queries.conflicts import disputed_by, open_count
from marsad.store.queries.milestones import waiting_count as milestones_waiting
from marsad.store.queries.newsroom import read_codebook
from marsad.store.queries.reply_desk import replies_waiting
from marsad.store.queries.series import waiting_count
from marsad.store.queries.sources import sources_behind, sources_of
from marsad.store.queries.standing import Standing, standings

SHOWN = 200


@dataclass(frozen=True, slots=True)
class CandidatePage:
    """All that a monitor needs to decide on one candidate."""

    candidate: Candidate
    claims: tuple[ClaimRow, ...]
    snapshots: tuple[Snapshot, ...]
    copies: tuple[Document, ...]
    sources: Sources
    elsewhere: tuple[Candidate, ...]
    disputes: tuple[tuple[ConflictRow, Document], ...]
    standing: Standing
    evidence_count: int


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise in the desk's list: how it stands, and what waits on it."""

    promise: Promise
    standing: Standing
    waiting: int
    evidence: int
    proposed: int


@dataclass(frozen=True, slots=True)
class Judged:
    """An assessment with the verdict that its own codebook version names."""

    assessment: Assessment
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class PromisePage:
    """A promise with all its accepted evidence, the sources behind it, and every assessment of it, newest first."""

    promise: Promise
    standing: Standing
    evidence: tuple[Evidence, ...]
    sources: Sources
    history: tuple[Judged, ...]
    waiting: int


@dataclass(frozen=True, slots=True)
class DeskCounts:
    """What waits at the desk, for its menu and for an empty queue."""

    proposed: int
    submissions: int
    failures: int
    conflicts: int
    milestones: int
    series: int
    replies: int = 0


def desk_counts() -> DeskCounts:
    """Return how many proposals, open submissions, open failures, open conflicts, milestones, series and replies to decide."""
    return DeskCounts(
        proposed=Assessment.objects.filter(status=Assessment.Status.PROPOSED).count(),
        submissions=Submission.objects.filter(status__in=[Submission.Status.RECEIVED, Submission.Status.CHECKING]).count(),
        failures=FailureRow.objects.filter(is_closed=False).count(),
        conflicts=open_count(),
        milestones=milestones_waiting(timezone.localdate()),
        series=waiting_count(),
        replies=replies_waiting(),
    )


def codebook_in_force() -> Codebook | None:
    """Return the codebook in force, None where none was loaded."""
    row = CodebookVersion.objects.filter(is_current=True).order_by("-loaded_at").first()
    return read_codebook(row) if row else None


def find_candidate(candidate_id: int) -> Candidate:
    """Return the candidate with its document and promise; raise Candidate.DoesNotExist."""
    return Candidate.objects.select_related(
        "document__outlet", "promise__government", "promise__sector", "promise__body", "decided_by"
    ).get(pk=candidate_id)


def candidate_page(candidate: Candidate) -> CandidatePage:
    """Return what is shown of *candidate*: claims, snapshots, copies, disputes, and what else it was proposed for."""
    document = candidate.document
    copies = Document.objects.filter(story_id=document.story_id).exclude(pk=document.pk).select_related("outlet").defer("text")
    shown = tuple(copies.order_by("published_on", "id")[:SHOWN])
    elsewhere = Candidate.objects.filter(document=document).exclude(pk=candidate.pk).select_related("promise")
    return CandidatePage(
        candidate=candidate,
        claims=tuple(document.claims.all()),
        snapshots=tuple(document.snapshots.all()[:20]),
        copies=shown,
        sources=sources_of([document, *shown]),
        elsewhere=tuple(elsewhere),
        disputes=disputed_by(candidate),
        standing=standings([candidate.promise_id])[candidate.promise_id],
        evidence_count=Evidence.objects.filter(promise=candidate.promise_id, withdrawn_at__isnull=True).count(),
    )


def promise_lines(today: dt.date, words: str = "") -> tuple[PromiseLine, ...]:
    """Return every promise whose title holds *words*, with what waits on it."""
    promises = Promise.objects.everything().select_related("government", "sector").defer("search_key")
    if words:
        promises = promises.filter(Q(title_ar__icontains=words) | Q(title_en__icontains=words) | Q(key=words))
    rows = list(promises.order_by("-government__began_on", "sector__place", "key"))
    is_open = Q(status=Candidate.Status.WAITING) | Q(status=Candidate.Status.DEFERRED, deferred_until__lte=today)
    waiting = _by_promise(Candidate.objects.filter(is_open))
    evidence = _by_promise(Evidence.objects.filter(withdrawn_at__isnull=True))
    proposed = _by_promise(Assessment.objects.filter(status=Assessment.Status.PROPOSED))
    standing = standings(row.pk for row in rows)
    return tuple(PromiseLine(row, standing[row.pk], waiting[row.pk], evidence[row.pk], proposed[row.pk]) for row in rows)


def _by_promise(rows: QuerySet[Candidate] | QuerySet[Evidence] | QuerySet[Assessment]) -> Counter[int]:
    counted = rows.order_by().values_list("promise_id").annotate(Count("pk"))
    return Counter(dict(counted))


def promise_page(key: str) -> PromisePage:
    """Return the promise under *key* with its evidence and history; raise Promise.DoesNotExist."""
    promise = Promise.objects.everything().select_related("government", "sector", "body", "programme").get(key=key)
    evidence = Evidence.objects.filter(promise=promise, withdrawn_at__isnull=True)
    history = Assessment.objects.filter(promise=promise).select_related("author", "seconder", "codebook")
    is_open = Candidate.objects.filter(promise=promise, status=Candidate.Status.WAITING)
    accepted = tuple(evidence.select_related("document__outlet", "accepted_by").defer("document__text"))
    return PromisePage(
        promise=promise,
        standing=standings([promise.pk])[promise.pk],
        evidence=accepted,
        sources=sources_behind(accepted),
        history=_judged(history.order_by("-written_at", "-id")),
        waiting=is_open.count(),
    )


def _judged(rows: QuerySet[Assessment]) -> tuple[Judged, ...]:
    books: dict[int, Codebook] = {}
    judged = []
    for row in rows:
        if row.codebook_id not in books:
            books[row.codebook_id] = read_codebook(row.codebook)
        judged.append(Judged(row, books[row.codebook_id].verdict(row.verdict)))
    return tuple(judged)


def proposals() -> tuple[Judged, ...]:
    """Return the assessments that wait for a second person, the longest waiting first."""
    rows = Assessment.objects.filter(status=Assessment.Status.PROPOSED)
    return _judged(rows.select_related("promise__government", "author", "codebook").order_by("written_at", "id"))


def returned_to(author: Person) -> tuple[Judged, ...]:
    """Return the assessments given back to *author*, newest first."""
    rows = Assessment.objects.filter(status=Assessment.Status.RETURNED, author=author)
    return _judged(rows.select_related("promise__government", "author", "codebook").order_by("-written_at", "-id")[:SHOWN])


def find_assessment(assessment_id: int) -> Judged:
    """Return an assessment with its promise, people and evidence; raise Assessment.DoesNotExist."""
    evidence = Evidence.objects.select_related("document__outlet", "accepted_by", "snapshot").defer("document__text")
    rows = Assessment.objects.filter(pk=assessment_id).prefetch_related(Prefetch("evidence", evidence))
    found = _judged(rows.select_related("promise__government", "promise__sector", "author", "seconder", "codebook"))
    if not found:
        raise Assessment.DoesNotExist(f"no assessment {assessment_id}")
    return found[0]


def returned_proposal(assessment_id: int, promise: Promise) -> Assessment | None:
    """Return a proposal on *promise* that was given back, to start anew from; None where there is no such."""
    return Assessment.objects.filter(pk=assessment_id, promise=promise, status=Assessment.Status.RETURNED).first()


def submissions(status: str = "") -> tuple[Submission, ...]:
    """Return the submissions of *status* ("" for all), newest first, with how many files each has."""
    rows = Submission.objects.select_related("promise", "handled_by").annotate(files=Count("attachments"))
    return tuple((rows.filter(status=status) if status else rows)[:SHOWN])


def submission_counts() -> dict[str, int]:
    """Return how many submissions stand in each state."""
    counted = Submission.objects.order_by().values_list("status").annotate(Count("pk"))
    return dict.fromkeys(Submission.Status.values, 0) | dict(counted)


def find_submission(submission_id: int) -> Submission:
    """Return a submission with its promise, files and the evidence made of it; raise Submission.DoesNotExist."""
    rows = Submission.objects.select_related("promise__government", "handled_by")
    return rows.prefetch_related("attachments", "evidence__accepted_by").get(pk=submission_id)


def open_failures(step: str = "") -> tuple[FailureRow, ...]:
    """Return the failures that are not closed, newest first, of one *step* or of all."""
    rows = FailureRow.objects.filter(is_closed=False)
    return tuple((rows.filter(step=step) if step else rows)[:SHOWN])


def failure_steps() -> tuple[tuple[str, int, int], ...]:
    """Return (step, pages, times) of the failures that are not closed, the most frequent first."""
    rows = FailureRow.objects.filter(is_closed=False).order_by().values_list("step")
    return tuple(rows.annotate(pages=Count("pk"), tries=Sum("times")).order_by("-pages", "step"))


def outlets_read() -> tuple[Outlet, ...]:
    """Return every outlet with its sources, how many documents it gave and the day of the newest."""
    rows = Outlet.objects.annotate(given=Count("documents"), newest_on=Max("documents__published_on"))
    return tuple(rows.prefetch_related(Prefetch("sources", Source.objects.order_by("url"))).order_by("name_ar"))
