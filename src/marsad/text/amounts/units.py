"""What an amount counts: the noun after the number, across brackets and "of the", and nouns whose dual is a number of its own."""

from __future__ import annotations

import re

from marsad.text.amounts.unit_words import (
    ADJECTIVES,
    B_NOUNS,
    DUALS,
    F_NOUNS,
    L_NOUNS,
    OF_NOUNS,
    SECOND_WORDS,
    SMALL_WORDS,
    WAW_NOUNS,
    WAW_STEMS,
    Y_NOUNS,
)
from marsad.text.number_words import FEW, NUMBER_WORDS, PARTS, VAGUE

Span = tuple[int, int]

_COUNTING = NUMBER_WORDS | VAGUE.keys() | FEW | PARTS.keys()

_NOUN = re.compile(r"(?: {0,2}\)|[»”\"])? {0,2}(?P<noun>[ء-ي][^\W\d_]*)(?!-\d)")
_SECOND = re.compile(r" {1,2}(?P<noun>[^\W\d_]{2,})")
_OF = re.compile(r" {0,2}\)? {1,2}من {1,2}(?P<noun>[ء-ي][^\W\d_]{2,})")
_SYMBOL = re.compile(r" {0,2}(?:°[CcFfم]?|(?:km|MW|GW|mm|kg|cm|m)(?![A-Za-z]))")
_PARTICLE = re.compile(r"(?:وال|فال|بال|لل|كال)\w")
_PLURAL = ("ين", "ون", "ات")
_NO_DUAL = re.compile(
    r"(?:ستان|بستان|بساتين|ثابتين|بوتين|لاتين|روتين|اثنتين|اثنتان|مايتين|مايتان|ميتين|ميتان|كتان|بهتان|متين|ثلثين|موقتين|صامتين|شتان|"
    r"كوانتين|كريستين|مارتين|فالنتين|حريتان|تستين|نستين|نتنتين|تاتين|لاتان|فاوتين|خافتين|ساكتين|لافتين|ملفتين|منصتين|مثبتين|ميتين|روتين|"
    r"كرتين|فلنتين|بافتان|سافتين|الاثنين)$"
)


def is_unit(noun: str, *, may_be_definite: bool = False) -> bool:
    """Tell whether *noun*, a word of the smooth text after a number, is what the number counts."""
    if noun in SMALL_WORDS or noun in _COUNTING or _PARTICLE.match(noun):
        return False
    first = noun[0]
    if first == "و":
        return noun in WAW_NOUNS or noun.startswith(WAW_STEMS)
    if first == "ب":
        return noun.startswith(B_NOUNS)
    if first == "ل":
        return noun.startswith(L_NOUNS)
    if first == "ي":
        return noun == "ين" or noun.startswith(Y_NOUNS)
    if first == "ا" and noun.startswith("ال") and len(noun) > 4:
        return may_be_definite
    return not (noun.endswith("وا") and noun not in ("عضوا", "عدوا")) and not noun.startswith(("سيت", "ستت", "سيك", "ستك"))


def unit_after(text: str, position: int, *, may_be_definite: bool = False) -> Span | None:
    """Return the noun, one word or two, after the number that ends at *position* of the smooth text; None where none is counted.

    A definite noun is counted only in parts and by vague words: "two thirds of the forces" (*may_be_definite*).
    """
    found = _NOUN.match(text, position)
    if found is None:
        symbol = _SYMBOL.match(text, position)
        return (symbol.end() - len(symbol.group().strip()), symbol.end()) if symbol else None
    noun, start, end = found["noun"], found.start("noun"), found.end()
    if noun == "من":
        return _unit_of(text, position)
    if len(noun) < 2 and noun != "م":
        return None
    if not is_unit(noun, may_be_definite=may_be_definite):
        return None
    seconds = SECOND_WORDS.get(noun)
    if seconds is not None:
        second = _SECOND.match(text, end)
        if second and second["noun"] in seconds:
            return start, second.end()
    return start, end


def _unit_of(text: str, position: int) -> Span | None:
    """Return the noun of "400 of the soldiers": a plural with the article, or the head of a construct ("members of …")."""
    found = _OF.match(text, position)
    if found is None:
        return None
    noun = found["noun"]
    bare = noun.removeprefix("ال")
    is_counted = bare in OF_NOUNS or (bare != noun and len(bare) > 4 and bare.endswith(_PLURAL) and bare not in ADJECTIVES)
    return found.span("noun") if is_counted else None


def dual_start(word: str) -> int | None:
    """Return where in *word* a noun in the dual begins, which counts two ("two rounds"); None for any other word."""
    if word in DUALS:
        return 0
    if word[0] in "وفبل" and word[1:] in DUALS:
        return 1
    if len(word) < 6 or not word.endswith(("تين", "تان")) or word.startswith(("ال", "وال", "بال", "لل", "فال")):
        return None
    if _NO_DUAL.search(word):
        return None
    first, start = word[0], 0
    if (
        (first == "و" and word not in WAW_NOUNS and not word.startswith(WAW_STEMS))
        or (first == "ب" and not word.startswith(B_NOUNS))
        or (first == "ل" and not word.startswith(L_NOUNS))
        or (first == "ف" and not word.startswith(F_NOUNS))
    ):
        start = 1
    return start if len(word) - start >= 6 else None
