"""Find where what was said ends. Knows words, not speakers."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.pipeline import attribution_words as lexicon
from marsad.pipeline.speakers import Word

_OPENING, _CLOSING = "«“(", "»”)"
_TRAILING = " \t\n\u00a0.،؛:!…"


def content_end(text: str, words: Sequence[Word], first: int, sentence_end: int) -> tuple[int, int]:
    """Return (number of the word behind the content that begins at word *first*, offset of the content's end).

    It ends with the sentence, or before a clause that leaves what was said: «، فيما…», «، مشيرا إلى…», «وأضاف…».
    """
    depth, pending = 0, None
    start = words[first].start
    for number in range(first + 1, len(words)):
        gap = words[number].gap
        depth += sum(gap.count(mark) for mark in _OPENING) - sum(gap.count(mark) for mark in _CLOSING)
        if depth > 0 or not _leaves(words, number):
            continue
        here = (number, _trim_end(text, start, words[number].start))
        if pending is None and words[number].key in lexicon.CONTINUED:
            pending = here
        else:
            return _longer_half(start, pending, here)
    return _longer_half(start, pending, (len(words), _trim_end(text, start, sentence_end)))


def _longer_half(start: int, pending: tuple[int, int] | None, here: tuple[int, int]) -> tuple[int, int]:
    """Return *here*, the end behind «، وأن…», where that adds no more than stood before; else *pending*, the end before it."""
    if pending is None or here[1] - pending[1] <= pending[1] - start:
        return here
    return pending


def _leaves(words: Sequence[Word], number: int) -> bool:
    word = words[number]
    is_joined = word.key.startswith("و")
    if is_joined and word.bare in lexicon.CLEAR:
        return True
    if "//" in word.gap:
        return True
    if "،" not in word.gap and "," not in word.gap:
        return False
    if word.key in lexicon.CUTS or word.key in lexicon.CONTINUED:
        return True
    if word.key.startswith("ف") and len(word.key) >= 6 and word.bare.endswith("ت"):
        return True
    # «، وتضم…», «، ويجري…», «، والمياه…»: a new clause of the document's own.
    return is_joined and len(word.key) >= 4 and word.key[1] in "يت" and word.key[-1] not in "هاي"


def _trim_end(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    return end
