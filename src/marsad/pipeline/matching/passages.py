"""Choose the sentences of a page that may bear on a promise: the only text that an encoder sees."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from marsad.text.tokens import Token, sentences

MOST_PASSAGES = 3
FEWEST_WORDS = 4
LONGEST_WORDS = 40


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a page, or its headline (start == end == 0), with its words."""

    start: int
    end: int
    text: str
    found: tuple[Token, ...]
    is_head: bool = False


def passages(title: str | None, head: Sequence[Token], text: str, found: Sequence[Token]) -> tuple[Passage, ...]:
    """Return the headline where there is one, then the sentences of *text*; a very long one is cut into pieces.

    *head* and *found* are the tokens of *title* and *text*. The first sentence counts as head too.
    """
    cut = [Passage(0, 0, title, tuple(head), is_head=True)] if title and head else []
    starts = [token.start for token in found]
    leads = 0
    for start, end in sentences(text):
        words = tuple(found[bisect_left(starts, start) : bisect_left(starts, end)])
        for first in range(0, len(words), LONGEST_WORDS):
            piece = words[first : first + LONGEST_WORDS]
            opens = start if first == 0 else piece[0].start
            closes = end if first + LONGEST_WORDS >= len(words) else piece[-1].end
            is_lead = leads == 0 and len(piece) >= FEWEST_WORDS
            leads += is_lead
            cut.append(Passage(opens, closes, text[opens:closes], piece, is_head=is_lead))
    return tuple(cut)
