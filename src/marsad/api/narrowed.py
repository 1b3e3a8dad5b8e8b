"""What promises may be narrowed by: asked alike of the interface's list and of the table as a file."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from marsad.api.asked import AskedList, Key, a_day
from marsad.store.queries.listing import Wanted

_FIRST_DAY = dt.date(1900, 1, 1)  # before it nothing was published, and before year 2 zones have no such moment


class Narrowed(Schema):
    """Which promises are asked for, as on the site's list."""

    government: Annotated[Key, Field(description="Key of a government")] = ""
    sector: Annotated[Key, Field(description="Key of a sector")] = ""
    body: Annotated[Key, Field(description="Key of a responsible body")] = ""
    verdict: Annotated[
        Key, Field(description="Key of a verdict, `assessed` for any published one, or `unrated` for what has none yet")
    ] = ""
    deadline: Annotated[
        Literal["", "passed", "ahead", "none", "overdue", "soon"],
        Field(
            description="Whether its deadline passed, lies ahead, or there is none; `overdue` passed and `soon` falls within "
            "90 days, both only where no verdict has settled the promise"
        ),
    ] = ""
    disputed: Annotated[bool, Field(description="Only promises on which readers are told that sources differ")] = False
    since: Annotated[
        str | None,
        Field(
            description="Only promises of which a verdict was published on that day or later",
            json_schema_extra={"format": "date"},
        ),
    ] = None
    q: Annotated[str, Field(max_length=200, description="Words of the promise")] = ""

    def wanted(self, order: str) -> Wanted:
        """Return what is asked for, in *order*; raise Problem for a day that is none."""
        return Wanted(
            government=self.government,
            sector=self.sector,
            body=self.body,
            verdict=self.verdict,
            words=self.q,
            order=order,
            deadline=self.deadline,
            is_disputed=self.disputed,
            since=None if self.since is None else max(a_day("since", self.since), _FIRST_DAY),
        )


class AskedPromises(Narrowed, AskedList):
    """What the list of promises may be asked for."""

    sort: Annotated[
        Literal["key", "sector", "changed", "deadline", "title"], Field(description="The order: by key, or as on the site")
    ] = "key"


__all__ = ("AskedPromises", "Narrowed")
