"""Clean a line of a programme: presentation forms to letters, marks of direction and soft hyphens away, blanks to one."""

from __future__ import annotations

import re
import unicodedata

_AWAY = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]"
)
_BLANKS = re.compile(r"\s+")
MARKER = re.compile(
    r"(?:[•●▪■◦‣⁃∙·○❖➢✓*–—-]|\(?(?:[0-9٠-٩۰-۹]{1,2}|[أ-ي]|[a-zA-Z])\s?[).\-–ـ/](?![0-9٠-٩۰-۹])"
    r"|(?:أولا|ثانيا|ثالثا|رابعا|خامسا|سادسا|سابعا|ثامنا|تاسعا|عاشرا)[ًاً]*\s?[:.،\-–])\s*"
)


def clean(text: str) -> str:
    """Return *text* as one line; in presentation forms first, so that lam-alef comes out in order."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFKC", _AWAY.sub("", text))).strip()


def is_marked(text: str) -> bool:
    """Return whether a line opens with a bullet or a number of a list."""
    found = MARKER.match(text)
    return found is not None and found.end() < len(text)
