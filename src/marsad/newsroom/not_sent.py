"""How a courier says that a message did not go out."""

from __future__ import annotations


class NotSentError(Exception):
    """A message that did not go out; the message says why. *wait_s* is how long the far end asks to be left alone."""

    def __init__(self, reason: str, wait_s: float | None = None) -> None:
        super().__init__(reason)
        self.wait_s = wait_s


class GoneError(NotSentError):
    """A far end that will never take it: trying again is of no use."""
