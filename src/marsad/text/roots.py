"""The strong letters of a word, by which a broken plural meets its singular and a verb its noun."""

from __future__ import annotations

_WEAK_LETTERS = str.maketrans("", "", "اويءت")
_SHORTEST_ROOT = 3
# Letters that a verb of the present or the future begins with: يستقبل, ستنفذ, نعيد.
_VERB_STARTS = ("سي", "ست", "سن", "ي", "ت", "ن")
_SHORTEST_VERB = 3


def root(stemmed: str) -> str:
    """Return the strong letters of *stemmed*, by which a broken plural meets its singular; "" where too few are left.

    نازح and نزوح share نزح; a leading م of a place or an agent (مدرسة, دراسة) is dropped where three letters remain.
    """
    letters = stemmed.translate(_WEAK_LETTERS)
    if letters.startswith("م") and len(letters) > _SHORTEST_ROOT:
        letters = letters[1:]
    return letters if len(letters) >= _SHORTEST_ROOT else ""


def roots(stemmed: str) -> tuple[str, ...]:
    """Return the roots that *stemmed* may have, at most two: as it stands, and without what a verb begins with."""
    found = [root(stemmed)]
    for start in _VERB_STARTS:
        if stemmed.startswith(start) and len(stemmed) - len(start) >= _SHORTEST_VERB:
            found.append(root(stemmed[len(start) :]))
            break
    return tuple(dict.fromkeys(filter(None, found)))
