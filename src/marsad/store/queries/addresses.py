"""Which pages of the record there are, and when the ledger last told of each: what a sitemap lists."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Max, OuterRef, Q, Subquery

from marsad.store.models import Body, Entry, Government, Promise, Sector


@dataclass(frozen=True, slots=True)
class Changed:
    """The key of a row that has a page, and when the ledger last told of it (ISO 8601, "" for never)."""

    key: str
    at: str


def count_promises() -> int:
    """Return how many promises readers see."""
    return Promise.objects.published().count()


def promises_changed(first: int, most: int) -> tuple[Changed, ...]:
    """Return *most* promises that readers see, in the order in which they were recorded, after the first *first*."""
    newest = Entry.objects.filter(promise=OuterRef("pk")).order_by("-sequence").values("at")[:1]
    rows = Promise.objects.published().order_by("pk").annotate(told_at=Subquery(newest))
    return tuple(Changed(key, at or "") for key, at in rows.values_list("key", "told_at")[first : first + most])


def scopes_changed() -> dict[str, tuple[Changed, ...]]:
    """Return the governments, sectors and bodies that have promises which readers see, by their kind; three queries."""
    models: dict[str, type[Government | Sector | Body]] = {"government": Government, "sector": Sector, "body": Body}
    return {kind: _changed(model) for kind, model in models.items()}


def _changed(model: type[Government | Sector | Body]) -> tuple[Changed, ...]:
    shown = model._default_manager.filter(promises__is_published=True)
    told = shown.annotate(told_at=Max("promises__entries__at", filter=Q(promises__is_published=True))).order_by("key")
    return tuple(Changed(key, at or "") for key, at in told.values_list("key", "told_at"))


def last_told() -> str:
    """Return when the ledger last told of anything, "" for never."""
    row = Entry.objects.order_by("-sequence").values_list("at", flat=True).first()
    return row or ""
