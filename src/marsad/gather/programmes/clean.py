"""Clean a line of a programme: presentation forms to letters, marks of direction and soft hyphens away, blanks to one."""

from __future__ import annotations

import re
import unicodedata

from marsad.pipeline.promises.units import MARKER

_AWAY = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]"
)
_BLANKS = re.compile(r"\s+")


def clean(text: str) -> str:
    """Return *text* as one line; in presentation forms first, so that lam-alef comes out in order."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFKC", _AWAY.sub("", text))).strip()


def is_marked(text: str) -> bool:
    """Return whether a line opens with a bullet or a number of a list."""
    found = MARKER.match(text)
    return found is not None and found.end() < len(text)
