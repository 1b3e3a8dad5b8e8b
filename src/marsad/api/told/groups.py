"""Governments, sectors, bodies and outlets as the interface tells them, with their promises counted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from marsad.api.told.common import Answer, Words, page_address, words
from marsad.api.told.verdicts import VerdictCount, tell_count
from marsad.store.models import Government as GovernmentRow
from marsad.store.queries.glance import Share
from marsad.store.queries.outlets import ToldOutlet


@dataclass(frozen=True, slots=True)
class Government:
    """A cabinet with a term; its promises counted by verdict, and those *overdue*, as the front page counts them."""

    key: str
    name: Words
    head: Words
    country: str
    began_on: dt.date
    ended_on: dt.date | None
    promises: int
    by_verdict: tuple[VerdictCount, ...]
    overdue: int
    page: str
    report: str


@dataclass(frozen=True, slots=True)
class Group:
    """A sector or a responsible body; its promises counted by verdict, and those *overdue*."""

    key: str
    name: Words
    promises: int
    by_verdict: tuple[VerdictCount, ...]
    overdue: int
    page: str


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes what is read: a paper, an agency, a ministry, a channel. *site* is its address.

    *read* counts its pages that were read, *cited* those on which a published verdict rests; *newest_on* is the day that its
    newest page bears, *every_days* its usual rhythm. *is_silent*: nothing newer came for longer than that lets expect.
    *is_watched*: its feeds are asked for news (null on a past day: it is not kept).
    """

    key: str
    name: Words
    kind: str
    country: str
    site: str
    read: int
    cited: int
    first_read_at: dt.datetime | None
    last_read_at: dt.datetime | None
    newest_on: dt.date | None
    every_days: int | None
    silent_days: int
    is_silent: bool
    is_watched: bool | None
    page: str


@dataclass(frozen=True, slots=True)
class GovernmentList(Answer):
    """The governments with promises that readers see, the latest first; *promises* and what follows count those of all."""

    promises: int
    by_verdict: tuple[VerdictCount, ...]
    overdue: int
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
    """The outlets that are watched, or of which a page was read; the silent ones first."""

    items: tuple[Outlet, ...]


@dataclass(frozen=True, slots=True)
class OutletAnswer(Answer):
    """One outlet."""

    item: Outlet


def tell_government(one: Share, known_on: dt.date | None) -> Government:
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
        promises=one.count,
        by_verdict=tell_count(one.tallies),
        overdue=one.overdue,
        page=page_address("site:government", row.key, known_on=known_on),
        report=page_address("site:report", row.key, known_on=known_on),
    )


def tell_group(one: Share, page_name: str, known_on: dt.date | None) -> Group:
    """Return a sector or a body; *page_name* is that of its page on the site."""
    return Group(
        key=one.row.key,
        name=words(one.row.name_ar, one.row.name_en),
        promises=one.count,
        by_verdict=tell_count(one.tallies),
        overdue=one.overdue,
        page=page_address(page_name, one.row.key, known_on=known_on),
    )


def tell_outlet(told: ToldOutlet, known_on: dt.date | None) -> Outlet:
    """Return an outlet."""
    row, rhythm = told.outlet, told.rhythm
    return Outlet(
        key=row.key,
        name=words(row.name_ar, row.name_en),
        kind=row.kind,
        country=row.country,
        site=row.site,
        read=told.read,
        cited=told.cited,
        first_read_at=told.since,
        last_read_at=told.last_read,
        newest_on=rhythm.last if rhythm else None,
        every_days=told.every,
        silent_days=told.silence,
        is_silent=told.is_silent,
        is_watched=told.is_watched if known_on is None else None,
        page=page_address("site:outlet", row.key, known_on=known_on),
    )
