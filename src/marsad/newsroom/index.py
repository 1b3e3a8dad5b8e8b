"""Keep what search looks in beside the record: what the ledger told of since, and the documents that came in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from django.db import transaction

from marsad.store.queries import findable
from marsad.store.record import search as record

_PROMISES_AT_ONCE = 50
_DOCUMENTS_AT_ONCE = 200


@transaction.atomic
def catch_up() -> int:
    """Bring the index to the ledger's last entry; return how many rows changed. Two short queries where it is there already.

    Called once an act is written (`acts.recorded`), in a transaction of its own: readers find at once what it published, a fault
    here undoes nothing. What it took back is not shown in between: results are looked up in the record before they are shown.
    """
    last, seen = findable.last_entries()
    if last == seen:
        return 0
    promises, reread = findable.touched_since(seen)
    changed = _index_promises(promises, reread)
    record.save_findable((), last_entry=last)
    return changed


def index_documents(numbers: Collection[int], on_row: Callable[[int], object] = lambda _: None) -> int:
    """Bring the index to the documents numbered *numbers* as they stand; return how many rows changed."""
    changed = 0
    for part in _parts(sorted(numbers), _DOCUMENTS_AT_ONCE):
        changed += record.save_findable(findable.documents_found(part))
        on_row(len(part))
    return changed


def index_missing(on_row: Callable[[int], object] = lambda _: None) -> int:
    """Bring the index up to all that came in and was published; return how many rows changed."""
    return catch_up() + index_documents(findable.documents_missing(), on_row)


def rebuild(on_row: Callable[[int], object] = lambda _: None) -> int:
    """Make the index anew from the record; return how many rows it holds. Readers find less until it is done."""
    record.forget_findable()
    last, _ = findable.last_entries()
    _index_promises(findable.all_promises(), set())
    record.save_findable((), last_entry=last)
    index_missing(on_row)
    return findable.count_rows()


def _index_promises(promises: Sequence[int], reread: set[int]) -> int:
    changed = 0
    for part in _parts(promises, _PROMISES_AT_ONCE):
        found, keys, documents = findable.told_of(part)
        changed += record.save_findable(found, gone=keys)
        reread |= documents
    return changed + index_documents(reread)


def _parts(numbers: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    yield from (numbers[first : first + size] for first in range(0, len(numbers), size))
