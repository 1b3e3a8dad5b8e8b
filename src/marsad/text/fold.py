"""Make a key out of text, so that spellings of one word compare equal. A key is for machines and never shown to readers."""

from __future__ import annotations

import re
import unicodedata

from marsad.text.eight_bit import replacer
from marsad.text.fold_table import KEYS, MARKS, PAGE, SEATS

_ARABIC = {ord(character): key for key, characters in KEYS.items() for character in characters}
_DROPPED = ("Mn", "Me", "Cf")
# A hostile text may show a million characters; the keys of them all would take 100 MB.
_MOST_LEARNT = 20_000
_HAMZA_ABOVE = "\u0654"
_HAMZA_ON_SEAT = re.compile(rf"[{SEATS}][{MARKS}]*?{_HAMZA_ABOVE}")


def _plain(text: str) -> str:
    """Return *text* decomposed, without marks and signs of format, its digits 0-9."""
    letters = (letter for letter in unicodedata.normalize("NFKD", text) if unicodedata.category(letter) not in _DROPPED)
    return "".join(str(unicodedata.decimal(letter, letter)) for letter in letters)


class _Keys(dict[int, str]):
    """A `str.translate` table that learns each character once: Arabic from the generated table, the rest from Unicode."""

    def __missing__(self, code: int) -> str:
        # Composed first: a presentation form then is one letter of the table, its hamza on its seat.
        key = _plain(_plain(unicodedata.normalize("NFKC", chr(code)).translate(_ARABIC)).casefold())
        if len(self) >= _MOST_LEARNT:
            self.clear()
        self[code] = key
        return key


_keys = _Keys()

# Almost all texts hold nothing but PAGE; the others are folded character by character.
_fold_on_page = replacer(PAGE, {character: _keys[ord(character)] for character in PAGE})


def fold(text: str) -> str:
    """Return the key of *text*: no marks, tatweel or case; one form each of alef, hamza on a seat, ya, ta marbuta and digits.

    A hamza on waw or ya becomes ء, so that وزراؤه, وزرائه and وزراءه share a key. Folding a key changes nothing. Never raises.
    """
    if text.isascii():
        return text.lower()
    if _HAMZA_ABOVE in text:
        text = _HAMZA_ON_SEAT.sub("ء", text)
    key = _fold_on_page(text)
    return text.translate(_keys) if key is None else key
