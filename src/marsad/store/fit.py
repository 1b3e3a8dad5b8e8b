"""Fit a stranger's text into a column of the record: no NUL, no half of a surrogate pair, no more letters than it takes."""

from __future__ import annotations

import hashlib
import math
import re
from typing import Any

# PostgreSQL indexes nothing longer than 2,704 bytes, and a name of 1,000 letters may take 4,000.
MOST_NAME_BYTES = 2000
_DIGEST_LETTERS = 16
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def fit(text: str, length: int | None = None) -> str:
    """Return *text* as both databases take it, cut to *length* letters; what it could not hold becomes U+FFFD, one for one."""
    return _UNSTORABLE.sub("\ufffd", text)[:length]


def fit_name(text: str, length: int) -> str:
    """Return *text* as `fit` does, but where it must be cut, ending in a digest of the whole: two names stay two."""
    clean = fit(text)
    if len(clean) <= length and len(clean.encode()) <= MOST_NAME_BYTES:
        return clean
    digest = hashlib.sha256(clean.encode()).hexdigest()[:_DIGEST_LETTERS]
    room = MOST_NAME_BYTES - _DIGEST_LETTERS - 1
    kept = clean[: length - _DIGEST_LETTERS - 1].encode()[:room].decode(errors="ignore")
    return f"{kept}~{digest}"


def fit_json(value: Any) -> Any:
    """Return *value* (of JSON) as both databases take it: its texts fitted, and None for numbers that JSON does not know."""
    if isinstance(value, str):
        return fit(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: fit_json(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [fit_json(inner) for inner in value]
    return value
