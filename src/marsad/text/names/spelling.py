"""Write a name in all the ways that the press spells it, by rules that hold for every name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product

from marsad.text.align import smooth

WORD = re.compile(r"[^\W_]+")
_OPTION = re.compile(r"\(([^()]*)\)")
_MOST_OPTIONS = 5
# Two letters of one sound, two houses of spelling: each pair is written either way wherever it stands in a word.
_PAIRS = (
    ("اميرك", "امريك"),
    ("كردستان", "كوردستان"),
    ("كردي", "كوردي"),
    ("شوون", "شيون"),
    ("مسوول", "مسيول"),
    ("نيجيرفان", "نيجرفان"),
)
# Words that are spelt otherwise as a whole, with or without their article.
_WHOLE = {"هييه": ("هياه",), "ابو": ("ابي",), "ذي": ("ذو",), "رياسه": ("راسه",)}
_SLAVE = "عبد"
# Particles that Arabic joins to the word behind them; "ل" and "ال" meet as "لل".
_JOINED = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
_JOINED_TO_LAM = ("ل", "ول", "فل")

# A spelling: its smooth words.
Words = tuple[str, ...]


def words_of(form: str) -> Words:
    """Return the smooth words of *form*."""
    return tuple(WORD.findall(smooth(form)[0]))


@cache
def spellings(form: str) -> frozenset[Words]:
    """Return every spelling of *form*, in which (words in brackets) may be left out.

    عبد is written apart or joined («عبد المهدي», «عبدالمهدي»), هيئة also هيأة, أميركي also أمريكي, كردستان also كوردستان.
    Raises ValueError for brackets that do not close or are too many, and for a form without a word.
    """
    found = {spelling for words in _with_options(form) for spelling in _respelt(words)}
    if not found or not all(found):
        raise ValueError(f"form {form!r} holds no word")
    return frozenset(found)


def _with_options(form: str) -> Iterator[Words]:
    parts = _OPTION.split(form)
    if "(" in "".join(parts) or ")" in "".join(parts) or len(parts) // 2 > _MOST_OPTIONS:
        raise ValueError(f"brackets of {form!r} do not close, or are more than {_MOST_OPTIONS}")
    choices: list[Iterable[str]] = [(part, "") if number % 2 else (part,) for number, part in enumerate(parts)]
    for chosen in product(*choices):
        yield words_of(" ".join(chosen))


def _respelt(words: Words) -> Iterator[Words]:
    for chosen in product(*(_ways(word) for word in words)):
        yield chosen
        joined = _join_slaves(chosen)
        if joined != chosen:
            yield joined


def _ways(word: str) -> tuple[str, ...]:
    article = "ال" if word.startswith("ال") else ""
    ways = [word, *(article + other for other in _WHOLE.get(word.removeprefix("ال"), ()))]
    for left, right in _PAIRS:
        if left in word:
            ways.append(word.replace(left, right))
        elif right in word:
            ways.append(word.replace(right, left))
    return tuple(ways)


def _join_slaves(words: Words) -> Words:
    """Return *words* with عبد joined to the word behind it where it stood apart, or set apart where it was joined."""
    found: list[str] = []
    for word in words:
        if found and found[-1] == _SLAVE:
            found[-1] = _SLAVE + word
        elif word.startswith(_SLAVE + "ال") and len(word) > 6:
            found += (_SLAVE, word.removeprefix(_SLAVE))
        else:
            found.append(word)
    return tuple(found)


def openings(word: str) -> Iterator[tuple[str, int]]:
    """Yield the ways in which *word* stands in a text, joined to particles, each with the letters to skip before the name."""
    yield word, 0
    for particle in _JOINED:
        if not (particle.endswith("ل") and word.startswith("ال")):
            yield particle + word, len(particle)
    if word.startswith("الل"):
        yield from ((particle + word[2:], len(particle)) for particle in _JOINED_TO_LAM)
    elif word.startswith("ال") and len(word) > 3:
        yield from ((particle + "ل" + word[2:], len(particle) + 1) for particle in _JOINED_TO_LAM)
