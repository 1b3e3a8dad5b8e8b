"""Record the outlets that are read, and how each reading of their sources went."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from marsad.store.models import Outlet, Source
from marsad.store.record.ledger import BY_THE_MACHINE, append_entry, hold_tail
from marsad.store.record.sealing import is_sealed


@transaction.atomic
def save_outlet(key: str, *, sources: Iterable[tuple[str, str]], **values: str) -> Outlet:
    """Record an outlet with its sources, each (kind, url); sources no longer named are dropped."""
    before = Outlet.objects.filter(key=key).first()
    is_told = before is not None and any(getattr(before, name) != value for name, value in values.items()) and is_sealed(before)
    if is_told:
        hold_tail()
    outlet, _ = Outlet.objects.update_or_create(key=key, defaults=values)
    if is_told:
        append_entry("outlet.revised", {"outlet": key, **values}, actor=BY_THE_MACHINE, at=timezone.now(), rows=[outlet])
    kept = {url: kind for kind, url in sources}
    for url, kind in kept.items():
        Source.objects.update_or_create(url=url, defaults={"outlet": outlet, "kind": kind})
    outlet.sources.exclude(url__in=kept).delete()
    return outlet


def note_poll(url: str, *, at: dt.datetime, **outcome: object) -> None:
    """Record how polling the source at *url* went: the fields of `Source` that it changed."""
    Source.objects.filter(url=url).update(polled_at=at, **outcome)
