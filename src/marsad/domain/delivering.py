"""How often a message that did not go out is tried again, and when it is given up. Knows no clock."""

from __future__ import annotations

import datetime as dt

_MINUTE, _HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)
WAITS = (_MINUTE, 5 * _MINUTE, 30 * _MINUTE, 2 * _HOUR, 6 * _HOUR, 12 * _HOUR, 24 * _HOUR, 24 * _HOUR)
MOST_TRIES = len(WAITS) + 1  # nine, over about three days: a server that is down for a week-end loses nothing
LONGEST_ASKED = 24 * _HOUR  # how long a far end may ask us to wait


def wait_after(tries: int, asked_s: float | None = None) -> dt.timedelta | None:
    """Return how long to wait after *tries* tries that failed, or None where it is given up.

    *asked_s* is what the far end asked for (Retry-After, in seconds): waits grow by it and never shrink. Raises ValueError
    before the first try.
    """
    if tries < 1:
        raise ValueError(f"{tries} tries: nothing was tried yet")
    if tries >= MOST_TRIES:
        return None
    asked = dt.timedelta(seconds=min(max(asked_s or 0.0, 0.0), LONGEST_ASKED.total_seconds()))
    return max(WAITS[tries - 1], asked)
