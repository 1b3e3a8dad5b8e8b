"""What the public reads of milestones: those that an editor confirmed and what became of them, in the ledger's own words."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from marsad.store.models import Entry, Evidence, Promise
from marsad.store.models.localised import localised
from marsad.store.queries.disputes import public_snapshots, read_entries, told_on

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
class _Latest:
    """The entry that tells of a milestone, and the one that tells what became of it, where one came after."""

    entry: Entry
    told: Mapping[str, Any]
    closing: Entry | None = None
    closed: Mapping[str, Any] | None = None


def read_timetable(
    promise: Promise, today: dt.date, known_on: dt.date | None = None, *, entries: Sequence[Entry] | None = None
) -> tuple[ToldMilestone, ...]:
    """Return what readers are told of milestones on *promise*, by day; with *known_on*, by the end of that day.

    Today, only the quotes of documents that still stand as evidence, and the milestones that have one. The number of queries does
    not grow; *entries* spares one: those of the ledger on the promise, in order.
    """
    told = read_entries(promise, MILESTONE_KINDS) if entries is None else entries
    latest = _latest(entry for entry in told if known_on is None or told_on(entry) <= known_on)
    if not latest:
        return ()
    quoted = {number for one in latest.values() for number in _documents(one)}
    standing = _standing(promise, quoted) if known_on is None else None
    kept = public_snapshots(quoted, known_on)
    found = [_milestone(number, one, standing, kept, known_on or today) for number, one in latest.items()]
    return tuple(sorted((one for one in found if one.quotes), key=lambda one: (one.last_on, one.id)))


def _latest(entries: Iterable[Entry]) -> dict[int, _Latest]:
    latest: dict[int, _Latest] = {}
    for entry in entries:
        if entry.kind not in MILESTONE_KINDS:
            continue
        told = json.loads(entry.payload)
        number = told["milestone"]
        if entry.kind == "milestone.published":
            latest[number] = _Latest(entry, told)
        elif entry.kind == "milestone.withdrawn":
            latest.pop(number, None)
        elif number in latest:
            latest[number] = _Latest(latest[number].entry, latest[number].told, entry, told)
    return latest


def _documents(one: _Latest) -> Iterable[int]:
    yield from (quote["document"] for quote in one.told["quotes"])
    if one.closed and one.closed["evidence"] and one.closed["evidence"]["document"]:
        yield one.closed["evidence"]["document"]


def _standing(promise: Promise, documents: set[int]) -> set[int | None]:
    rows = Evidence.objects.filter(promise=promise, document__in=documents, withdrawn_at__isnull=True)
    return set(rows.values_list("document_id", flat=True))


def _milestone(
    number: int,
    one: _Latest,
    standing: set[int | None] | None,
    kept: Mapping[tuple[int | None, str], int],
    day: dt.date,
) -> ToldMilestone:
    told, closed = one.told, one.closed
    last_on = dt.date.fromisoformat(told["last_on"])
    quotes = tuple(_quote(quote, kept) for quote in told["quotes"] if standing is None or quote["document"] in standing)
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
        editor=one.entry.actor,
        published_on=told_on(one.entry),
        entry=one.entry.sequence,
        replaces=told["replaces"],
        closed_on=told_on(one.closing) if one.closing else None,
        closing_entry=one.closing.sequence if one.closing else None,
        closer=one.closing.actor if one.closing else "",
        why=closed["why"] if closed else "",
        proof=_proof(evidence, kept) if evidence else None,
        to_day=to["day"] if to else "",
        to=to["milestone"] if to else None,
        told=(told["what"], told["what_en"]),
    )


def _quote(quote: Mapping[str, Any], kept: Mapping[tuple[int | None, str], int]) -> ToldQuote:
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
        snapshot=kept.get((quote["document"], quote["snapshot_sha256"] or "")),
    )


def _proof(evidence: Mapping[str, Any], kept: Mapping[tuple[int | None, str], int]) -> ToldQuote:
    return _quote({**evidence, "words": "", "words_at": len(evidence["quote"]), "speaker": ""}, kept)
