"""Which phase some words are about: «المرحلة الثانية» is "2"."""

from __future__ import annotations

import re

from marsad.text.align import smooth

_NUMBERS = {
    "اول": "1",
    "ثان": "2",
    "ثالث": "3",
    "رابع": "4",
    "خامس": "5",
    "سادس": "6",
    "سابع": "7",
    "ثامن": "8",
    "اخير": "last",
    "نهاءي": "last",
    "نهائي": "last",
    "ختامي": "last",
}
_PHASE = re.compile(
    r"(?<!\w)(?:و|ب|ل|وال|بال|لل|ال|ولل)?مرحله {1,3}(?:ال)?(اول|ثان|ثالث|رابع|خامس|"
    r"سادس|سابع|ثامن|اخير|نهائي|ختامي)(?:ي|يه|ه)?(?!\w)"
)
_NUMBERED = re.compile(r"(?<!\w)(?:ال)?مرحله {1,3}(?:رقم {1,3})?([1-9])(?!\w)")


def phase_of(text: str) -> str:
    """Return the number of the one phase that *text* names ("2", "last"); "" where it names none, or several."""
    levelled, _ = smooth(text)
    told = {_NUMBERS[match[1]] for match in _PHASE.finditer(levelled)} | {match[1] for match in _NUMBERED.finditer(levelled)}
    return told.pop() if len(told) == 1 else ""
