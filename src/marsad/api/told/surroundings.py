"""What stands around a promise's verdicts, as the interface tells it: disputes, amounts over time, milestones, wordings, ties."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from marsad.api.told.common import Words, pair, words
from marsad.store.queries.disputes import Dispute as ToldDispute
from marsad.store.queries.disputes import ToldSide
from marsad.store.queries.dossier import Tie
from marsad.store.queries.figures import Figure, ToldPoint
from marsad.store.queries.revisions import RevisionStep
from marsad.store.queries.timetable import ToldMilestone, ToldQuote


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a page with what stands around them; *archived* numbers the archived page where that is public."""

    before: str
    words: str
    after: str
    outlet: str
    said_on: dt.date | None
    url: str
    archived: int | None


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two statements that cannot both hold, and what an editor explained of them."""

    number: int
    kind: str
    sides: tuple[Quote, ...]
    explanation: Words
    editor: str
    published_on: dt.date
    entry: int


@dataclass(frozen=True, slots=True)
class Point:
    """One amount on a day (EDTF), between *low* and *high* where it is a range; *outlets* told it, *sources* of them count."""

    day: str
    value: float
    low: float | None
    high: float | None
    relation: str
    is_planned: bool
    outlets: tuple[str, ...]
    sources: int
    quote: Quote


@dataclass(frozen=True, slots=True)
class Series:
    """Amounts of one thing over time."""

    number: int
    title: Words
    unit: str
    points: tuple[Point, ...]
    editor: str
    published_on: dt.date
    entry: int


@dataclass(frozen=True, slots=True)
class PutOff:
    """Until when something was put off, and the number of the milestone that tells so."""

    day: str
    milestone: int | None


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something to be done by a day (EDTF). *state*: `ahead`, `due` (its day passed and nobody has judged), `met`, `missed`,
    `postponed`.
    """

    number: int
    what: Words
    day: str
    last_on: dt.date
    sense: str
    state: str
    quotes: tuple[Quote, ...]
    editor: str
    published_on: dt.date
    entry: int
    replaces: int | None
    closed_on: dt.date | None
    closing_entry: int | None
    closer: str | None
    why: str | None
    proof: Quote | None
    put_off: PutOff | None


@dataclass(frozen=True, slots=True)
class Wording:
    """The promise as it was worded from the moment *at* on; *changed* names what differs from the wording before.

    *kind*: `original`, `later` (put otherwise by the government, with where), `mended` (by us), `withdrawn`, `restored`.
    """

    number: int
    kind: str
    at: dt.datetime
    title: Words
    text: Words
    justification: Words
    page_ref: str
    deadline: str
    government: str
    sector: str
    body: str | None
    is_published: bool
    said_on: dt.date | None
    source_url: str
    source_quote: str
    reason: Words
    actor: str
    changed: tuple[str, ...]
    entry: int | None


@dataclass(frozen=True, slots=True)
class Kin:
    """A promise of another government in the same thread, how it is tied to this one, and the verdict that it stands on."""

    kind: str
    promise: str
    title: Words
    government: str
    verdict: str


def tell_dispute(one: ToldDispute) -> Dispute:
    """Return a dispute."""
    sides = tuple(map(_side, one.sides))
    return Dispute(one.id, one.kind, sides, pair(one.told), one.editor, one.published_on, one.entry)


def tell_series(one: Figure) -> Series:
    """Return amounts over time."""
    return Series(one.id, pair(one.told), one.unit, tuple(map(_point, one.points)), one.editor, one.published_on, one.entry)


def tell_milestone(one: ToldMilestone) -> Milestone:
    """Return a milestone."""
    return Milestone(
        number=one.id,
        what=pair(one.told),
        day=one.day,
        last_on=one.last_on,
        sense=one.sense,
        state=one.state,
        quotes=tuple(map(_quote, one.quotes)),
        editor=one.editor,
        published_on=one.published_on,
        entry=one.entry,
        replaces=one.replaces,
        closed_on=one.closed_on,
        closing_entry=one.closing_entry,
        closer=one.closer or None,
        why=one.why or None,
        proof=_quote(one.proof) if one.proof else None,
        put_off=PutOff(one.to_day, one.to) if one.to_day else None,
    )


def tell_wording(one: RevisionStep) -> Wording:
    """Return a wording."""
    row = one.revision
    return Wording(
        number=row.number,
        kind=row.kind,
        at=row.at,
        title=words(row.title_ar, row.title_en),
        text=words(row.text_ar, row.text_en),
        justification=words(row.justification_ar, row.justification_en),
        page_ref=row.page_ref,
        deadline=row.deadline,
        government=row.government.key,
        sector=row.sector.key,
        body=row.body.key if row.body else None,
        is_published=row.is_published,
        said_on=row.said_on,
        source_url=row.source_url,
        source_quote=row.source_quote,
        reason=words(row.reason_ar, row.reason_en),
        actor=row.actor,
        changed=tuple(part.name for part in one.parts),
        entry=one.entry,
    )


def tell_kin(tie: Tie) -> Kin:
    """Return a promise of another government that this one is tied to."""
    promise, verdict = tie.standing.promise, tie.standing.verdict
    title = words(promise.title_ar, promise.title_en)
    return Kin(tie.kind, promise.key, title, promise.government.key, verdict.key if verdict else "unrated")


def _side(side: ToldSide) -> Quote:
    return Quote(side.before, side.words, side.after, side.source, side.said_on, side.url, side.snapshot)


def _point(point: ToldPoint) -> Point:
    quote = Quote(point.before, point.words, point.after, point.outlet, point.said_on, point.url, point.snapshot)
    return Point(
        point.day,
        point.value,
        point.low,
        point.high,
        point.relation,
        point.is_planned,
        point.outlets,
        point.sources,
        quote,
    )


def _quote(quote: ToldQuote) -> Quote:
    return Quote(quote.before, quote.words, quote.after, quote.source, quote.said_on, quote.url, quote.snapshot)
