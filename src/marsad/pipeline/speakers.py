"""Read who speaks: the noun phrase before or after a verb of saying. Words come in as a sentence's words with their gaps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from marsad.pipeline import attribution_words as lexicon
from marsad.pipeline.verbal_nouns import is_verbal_noun
from marsad.text.tokens import tokens

_BREAK = re.compile(r"[،,:؛()\[\]\n]|\s[–—-]+\s?|[–—]|\S-\s")
_MOST_WORDS = 14
_QUOTES = frozenset('"«“»”')
_NOT_NAMES = "في من الي علي عن مع ب ل منذ خلال بعد قبل عبر بين ضمن هذا هذه ذلك تلك هو هي اي ان قد كان كانت وكان وكانت"
NOT_NAMES = frozenset(_NOT_NAMES.split())


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a sentence: its place in the text, its key, and the key without a joining «و» or «ف».

    *gap* is what stands before it, and *is_break* tells whether that is punctuation.
    """

    start: int
    end: int
    key: str
    bare: str
    gap: str
    is_break: bool


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, as written, and where in the text."""

    name: str
    start: int
    end: int
    is_anonymous: bool


def cut_words(text: str, start: int, end: int) -> tuple[Word, ...]:
    """Return the words of text[start:end] with places in *text*."""
    found, last = [], start
    for token in tokens(text[start:end]):
        key, gap = token.word, text[last : start + token.start]
        bare = key[1:] if key[:1] in ("و", "ف") and len(key) > 2 else key
        is_break = gap != " " and _BREAK.search(gap) is not None
        found.append(Word(start + token.start, start + token.end, key, bare, gap, is_break))
        last = start + token.end
    return tuple(found)


def opens_object(text: str, words: Sequence[Word], number: int) -> bool:
    """Tell whether word *number* is a verbal noun that opens an object, and no part of a name («لجنة إدارة الأزمات»)."""
    if number:
        before = words[number - 1]
        heads = (before.key, before.bare, before.key.removeprefix("ل"))
        if before.key in NOT_NAMES or not lexicon.SPEAKING_NOUNS.isdisjoint(heads):
            return False
    return is_verbal_noun(text[words[number].start : words[number].end], words[number].key)


def _is_ali(text: str, word: Word) -> bool:
    """Tell whether a word with the key of على is the name علي, by its last letter."""
    return word.key == "علي" and text[word.start : word.end].endswith("ي")


def _is_no_name(text: str, word: Word) -> bool:
    return (word.key in NOT_NAMES or word.bare in NOT_NAMES) and not _is_ali(text, word)


def _named(text: str, words: Sequence[Word]) -> Speaker | None:
    """Return the speaker that *words* name, or None where they name nobody."""
    while words and _is_no_name(text, words[-1]):
        words = words[:-1]
    if not words or _is_no_name(text, words[0]) or words[0].key.isdigit() or words[0].bare in lexicon.TIME:
        return None
    if all(len(word.key) < 2 for word in words):
        return None
    start, end = words[0].start, words[-1].end
    if text[start - 1 : start] in _QUOTES:
        closes = text[end : end + 1] in _QUOTES
        start, end = start - (closes or any(mark in text[start:end] for mark in '"»”')), end + closes
    elif text[end : end + 1] in ("»", "”") and any(mark in text[start:end] for mark in "«“"):
        end += 1
    first = words[0].key.removeprefix("ال")
    is_anonymous = first in ("مصدر", "مصادر") or (first in lexicon.ANONYMOUS and len(words) <= 4)
    return Speaker(text[start:end], start, end, is_anonymous)


def _ends_name(text: str, words: Sequence[Word], number: int) -> bool:
    """Tell whether a speaker's name ends before word *number*."""
    word = words[number]
    if _is_ali(text, word):
        return False
    if word.key in lexicon.CLEAR or word.bare in lexicon.CLEAR:
        return True
    if word.key in lexicon.SPEAKER_STOPS or word.key in lexicon.TO_OUTLET or word.key in lexicon.COMPLEMENTS:
        return True
    if word.key in lexicon.ACCORDING or word.bare in lexicon.RELATIVES or word.key in lexicon.RELATIVES or word.key.isdigit():
        return True
    if word.key == "في" and number + 1 < len(words):
        following = words[number + 1].key
        return following in lexicon.OCCASIONS or following in lexicon.TIME or following[:1].isdigit()
    return False


def read_after(text: str, words: Sequence[Word], first: int, stop: int, opens: bool = False) -> tuple[Speaker | None, int]:
    """Return the speaker named from word *first* and the number of the word behind the name, at most *stop*.

    («وقال المتحدث باسم الوزارة في بيان إن…»: «المتحدث باسم الوزارة».) Where *opens*, punctuation may stand before the name.
    """
    number = first
    while number < min(stop, first + _MOST_WORDS):
        if number > first and words[number].is_break:
            break
        if number == first and not opens and any(mark in words[number].gap for mark in "،,:("):
            break
        if _ends_name(text, words, number) or (number > first and opens_object(text, words, number)):
            break
        number += 1
    return _named(text, words[first:number]), number


def read_before(text: str, words: Sequence[Word], verb: int) -> Speaker | None:
    """Return the speaker named before word *verb* in its clause. («المصدر أشار إلى أن…», «وزارة النفط، اليوم، أعلنت…»)"""
    first = verb
    while first > 0 and verb - first < _MOST_WORDS + 6:
        if words[first].is_break and first != verb:
            break
        if first == verb and words[first].is_break:
            return _read_opening(text, words, verb)
        if words[first - 1].key in lexicon.CONNECTIVES:
            break
        first -= 1
    return _read_chunk(text, words, first, verb)


def _read_opening(text: str, words: Sequence[Word], verb: int) -> Speaker | None:
    """Return the speaker where a parenthesis parts him from his verb: the words that open the sentence."""
    first = 0
    while first < verb and (words[first].key in lexicon.CONNECTIVES or words[first].key in NOT_NAMES):
        first += 1
    return _read_chunk(text, words, first, verb)


def _read_chunk(text: str, words: Sequence[Word], first: int, verb: int) -> Speaker | None:
    while first < verb and words[first].bare in ("كان", "كانت", "قد", "لكن", "اما"):
        first += 1
    speaker, _end = read_after(text, words, first, verb, opens=True)
    if speaker is None or first >= verb:
        return None
    word = words[first]
    # A joining «و» is no part of the name, but many names begin with one: only «وو» and «وال» are sure.
    if word.key.startswith(("وو", "وال")) and word.bare != word.key and text[word.start] == "و":
        return Speaker(text[word.start + 1 : speaker.end], word.start + 1, speaker.end, speaker.is_anonymous)
    return speaker


def read_subject(text: str, words: Sequence[Word]) -> Speaker | None:
    """Return the subject of a sentence that opens with it, or with a feminine verb and a definite noun phrase."""
    if not words:
        return None
    first = words[0]
    if first.bare in lexicon.SPEAKING_NOUNS or first.bare.removeprefix("ال") in lexicon.SPEAKING_NOUNS:
        return read_after(text, words, 0, min(len(words), _MOST_WORDS), opens=True)[0]
    if len(first.key) < 4 or not first.key.endswith("ت") or len(words) < 2 or _is_no_name(text, words[1]):
        return None
    number, has_article = 1, False
    while number < min(len(words), _MOST_WORDS):
        is_definite = words[number].bare.startswith("ال")
        if number > 1 and (words[number].is_break or (has_article and not is_definite) or _ends_name(text, words, number)):
            break
        has_article = has_article or is_definite
        number += 1
    return _named(text, words[1:number]) if has_article else None


class Voices:
    """Who has spoken so far, for verbs without a subject: «وأضافت أن…» goes to the last who took a feminine verb."""

    def __init__(self) -> None:
        self.last: Speaker | None = None
        self.by_gender: dict[bool, Speaker] = {}

    def hear(self, speaker: Speaker, verb: str) -> None:
        """Remember that *speaker* was the subject of *verb* (a key)."""
        self.last = speaker
        if verb not in lexicon.ACCORDING:
            self.by_gender[_is_feminine(verb)] = speaker

    def answer(self, verb: str) -> Speaker | None:
        """Return who is meant by *verb* where it has no subject."""
        return self.by_gender.get(_is_feminine(verb), self.last)


def _is_feminine(verb: str) -> bool:
    return verb.endswith(("ت", "ه")) or (verb.startswith("ت") and verb in lexicon.IMPERFECT)
