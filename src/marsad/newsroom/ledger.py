"""Keep the ledger in order where Marsad itself is updated: seal what was published before there were seals, mend the index."""

from __future__ import annotations

from django.utils import timezone

from marsad.store.record import ledger_upkeep as record


def bring_up_to_date() -> int:
    """Bring the ledger up to this version of Marsad; return how many rows were published before there were seals."""
    record.mend_index()
    return record.seal_earlier(at=timezone.now())
