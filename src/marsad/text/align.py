"""Level Arabic spelling without moving a character, so that what is found can be cut out of the text as it was."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from marsad.text.fold_table import LEVELS, MARKS

TATWEEL = "ـ"
_SIGNS = str.maketrans("٪–—−‒‐‑\t", "%------ ")
_SPACES = dict.fromkeys((0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), ord(" "))
_SILENT_CLASS = MARKS + TATWEEL + "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_SILENT = re.compile(f"[{_SILENT_CLASS}]")
_RUN = re.compile(f"[^{_SILENT_CLASS}]+")
# One replacement after the other costs a tenth of `str.translate`; no letter that is put in is one that is taken out.
_SPELLINGS = (
    *((old, new) for new, letters in LEVELS.items() for old in letters),
    *((chr(old), chr(new)) for old, new in {**_SIGNS, **_SPACES}.items()),
)


def _spelt_alike(text: str) -> str:
    for old, new in _SPELLINGS:
        text = text.replace(old, new)
    return text


def level(text: str) -> str:
    """Return *text* with one spelling for each letter and digit, character for character: same length, same offsets.

    Hamza and alef forms, ya and alef maqsura, ta marbuta and ha become one; Arabic and Persian digits become 0-9, spaces a
    space, dashes "-". Marks that make no sound of their own become a tatweel.
    """
    return _SILENT.sub(TATWEEL, _spelt_alike(text))


@lru_cache(maxsize=2)
def smooth(text: str) -> tuple[str, Sequence[int]]:
    """Return *text* levelled and without marks and tatweel, and for each of its characters the offset in *text*.

    One offset more than there are characters: the last is the length of *text*. The last two texts are kept, since each step
    of the road asks for the same one.
    """
    levelled = _spelt_alike(text)
    if _SILENT.search(levelled) is None:
        return levelled, range(len(text) + 1)
    offsets: list[int] = []
    runs: list[str] = []
    for run in _RUN.finditer(levelled):
        runs.append(run.group())
        offsets.extend(range(run.start(), run.end()))
    offsets.append(len(text))
    return "".join(runs), tuple(offsets)


def cut(offsets: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """Return the span in the text as it was for *start*..*end* of its smooth form."""
    if end <= start:
        return offsets[start], offsets[start]
    return offsets[start], offsets[end - 1] + 1
