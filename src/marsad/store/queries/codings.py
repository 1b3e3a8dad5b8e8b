"""Read rounds of blind coding. Nobody gets another's coding before every one of its round is in; no other way leads there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from marsad.domain.codebook import Cause, Codebook, Outlook, Verdict
from marsad.domain.coding import CodedVerdict, Difference, differences
from marsad.domain.origins import Sources
from marsad.store.models import Assessment, Coding, CodingRound, Evidence, Person, Promise
from marsad.store.queries.coders import coders_of as coders_of
from marsad.store.queries.newsroom import read_codebook
from marsad.store.queries.sources import sources_behind

_OPEN, _DISPUTED, _AGREED = CodingRound.Status.OPEN, CodingRound.Status.DISPUTED, CodingRound.Status.AGREED
_LIVE = (Assessment.Status.PROPOSED, Assessment.Status.PUBLISHED, Assessment.Status.SUPERSEDED, Assessment.Status.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class ReadCoding:
    """A coding with the words of its codebook, and the evidence that it picked."""

    coding: Coding
    verdict: Verdict
    outlook: Outlook | None
    cause: Cause | None
    picked: frozenset[int]

    @property
    def fact(self) -> CodedVerdict:
        """The coding as the rule of agreement sees it."""
        row = self.coding
        return CodedVerdict(row.verdict, row.outlook, row.cause, row.rung, self.picked)


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round in a list: how many codings are in, and what it asks of the reader. Of what they say, nothing."""

    round: CodingRound
    handed_in: int
    is_mine: bool
    assessment: Assessment | None = None


@dataclass(frozen=True, slots=True)
class RoundPage:
    """A round as one person may see it: *codings* is empty until all are in; *own* is the reader's, always.

    *later* is evidence accepted since the round was opened, which a new round would take in.
    """

    round: CodingRound
    codebook: Codebook
    evidence: tuple[Evidence, ...]
    sources: Sources
    handed_in: int
    own: ReadCoding | None
    codings: tuple[ReadCoding, ...]
    differences: tuple[Difference, ...]
    assessment: Assessment | None
    later: tuple[Evidence, ...]
    barred: str
    is_blind: bool

    @property
    def disputed(self) -> frozenset[str]:
        """The axes in which the codings dispute."""
        return frozenset(difference.axis for difference in self.differences if difference.is_dispute)

    @property
    def differing(self) -> frozenset[str]:
        """The axes in which the codings differ at all."""
        return frozenset(difference.axis for difference in self.differences)


def standing_codings(found: CodingRound) -> list[Coding]:
    """Return the codings of *found* that were not taken back, in the order in which they came. For the newsroom alone."""
    return list(Coding.objects.filter(round=found, withdrawn_at__isnull=True).select_related("person").order_by("place"))


def is_open_to_all(found: CodingRound) -> bool:
    """Return whether everybody at the desk may see the codings: once the last is in, and never before."""
    return found.settled_at is not None


def was_blind(found: CodingRound) -> bool:
    """Return whether nobody could have seen a coding of the same promise and day before they gave theirs."""
    return not settled_before(found.promise_id, found.effective_on, found.opened_at, found.pk).exists()


def settled_before(promise: Any, effective_on: Any, opened_at: Any, but: Any) -> QuerySet[CodingRound]:
    """Return the rounds that a coder of another, opened at *opened_at*, could have seen; each argument may be an OuterRef."""
    rows = CodingRound.objects.filter(promise=promise, effective_on=effective_on, settled_at__lte=opened_at)
    return rows.filter(~Q(pk=but), purpose=CodingRound.Purpose.ASSESSMENT)


def why_barred(found: CodingRound, person: Person) -> str:
    """Return why *person* may not code *found*: "role", "theirs" (a hand in what is coded again), or "" where they may."""
    if not person.may_code:
        return "role"
    coded = found.recodes
    if coded is None:
        return ""
    hands = {coded.author_id, coded.seconder_id}
    if coded.round_id is not None:
        hands |= {coded.round.adjudicated_by_id if coded.round else None}
        hands |= set(Coding.objects.filter(round=coded.round_id, withdrawn_at__isnull=True).values_list("person", flat=True))
    return "theirs" if person.pk in hands else ""


def read_codings(found: CodingRound, codebook: Codebook, *, only: Person | None = None) -> tuple[ReadCoding, ...]:
    """Return the standing codings of *found*, or only those of one person."""
    rows = Coding.objects.filter(round=found, withdrawn_at__isnull=True)
    if only is not None:
        rows = rows.filter(person=only)
    return tuple(_read(row, codebook) for row in rows.select_related("person").prefetch_related("evidence").order_by("place"))


def _read(row: Coding, codebook: Codebook) -> ReadCoding:
    verdict = codebook.verdict(row.verdict)
    return ReadCoding(
        row,
        verdict,
        codebook.outlook(row.outlook) if row.outlook else None,
        verdict.cause(row.cause) if row.cause else None,
        frozenset(item.pk for item in row.evidence.all()),
    )


def _rounds() -> QuerySet[CodingRound]:
    return CodingRound.objects.select_related(
        "promise__government", "promise__sector", "codebook", "opened_by", "adjudicated_by", "abandoned_by", "replaces", "recodes"
    )


def find_round(round_id: int) -> CodingRound:
    """Return a round with its promise and people; raise CodingRound.DoesNotExist."""
    return _rounds().get(pk=round_id)


def assessment_of(found: CodingRound) -> Assessment | None:
    """Return the newest assessment that came of *found*, None where none did."""
    return Assessment.objects.filter(round=found).select_related("author", "seconder").order_by("-pk").first()


def round_page(found: CodingRound, person: Person) -> RoundPage:
    """Return *found* as *person* may see it."""
    codebook = read_codebook(found.codebook)
    evidence = tuple(
        found.evidence.filter(withdrawn_at__isnull=True)
        .select_related("document__outlet", "accepted_by")
        .defer("document__text")
        .order_by("-said_on", "-id")
    )
    own = read_codings(found, codebook, only=person)
    codings = read_codings(found, codebook) if is_open_to_all(found) else ()
    pair = (codings[0].fact, codings[1].fact) if len(codings) == 2 else None
    return RoundPage(
        round=found,
        codebook=codebook,
        evidence=evidence,
        sources=sources_behind(evidence),
        handed_in=Coding.objects.filter(round=found, withdrawn_at__isnull=True).count(),
        own=own[0] if own else None,
        codings=codings,
        differences=differences(*pair, codebook) if pair else (),
        assessment=assessment_of(found),
        later=tuple(pool(found.promise, found).exclude(coding_rounds=found).filter(accepted_at__gt=found.opened_at)),
        barred=why_barred(found, person),
        is_blind=was_blind(found),
    )


def pool(promise: Promise, found: CodingRound) -> QuerySet[Evidence]:
    """Return the evidence on *promise* that a round of the same day as *found* would show."""
    day = Q(said_on__isnull=True) | Q(said_on__lte=found.effective_on)
    return Evidence.objects.filter(day, promise=promise, withdrawn_at__isnull=True)


def _lines(rows: QuerySet[CodingRound], person: Person, limit: int) -> tuple[RoundLine, ...]:
    found = list(rows[:limit])
    standing = Coding.objects.filter(round__in=found, withdrawn_at__isnull=True)
    counts: Mapping[int, int] = dict(standing.order_by().values_list("round").annotate(Count("pk")))
    mine = set(standing.filter(person=person).values_list("round", flat=True))
    made = {row.round_id: row for row in Assessment.objects.filter(round__in=found).order_by("pk")}
    return tuple(RoundLine(row, counts.get(row.pk, 0), row.pk in mine, made.get(row.pk)) for row in found)


def _mine(person: Person) -> Exists:
    return Exists(Coding.objects.filter(round=OuterRef("pk"), person=person, withdrawn_at__isnull=True))


def _waiting(person: Person) -> QuerySet[CodingRound]:
    """Return the rounds that *person* may still code."""
    if not person.may_code:
        return CodingRound.objects.none()
    earlier = Coding.objects.filter(round=OuterRef("recodes__round"), person=person, withdrawn_at__isnull=True)
    theirs = Q(recodes__author=person) | Q(recodes__seconder=person) | Q(recodes__round__adjudicated_by=person)
    return _rounds().filter(~_mine(person), ~Exists(earlier), status=_OPEN).exclude(theirs).order_by("opened_at", "id")


def _to_decide(person: Person) -> QuerySet[CodingRound]:
    """Return the disputed rounds between whose codings *person* may decide."""
    if not person.is_editor:
        return CodingRound.objects.none()
    return _rounds().filter(~_mine(person), status=_DISPUTED).order_by("settled_at", "id")


def _stopped(person: Person) -> QuerySet[CodingRound]:
    """Return the agreed rounds of which no assessment came: a rule stopped it, or it was returned."""
    live = Assessment.objects.filter(round=OuterRef("pk"), status__in=_LIVE)
    return _rounds().filter(~Exists(live), status__in=[_AGREED, CodingRound.Status.ADJUDICATED]).order_by("-settled_at", "-id")


@dataclass(frozen=True, slots=True)
class Codings:
    """The page of codings: what waits for the reader, and what became of what they did."""

    waiting: tuple[RoundLine, ...]
    to_decide: tuple[RoundLine, ...]
    handed_in: tuple[RoundLine, ...]
    opened: tuple[RoundLine, ...]
    stopped: tuple[RoundLine, ...]
    settled: tuple[RoundLine, ...]


def codings_page(person: Person, limit: int = 100) -> Codings:
    """Return all that the page of codings shows *person*."""
    opened = _rounds().filter(opened_by=person, status__in=[_OPEN, _DISPUTED]).exclude(_mine(person))
    waits = _waiting(person)
    return Codings(
        waiting=_lines(waits, person, limit),
        to_decide=_lines(_to_decide(person), person, limit),
        handed_in=_lines(_rounds().filter(_mine(person), status__in=[_OPEN, _DISPUTED]), person, limit),
        opened=_lines(opened.exclude(pk__in=waits.values("pk")).exclude(status=_DISPUTED), person, limit),
        stopped=_lines(_stopped(person), person, limit),
        settled=_lines(
            _rounds().filter(settled_at__isnull=False).exclude(status=_DISPUTED).order_by("-settled_at", "-id"), person, 12
        ),
    )


def waiting_count(person: Person) -> int:
    """Return how many rounds wait for *person*: to code, or to decide."""
    return _waiting(person).count() + _to_decide(person).count()


def rounds_of(promise: Promise, person: Person, limit: int = 50) -> tuple[RoundLine, ...]:
    """Return the rounds on *promise*, newest first, as *person* may see them."""
    return _lines(_rounds().filter(promise=promise).order_by("-opened_at", "-id"), person, limit)


def latest_round(promise: Promise, effective_on: dt.date) -> CodingRound | None:
    """Return the newest round on *promise* and day that was for an assessment, None where there is none."""
    rows = CodingRound.objects.filter(promise=promise, effective_on=effective_on, purpose=CodingRound.Purpose.ASSESSMENT)
    return rows.order_by("-opened_at", "-id").first()


def evidence_of(codings: Iterable[ReadCoding]) -> tuple[int, ...]:
    """Return all evidence that any of *codings* picked, by number."""
    return tuple(sorted(set().union(*(coding.picked for coding in codings))))
