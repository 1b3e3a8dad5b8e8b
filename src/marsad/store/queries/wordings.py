"""The promises that the public could read on a day, in the words that they had on it."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from marsad.store.models import Promise


def promises_known(on: dt.date | None) -> QuerySet[Promise]:
    """Return the promises published today, with their government and sector."""
    return Promise.objects.published().select_related("government", "sector")
