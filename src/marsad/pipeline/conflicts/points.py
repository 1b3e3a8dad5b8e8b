"""What a page asserts that another page could dispute: amounts, days and happenings, each with the words around it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from marsad.domain.reading import DateMention
from marsad.pipeline.conflicts import happenings
from marsad.pipeline.conflicts.counts import Count
from marsad.text.tokens import Token

Context = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a page: its words, the term of each ("" for one that tells nothing) and how telling it is.

    *named* gives by the noun what bears a name: جسر → حرية.
    """

    start: int
    end: int
    found: tuple[Token, ...]
    terms: tuple[str, ...]
    worths: tuple[float, ...]
    is_plan: bool
    is_change: bool
    named: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Point:
    """Words at start..end of sentence number *sentence*, and what stands around them."""

    start: int
    end: int
    sentence: int
    about: Context
    speaker: frozenset[str]
    is_plan: bool
    is_change: bool
    ordinals: frozenset[tuple[str, str]]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class AmountPoint(Point):
    """A number of things; *is_part* where it is told as a part of one before it: «13 شخصا بينهم طفلان»."""

    count: Count
    is_part: bool = False
    is_so_far: bool = False
    is_past: bool = False
    period: tuple[str, ...] = ()
    measures: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DayPoint(Point):
    """A day, month or year on which something happens or falls due."""

    value: str
    is_deadline: bool
    is_moved: bool
    is_proposed: bool
    is_reckoned: bool
    has_year: bool
    happenings: frozenset[happenings.Family]


@dataclass(frozen=True, slots=True)
class EventPoint(Point):
    """A happening: *family* as in `conflict_words`; *is_undone* where it is negated or denied; *extent* "all", "part" or "".

    *is_asserted* where the words say that it was or will be, not only name it; *is_plain* where no negation or doubt stands in
    the sentence.
    """

    family: happenings.Family
    is_undone: bool
    is_asserted: bool
    is_plain: bool
    extent: str
    object: str
    phrases: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Agent(Point):
    """Who does *act*: *sort* is "company", "group", "cabinet" or "authority", *head* the name's first word, *terms* the rest."""

    act: str
    sort: str
    head: str
    is_definite: bool
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Quoted:
    """Quoted words: *runs* of them, and *voice*, where the speaker's name stands, with its *terms*, *words* and *id*."""

    voice: Point
    runs: frozenset[tuple[str, ...]]
    terms: frozenset[str]
    words: frozenset[str]
    id: str


@dataclass(frozen=True, slots=True)
class Cause:
    """What is blamed at *point*, of what sort it is, and for what sorts of *mishaps*."""

    point: Point
    sort: str
    mishaps: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one page asserts. since..until are the days on which it can have been written, None where that is open.

    *speakers* gives who speaks in a sentence, by its number; *voices* where each speaker's words begin.
    """

    id: str
    story: str
    text: str
    since: dt.date | None
    until: dt.date | None
    sentences: tuple[Sentence, ...]
    topic: Context
    surfaces: Mapping[str, str]
    dates: tuple[DateMention, ...]
    amounts: tuple[AmountPoint, ...] = ()
    days: tuple[DayPoint, ...] = ()
    events: tuple[EventPoint, ...] = ()
    denials: tuple[Point, ...] = ()
    causes: tuple[Cause, ...] = ()
    agents: tuple[Agent, ...] = ()
    quoted: tuple[Quoted, ...] = ()
    degrees: tuple[tuple[Point, str, frozenset[str]], ...] = ()
    speakers: Mapping[int, frozenset[str]] = field(default_factory=dict)
    voices: tuple[tuple[int, frozenset[str]], ...] = ()
