"""Cut a programme's lines into units, sentences, items and rows of tables, each with its lines, headings and lead-in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from marsad.domain.programme_text import Line
from marsad.text.tokens import sentences

MARKER = re.compile(
    r"(?:[•●▪■◦‣⁃∙·○❖➢✓*–—-]|\(?(?:[0-9٠-٩۰-۹]{1,2}|[أ-ي]|[a-zA-Z])\s?[).\-–ـ/](?![0-9٠-٩۰-۹])"
    r"|(?:أولا|ثانيا|ثالثا|رابعا|خامسا|سادسا|سابعا|ثامنا|تاسعا|عاشرا)[ًاً]*\s?[:.،\-–])\s*"
)
_ENDED = re.compile(r"[.!?؟:؛…][\"”’»)\]]*$")
_CELLS = " | "


@dataclass(frozen=True, slots=True)
class Unit:
    """Words that may promise: *first* and *last* number their lines in the programme, from 0.

    *kind* is "item", "sentence" or "table". *is_opening*: a paragraph or an item begins with it. *headings* stand over it, the
    nearest last; *lead* are the words before a list («ستعمل الحكومة على:»), "" where there are none.
    """

    text: str
    first: int
    last: int
    kind: str
    is_opening: bool
    headings: tuple[str, ...]
    lead: str


def find_units(lines: Sequence[Line]) -> Iterator[Unit]:
    """Yield the units of *lines* in order."""
    headings: tuple[str, ...] = ()
    lead = ""
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.kind == "heading":
            last = at
            while last + 1 < len(lines) and lines[last + 1].kind == "heading" and not lines[last + 1].is_start:
                last += 1
            fresh = at == 0 or lines[at - 1].kind != "heading"
            headings = (*(headings[:1] if fresh else headings)[-2:], " ".join(one.text for one in lines[at : last + 1]))
            lead, at = "", last + 1
            continue
        last = _paragraph(lines, at)
        kind = {"table": "table", "item": "item"}.get(line.kind, "sentence")
        if kind == "sentence" and lines[last].text.endswith(":"):
            yield from _units(lines, at, last, kind, headings, "")
            lead = _last_sentence(" ".join(one.text for one in lines[at : last + 1]))
        else:
            in_list = kind != "sentence" or (lead and _was_lead(lines, at, last))
            if not in_list:
                lead = ""
            yield from _units(lines, at, last, kind, headings, lead)
        at = last + 1


def _was_lead(lines: Sequence[Line], at: int, last: int) -> bool:
    """Return whether a plain paragraph may be an item of a list whose bullets were drawn, not written."""
    return len(" ".join(one.text for one in lines[at : last + 1])) < 220 and (at == 0 or lines[at].is_start)


def _last_sentence(text: str) -> str:
    start, end = sentences(text)[-1]
    return text[start:end]


def _paragraph(lines: Sequence[Line], at: int) -> int:
    """Return the last line of the paragraph that begins at *at*; one that a page cuts in two goes on behind it."""
    last = at
    if lines[at].kind == "table":
        return at
    while last + 1 < len(lines):
        after = lines[last + 1]
        turns = after.page != lines[last].page and not _ENDED.search(lines[last].text)
        if after.kind != "text" or (after.is_start and not turns):
            break
        last += 1
    return last


def _units(lines: Sequence[Line], at: int, last: int, kind: str, headings: tuple[str, ...], lead: str) -> Iterator[Unit]:
    if kind == "table":
        yield Unit(lines[at].text, at, at, kind, is_opening=True, headings=headings, lead=lead)
        return
    parts = [line.text for line in lines[at : last + 1]]
    starts = [0]
    for part in parts:
        starts.append(starts[-1] + len(part) + 1)
    whole = " ".join(parts)
    marked = MARKER.match(whole) if kind == "item" else None
    for number, (start, end) in enumerate(sentences(whole)):
        begin = max(start, marked.end()) if marked else start
        if begin >= end:
            continue
        first = at + bisect_right(starts, begin) - 1
        final = at + bisect_right(starts, end - 1) - 1
        is_opening = number == 0 or bool(marked and start < marked.end())
        yield Unit(whole[begin:end], first, final, kind, is_opening=is_opening, headings=headings, lead=lead)


def cells(text: str) -> tuple[str, ...]:
    """Return the cells of a table's row."""
    return tuple(cell.strip() for cell in text.split(_CELLS) if cell.strip())
