"""What a reader may follow, what each act of the ledger belongs to, and when a digest is due. Knows no tables and no clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

EACH, DAILY, WEEKLY = FREQUENCIES = ("each", "daily", "weekly")
STREAMS = ("all", "verdicts", "corrections", "replies")  # of the whole record
KEYED = ("promise", "sector", "body", "government")  # of one thing, by its key
MOST_SUBJECTS = 60
MOST_LETTERS = 200  # of a subject as it is kept
DIGEST_HOUR = 7  # digests go from this hour on, by the observatory's clock
TOGETHER_FROM = 6  # so many acts at once, as after an import, come in one message and not in as many
MOST_TOGETHER = 50
_SUNDAY = 6  # the working week begins on it


class SubjectError(ValueError):
    """Something that cannot be followed; the message names it."""


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """One thing to follow: a stream of the whole record, or a promise, sector, body or government by its *key*."""

    kind: str
    key: str = ""

    def __post_init__(self) -> None:
        """Raise SubjectError for a kind that is none, or a key where none belongs or none stands."""
        if self.kind not in STREAMS + KEYED or bool(self.key) != (self.kind in KEYED) or len(str(self)) > MOST_LETTERS:
            raise SubjectError(f"{self.kind!r} with {self.key!r} cannot be followed")

    def __str__(self) -> str:
        """Return it as it is kept: "verdicts", "promise:coalition"."""
        return f"{self.kind}:{self.key}" if self.key else self.kind


def read_subject(text: str) -> Subject:
    """Return the subject that *text* writes; raise SubjectError for one that is none."""
    kind, _, key = text.partition(":")
    return Subject(kind, key)


def read_subjects(texts: Iterable[str]) -> frozenset[Subject]:
    """Return the subjects that *texts* write; raise SubjectError for a wrong one, for none, and for too many."""
    found = frozenset(read_subject(text) for text in texts)
    if not found:
        raise SubjectError("nothing was chosen to follow")
    if len(found) > MOST_SUBJECTS:
        raise SubjectError(f"{len(found)} things to follow; at most {MOST_SUBJECTS}")
    return found


def write_subjects(subjects: Iterable[Subject]) -> list[str]:
    """Return *subjects* as they are kept, in order."""
    return sorted(str(subject) for subject in subjects)


@dataclass(frozen=True, slots=True)
class News:
    """What an entry of the ledger touches. *streams* are those of STREAMS that it belongs to besides "all"."""

    sequence: int
    streams: frozenset[str] = frozenset()
    promise: str = ""
    sector: str = ""
    body: str = ""
    government: str = ""

    def subjects(self) -> frozenset[Subject]:
        """Return every subject whose followers are told of it."""
        of_streams = {Subject(name) for name in self.streams | {"all"}}
        keys = (("promise", self.promise), ("sector", self.sector), ("body", self.body), ("government", self.government))
        return frozenset(of_streams | {Subject(kind, key) for kind, key in keys if key})


def is_told(act: News, followed: frozenset[Subject]) -> bool:
    """Tell whether who follows *followed* is told of *act*."""
    return not followed.isdisjoint(act.subjects())


@dataclass(frozen=True, slots=True)
class Parcel:
    """Acts that go out in one message: those after the entry *after* up to *through*."""

    after: int
    through: int


def parcels(sequences: Iterable[int], *, frequency: str) -> tuple[Parcel, ...]:
    """Return how the acts *sequences* (ascending) go out: one by one; together where they are many, or for a digest.

    Parcels never overlap, and each begins right before its first act: what was parcelled once is never parcelled again.
    """
    found = list(sequences)
    if frequency == EACH and len(found) < TOGETHER_FROM:
        groups = [[one] for one in found]
    elif frequency == EACH:
        groups = [found[at : at + MOST_TOGETHER] for at in range(0, len(found), MOST_TOGETHER)]
    else:
        groups = [found] if found else []
    return tuple(Parcel(group[0] - 1, group[-1]) for group in groups)


def digest_day(frequency: str, now: dt.datetime) -> dt.date:
    """Return the day of the newest digest that is due at the local moment *now*: of today, or of the last Sunday.

    Raises ValueError for a frequency without digests.
    """
    if frequency not in (DAILY, WEEKLY):
        raise ValueError(f"{frequency!r} has no digest; {DAILY} and {WEEKLY} have")
    day = (now - dt.timedelta(hours=DIGEST_HOUR)).date()
    return day if frequency == DAILY else day - dt.timedelta(days=(day.weekday() - _SUNDAY) % 7)
