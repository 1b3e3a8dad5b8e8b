"""One regular expression for many words, built as a tree of their letters so that no text tries them one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable


def words_pattern(words: Iterable[str]) -> str:
    """Return a regular expression, without named groups, of any of *words*, a longer one before a shorter one that begins it.

    A space in a word stands for one or two.
    """
    return _branch(sorted(set(words)))


def _branch(words: list[str]) -> str:
    by_letter: dict[str, list[str]] = {}
    for word in words:
        if word:
            by_letter.setdefault(word[0], []).append(word[1:])
    branches = [_letter(letter) + _branch(rest) for letter, rest in by_letter.items()]
    if not branches:
        return ""
    is_end = "" in words
    if len(branches) == 1 and not is_end:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if is_end else ''}"


def _letter(letter: str) -> str:
    return " {1,2}" if letter == " " else re.escape(letter)
