"""What the road carries: a page as it came, and all that was read in it. Offsets are characters of `Reading.text`."""

from __future__ import annotations

from dataclasses import dataclass

STANCES = ("supports", "refutes", "discusses", "unrelated")
RUNGS = ("announced", "decided", "funded", "under_way", "delivered")
RELATIONS = ("=", "~", "<", ">", "<=", ">=")
SOURCE_KINDS = ("official", "party", "agency", "expert", "anonymous")


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
    """Words that name a number, with the head noun it counts as written ("" where none); unit "%" for percentages.

    *value_to* is the upper end of a range, whose lower is *value*. *currency* is an ISO 4217 code where the unit is money.
    about_start..about_end are the words that say whose or where the amount is, where the sentence says so.
    """

    start: int
    end: int
    value: float
    unit: str = ""
    relation: str = "="
    value_to: float | None = None
    currency: str = ""
    about_start: int | None = None
    about_end: int | None = None

    def __post_init__(self) -> None:
        """Raise SpanError for a span that cuts nothing out, ValueError for a relation that is not in RELATIONS."""
        _check_span(self.start, self.end)
        if self.about_start is not None and self.about_end is not None:
            _check_span(self.about_start, self.about_end)
        if self.relation not in RELATIONS:
            raise ValueError(f"relation {self.relation!r} is none of {', '.join(RELATIONS)}")


@dataclass(frozen=True, slots=True)
class Claim:
    """What a document attributes to somebody: the content's span, and the speaker where named (else None).

    *via* are those who passed it on, nearest to the reader first: «نقلت رويترز عن مسؤول» has the speaker «مسؤول» via «رويترز».
    *source_kind* is one of SOURCE_KINDS, "" where nothing tells it. *speaker_id* is the gazetteer's entry for the speaker.
    """

    start: int
    end: int
    speaker: str | None = None
    speaker_start: int | None = None
    speaker_end: int | None = None
    verb: str = ""
    is_quoted: bool = False
    is_anonymous: bool = False
    via: tuple[str, ...] = ()
    source_kind: str = ""
    speaker_id: str = ""

    def __post_init__(self) -> None:
        """Raise SpanError for a span that cuts nothing out, ValueError for a kind that is not in SOURCE_KINDS."""
        _check_span(self.start, self.end)
        if self.source_kind and self.source_kind not in SOURCE_KINDS:
            raise ValueError(f"source_kind {self.source_kind!r} is none of {', '.join(SOURCE_KINDS)}")


@dataclass(frozen=True, slots=True)
class NameMention:
    """Words at *start*..*end* that name the entry *id* of the gazetteer."""

    start: int
    end: int
    id: str
    kind: str


@dataclass(frozen=True, slots=True)
class Match:
    """A machine's proposal that a document bears on a promise; start..end is the sentence that made it match.

    *reasons* say why it was proposed and what speaks against it, most telling first, each in Arabic and in English.
    quote_start..quote_end is the sentence that decides the stance, *chances* the probabilities of supports, refutes and
    discusses, *stance_reasons* why, each in Arabic and in English, and *stance_version* which classifier said so.
    """

    promise_id: str
    score: float
    is_suggested: bool
    stance: str
    rung: str
    start: int
    end: int
    reasons: tuple[tuple[str, str], ...] = ()
    quote_start: int = 0
    quote_end: int = 0
    chances: tuple[float, ...] = ()
    stance_reasons: tuple[tuple[str, str], ...] = ()
    stance_version: str = ""

    def __post_init__(self) -> None:
        """Raise ValueError for a score outside [0, 1] or a stance or rung that the glossary does not know."""
        _check_span(self.start, self.end)
        _check_span(self.quote_start, self.quote_end)
        if not 0.0 <= self.score <= 1.0:
            raise ValueError(f"score {self.score} is not in [0, 1]")
        if self.stance not in STANCES:
            raise ValueError(f"stance {self.stance!r} is none of {', '.join(STANCES)}")
        if self.rung not in RUNGS:
            raise ValueError(f"rung {self.rung!r} is none of {', '.join(RUNGS)}")


@dataclass(frozen=True, slots=True)
class Reading:
    """A page as read so far: each step of the road returns it with its own fields filled in.

    *agencies* is the chain of credit: whoever stands nearest to this page first, the origin last.
    """

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
    names: tuple[NameMention, ...] = ()
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
