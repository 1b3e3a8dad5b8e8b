"""The programmes in which a government made the promises that readers see."""

from __future__ import annotations

import datetime as dt

from marsad.store.models import Programme
from marsad.store.queries.listing import Wanted, wanted_rows
from marsad.store.queries.names_known import all_as_told, told_by


def programmes_of(key: str, known_on: dt.date | None = None) -> tuple[Programme, ...]:
    """Return the programmes of the government named *key* that its published promises stand in, the earliest first.

    As known on a day: those of the promises readable then, called as they were. Two queries.
    """
    promises = wanted_rows(Wanted(government=key), known_on).order_by()
    rows = Programme.objects.filter(pk__in=promises.values("programme")).order_by("published_on", "key")
    return all_as_told(rows, told_by(known_on))
