"""What the public reads of milestones: those that an editor confirmed and what became of them, in the ledger's own words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from marsad.store.models import Entry, Promise
from marsad.store.models.localised import localised
from marsad.store.queries.entries_told import Told, read_entries, told_by_then, told_on
from marsad.store.queries.pages_told import PagesTold, read_pages

MILESTONE_KINDS = ("milestone.published", "milestone.closed", "milestone.withdrawn")
AHEAD, DUE = "ahead", "due"


@dataclass(frozen=True, slots=True)
class ToldQuote:
    """Where a page tells of the milestone, the words of the day in its middle. *snapshot* as of a proof."""

    before: str
    words: str
    after: str
    speaker: str
    source: str
    said_on: dt.date | None
    url: str
    snapshot: int | None


@dataclass(frozen=True, slots=True)
class ToldMilestone:
    """One thing to be done by a day, as readers see it.

    *state* is "ahead"; "due" once its day passed and no editor has said what became of it; else "met", "missed" or "postponed",
    said on *closed_on* by *closer*. *entry* and *closing_entry* number the ledger's entries. *proof* is the evidence that met it,
    *to_day* and *to* the day and number it was put off to. *told* is *what* in Arabic and English.
    """

    id: int
    what: str
    day: str
    last_on: dt.date
    sense: str
    state: str
    quotes: tuple[ToldQuote, ...]
    editor: str
    published_on: dt.date
    entry: int
    replaces: int | None
    closed_on: dt.date | None = None
    closing_entry: int | None = None
    closer: str = ""
    why: str = ""
    proof: ToldQuote | None = None
    to_day: str = ""
    to: int | None = None
    told: tuple[str, str] = ("", "")

    @property
    def others(self) -> int:
        """How many pages tell of it beside the first."""
        return len(self.quotes) - 1


@dataclass(frozen=True, slots=True)
class SetDay:
    """What tells of a milestone, and what tells of its end, where that came after."""

    set: Told
    closed: Told | None = None


def milestones_told(entries: Iterable[Entry], known_on: dt.date | None) -> dict[int, SetDay]:
    """Return the milestones that *entries* tell readers of, by number."""
    latest: dict[int, SetDay] = {}
    for told in told_by_then(entries, MILESTONE_KINDS, known_on):
        number = told.values["milestone"]
        if told.entry.kind == "milestone.published":
            latest[number] = SetDay(told)
        elif told.entry.kind == "milestone.withdrawn":
            latest.pop(number, None)
        elif number in latest:
            latest[number] = SetDay(latest[number].set, told)
    return latest


def pages_setting(told: Mapping[int, SetDay]) -> set[int]:
    """Return the documents that set the days, and those that prove them met."""
    documents = {quote["document"] for one in told.values() for quote in one.set.values["quotes"]}
    proofs = (one.closed.values["evidence"] for one in told.values() if one.closed)
    return documents | {proof["document"] for proof in proofs if proof and proof["document"]}


def make_timetable(
    told: Mapping[int, SetDay], pages: PagesTold, today: dt.date, known_on: dt.date | None
) -> tuple[ToldMilestone, ...]:
    """Return what readers see of milestones, by day.

    Today, only the quotes of documents that still stand as evidence, and the milestones that have one.
    """
    standing = pages.here if known_on is None else None
    found = [_milestone(number, one, standing, pages, known_on or today) for number, one in told.items()]
    return tuple(sorted((one for one in found if one.quotes), key=lambda one: (one.last_on, one.id)))


def read_timetable(promise: Promise, today: dt.date, known_on: dt.date | None = None) -> tuple[ToldMilestone, ...]:
    """Return what readers are told of milestones on *promise*; with *known_on*, by the end of that day. Three queries at most."""
    told = milestones_told(read_entries(promise, MILESTONE_KINDS), known_on)
    return make_timetable(told, read_pages(promise, pages_setting(told), known_on), today, known_on)


def _milestone(number: int, one: SetDay, standing: frozenset[int] | None, pages: PagesTold, day: dt.date) -> ToldMilestone:
    told, closed = one.set.values, one.closed.values if one.closed else None
    last_on = dt.date.fromisoformat(told["last_on"])
    quotes = tuple(_quote(quote, pages) for quote in told["quotes"] if standing is None or quote["document"] in standing)
    evidence = closed["evidence"] if closed else None
    to = closed["to"] if closed else None
    return ToldMilestone(
        id=number,
        what=localised(told["what"], told["what_en"]),
        day=told["day"],
        last_on=last_on,
        sense=told["sense"],
        state=closed["state"] if closed else AHEAD if day <= last_on else DUE,
        quotes=quotes,
        editor=one.set.entry.actor,
        published_on=told_on(one.set.entry),
        entry=one.set.entry.sequence,
        replaces=told["replaces"],
        closed_on=told_on(one.closed.entry) if one.closed else None,
        closing_entry=one.closed.entry.sequence if one.closed else None,
        closer=one.closed.entry.actor if one.closed else "",
        why=closed["why"] if closed else "",
        proof=_proof(evidence, pages) if evidence else None,
        to_day=to["day"] if to else "",
        to=to["milestone"] if to else None,
        told=(told["what"], told["what_en"]),
    )


def _quote(quote: Mapping[str, Any], pages: PagesTold) -> ToldQuote:
    words, start = quote["quote"], quote["words_at"]
    end = start + len(quote["words"])
    return ToldQuote(
        before=words[:start],
        words=words[start:end],
        after=words[end:],
        speaker=quote["speaker"],
        source=quote["outlet"],
        said_on=dt.date.fromisoformat(quote["said_on"]) if quote["said_on"] else None,
        url=quote["url"],
        snapshot=pages.opened.get((quote["document"], quote["snapshot_sha256"] or "")),
    )


def _proof(evidence: Mapping[str, Any], pages: PagesTold) -> ToldQuote:
    return _quote({**evidence, "words": "", "words_at": len(evidence["quote"]), "speaker": ""}, pages)
