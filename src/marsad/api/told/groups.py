"""Governments, sectors, bodies and outlets as the interface tells them, with their promises counted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from marsad.api.told.common import Answer, Words, page_address, words
from marsad.api.told.verdicts import VerdictCount, tell_count
from marsad.store.models import Government as GovernmentRow
from marsad.store.models import Outlet as OutletRow
from marsad.store.queries.tallies import Tallied


@dataclass(frozen=True, slots=True)
class Government:
    """A cabinet with a term; its promises counted by verdict, as the front page counts them."""

    key: str
    name: Words
    head: Words
    country: str
    began_on: dt.date
    ended_on: dt.date | None
    promises: int
    by_verdict: tuple[VerdictCount, ...]
    page: str
    report: str


@dataclass(frozen=True, slots=True)
class Group:
    """A sector or a responsible body; its promises counted by verdict."""

    key: str
    name: Words
    promises: int
    by_verdict: tuple[VerdictCount, ...]
    page: str


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes what is read: a paper, an agency, a ministry, a channel. *site* is its address."""

    key: str
    name: Words
    kind: str
    country: str
    site: str


@dataclass(frozen=True, slots=True)
class GovernmentList(Answer):
    """The governments with promises that readers see, the latest first; *promises* and *by_verdict* count those of all."""

    promises: int
    by_verdict: tuple[VerdictCount, ...]
    items: tuple[Government, ...]


@dataclass(frozen=True, slots=True)
class GovernmentAnswer(Answer):
    """One government."""

    item: Government


@dataclass(frozen=True, slots=True)
class GroupList(Answer):
    """Sectors or bodies with promises that readers see."""

    items: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class GroupAnswer(Answer):
    """One sector or body."""

    item: Group


@dataclass(frozen=True, slots=True)
class OutletList(Answer):
    """The outlets that are read, today: which were read on a past day is not kept."""

    items: tuple[Outlet, ...]


@dataclass(frozen=True, slots=True)
class OutletAnswer(Answer):
    """One outlet."""

    item: Outlet


def tell_government(one: Tallied, known_on: dt.date | None) -> Government:
    """Return a government."""
    row = one.row
    assert isinstance(row, GovernmentRow), "it was counted as a government"
    return Government(
        key=row.key,
        name=words(row.name_ar, row.name_en),
        head=words(row.head_ar, row.head_en),
        country=row.country,
        began_on=row.began_on,
        ended_on=row.ended_on,
        promises=one.promises,
        by_verdict=tell_count(one.tallies),
        page=page_address("site:government", row.key, known_on=known_on),
        report=page_address("site:report", row.key, known_on=known_on),
    )


def tell_group(one: Tallied, page_name: str, known_on: dt.date | None) -> Group:
    """Return a sector or a body; *page_name* is that of its page on the site."""
    page = page_address(page_name, one.row.key, known_on=known_on)
    return Group(one.row.key, words(one.row.name_ar, one.row.name_en), one.promises, tell_count(one.tallies), page)


def tell_outlet(row: OutletRow) -> Outlet:
    """Return an outlet."""
    return Outlet(row.key, words(row.name_ar, row.name_en), row.kind, row.country, row.site)
