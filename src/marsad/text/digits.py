"""Read one number in digits from the smooth text: grouped by commas, points or spaces, with decimals, or a ratio."""

from __future__ import annotations

import re
from typing import NamedTuple

_DIGITS = re.compile(
    r"(?<![A-Za-z_\d])(?<![\d][.,:/٫٬،])(?:"
    r"(?P<swapped>\d{1,3}ر\d{1,4}(?!\d))"
    r"|(?P<grouped>\d{1,3}(?:[,،٬']\d{3}){1,5}(?!\d)(?:[.٫]\d{1,12})?)"
    r"|(?P<dotted>\d{1,3}(?:\.\d{3}){2,5}(?!\d)(?:,\d+)?)"
    r"|(?P<spaced>\d{1,3}(?: \d{3}){2,4}(?![\d]|[.,]\d)|\d{1,3} 000(?![\d]|[.,]\d))"
    r"|(?P<ratio>\d{1,3}/(?:[2-9]|10|100|1000)(?![\d/]))"
    r"|(?P<plain>\d*[.٫]\d+|\d+(?:,\d{1,2}(?!\d))?)"
    r")(?![A-Za-z_])"
)
# Most numbers: digits alone, which nothing groups, divides or multiplies. Read without the pattern above.
_BARE = re.compile(r"\d{1,15}(?![\d.,/:٫٬،'رA-Za-z_])(?! \d{3}(?!\d))")
_BEFORE_BARE = frozenset(' \n(«"-وبلف')
_MAX_DIGITS = 18


class Numeral(NamedTuple):
    """A number at *start*..*end*; *scale* is the word that multiplies its last part (1 where none).

    *relation* is what the number itself says of its value (">=" for "hundreds"), "" where it says nothing.
    """

    start: int
    end: int
    value: float
    scale: float = 1.0
    in_words: bool = False
    value_to: float | None = None
    relation: str = ""


def digits_at(text: str, position: int) -> Numeral | None:
    """Return the number in digits at *position*, without words that multiply it; None where there is none."""
    first = text[position : position + 1]
    if not first.isdecimal() and first not in (".", "٫"):
        return None
    bare = _BARE.match(text, position)
    if bare is not None and (position == 0 or text[position - 1] in _BEFORE_BARE):
        return Numeral(position, bare.end(), float(bare.group()))
    found = _DIGITS.match(text, position)
    if found is None or found.end() - found.start() > _MAX_DIGITS + 8:
        return None
    written = found.group()
    if found["swapped"]:
        fraction, whole = written.split("ر")
        # "000ر22 مسلم" is how some agencies group thousands; "935ر6 مليون" how they write a decimal point.
        value = float(whole) * 1000 if fraction == "000" else float(f"{whole}.{fraction}")
    elif found["ratio"]:
        above, below = written.split("/")
        value = int(above) / int(below)
    elif found["plain"]:
        value = float(written.replace("٫", ".").replace(",", "."))
    elif found["dotted"]:
        value = float(written.replace(".", "").replace(",", "."))
    else:
        value = float(re.sub(r"[,،٬' ]", "", written).replace("٫", "."))
    return Numeral(position, found.end(), value)
