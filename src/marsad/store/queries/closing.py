"""Read how far a government's closing assessments have come: every promise, how it stands, and what its last word waits for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from marsad.domain.codebook import Verdict
from marsad.store.models import Assessment, CodingRound, Government, Promise
from marsad.store.queries.desk import codebook_in_force
from marsad.store.queries.standing import Standing, standings

NONE, CODING, PROPOSED, PUBLISHED = STATES = ("none", "coding", "proposed", "published")
_LIVE = {
    Assessment.Status.PROPOSED: PROPOSED,
    Assessment.Status.PUBLISHED: PUBLISHED,
    Assessment.Status.SUPERSEDED: PUBLISHED,
}


@dataclass(frozen=True, slots=True)
class ClosingLine:
    """A promise at the end of its government's term: how it stands, and where its closing assessment is (one of STATES)."""

    promise: Promise
    standing: Standing
    state: str
    assessment: Assessment | None
    round: CodingRound | None


@dataclass(frozen=True, slots=True)
class ClosingPage:
    """The end of a term: every promise, and the verdicts that the codebook allows a closing assessment."""

    government: Government
    lines: tuple[ClosingLine, ...]
    allowed: tuple[Verdict, ...]

    @property
    def closed(self) -> int:
        """How many promises have their closing assessment published."""
        return sum(line.state == PUBLISHED for line in self.lines)


def closing_of(promise: Promise) -> Assessment | None:
    """Return the closing assessment of *promise* that waits or is published; None where there is none."""
    return Assessment.objects.filter(promise=promise, is_closing=True, status__in=list(_LIVE)).order_by("-pk").first()


def governments_at_desk() -> tuple[Government, ...]:
    """Return every government with promises, the newest first."""
    return tuple(Government.objects.filter(promises__isnull=False).distinct().order_by("-began_on"))


def read_closing(key: str) -> ClosingPage:
    """Return the end of the term of the government named *key*; raise Government.DoesNotExist."""
    government = Government.objects.get(key=key)
    promises = Promise.objects.published().filter(government=government).select_related("sector", "government")
    rows = tuple(promises.order_by("sector__place", "key").defer("search_key"))
    ids = [row.pk for row in rows]
    told = standings(ids)
    closing = _newest(Assessment.objects.filter(promise__in=ids, is_closing=True, status__in=list(_LIVE)).order_by("pk"))
    open_states = [CodingRound.Status.OPEN, CodingRound.Status.DISPUTED]
    rounds = {row.promise_id: row for row in CodingRound.objects.filter(promise__in=ids, is_closing=True, status__in=open_states)}
    lines = []
    for row in rows:
        found, coding = closing.get(row.pk), rounds.get(row.pk)
        state = _LIVE[Assessment.Status(found.status)] if found else CODING if coding else NONE
        lines.append(ClosingLine(row, told[row.pk], state, found, coding))
    return ClosingPage(government, tuple(lines), _allowed())


def _newest(rows: Iterable[Assessment]) -> dict[int, Assessment]:
    return {row.promise_id: row for row in rows}


def _allowed() -> tuple[Verdict, ...]:
    codebook = codebook_in_force()
    if codebook is None:
        return ()
    if codebook.term is None:
        return codebook.verdicts
    return tuple(verdict for verdict in codebook.verdicts if verdict.key in codebook.term.closing_verdicts)
