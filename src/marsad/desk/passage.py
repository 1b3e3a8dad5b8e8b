"""Cut a document's text for the page: paragraphs, the decisive words, days with their values. Offsets are the text's own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from marsad.domain.reading import AmountMention, DateMention
from marsad.store.models import ClaimRow
from marsad.text.tokens import sentences

_LINE = re.compile(r"[^\r\n]*[^\s][^\r\n]*")
_MOST_SENTENCES = 200


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a paragraph that is marked throughout or not at all; *opens* where its mark begins."""

    start: int
    words: str
    is_decisive: bool
    is_day: bool
    is_matched: bool = False
    opens: bool = False
    value: str | None = None  # EDTF, on the last segment of a day whose words do not give its year


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text."""

    segments: tuple[Segment, ...]

    @property
    def has_decisive(self) -> bool:
        """Whether words of it decide."""
        return any(segment.is_decisive for segment in self.segments)


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Words of the text with what they were read as: an EDTF value, or a number, what it counts and whose it is."""

    words: str
    value: str
    unit: str = ""
    about: str = ""
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """Words that a document attributes to somebody."""

    speaker: str
    words: str
    is_quoted: bool
    is_anonymous: bool
    via: tuple[str, ...] = ()
    source_kind: str = ""


@dataclass(frozen=True, slots=True)
class SentenceChoice:
    """A sentence that can stand as the evidence; *value* is "start-end"."""

    value: str
    words: str
    is_decisive: bool


def paragraphs(
    text: str, decisive: tuple[int, int], dates: Sequence[DateMention], matched: tuple[int, int] = (0, 0)
) -> tuple[Paragraph, ...]:
    """Return the lines of *text* that are not empty, cut where the decisive words, the *matched* ones or a day begin and end."""
    cuts = sorted({*decisive, *matched, *(edge for date in dates for edge in (date.start, date.end))})
    opened: set[bool] = set()
    found = []
    for line in _LINE.finditer(text):
        edges = [line.start(), *(cut for cut in cuts if line.start() < cut < line.end()), line.end()]
        segments = []
        for start, end in pairwise(edges):
            is_decisive = decisive[0] <= start and end <= decisive[1]
            is_matched = not is_decisive and matched[0] <= start and end <= matched[1]
            opens = (is_decisive or is_matched) and is_decisive not in opened
            if opens:
                opened.add(is_decisive)
            day, value = _day_of(text, start, end, dates)
            segments.append(Segment(start, text[start:end], is_decisive, day, is_matched, opens, value))
        found.append(Paragraph(tuple(segments)))
    return tuple(found)


def _day_of(text: str, start: int, end: int, dates: Sequence[DateMention]) -> tuple[bool, str | None]:
    """Return whether start..end lies in the words of a day, and that day's value where they end and do not give its year."""
    date = next((date for date in dates if date.start <= start and end <= date.end), None)
    if date is None or date.end != end or _gives_year(text[date.start : date.end], date.value):
        return date is not None, None
    return True, date.value


def _gives_year(words: str, value: str | None) -> bool:
    western = "".join(str(unicodedata.digit(letter, letter)) for letter in words)
    return value is not None and value[:4] in western


def dated_words(text: str, dates: Sequence[DateMention]) -> tuple[Mentioned, ...]:
    """Return the days in *text*, each once; value "" where the text does not let it be resolved."""
    rows = (Mentioned(text[d.start : d.end], d.value or "", is_doubtful=d.is_doubtful) for d in dates)
    return tuple(dict.fromkeys(rows))


def counted_words(text: str, amounts: Sequence[AmountMention]) -> tuple[Mentioned, ...]:
    """Return the amounts in *text*, each once, with their sign where it is not "=", and both ends of a range."""
    return tuple(dict.fromkeys(_counted(text, amount) for amount in amounts))


def _counted(text: str, amount: AmountMention) -> Mentioned:
    number = f"{'' if amount.relation == '=' else amount.relation}{amount.value:,.10g}"
    if amount.value_to is not None:
        number += f"–{amount.value_to:,.10g}"
    about = text[amount.about_start : amount.about_end] if amount.about_start is not None else ""
    return Mentioned(text[amount.start : amount.end], number, amount.currency or amount.unit, about)


def statements(text: str, claims: Sequence[ClaimRow]) -> tuple[Statement, ...]:
    """Return who said what in *text*."""
    return tuple(
        Statement(c.speaker, text[c.start : c.end], c.is_quoted, c.is_anonymous, tuple(c.via), c.source_kind) for c in claims
    )


def sentence_choices(text: str, decisive: tuple[int, int]) -> tuple[SentenceChoice, ...]:
    """Return the sentences of *text* that may be chosen instead of the proposed one."""
    return tuple(
        SentenceChoice(f"{start}-{end}", text[start:end], (start, end) == decisive)
        for start, end in sentences(text)[:_MOST_SENTENCES]
    )
