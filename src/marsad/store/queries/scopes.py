"""What a feed or a calendar is of: the whole record, or one promise, sector, responsible body or government."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Model, Q, QuerySet

from marsad.store.models import Body, Government, Promise, Sector

SCOPES = ("promise", "sector", "body", "government")


@dataclass(frozen=True, slots=True)
class Scope:
    """The promises that something is told of: *kind* is one of SCOPES or "" for all, *row* what they belong to."""

    kind: str = ""
    key: str = ""
    name: str = ""
    row: Model | None = None

    def promises(self) -> QuerySet[Promise]:
        """Return the promises of it that readers see."""
        rows = Promise.objects.published()
        if self.kind == "promise":
            return rows.filter(key=self.key)
        return rows.filter(**{self.kind: self.row}) if self.kind else rows

    def of_entries(self) -> Q:
        """Return which entries of the ledger tell of it."""
        if self.row is None:
            return Q()
        return Q(promise=self.row) if self.kind == "promise" else Q(**{f"promise__{self.kind}": self.row})


EVERYTHING = Scope()


def read_scope(kind: str, key: str) -> Scope | None:
    """Return the scope of *kind* named *key*, or None where readers see no such thing. Raises KeyError for another kind."""
    if kind == "promise":
        promise = Promise.objects.published().select_related("government", "sector", "body").filter(key=key).first()
        return Scope(kind, key, promise.title, promise) if promise else None
    models: dict[str, type[Government | Sector | Body]] = {"government": Government, "sector": Sector, "body": Body}
    row = models[kind]._default_manager.filter(key=key).first()
    return Scope(kind, key, row.name, row) if row else None


def list_scopes() -> tuple[tuple[str, tuple[Scope, ...]], ...]:
    """Return the governments, sectors and bodies that promises which readers see belong to; three queries."""
    shown = Promise.objects.published().order_by()
    governments = Government.objects.filter(pk__in=shown.values("government"))
    sectors = Sector.objects.filter(pk__in=shown.values("sector"))
    bodies = Body.objects.filter(pk__in=shown.values("body"))
    found: list[tuple[str, tuple[Scope, ...]]] = []
    for kind, rows in (("government", governments), ("sector", sectors), ("body", bodies)):
        found.append((kind, tuple(Scope(kind, row.key, row.name, row) for row in rows)))
    return tuple(found)
