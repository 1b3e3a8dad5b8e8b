"""A promise with every wording that it had, and the promises that are one thread with it: today, or as known on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, Q, QuerySet

from marsad.store.models import Lineage, Promise, PromiseRevision
from marsad.store.queries.compiled import compiled_once
from marsad.store.queries.names_known import Told
from marsad.store.queries.public import end_of
from marsad.store.queries.wordings import as_worded, name_as_told

_WITH = ("promise", "government", "sector", "body", "programme", "source_document")
_WITHOUT = tuple(f"source_document__{name}" for name in ("text", "dates", "amounts", "names"))


@dataclass(frozen=True, slots=True)
class Link:
    """A tie between two promises, by their numbers."""

    kind: str
    earlier: int
    later: int


@dataclass(frozen=True, slots=True)
class Kin:
    """A promise in its words, its *wordings* (oldest first), and those that readers see of its thread, by number.

    *links* are the ties of the promise itself to those.
    """

    promise: Promise
    wordings: tuple[PromiseRevision, ...]
    others: Mapping[int, Promise]
    links: tuple[Link, ...]

    @property
    def thread_key(self) -> str | None:
        """The key by which the thread is addressed: that of its earliest promise; None where the promise is alone."""
        return min((self.promise, *self.others.values()), key=by_term).key if self.others else None


def by_term(promise: Promise) -> tuple[dt.date, str]:
    """Return by what the promises of a thread are ordered: when their governments' terms began."""
    return promise.government.began_on, promise.key


def threads(pairs: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    """Return for each promise of the tied *pairs* the numbers of all that are one thread with it."""
    groups: dict[int, set[int]] = {}
    for earlier, later in pairs:
        joined = groups.get(earlier, {earlier}) | groups.get(later, {later})
        for pk in joined:
            groups[pk] = joined
    return groups


@compiled_once
def _ties(key: str, on: dt.date | None) -> QuerySet[Lineage, tuple[str, int, int, str, str]]:
    """Return every tie, where the promise named *key* has one: most have none, and need no other."""
    standing = Lineage.objects.standing(on)
    is_tied = Exists(standing.filter(Q(earlier__key=key) | Q(later__key=key)))
    return standing.filter(is_tied).values_list("kind", "earlier_id", "later_id", "earlier__key", "later__key")


@compiled_once
def _wordings(key: str, members: Collection[int], on: dt.date | None) -> QuerySet[PromiseRevision]:
    """Return every wording of the promise named *key* and of *members*, the oldest of each first."""
    rows = PromiseRevision.objects.filter(Q(promise__key=key) | Q(promise__in=members))
    if on is not None:
        rows = rows.filter(at__lt=end_of(on))
    return rows.select_related(*_WITH).defer(*_WITHOUT).order_by("promise_id", "number")


def read_kin(key: str, on: dt.date | None, told: Told) -> Kin | None:
    """Return the promise named *key*, named as *told*, with its kin, or None where readers cannot see it. Two queries."""
    ties = _ties(key, on)
    groups = threads((earlier, later) for _, earlier, later, _, _ in ties)
    own = {pk for _, *pks, earlier, later in ties for pk, name in zip(pks, (earlier, later), strict=True) if name == key}
    members = {member for pk in own for member in groups[pk]}
    found = tuple(name_as_told(row, told) for row in _wordings(key, members, on))
    last = {row.promise_id: row for row in found}
    shown = [row for row in last.values() if row.is_published and (on is not None or row.promise.is_published)]
    promises = {row.pk: row for row in as_worded(shown, on, told)}
    promise = next((row for row in promises.values() if row.key == key), None)
    if promise is None:
        return None
    links = (Link(kind, earlier, later) for kind, earlier, later, _, _ in ties if promise.pk in {earlier, later})
    return Kin(
        promise,
        tuple(row for row in found if row.promise_id == promise.pk),
        {pk: row for pk, row in promises.items() if pk != promise.pk},
        tuple(link for link in links if {link.earlier, link.later} <= promises.keys()),
    )
