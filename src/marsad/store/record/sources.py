"""Record the outlets that are read, and how each reading of their sources went."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from marsad.store.models import Outlet, Source


@transaction.atomic
def save_outlet(key: str, *, sources: Iterable[tuple[str, str]], **values: str) -> Outlet:
    """Record an outlet with its sources, each (kind, url); sources no longer named are dropped."""
    outlet, _ = Outlet.objects.update_or_create(key=key, defaults=values)
    kept = {url: kind for kind, url in sources}
    for url, kind in kept.items():
        Source.objects.update_or_create(url=url, defaults={"outlet": outlet, "kind": kind})
    outlet.sources.exclude(url__in=kept).delete()
    return outlet


def note_poll(url: str, *, at: dt.datetime, **outcome: object) -> None:
    """Record how polling the source at *url* went: the fields of `Source` that it changed."""
    Source.objects.filter(url=url).update(polled_at=at, **outcome)
