"""The final report of a government, as values: what it counts, and what was kept in time. Words come ready to print."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

ON_TIME, LATE, UNDATED, MISSED, AHEAD, SETTLED = KEEPINGS = ("on_time", "late", "undated", "missed", "ahead", "settled")
PHASE_ORDER = ("full", "gibbous", "half", "crescent", "dark", "barred", "clouded", "unrated")
# Up to so many promises and quotes a report prints what its verdicts rest on: nobody reads longer ones, and each would cost much.
MOST_WITH_QUOTES, MOST_QUOTES = 1_000, 5_000
MOST_SET = 6_000  # promises in a report that is set as a PDF
GROUPINGS = ("keeping", "cause", "outlook", "closing", "withdrawn")  # what a report counts by and the list of promises does not
ANY = "yes"  # the one key of the last two


def prints_quotes(promises: int, quotes: int) -> bool:
    """Tell whether a report of so many *promises*, resting on so many *quotes*, prints the quotes too."""
    return promises <= MOST_WITH_QUOTES and quotes <= MOST_QUOTES


def keeping(*, is_done: bool, is_settled: bool, done_on: dt.date | None, deadline_on: dt.date | None, day: dt.date) -> str:
    """Return how a promise stands to its deadline, seen on *day*: one of KEEPINGS.

    *done_on* is the effective day of the first verdict that it is done, of those that led to the one that stands. *is_settled*:
    it is broken, or cannot be verified. "undated": it is done, and no deadline was set; "missed": its deadline has passed and it
    is not done; "ahead": neither its deadline nor a verdict has settled it yet.
    """
    if is_done:
        if deadline_on is None:
            return UNDATED
        return ON_TIME if done_on is not None and done_on <= deadline_on else LATE
    if deadline_on is not None and deadline_on < day:
        return MISSED
    return SETTLED if is_settled else AHEAD


@dataclass(frozen=True, slots=True)
class Count:
    """How many promises share something: its *key* and its *label*; *phase* is a moon's, "" where none is drawn."""

    key: str
    label: str
    count: int
    phase: str = ""


@dataclass(frozen=True, slots=True)
class ReportQuote:
    """A piece of evidence as the report prints it. *snapshot* numbers the archived page, *sha256* seals it."""

    words: str
    outlet: str
    said_on: dt.date | None
    rung: str
    stance: str
    snapshot: int | None = None
    sha256: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One promise of the report: its verdict with all that it rests on; *verdict* is "" where none was published.

    *quoted* is how many quotes it rests on; *quotes* are those, or none where the report leaves them, and the *summary*, to the
    promises' pages. *withdrawn* is how many verdicts were taken back.
    """

    key: str
    title: str
    sector_key: str
    sector: str
    verdict_key: str
    verdict: str
    phase: str
    keeping: str
    body: str = ""
    outlook_key: str = ""
    outlook: str = ""
    cause_key: str = ""
    cause: str = ""
    summary: str = ""
    effective_on: dt.date | None = None
    published_on: dt.date | None = None
    is_closing: bool = False
    deadline: str = ""
    author: str = ""
    seconder: str = ""
    entry: int | None = None
    sources: int = 0
    outlets: int = 0
    withdrawn: int = 0
    quoted: int = 0
    quotes: tuple[ReportQuote, ...] = ()
    overrides: tuple[str, ...] = ()

    def key_in(self, grouping: str) -> str:
        """Return what *grouping*, one of GROUPINGS, counts this promise under; "" for nothing."""
        return {
            "keeping": self.keeping,
            "cause": self.cause_key,
            "outlook": self.outlook_key,
            "closing": ANY if self.is_closing else "",
            "withdrawn": ANY if self.withdrawn else "",
        }[grouping]


@dataclass(frozen=True, slots=True)
class SectorCounts:
    """The promises of one sector by verdict: *cells* are the keys of the report's verdicts, in its order, each with its count."""

    key: str
    name: str
    total: int
    cells: tuple[tuple[str, int], ...]

    @property
    def counts(self) -> tuple[int, ...]:
        """How many promises have each verdict."""
        return tuple(count for _, count in self.cells)


@dataclass(frozen=True, slots=True)
class ReportDispute:
    """A conflict between sources that readers were told of, and the key of its promise."""

    promise: str
    told: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class ReportCorrection:
    """A correction that was published on one of the promises, and that promise's key."""

    promise: str
    published_on: dt.date
    wrong: str
    right: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far blind coders agreed on one axis: Krippendorff's alpha with its interval, as text."""

    axis: str
    told: str


@dataclass(frozen=True, slots=True)
class Report:
    """The report of a government as known at the end of *as_of*, in one *language*; *head_hash* is the ledger's last then.

    *has_quotes*: it prints the quotes that its verdicts rest on; else it counts them.
    """

    language: str
    observatory: str
    government_key: str
    government: str
    leader: str
    began_on: dt.date
    ended_on: dt.date | None
    as_of: dt.date
    head_sequence: int
    head_hash: str
    codebooks: tuple[str, ...]
    lines: tuple[ReportLine, ...]
    disputes: tuple[ReportDispute, ...] = ()
    corrections: tuple[ReportCorrection, ...] = ()
    agreement: tuple[Agreement, ...] = ()
    has_quotes: bool = True

    @property
    def withdrawn(self) -> int:
        """How many verdicts were withdrawn."""
        return sum(line.withdrawn for line in self.lines)

    @property
    def quotes(self) -> int:
        """How many quotes its verdicts rest on, printed or not."""
        return sum(line.quoted for line in self.lines)

    @property
    def is_draft(self) -> bool:
        """Whether the term was not over on the day of the report."""
        return self.ended_on is None or self.ended_on > self.as_of

    @property
    def total(self) -> int:
        """How many promises the report counts."""
        return len(self.lines)

    @property
    def assessed(self) -> int:
        """How many of them have a verdict."""
        return sum(bool(line.verdict_key) for line in self.lines)

    @property
    def closing(self) -> int:
        """How many of the verdicts are closing assessments."""
        return sum(line.is_closing for line in self.lines)

    @property
    def by_verdict(self) -> tuple[Count, ...]:
        """How many promises share each verdict, the brightest moon first, those without one last."""
        found = _count((line.verdict_key, line.verdict, line.phase) for line in self.lines)
        return tuple(sorted(found, key=lambda one: (PHASE_ORDER.index(one.phase), one.key)))

    @property
    def by_sector(self) -> tuple[SectorCounts, ...]:
        """The promises of each sector by verdict, in the order of `by_verdict`."""
        keys = [one.key for one in self.by_verdict]
        sectors: dict[tuple[str, str], list[str]] = {}
        for line in self.lines:
            sectors.setdefault((line.sector_key, line.sector), []).append(line.verdict_key)
        return tuple(
            SectorCounts(sector, name, len(found), tuple((key, found.count(key)) for key in keys))
            for (sector, name), found in sectors.items()
        )

    @property
    def by_keeping(self) -> tuple[tuple[str, int], ...]:
        """How many promises stand how to their deadline, in the order of KEEPINGS; none that nobody does."""
        counted = Counter(line.keeping for line in self.lines)
        return tuple((key, counted[key]) for key in KEEPINGS if counted[key])

    @property
    def by_cause(self) -> tuple[Count, ...]:
        """Why promises were broken or cannot be verified, the most frequent first."""
        return _count((line.cause_key, line.cause, "") for line in self.lines if line.cause_key)

    @property
    def by_outlook(self) -> tuple[Count, ...]:
        """What may be expected, the most frequent first."""
        return _count((line.outlook_key, line.outlook, "") for line in self.lines if line.outlook_key)

    def grouped(self, grouping: str, key: str) -> tuple[ReportLine, ...]:
        """Return the promises that are counted under *key* by *grouping*, one of GROUPINGS; "" is nobody's key."""
        return tuple(line for line in self.lines if key and line.key_in(grouping) == key)


def _count(rows: Iterable[tuple[str, str, str]]) -> tuple[Count, ...]:
    """Count *rows* of key, label and phase by their key, the most frequent first; the first label of a key is its label."""
    counted: Counter[str] = Counter()
    named: dict[str, tuple[str, str]] = {}
    for key, label, phase in rows:
        counted[key] += 1
        named.setdefault(key, (label, phase))
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Count(key, named[key][0], count, named[key][1]) for key, count in ordered)
