"""Cut a list of words, written in one string, into words."""

from __future__ import annotations


def listed(words: str) -> tuple[str, ...]:
    """Return the words of *words*, which stand between white space."""
    return tuple(words.split())
