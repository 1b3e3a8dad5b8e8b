"""What readers are told that no entry of the ledger tells of, as a short text that changes whenever it does."""

from __future__ import annotations

from django.db.models import Count, Max

from marsad.store.models import CodingRound, Document, Outlet, Source


def agreement_state() -> str:
    """Return the state that the agreement between coders is reckoned from; one query."""
    state = CodingRound.objects.filter(settled_at__isnull=False).aggregate(count=Count("pk"), newest=Max("settled_at"))
    return f"rounds {state['count']} {state['newest']}"


def outlets_state() -> str:
    """Return the state of the outlets and of what was read of them; three queries, one of them of the newest page alone."""
    rows = Outlet.objects.order_by("key").values_list("key", "name_ar", "name_en", "kind", "country", "site")
    watched = Source.objects.order_by().values_list("outlet").annotate(count=Count("pk")).order_by("outlet")
    newest = Document.objects.order_by("-pk").values_list("pk", "read_at").first()
    return f"outlets {list(rows)} watched {list(watched)} read {newest}"
