"""Clean a stranger's text for the press: no marks that turn other letters around, nothing that no font draws."""

from __future__ import annotations

import unicodedata

_STAYING = frozenset("\u200c\u200d")  # joiners, which Arabic spelling needs
_UNPRINTED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def clean(text: str) -> str:
    """Return *text* in one line, without marks of direction, control characters and what is no letter."""
    if text.isprintable():  # nearly every text: no space but the common one, and nothing of _UNPRINTED
        return text
    spaced = (" " if letter.isspace() else letter for letter in text)
    return "".join(one for one in spaced if one in _STAYING or unicodedata.category(one) not in _UNPRINTED)
