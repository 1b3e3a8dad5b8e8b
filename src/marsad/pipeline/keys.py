"""Make the key of a line quickly where its letters are the everyday ones. Gives what `fold` gives, and asks it for the rest."""

from __future__ import annotations

from functools import lru_cache

from marsad.text.fold import fold

_EVERYDAY = frozenset(
    "\t\n\u00a0" + "".join(map(chr, range(0x20, 0x7F))) + "«»“”‘’–—…،؛؟" + "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي" + "ًٌٍَُِّْـ٠١٢٣٤٥٦٧٨٩"
)
_CHANGES = {character: fold(character) for character in _EVERYDAY if fold(character) != character}
_CHANGED = frozenset(_CHANGES)


@lru_cache(maxsize=1024)
def line_key(line: str) -> str:
    """Return `fold(line)`. The lines of a page are asked for several times; lines too long to be kept should not come."""
    letters = set(line)
    if not letters <= _EVERYDAY:
        return fold(line)
    for character in letters & _CHANGED:
        line = line.replace(character, _CHANGES[character])
    return line
