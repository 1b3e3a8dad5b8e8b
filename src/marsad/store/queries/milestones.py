"""Read milestones for the newsroom and the desk: the documents to look in, the list by day, and one milestone's page."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from marsad.domain.milestone import Proof, is_overdue, speaks_for
from marsad.pipeline.milestones.phases import phase_of
from marsad.store.models import Candidate, Document, Evidence, MilestoneQuoteRow, MilestoneRow, Person, Promise, Snapshot

MOST_DOCUMENTS = 150  # of one promise: its evidence first, then the best suggested candidates
SHOWN = 300
SOON = dt.timedelta(days=30)
OPEN = "open"
_Status = MilestoneRow.Status
PUBLIC = (_Status.CONFIRMED, _Status.MET, _Status.MISSED, _Status.POSTPONED)
_STILL_OPEN = (Candidate.Status.WAITING, Candidate.Status.DEFERRED)


@dataclass(frozen=True, slots=True)
class MilestoneFilters:
    """What the desk's list is asked for: keys, or "" for any. "open" are those proposed and those confirmed."""

    promise: str = ""
    status: str = OPEN


@dataclass(frozen=True, slots=True)
class Bearing:
    """A document that bears on a promise, and the words of it that were accepted or proposed."""

    document: Document
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """A milestone in the desk's list. *is_overdue*: confirmed, its day has passed, and no evidence speaks for it."""

    row: MilestoneRow
    is_overdue: bool
    is_past: bool
    sources: int


@dataclass(frozen=True, slots=True)
class MilestoneList:
    """The milestones asked for: overdue, within thirty days, later, and those whose day passed and that ask for nothing."""

    overdue: tuple[MilestoneLine, ...]
    soon: tuple[MilestoneLine, ...]
    later: tuple[MilestoneLine, ...]
    past: tuple[MilestoneLine, ...]
    is_cut: bool


@dataclass(frozen=True, slots=True)
class ToldBy:
    """Where a document tells of a milestone; *is_evidence*: it stands as accepted evidence of the promise."""

    row: MilestoneQuoteRow
    before: str
    words: str
    after: str
    document: Document
    snapshot: Snapshot | None
    candidate: int | None
    is_evidence: bool


@dataclass(frozen=True, slots=True)
class MilestonePage:
    """All that the desk needs to decide on one milestone. *proofs* are the evidence to choose from, what speaks for it first."""

    row: MilestoneRow
    quotes: tuple[ToldBy, ...]
    is_overdue: bool
    is_past: bool
    is_publishable: bool
    proofs: tuple[tuple[Evidence, bool], ...]
    later: tuple[MilestoneRow, ...]
    replaced_by: tuple[MilestoneRow, ...]
    following: int | None
    preceding: int | None


def bearing_documents(promise: Promise) -> list[Bearing]:
    """Return the documents in which milestones of *promise* are looked for: accepted evidence, and suggested candidates."""
    spans: dict[int, list[tuple[int, int]]] = {}
    accepted = Evidence.objects.filter(promise=promise, withdrawn_at__isnull=True, document__isnull=False)
    for number, start, end in accepted.order_by("-accepted_at").values_list("document_id", "start", "end"):
        spans.setdefault(number or 0, []).append((start, end))
    waiting = Candidate.objects.filter(promise=promise, status__in=_STILL_OPEN, is_suggested=True).order_by("-score", "pk")
    for number, start, end in waiting.values_list("document_id", "start", "end")[:MOST_DOCUMENTS]:
        spans.setdefault(number, []).append((start, end))
    wanted = list(spans)[:MOST_DOCUMENTS]
    rows = Document.objects.exclude(reader_version="import").select_related("outlet").prefetch_related("claims")
    # The earliest page first: a milestone is told by its first page, the others add their quotes.
    ordered = sorted(rows.filter(pk__in=wanted), key=lambda row: (row.published_on or dt.date.max, row.pk))
    return [Bearing(row, tuple(spans[row.pk])) for row in ordered]


def standing_documents(promise_id: int, documents: Iterable[int]) -> set[int]:
    """Return which of *documents* stand as accepted evidence of the promise."""
    rows = Evidence.objects.filter(promise=promise_id, document__in=list(documents), withdrawn_at__isnull=True)
    return {number for number in rows.values_list("document_id", flat=True) if number is not None}


def tellable_quotes(row: MilestoneRow) -> list[MilestoneQuoteRow]:
    """Return the quotes of *row* that readers may be shown: those of documents that stand as evidence of its promise."""
    quotes = list(row.quotes.select_related("document__outlet", "snapshot").order_by("document__published_on", "pk"))
    standing = standing_documents(row.promise_id, {quote.document_id for quote in quotes})
    return [quote for quote in quotes if quote.document_id in standing]


def is_put_off(row: MilestoneRow) -> bool:
    """Return whether a milestone that readers see takes the place of *row*."""
    return row.replaced_by.filter(status__in=PUBLIC).exists()


def is_told_to_readers(evidence: Evidence) -> bool:
    """Return whether *evidence* met a milestone that readers see, or its document alone tells of one."""
    shown = MilestoneRow.objects.filter(promise=evidence.promise_id, status__in=PUBLIC)
    if shown.filter(evidence=evidence).exists():
        return True
    if evidence.document_id is None:
        return False
    others = Evidence.objects.filter(promise=evidence.promise_id, document=evidence.document_id, withdrawn_at__isnull=True)
    if others.exclude(pk=evidence.pk).exists():
        return False
    told = shown.filter(quotes__document=evidence.document_id).distinct()
    return any({quote.document_id for quote in tellable_quotes(row)} == {evidence.document_id} for row in told)


def _on_the_desk() -> QuerySet[MilestoneRow]:
    """Return the milestones, without those proposed of which every page was rejected for their promise."""
    rejected = Candidate.objects.filter(
        document=OuterRef("document"), promise=OuterRef("milestone__promise"), status=Candidate.Status.REJECTED
    )
    standing = MilestoneQuoteRow.objects.filter(milestone=OuterRef("pk")).exclude(Exists(rejected))
    return MilestoneRow.objects.exclude(Q(status=_Status.PROPOSED) & ~Exists(standing))


def waiting_count(today: dt.date) -> int:
    """Return how many milestones ask for a look: proposed, or confirmed with their day passed."""
    asks = Q(status=_Status.PROPOSED) | Q(status=_Status.CONFIRMED, last_on__lt=today)
    return _on_the_desk().filter(asks).count()


def proofs_of(promise_ids: Iterable[int]) -> dict[int, list[Proof]]:
    """Return what the accepted evidence of each promise says of how far it has come; one query."""
    found: dict[int, list[Proof]] = defaultdict(list)
    rows = Evidence.objects.filter(promise__in=set(promise_ids), withdrawn_at__isnull=True)
    for promise, stance, rung, said_on, quote in rows.values_list("promise_id", "stance", "rung", "said_on", "quote"):
        found[promise].append(Proof(stance, rung, said_on, phase_of(quote)))
    return found


def overdue(row: MilestoneRow, proofs: Sequence[Proof], today: dt.date) -> bool:
    """Return whether *row* is confirmed, and its day passed with none of *proofs* speaking for it."""
    return row.status == _Status.CONFIRMED and is_overdue(
        last_on=row.last_on, today=today, told_on=row.told_on, proofs=proofs, sense=row.sense, phase=row.phase
    )


def _asked(asked: MilestoneFilters) -> QuerySet[MilestoneRow]:
    rows = _on_the_desk()
    if asked.promise:
        rows = rows.filter(promise__key=asked.promise)
    if asked.status == OPEN:
        return rows.filter(status__in=[_Status.PROPOSED, _Status.CONFIRMED])
    return rows.filter(status=asked.status) if asked.status else rows


def list_milestones(asked: MilestoneFilters, today: dt.date) -> MilestoneList:
    """Return the milestones asked for, by day; the number of queries does not grow."""
    quotes = MilestoneQuoteRow.objects.select_related("document").only("milestone_id", "document__story_id")
    rows = _asked(asked).select_related("promise__government", "decided_by").order_by("last_on", "pk")
    found = list(rows.prefetch_related(Prefetch("quotes", quotes))[: SHOWN + 1])
    proofs = proofs_of(row.promise_id for row in found)
    lines = [_line(row, proofs[row.promise_id], today) for row in found[:SHOWN]]
    ahead = [line for line in lines if not line.is_past]
    return MilestoneList(
        overdue=tuple(line for line in lines if line.is_overdue),
        soon=tuple(line for line in ahead if line.row.last_on <= today + SOON),
        later=tuple(line for line in ahead if line.row.last_on > today + SOON),
        past=tuple(reversed([line for line in lines if line.is_past and not line.is_overdue])),
        is_cut=len(found) > SHOWN,
    )


def _line(row: MilestoneRow, proofs: Sequence[Proof], today: dt.date) -> MilestoneLine:
    stories = {quote.document.story_id for quote in row.quotes.all()}
    return MilestoneLine(row, overdue(row, proofs, today), row.last_on < today, len(stories))


def milestone_counts() -> dict[str, int]:
    """Return how many milestones stand in each state, and under "open" how many are proposed or confirmed."""
    counted = dict.fromkeys(_Status.values, 0)
    for status in _on_the_desk().order_by().values_list("status", flat=True):
        counted[status] += 1
    return {OPEN: counted[_Status.PROPOSED] + counted[_Status.CONFIRMED], **counted}


def promises_with_milestones() -> tuple[Promise, ...]:
    """Return the promises that have milestones."""
    here = _on_the_desk().filter(promise=OuterRef("pk"))
    return tuple(Promise.objects.everything().filter(Exists(here)).defer("text_ar", "text_en", "search_key").order_by("title_ar"))


def find_milestone(milestone_id: int, today: dt.date) -> MilestonePage:
    """Return one milestone as the desk shows it; raise MilestoneRow.DoesNotExist."""
    related = ("promise__government", "replaces", "evidence__document__outlet", "decided_by")
    row = MilestoneRow.objects.select_related(*related).get(pk=milestone_id)
    evidence = list(
        Evidence.objects.filter(promise=row.promise_id, withdrawn_at__isnull=True)
        .select_related("document__outlet")
        .defer("document__text")
    )
    quotes = _told_by(row, {item.document_id for item in evidence})
    proofs = [Proof(item.stance, item.rung, item.said_on, phase_of(item.quote)) for item in evidence]
    speaking = [speaks_for(proof, told_on=row.told_on, last_on=row.last_on, phase=row.phase) for proof in proofs]
    chosen = sorted(
        zip(evidence, speaking, strict=True), key=lambda pair: (not pair[1], -(pair[0].said_on or dt.date.min).toordinal())
    )
    siblings = MilestoneRow.objects.filter(promise=row.promise_id, status=_Status.CONFIRMED).exclude(pk=row.pk)
    following, preceding = _beside(row)
    return MilestonePage(
        row=row,
        quotes=quotes,
        is_overdue=overdue(row, proofs, today),
        is_past=row.last_on < today,
        is_publishable=row.promise.is_published and any(quote.is_evidence for quote in quotes),
        proofs=tuple(chosen),
        later=tuple(siblings.filter(last_on__gt=row.last_on).order_by("last_on", "pk")),
        replaced_by=tuple(row.replaced_by.exclude(status=_Status.DISMISSED).order_by("last_on", "pk")),
        following=following,
        preceding=preceding,
    )


def _told_by(row: MilestoneRow, evidence: set[int | None]) -> tuple[ToldBy, ...]:
    quotes = list(
        row.quotes.select_related("document__outlet", "snapshot").defer("document__text").order_by("document__published_on", "pk")
    )
    documents = [quote.document_id for quote in quotes]
    candidates = dict(Candidate.objects.filter(promise=row.promise_id, document__in=documents).values_list("document_id", "pk"))
    return tuple(
        ToldBy(
            quote,
            *quote.cut,
            quote.document,
            quote.snapshot,
            candidates.get(quote.document_id),
            quote.document_id in evidence,
        )
        for quote in quotes
    )


def _beside(row: MilestoneRow) -> tuple[int | None, int | None]:
    """Return the open milestones after and before *row* by day, None where there is none."""
    open_ones = _on_the_desk().filter(status__in=[_Status.PROPOSED, _Status.CONFIRMED]).exclude(pk=row.pk)
    after = Q(last_on__gt=row.last_on) | Q(last_on=row.last_on, pk__gt=row.pk)
    before = Q(last_on__lt=row.last_on) | Q(last_on=row.last_on, pk__lt=row.pk)
    return (
        open_ones.filter(after).order_by("last_on", "pk").values_list("pk", flat=True).first(),
        open_ones.filter(before).order_by("-last_on", "-pk").values_list("pk", flat=True).first(),
    )


def last_decided(person: Person) -> MilestoneRow | None:
    """Return the milestone that *person* decided last, None where there is none."""
    return MilestoneRow.objects.filter(decided_by=person).order_by("-decided_at", "-pk").first()
