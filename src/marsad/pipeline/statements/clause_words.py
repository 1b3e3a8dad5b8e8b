"""Cut a sentence into words with the marks between them, and tell cheaply whether it can attribute anything."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from marsad.pipeline.statements import attribution_words as lexicon
from marsad.text.fold import fold

_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0300-\u036f\u200c\u200d\u0640"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")
_PIECES = re.compile(f"({_WORD.pattern})")
_BREAK = re.compile(r"[،,:؛()\[\]\n]|\s[–—-]+\s?|[–—]|\S-\s")
_LONGEST_GAP = 64
_LONGEST_KEPT = 40


class Word(NamedTuple):
    """One word of a sentence: its place in the text, its key, and the key without a joining «و» or «ف».

    *gap* is what stands before it, cut in the middle where it is long; *is_break* tells whether that is punctuation.
    *is_sign* tells whether a reading may begin at this word. (A tuple and no dataclass: a page makes hundreds.)
    """

    start: int
    end: int
    key: str
    bare: str
    is_sign: bool
    gap: str
    is_break: bool


def _make_key(raw: str) -> tuple[str, str, bool, bool]:
    """Return the key of *raw*, its bare key, whether it is a sign, and whether a sentence without such a sign says nothing."""
    key = fold(raw)
    bare = key[1:] if key[:1] in ("و", "ف") and len(key) > 2 else key
    is_strong = key in lexicon.SIGNS or bare in lexicon.SIGNS
    return key, bare, is_strong or key in lexicon.WEAK_SIGNS, is_strong


_keys_of = lru_cache(maxsize=100_000)(_make_key)


@lru_cache(maxsize=100_000)
def _is_strong(raw: str) -> bool:
    return _make_key(raw)[3]


def may_attribute(text: str, start: int, end: int) -> bool:
    """Tell whether a word of text[start:end], or a colon, can attribute something; where none can, it need not be read."""
    return any(map(_is_strong, _WORD.findall(text, start, end))) or text.find(":", start, end) > start


@lru_cache(maxsize=4_000)
def _is_break(gap: str) -> bool:
    return _BREAK.search(gap) is not None


def _shorten(gap: str) -> str:
    return gap if len(gap) <= _LONGEST_GAP else gap[: _LONGEST_GAP // 2] + gap[-_LONGEST_GAP // 2 :]


def cut_words(text: str, start: int, end: int) -> tuple[Word, ...]:
    """Return the words of text[start:end] with places in *text*."""
    found = []
    pieces = _PIECES.split(text[start:end])  # what stands between words, and words, by turns
    last = place = start
    for between, raw in zip(pieces[::2], pieces[1::2], strict=False):
        first = place + len(between)
        place = first + len(raw)
        key, bare, is_sign, _ = _keys_of(raw) if place - first <= _LONGEST_KEPT else _make_key(raw)
        if not key:
            continue
        gap = between if between == " " and last == first - 1 else _shorten(text[last:first])
        last = place
        # Four times as fast as calling Word, and it is called for every word.
        found.append(tuple.__new__(Word, (first, place, key, bare, is_sign, gap, gap != " " and _is_break(gap))))
    return tuple(found)
