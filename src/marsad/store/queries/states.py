"""What readers are told that no entry of the ledger tells of, as a short text that changes whenever it does."""

from __future__ import annotations

from django.db.models import Count, Max

from marsad.store.models import CodingRound, Outlet


def agreement_state() -> str:
    """Return the state that the agreement between coders is reckoned from; one query."""
    state = CodingRound.objects.filter(settled_at__isnull=False).aggregate(count=Count("pk"), newest=Max("settled_at"))
    return f"rounds {state['count']} {state['newest']}"


def outlets_state() -> str:
    """Return the state of the outlets that are read; one query of a short table."""
    rows = Outlet.objects.filter(sources__isnull=False).distinct().order_by("key")
    return f"outlets {list(rows.values_list('key', 'name_ar', 'name_en', 'kind', 'country', 'site'))}"
