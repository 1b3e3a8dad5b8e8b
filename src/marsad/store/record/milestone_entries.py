"""What the ledger tells of milestones: quotes and evidence in its entries, those taken back, those that the machine revised."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from marsad.store.models import Evidence, MilestoneQuoteRow, MilestoneRow, Person
from marsad.store.record.ledger import BY_THE_MACHINE, append_entry

_Status = MilestoneRow.Status
SEEN = (_Status.CONFIRMED, _Status.MET, _Status.MISSED, _Status.POSTPONED)


def tell_withdrawn(row: MilestoneRow, why: str, person: Person, at: dt.datetime) -> None:
    """Write the entry by which readers no longer see *row*."""
    payload = {"milestone": row.pk, "promise": row.promise.key, "why": why}
    rows = [row, *row.quotes.all()]
    append_entry("milestone.withdrawn", payload, actor=person.public_name, at=at, promise=row.promise, rows=rows)


def tell_revised(rows: Iterable[MilestoneRow], at: dt.datetime) -> None:
    """Write the entry of each of *rows* that readers see and of which something else than its words changed."""
    for row in MilestoneRow.objects.filter(pk__in=[row.pk for row in rows], status__in=SEEN).select_related("promise"):
        payload = {
            "milestone": row.pk,
            "promise": row.promise.key,
            "replaces": row.replaces_id,
            "told_on": row.told_on.isoformat(),
        }
        append_entry("milestone.revised", payload, actor=BY_THE_MACHINE, at=at, promise=row.promise, rows=[row])


def told_quote(quote: MilestoneQuoteRow) -> dict[str, object]:
    """Return what an entry tells of a quote."""
    document, snapshot, cut = quote.document, quote.snapshot, quote.cut
    return {
        "document": document.pk,
        "outlet": document.source_name,
        "quote": quote.quote,
        "said_on": document.published_on.isoformat() if document.published_on else None,
        "snapshot_sha256": snapshot.sha256 if snapshot else None,
        "speaker": quote.speaker,
        "url": document.url,
        "words": cut[1],
        "words_at": len(cut[0]),
    }


def told_evidence(evidence: Evidence) -> dict[str, object]:
    """Return what an entry tells of the evidence that a milestone was met."""
    document, snapshot = evidence.document, evidence.snapshot
    return {
        "document": document.pk if document else None,
        "evidence": evidence.pk,
        "outlet": document.source_name if document else "",
        "quote": evidence.quote,
        "said_on": evidence.said_on.isoformat() if evidence.said_on else None,
        "snapshot_sha256": snapshot.sha256 if snapshot else None,
        "url": document.url if document else "",
    }
