"""How two wordings differ, word by word. Marks stay with their letters; Arabic punctuation ends a word as Latin does."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

# A word with its marks and tatweel; else one other sign; white space is carried by what stands before it.
_PIECE = re.compile(r"[\w\u0610-\u061A\u0640\u064B-\u065F\u0670\u06D6-\u06ED]+\s*|[^\w\s]\s*|\s+")
_MOST_MEETINGS = 2500  # of one word in one wording with itself in the other
_MOST_PIECES = 20_000  # of both wordings; beyond it one is shown whole after the other


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words: *kind* is "same", "gone" (only in the earlier wording) or "new" (only in the later)."""

    kind: str
    text: str


def _pieces(text: str) -> list[str]:
    return _PIECE.findall(text)


def _key(piece: str) -> str:
    return unicodedata.normalize("NFC", piece.strip())


def _runs(earlier: list[str], later: list[str]) -> Iterator[Piece]:
    old, new = [_key(piece) for piece in earlier], [_key(piece) for piece in later]
    matcher = SequenceMatcher(_common(old, new).__contains__, old, new, autojunk=False)
    for act, start, end, new_start, new_end in matcher.get_opcodes():
        if act == "equal":
            yield Piece("same", "".join(later[new_start:new_end]))
            continue
        if end > start:
            yield Piece("gone", "".join(earlier[start:end]))
        if new_end > new_start:
            yield Piece("new", "".join(later[new_start:new_end]))


def _common(old: list[str], new: list[str]) -> frozenset[str]:
    """Return the words that stand so often that they are only matched beside others: else the work grows with the cube."""
    before, after = Counter(old), Counter(new)
    return frozenset(word for word, times in before.items() if times * after[word] > _MOST_MEETINGS)


def differences(earlier: str, later: str) -> tuple[Piece, ...]:
    """Return *later* with what came and what went, in order; one piece "same" where nothing did.

    What is not "gone" reads as *later*, letter for letter.
    """
    if earlier == later:
        return (Piece("same", later),) if later else ()
    old, new = _pieces(earlier), _pieces(later)
    if len(old) + len(new) > _MOST_PIECES:
        return tuple(Piece(kind, text) for kind, text in (("gone", earlier), ("new", later)) if text)
    return tuple(_runs(old, new))
