"""Find words that somebody says he quotes in the text itself: exact offsets, or none."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.text.tokens import Token, tokens

FEWEST_WORDS = 3  # a quote shorter than this stands anywhere and shows nothing
MOST_CHARACTERS = 2_000


@dataclass(frozen=True, slots=True)
class Span:
    """Characters start..end of a text."""

    start: int
    end: int


def find_quote(quote: str, text: str, found: tuple[Token, ...] | None = None) -> Span | None:
    """Return where *quote* stands in *text*, or None where it does not, is too short, or is longer than any quote.

    Words are compared by their keys (no marks, one form of alef and digits) and must follow one another without a gap;
    punctuation and white space between them do not count, letters do. *found* are the tokens of *text*, where known.
    """
    if len(quote) > MOST_CHARACTERS:
        return None
    wanted = [token.word for token in tokens(quote)]
    if len(wanted) < FEWEST_WORDS:
        return None
    held = tokens(text) if found is None else found
    words = [token.word for token in held]
    first = -1
    for _ in range(len(words)):
        try:
            first = words.index(wanted[0], first + 1)
        except ValueError:
            return None
        if words[first : first + len(wanted)] == wanted:
            return Span(held[first].start, held[first + len(wanted) - 1].end)
    return None
