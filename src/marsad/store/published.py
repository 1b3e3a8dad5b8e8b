"""What readers see of the record, table by table: which rows, which of their columns, and what is shown with them.

A table that readers see is registered here, in PUBLISHED, and nowhere else. The ledger then seals its rows, and those that they
point to, and `marsad ledger verify` checks them. Two things remain for whoever writes the table: every act by which readers see
a row, or see it changed or gone, calls `append_entry(..., rows=[row])` in its transaction; and nothing else changes its columns.
A row of a table that is not registered is sealed whole where an entry names it; that such an entry is missing is not found.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import Model, Q

from marsad.store import models
from marsad.store.models import Assessment, ConflictRow, MilestoneRow, SeriesRow

Columns = Mapping[str, object]
NONE = Q(pk__in=())


@dataclass(frozen=True, slots=True)
class Published:
    """How one table is published.

    *seen*: the rows that readers see; one that an act leaves outside it is noted as taken back. None: what was sealed stays so.
    *must*: the rows that must be sealed, where these are not the same; None: those of *seen*, and none where that is None too.
    *left_out*: columns that may change without an entry; *only*: the columns that are sealed, where they are few; *say*: what is
    sealed in the place of the columns as they stand.
    *unshown*: ties to rows that readers do not see with this one; they are sealed as numbers, and not followed.
    *ties*: many-to-many fields sealed with the row; *brings*: tables whose rows, pointing here by a field, are shown
    with it.
    """

    model: type[Model]
    seen: Q | None = None
    must: Q | None = None
    left_out: frozenset[str] = frozenset()
    only: frozenset[str] | None = None
    say: Callable[[Columns], Columns] | None = None
    unshown: frozenset[str] = frozenset()
    ties: tuple[str, ...] = ()
    brings: tuple[tuple[type[Model], str], ...] = ()

    def seals(self, column: str) -> bool:
        """Return whether *column* is under the seal."""
        return column not in self.left_out and (self.only is None or column in self.only)

    @property
    def required(self) -> Q:
        """The rows that must be sealed."""
        return self.must if self.must is not None else (self.seen if self.seen is not None else NONE)


def _public_name(columns: Columns) -> Columns:
    return {"id": columns["id"], "public_name": columns["display_name"] or columns["username"]}


_BY_PUBLISHED_PROMISE = Q(promises__is_published=True)
_OF_VERDICT = Q(assessments__published_at__isnull=False)
_TOLD = (MilestoneRow.Status.CONFIRMED, MilestoneRow.Status.MET, MilestoneRow.Status.MISSED, MilestoneRow.Status.POSTPONED)
_ROUND_OF_VERDICT = Q(assessments__published_at__isnull=False)
_OF_ROUND = frozenset(
    {
        "id",
        "promise_id",
        "codebook_id",
        "effective_on",
        "is_closing",
        "status",
        "settled_at",
        "adjudicated_by_id",
        "adjudicated_at",
    }
)

PUBLISHED: dict[type[Model], Published] = {
    row.model: row
    for row in (
        Published(models.CodebookVersion, seen=Q()),
        Published(models.Government, must=_BY_PUBLISHED_PROMISE),
        Published(models.Programme, must=_BY_PUBLISHED_PROMISE),
        Published(models.Sector, must=_BY_PUBLISHED_PROMISE),
        Published(models.Body, must=_BY_PUBLISHED_PROMISE),
        Published(models.Promise, seen=Q(is_published=True)),
        Published(models.PromiseRevision, seen=Q()),
        Published(models.Lineage, seen=Q()),
        # How a body is reached, and its secrets, are its own: they may be struck out once they are no longer needed.
        Published(models.Reply, seen=Q(published_at__isnull=False), left_out=frozenset({"contact", "receipt_hash"})),
        Published(models.ReplyFile, seen=Q(reply__published_at__isnull=False)),
        Published(
            models.ReplyRequest,
            seen=Q(silence_published_at__isnull=False) | Q(replies__published_at__isnull=False),
            left_out=frozenset({"sent_to", "code_hash", "code_expires_at", "revoked_at", "revoked_by_id"}),
        ),
        Published(
            Assessment,
            seen=Q(published_at__isnull=False) | Q(status__in=["published", "superseded", "withdrawn"]),
            left_out=frozenset({"status"}),  # reckoned from the others: `store.queries.ledger_check`
            ties=("evidence",),
        ),
        Published(models.Correction, seen=Q(status=models.Correction.Status.PUBLISHED)),
        Published(
            models.Evidence,
            must=_OF_VERDICT | Q(met_milestones__status=MilestoneRow.Status.MET),
            left_out=frozenset({"candidate_id"}),  # a machine's proposal, which readers never see
            unshown=frozenset({"accepted_by_id"}),
        ),
        Published(
            models.Document, must=Q(evidence__assessments__published_at__isnull=False), brings=((models.Snapshot, "document"),)
        ),
        Published(models.Snapshot, must=Q(document__evidence__assessments__published_at__isnull=False)),
        Published(models.Outlet),
        # Of a person only the name beside their work; the rest is nobody's business but their own.
        Published(models.Person, only=frozenset({"id", "display_name", "username"}), say=_public_name),
        # Of a round what the line on its codings says; what it showed and who opened it is the desk's.
        Published(models.CodingRound, must=_ROUND_OF_VERDICT, only=_OF_ROUND),
        Published(
            models.Coding,
            must=Q(withdrawn_at__isnull=True, round__assessments__published_at__isnull=False),
            ties=("evidence",),
        ),
        Published(ConflictRow, seen=Q(status=ConflictRow.Status.EXPLAINED)),
        Published(SeriesRow, seen=Q(status=SeriesRow.Status.PUBLISHED)),
        Published(models.SeriesPointRow, seen=Q(is_chosen=True, series__status=SeriesRow.Status.PUBLISHED)),
        Published(MilestoneRow, seen=Q(status__in=_TOLD)),
        Published(models.MilestoneQuoteRow, seen=Q(milestone__status__in=_TOLD), must=NONE),  # those that the entry quotes
    )
}


def publication(model: type[Model]) -> Published:
    """Return how *model* is published; one that is not registered is sealed whole where an entry names a row of it."""
    return PUBLISHED.get(model) or Published(model)
