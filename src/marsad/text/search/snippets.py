"""Cut the words out of a text that show why it was found, and mark them as they stand in the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from marsad.text.search.plan import Plan
from marsad.text.search.prepare import keys
from marsad.text.tokens import tokens

LENGTH = 260  # letters of a snippet
_BEFORE = 60  # of them, at most, before the first word that was found
_BLANK = " \n\t\u00a0"


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters of a text as it was, found or around what was found."""

    text: str
    is_found: bool = False


@dataclass(frozen=True, slots=True)
class Snippet:
    """Pieces of a text that follow each other; whether the text begins before them and goes on behind."""

    pieces: tuple[Piece, ...]
    is_cut_before: bool = False
    is_cut_behind: bool = False

    @property
    def text(self) -> str:
        """The letters of the text."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a word of the question stands in a text, which group of the plan it is of, and how telling it is there."""

    start: int
    end: int
    group: int
    weight: float


def find_words(text: str, plan: Plan) -> tuple[Spot, ...]:
    """Return where the words of *plan* stand in *text*, in order: offsets into the text as it was."""
    weights: dict[str, tuple[int, float]] = {}
    for number, group in enumerate(plan.groups):
        for stem in group.mates:
            weights.setdefault(stem, (number, 0.3 * group.mates_rarity))
        for stem, counts in group.forms:
            weights[stem] = number, counts * group.rarity
    spots = []
    for token in tokens(text):
        hit = weights.get(keys(token)[1])
        if hit is not None:
            spots.append(Spot(token.start, token.end, *hit))
    return tuple(spots)


def mark(text: str, spots: Iterable[Spot], start: int = 0, end: int | None = None) -> tuple[Piece, ...]:
    """Return the letters of *text* from *start* to *end* in pieces, those at *spots* marked; joined they are the letters."""
    stop = len(text) if end is None else end
    pieces, place = [], start
    for spot in spots:
        if spot.start < place or spot.end > stop:
            continue
        if spot.start > place:
            pieces.append(Piece(text[place : spot.start]))
        pieces.append(Piece(text[spot.start : spot.end], is_found=True))
        place = spot.end
    if place < stop:
        pieces.append(Piece(text[place:stop]))
    return tuple(pieces)


def snip(text: str, plan: Plan, length: int = LENGTH) -> Snippet:
    """Return about *length* letters of *text* with the most telling words of *plan*, or its beginning where none stands in it."""
    spots = find_words(text, plan)
    if len(text) <= length:
        return Snippet(mark(text, spots))
    first = max(range(len(spots)), key=lambda number: _worth(spots, number, length), default=None)
    start = max(0, spots[first].start - _BEFORE) if first is not None else 0
    start = min(start, max(0, len(text) - length))
    end = min(len(text), start + length)
    start, end = _to_words(text, start, end)
    return Snippet(mark(text, spots, start, end), start > 0, end < len(text))


def _worth(spots: tuple[Spot, ...], first: int, length: int) -> float:
    best: dict[int, float] = {}
    for spot in spots[first:]:
        if spot.end > spots[first].start + length - _BEFORE:
            break
        best[spot.group] = max(best.get(spot.group, 0.0), spot.weight)
    return sum(best.values())


def _to_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Move both ends outwards or inwards so that no word is cut; a text without blanks is cut all the same."""
    if start:
        blank = next((place for place in range(start, min(start + 30, end)) if text[place] in _BLANK), None)
        start = start if blank is None else blank + 1
    if end < len(text):
        blank = next((place for place in range(end, max(end - 30, start), -1) if text[place] in _BLANK), None)
        end = end if blank is None else blank
    return start, end
