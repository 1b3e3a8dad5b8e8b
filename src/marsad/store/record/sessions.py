"""Record which sessions are open, and end them: both Django's row and ours."""

from __future__ import annotations

import datetime as dt
from importlib import import_module

from django.conf import settings
from django.db.models import QuerySet

from marsad.store.fit import fit
from marsad.store.models import DeskSession, Person


def keep_session(person: Person, key: str, *, device: str, network: str, at: dt.datetime) -> None:
    """Record that the session *key* of *person* was used."""
    seen = DeskSession.objects.filter(key=key, person=person).update(seen_at=at, network=network)
    if not seen:
        told = {"person": person, "device": fit(device, 80), "network": network, "began_at": at, "seen_at": at}
        DeskSession.objects.update_or_create(key=key, defaults=told)


def end_sessions(person: Person, *, but: str = "", only: int | None = None) -> int:
    """End the sessions of *person*: all, all but the one with the key *but*, or the one row *only*. Return how many."""
    wanted = DeskSession.objects.filter(person=person).exclude(key=but)
    return _end(wanted if only is None else wanted.filter(pk=only))


def forget_session(key: str) -> None:
    """Drop our row of a session that was signed out of."""
    DeskSession.objects.filter(key=key).delete()


def _end(rows: QuerySet[DeskSession]) -> int:
    store = import_module(settings.SESSION_ENGINE).SessionStore
    keys = list(rows.values_list("key", flat=True))
    for key in keys:
        store().delete(key)
    rows.delete()
    return len(keys)
