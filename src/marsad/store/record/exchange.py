"""Record programmes as files, the promises found in them, what people decide of each, and the drafts that were taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from marsad.store.models import Person, Programme, ProgrammeFile, Promise, PromiseProposal
from marsad.store.record.ledger import hold_tail

_Status = PromiseProposal.Status


@dataclass(frozen=True, slots=True)
class KeptProgramme:
    """A programme's file as it lies below the upload folder."""

    name: str
    kind: str
    sha256: str
    size: int
    path: str


def hold_files() -> None:
    """Hold the programmes' files until the transaction ends, so that the same bytes sent twice at once are one row."""
    hold_tail()


@transaction.atomic
def keep_programme(
    programme: Programme,
    kept: KeptProgramme,
    proposals: Sequence[dict[str, Any]],
    *,
    person: Person | None,
    at: dt.datetime,
    **values: Any,
) -> ProgrammeFile:
    """Record a programme's file with the *proposals* that were found in it, in its order."""
    file = ProgrammeFile.objects.create(
        programme=programme,
        name=kept.name,
        kind=kept.kind,
        sha256=kept.sha256,
        size=kept.size,
        path=kept.path,
        uploaded_by=person,
        uploaded_at=at,
        **values,
    )
    rows = (PromiseProposal(file=file, place=place, **row) for place, row in enumerate(proposals))
    PromiseProposal.objects.bulk_create(rows, batch_size=200)
    return file


def add_proposal(file: ProgrammeFile, **values: Any) -> PromiseProposal:
    """Record one more proposal of *file*."""
    return PromiseProposal.objects.create(file=file, **values)


def lock_proposal(proposal_id: int) -> PromiseProposal:
    """Return the proposal, held against others until the transaction ends, and the ledger's tail before it."""
    hold_tail()
    rows = PromiseProposal.objects.select_for_update(no_key=True, of=("self",)).select_related("file__programme__government")
    return rows.get(pk=proposal_id)


def decide(
    row: PromiseProposal,
    status: str,
    *,
    person: Person,
    at: dt.datetime,
    note: str = "",
    promise: Promise | None = None,
    into: PromiseProposal | None = None,
) -> None:
    """Record what a person decided of a proposal."""
    row.status, row.note, row.promise, row.joined_into = status, note, promise, into
    row.decided_by, row.decided_at = person, at
    _save(row)


def reopen(row: PromiseProposal) -> None:
    """Record that the proposal waits again."""
    row.status, row.note, row.promise, row.joined_into = _Status.PROPOSED, "", None, None
    row.decided_by = row.decided_at = None
    _save(row)


def _save(row: PromiseProposal) -> None:
    row.save(update_fields=["status", "note", "promise", "joined_into", "decided_by", "decided_at"])


def remove_proposals(rows: Sequence[PromiseProposal]) -> None:
    """Remove proposals that only a join or a split had made."""
    PromiseProposal.objects.filter(pk__in=[row.pk for row in rows], status=_Status.PROPOSED).delete()


def remove_draft(promise: Promise) -> bool:
    """Remove a promise that nobody outside ever saw and that nothing rests on; return whether it could be removed."""
    if promise.is_published:
        return False
    try:
        promise.delete()
    except ProtectedError:  # a revision, for one that was public; a tie, evidence, a round
        return False
    return True
