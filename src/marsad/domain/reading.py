"""What the road carries: a page as it came, and all that was read in it. Offsets are characters of `Reading.text`."""

from __future__ import annotations

from dataclasses import dataclass

STANCES = ("supports", "refutes", "discusses", "unrelated")
RUNGS = ("announced", "decided", "funded", "under_way", "delivered")


class SpanError(ValueError):
    """A start and an end that cut nothing out of a text."""


def _check_span(start: int, end: int) -> None:
    if not 0 <= start <= end:
        raise SpanError(f"span {start}..{end} is not 0 <= start <= end")


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it came in: HTML bytes or markup, or plain text kept to the letter; the rest only where the row gave it."""

    id: str
    html: bytes | str | None = None
    text: str | None = None
    url: str | None = None
    title: str | None = None
    published: str | None = None
    outlet: str | None = None

    def __post_init__(self) -> None:
        """Raise ValueError for a page without a name, or with neither HTML nor text."""
        if not self.id:
            raise ValueError("a page needs an id")
        if self.html is None and self.text is None:
            raise ValueError(f"page {self.id} has neither html nor text")


@dataclass(frozen=True, slots=True)
class DateMention:
    """Words that name a day or time, and their EDTF value (None where the text does not let it be resolved)."""

    start: int
    end: int
    value: str | None
    is_doubtful: bool = False

    def __post_init__(self) -> None:
        """Raise SpanError for a span that cuts nothing out."""
        _check_span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class AmountMention:
    """Words that name a number, with the head noun it counts as written ("" where none); unit "%" for percentages."""

    start: int
    end: int
    value: float
    unit: str = ""
    relation: str = "="  # one of = ~ < > <= >=

    def __post_init__(self) -> None:
        """Raise SpanError for a span that cuts nothing out."""
        _check_span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a document attributes to somebody: the content's span, and the speaker where named (else None)."""

    start: int
    end: int
    speaker: str | None = None
    speaker_start: int | None = None
    speaker_end: int | None = None
    verb: str = ""
    is_quoted: bool = False
    is_anonymous: bool = False

    def __post_init__(self) -> None:
        """Raise SpanError for a span that cuts nothing out."""
        _check_span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Match:
    """A machine's proposal that a document bears on a promise; start..end is the sentence that made it match."""

    promise_id: str
    score: float
    is_suggested: bool
    stance: str
    rung: str
    start: int
    end: int
    reasons: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raise ValueError for a score outside [0, 1] or a stance or rung that the glossary does not know."""
        _check_span(self.start, self.end)
        if not 0.0 <= self.score <= 1.0:
            raise ValueError(f"score {self.score} is not in [0, 1]")
        if self.stance not in STANCES:
            raise ValueError(f"stance {self.stance!r} is none of {', '.join(STANCES)}")
        if self.rung not in RUNGS:
            raise ValueError(f"rung {self.rung!r} is none of {', '.join(RUNGS)}")


@dataclass(frozen=True, slots=True)
class Reading:
    """A page as read so far: each step of the road returns it with its own fields filled in."""

    id: str
    text: str
    url: str | None = None
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    language: str = ""
    agencies: tuple[str, ...] = ()
    story: str | None = None
    dates: tuple[DateMention, ...] = ()
    amounts: tuple[AmountMention, ...] = ()
    claims: tuple[Claim, ...] = ()
    matches: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """What could not be read, at which step, and why: stored and shown, never dropped."""

    page_id: str
    step: str
    reason: str


@dataclass(frozen=True, slots=True)
class PromiseText:
    """A promise as the matcher needs it. *period* is EDTF "start/end" of the government's term; *country* in Arabic."""

    id: str
    title: str
    text: str = ""
    sector: str = ""
    government: str = ""
    period: str = ""
    country: str = "العراق"
    terms: tuple[str, ...] = ()
