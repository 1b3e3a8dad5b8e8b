"""Lay the letters of a PDF's page in lines, in reading order: from the right, numbers and Latin from the left."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_SAME_LINE = 0.4  # of a letter's size
_BLANK = 0.2
_CELL = 1.3
_TWICE = 0.1  # bold letters are drawn twice, a hair apart
_MIRROR = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")


@dataclass(frozen=True, slots=True)
class Glyph:
    """One drawn letter, or a ligature with its letters in order; places in points from the page's lower left."""

    x0: float
    x1: float
    baseline: float
    size: float
    text: str


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page: its words in reading order, how many cells they stand in, and where it lies."""

    text: str
    cells: int
    left: float
    right: float
    baseline: float
    size: float


def lay_lines(glyphs: Iterable[Glyph]) -> Iterator[PageLine]:
    """Yield the lines that *glyphs* make, from the top of the page down; blank ones are left out."""
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda one: -one.baseline):
        if row and row[0].baseline - glyph.baseline > _SAME_LINE * max(row[0].size, glyph.size):
            yield from _lay(row)
            row = []
        row.append(glyph)
    yield from _lay(row)


def _lay(row: Sequence[Glyph]) -> Iterator[PageLine]:
    drawn = [glyph for glyph in row if glyph.text.strip()]
    if not drawn:
        return
    ordered = _once(sorted(drawn, key=lambda one: (one.x0, one.x1)))
    size = max(glyph.size for glyph in ordered)
    cells = list(_cells(ordered, size))
    is_rtl = sum(_way(one.text) == "R" for one in ordered) >= sum(_way(one.text) == "L" for one in ordered)
    texts = [_read(cell, is_rtl=is_rtl) for cell in (reversed(cells) if is_rtl else cells)]
    left, right = ordered[0].x0, max(glyph.x1 for glyph in ordered)
    yield PageLine(" | ".join(texts), len(cells), left, right, ordered[0].baseline, size)


def _once(ordered: Sequence[Glyph]) -> list[Glyph]:
    kept: list[Glyph] = []
    for glyph in ordered:
        near = (one for one in reversed(kept[-3:]) if one.text == glyph.text)
        if not any(abs(one.x0 - glyph.x0) < _TWICE * glyph.size for one in near):
            kept.append(glyph)
    return kept


def _cells(ordered: Sequence[Glyph], size: float) -> Iterator[list[Glyph]]:
    cell: list[Glyph] = []
    end = 0.0
    for glyph in ordered:
        if cell and glyph.x0 - end > _CELL * size:
            yield cell
            cell = []
        cell.append(glyph)
        end = max(end if len(cell) > 1 else 0.0, glyph.x1)
    yield cell


def _way(text: str) -> str:
    """Return "R" for a letter written from the right, "L" from the left, "N" for a digit, "" for what goes with others."""
    way = unicodedata.bidirectional(text[0])
    return {"R": "R", "AL": "R", "L": "L", "EN": "N", "AN": "N"}.get(way, "")


def _read(cell: Sequence[Glyph], *, is_rtl: bool) -> str:
    """Return the letters of *cell* in reading order, with blanks where there is room for one."""
    pieces: list[tuple[str, str]] = []  # (way, letters), as they stand from left to right
    end = cell[0].x0
    for glyph in cell:
        if glyph.x0 - end > _BLANK * glyph.size:
            pieces.append(("", " "))
        if unicodedata.category(glyph.text[0]) == "Mn" and pieces:  # a vowel stands over its letter
            way, letters = pieces[-1]
            pieces[-1] = (way, letters + glyph.text)
        else:
            pieces.append((_way(glyph.text), glyph.text))
        end = max(end, glyph.x1)
    if not is_rtl:
        return "".join(letters for _, letters in pieces)
    read: list[str] = []
    pieces.reverse()
    at = 0
    while at < len(pieces):
        last = _run(pieces, at)
        if last > at:
            read += [letters for _, letters in reversed(pieces[at:last])]
            at = last
        else:
            read.append(pieces[at][1].translate(_MIRROR))
            at += 1
    return "".join(read)


def _run(pieces: Sequence[tuple[str, str]], start: int) -> int:
    """Return the end of the run of digits and Latin letters that begins at *start*, from the right; *start* where none does."""
    if pieces[start][0] not in ("L", "N"):
        return start
    end, at, has_latin = start + 1, start + 1, pieces[start][0] == "L"
    while at < len(pieces) and pieces[at][0] != "R":
        way, letters = pieces[at]
        if way in ("L", "N"):
            has_latin |= way == "L"
            end = at + 1
        elif not has_latin and (letters == " " or letters not in ".,:/-%+"):
            break
        at += 1
    return end
