"""Make `src/marsad/text/fold_table.py` from the Unicode Character Database that Python carries.

Run `.venv/bin/python tools/make_fold_table.py`. What the database cannot know, which letters readers of Arabic take for one,
is stated below as rules; everything else follows from names, categories and decompositions. The presentation forms need no
rows: Unicode decomposes each into the letters of the blocks below.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "src" / "marsad" / "text" / "fold_table.py"
WIDEST = 126
BLOCKS = range(0x600, 0x900)  # Arabic, its Supplement, Extended-B and Extended-A

# Rule 1. These letters write another one: alef forms, ya and alef maqsura, ta marbuta and ha, kaf, in Arabic and in the
# alphabets of Persian, Urdu and Kurdish. Names as Unicode gives them, after "ARABIC LETTER ".
SAME_LETTER = {
    "ALEF": ("ALEF WASLA", "ALEF WITH WAVY HAMZA ABOVE", "ALEF WITH WAVY HAMZA BELOW"),
    "YEH": ("ALEF MAKSURA", "FARSI YEH", "E", "YEH BARREE"),
    "HEH": ("TEH MARBUTA", "TEH MARBUTA GOAL", "HEH GOAL", "HEH DOACHASHMEE", "AE"),
    "KAF": ("KEHEH", "SWASH KAF"),
}
# Rule 2. A hamza on waw or ya stands for the hamza; on alef it is dropped with the marks.
SEATS = ("WAW", "YEH")
# Rule 3. These say nothing, nor does any mark (Mn, Me) or sign of format (Cf).
SILENT = ("ARABIC TATWEEL", "ARABIC LETTER HIGH HAMZA")
SILENT_CATEGORIES = ("Mn", "Me", "Cf")
# Rule 4. What news in Arabic is written with: these are folded by way of an eight-bit page, which is many times faster.
PAGE = (
    *range(0x80),
    *(0xA0, 0xAB, 0xAD, 0xB0, 0xB7, 0xBB, 0xD7, 0xF7, 0x60C, 0x61B, 0x61C, 0x61F),
    *(*range(0x621, 0x63B), *range(0x640, 0x656), *range(0x660, 0x66E), 0x670, 0x671, *range(0x6F0, 0x6FA)),
    *map(ord, "پچژکگیڤڕڵۆێەہھےں"),
    *(*range(0x200B, 0x2010), 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, *range(0x202A, 0x202F), 0xFEFF),
)


def _letter(name: str) -> str:
    return unicodedata.lookup(f"ARABIC LETTER {name}")


LETTERS = {_letter(other): _letter(letter) for letter, others in SAME_LETTER.items() for other in others}
HAMZA, TATWEEL = _letter("HAMZA"), unicodedata.lookup("ARABIC TATWEEL")
ON_SEAT = {_letter(f"{seat} WITH HAMZA ABOVE"): _letter(seat) for seat in SEATS}


def arabic() -> Iterator[str]:
    """Yield every character of the Arabic blocks, told by its name from those of scripts between them."""
    names = ((chr(code), unicodedata.name(chr(code), "")) for code in BLOCKS)
    return (character for character, name in names if name.startswith(("ARABIC", "EXTENDED ARABIC")))


def is_silent(character: str) -> bool:
    """Tell whether *character* vanishes from a key."""
    return unicodedata.category(character) in SILENT_CATEGORIES or unicodedata.name(character, "") in SILENT


def key_of(character: str) -> str:
    """Return the key of a character of the Arabic script: its letter by the rules, "" for marks, 0-9 for digits."""
    if character in ON_SEAT:
        return HAMZA
    if is_silent(character):
        return ""
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    parts = unicodedata.normalize("NFKC", character)
    if parts == character:
        parts = unicodedata.normalize("NFD", character)
    if parts != character:
        return "".join(map(key_of, parts))
    return LETTERS.get(character, character)


def level_of(character: str) -> str:
    """Return the one letter or digit that *character* becomes where no character may move; a seat outlasts its hamza."""
    return ON_SEAT.get(character) or key_of(character)


def by_key(keys: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the characters of each key that is not the character itself."""
    groups = defaultdict(list)
    for character, key in keys:
        if key != character:
            groups[key].append(character)
    return {key: "".join(groups[key]) for key in sorted(groups)}


def ranges(characters: Iterable[str]) -> str:
    """Return *characters* as the inside of a regular expression's class."""
    spans: list[list[int]] = []
    for code in sorted(map(ord, characters)):
        if spans and spans[-1][1] == code - 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    return "".join(chr(first) if first == last else f"{chr(first)}-{chr(last)}" for first, last in spans)


def _escaped(character: str) -> str:
    code = ord(character)
    if character in '"\\':
        return "\\" + character
    if 0x20 <= code < 0x7F:
        return character
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _literal(text: str, indent: str) -> Iterator[str]:
    """Yield the lines of a string literal of *text*."""
    line = indent + '"'
    for character in text:
        piece = _escaped(character)
        if len(line) + len(piece) > WIDEST:
            yield line + '"'
            line = indent + '"'
        line += piece
    yield line + '"'


def _constant(name: str, text: str) -> Iterator[str]:
    yield f"{name} = ("
    yield from _literal(text, "    ")
    yield ")"


def _table(name: str, groups: Mapping[str, str]) -> Iterator[str]:
    yield f"{name} = {{"
    for key, characters in groups.items():
        first, *rest = _literal(characters, "")
        opening = f'    "{"".join(map(_escaped, key))}": '
        if not rest and len(opening) + len(first) < WIDEST:
            yield f"{opening}{first},"
            continue
        yield f"{opening}("
        yield from _literal(characters, "        ")
        yield "    ),"
    yield "}"


def build() -> str:
    """Return the whole of the table's file."""
    version = unicodedata.unidata_version
    letters = tuple(arabic())
    marks = [letter for letter in letters if unicodedata.category(letter) == "Mn" or letter == TATWEEL]
    seats = [letter for letter in letters if key_of(letter) in map(_letter, SEATS) and not unicodedata.decomposition(letter)]
    lines = [
        f'"""What each Arabic character is in a key, by Unicode {version}: written by `tools/make_fold_table.py`."""',
        "",
        "# fmt: off",
        f'UNICODE = "{version}"',
        "",
        "# The characters of each key.",
        *_table("KEYS", by_key((letter, key_of(letter)) for letter in letters)),
        "",
        "# The same where no character may move: a letter for a letter, a digit for a digit.",
        *_table("LEVELS", by_key((letter, level_of(letter)) for letter in letters if len(level_of(letter)) == 1)),
        "",
        "# The eight-bit page: what news in Arabic is written with.",
        *_constant("PAGE", "".join(map(chr, PAGE))),
        "",
        "# As the inside of a regular expression's class: marks and tatweel; the seats of a hamza that follows as a mark.",
        *_constant("MARKS", ranges(marks)),
        *_constant("SEATS", ranges(seats)),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TARGET.write_text(build(), encoding="utf-8")
