"""Write an act down. There is no other write: an act is never changed and never deleted."""

from __future__ import annotations

import datetime as dt

from marsad.store.fit import fit
from marsad.store.models import Act, Person


def add_act(
    verb: str,
    *,
    at: dt.datetime,
    person: Person | None = None,
    actor: str = "",
    kind: str = "",
    key: str = "",
    promise_id: int | None = None,
    made: str = "",
    refused: tuple[str, str] | None = None,
    network: str = "",
) -> Act:
    """Record that *person* (or *actor*, where nobody signed in) did *verb* on *kind* *key*; *refused* says why not, twice."""
    return Act.objects.create(
        at=at,
        person=person,
        actor="" if person else fit(actor, 150) or "command line",
        verb=verb,
        kind=kind,
        key=fit(key, 200),
        promise_id=promise_id,
        made=fit(made, 200),
        outcome=Act.Outcome.DONE if refused is None else Act.Outcome.REFUSED,
        why_ar="" if refused is None else fit(refused[0]),
        why_en="" if refused is None else fit(refused[1]),
        network=network,
    )
