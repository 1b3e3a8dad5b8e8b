"""Make a key out of text, so that spellings of one word compare equal. A key is for machines and never shown to readers."""

from __future__ import annotations

import unicodedata

_LETTERS = {
    "ٱ": "ا", "ٲ": "ا", "ٳ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي", "ة": "ه", "ۃ": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه",
    "ک": "ك", "ڪ": "ك", "ؤ": "ء", "ئ": "ء", "ـ": "", "ٴ": "",
}  # fmt: skip
_DROPPED = ("Mn", "Me", "Cf")


class _Keys(dict[int, str | int]):
    """A `str.translate` table that learns each character once: letters by the table above, marks to nothing, digits to 0-9."""

    def __missing__(self, code: int) -> str | int:
        character = chr(code)
        key: str | int = code
        if character in _LETTERS:
            key = _LETTERS[character]
        elif unicodedata.category(character) in _DROPPED:
            key = ""
        elif (digit := unicodedata.decimal(character, None)) is not None:
            key = str(digit)
        self[code] = key
        return key


_KEYS = _Keys()
# Written alone on their letters by NFKD, these two hamzas would vanish with the marks; أ, إ and آ are meant to.
_HAMZAS = str.maketrans({"ؤ": "ء", "ئ": "ء"})


def fold(text: str) -> str:
    """Return the key of *text*: no marks, tatweel or case; one form each of alef, hamza on a seat, ya, ta marbuta and digits.

    A hamza on waw or ya becomes ء, so that وزراؤه, وزرائه and وزراءه share a key. Folding a key changes nothing.
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).translate(_HAMZAS)).translate(_KEYS)
    if plain.isascii():
        return plain.lower()
    return unicodedata.normalize("NFKD", plain.casefold()).translate(_KEYS)
