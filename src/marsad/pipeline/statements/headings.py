"""Read the colon form of headlines and tickers: «السوداني: المشروع يبدأ غدا», «مصدر أمني لـ"المدى": …»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from marsad.pipeline.statements import attribution_words as lexicon
from marsad.pipeline.statements.clause_words import Word
from marsad.pipeline.statements.relays import find_outlets
from marsad.pipeline.statements.speakers import Speaker, read_after

_MOST_NAME_WORDS = 9
_MOST_BARE_WORDS = 3
_FEWEST_SAID_WORDS = 3
_SHORTEST_SURNAME = 6
_LONGEST_LINE = 260


@dataclass(frozen=True, slots=True)
class Heading:
    """Who speaks in a line of the colon form, the number of the first word said, and whether it is in quotation marks."""

    number: int
    speaker: Speaker
    is_quoted: bool
    via: tuple[str, ...]


def read_heading(text: str, words: Sequence[Word], end: int) -> Heading | None:
    """Return who says what in the sentence of *words* if it has the colon form and opens a line; else None.

    A title or a source before the colon is enough. A bare name needs what only speech has behind it: quotation marks or a
    first word such as «لن», or it must be a surname with an article.
    """
    start = words[0].start
    if not _opens_line(text, start) or end - start > _LONGEST_LINE or len(words) < _FEWEST_SAID_WORDS + 1:
        return None
    near = range(1, min(len(words), _MOST_NAME_WORDS + 1))
    colon = next((number for number in near if ":" in words[number].gap), None)
    if colon is None or len(words) - colon < _FEWEST_SAID_WORDS or any(word.is_sign for word in words[:colon]):
        return None
    if any(word.key.isdigit() or word.key in lexicon.TIME for word in words[:colon]) or words[colon].key.isdigit():
        return None
    speaker, behind = read_after(text, words, 0, colon, opens=True)
    if speaker is None or (words[0].key in lexicon.LABELS and (behind == 1 or words[1].key in lexicon.LABELS)):
        return None
    rest = words[behind:colon]
    if rest and rest[0].key not in lexicon.TO_OUTLET and rest[0].key != "ل":
        return None
    is_quoted = any(mark in words[colon].gap.rpartition(":")[2] for mark in '"«“')
    if not _is_speaker(words, behind, colon, is_quoted):
        return None
    return Heading(colon, speaker, is_quoted, find_outlets(text, words, behind, colon))


def _opens_line(text: str, start: int) -> bool:
    while start and text[start - 1] in ' \t\u00a0"«“':
        start -= 1
    return start == 0 or text[start - 1] == "\n"


def _is_speaker(words: Sequence[Word], behind: int, colon: int, is_quoted: bool) -> bool:
    """Tell whether the words before *behind* name somebody who can speak."""
    lead = words[0].key
    if lead.removeprefix("ال") in lexicon.TITLES or lead in lexicon.SOURCES or (lead in lexicon.UNNAMED and behind > 1):
        return True
    if lead in lexicon.LABELS or behind > _MOST_BARE_WORDS or any(word.is_break for word in words[1:behind]):
        return False
    # «وسأل أحمد: …», «المحتجون يهتفون: …»: a clause and no name; and a table's or form's label in another alphabet.
    if lead.removeprefix("ال") in lexicon.DOCUMENTS or lead.startswith("و") or lead.isascii():
        return False
    if behind > 1 and words[behind - 1].key.endswith("ون"):
        return False
    first = words[colon].key
    if is_quoted or first in lexicon.SPOKEN or (len(first) > 3 and first.startswith("سن")):
        return True
    if any(":" in word.gap for word in words[colon + 1 :]):
        return False  # a table of games or hours
    return behind == 1 and lead.startswith("ال") and lead.endswith("ي") and len(lead) >= _SHORTEST_SURNAME
