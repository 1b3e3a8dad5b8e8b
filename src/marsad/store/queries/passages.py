"""Cut a document's words around a quote, so that a reader sees the decisive ones in their place. Pure: knows no tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_AROUND = 110


@dataclass(frozen=True, slots=True)
class Passage:
    """The decisive *words*, with what stands before and after them in their paragraph; "…" where it was cut."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text; *quote* numbers the evidence that quotes it, None where none does; *opens* where that quote begins."""

    text: str
    quote: int | None = None
    opens: bool = False


def find_quote(text: str, quote: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where *quote* stands in *text*: at *start*, *end* where those hold, else where it first occurs, else None."""
    if quote and text[start:end] == quote:
        return start, end
    at = text.find(quote) if quote else -1
    return (at, at + len(quote)) if at >= 0 else None


def cut_passage(text: str, quote: str, start: int, end: int, around: int = _AROUND) -> Passage:
    """Return *quote* with at most *around* characters of its paragraph on each side, cut between words."""
    span = find_quote(text, quote, start, end)
    if span is None:
        return Passage("", quote, "")
    opening = text.rfind("\n", 0, span[0]) + 1
    closing = text.find("\n", span[1])
    before, after = text[opening : span[0]], text[span[1] : closing if closing >= 0 else len(text)]
    if len(before) > around:
        before = "… " + before[-around:].partition(" ")[2]
    if len(after) > around:
        after = after[:around].rpartition(" ")[0] + " …"
    return Passage(before.lstrip(), quote, after.rstrip())


def mark_paragraphs(text: str, quotes: Iterable[tuple[int, int, int]]) -> tuple[tuple[Segment, ...], ...]:
    """Return the paragraphs of *text* as segments, with every (start, end, number) of *quotes* marked.

    Where quotes overlap, the later one begins where the earlier ends.
    """
    spans, reached = [], 0
    for start, end, number in sorted(quotes):
        if end > max(start, reached):
            spans.append((max(start, reached), end, number))
            reached = end
    paragraphs, at = [], 0
    for line in text.split("\n"):
        segments = _cut_line(text, at, at + len(line), spans)
        if line.strip():
            paragraphs.append(segments)
        at += len(line) + 1
    return tuple(paragraphs)


def _cut_line(text: str, first: int, last: int, spans: Iterable[tuple[int, int, int]]) -> tuple[Segment, ...]:
    segments, at = [], first
    for start, end, number in spans:
        left, right = max(start, first), min(end, last)
        if left >= right:
            continue
        if at < left:
            segments.append(Segment(text[at:left]))
        segments.append(Segment(text[left:right], number, opens=left == start))
        at = right
    if at < last:
        segments.append(Segment(text[at:last]))
    return tuple(segments)
