"""Prepare a text for search: its words folded, and their stems, one each in the order of the text."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.text.tokens import Token, stem, tokens

# A database's index of words has its limits (PostgreSQL: 16,383 places, 1 MB a text); no page that is read comes near.
MOST_WORDS = 12_000
LONGEST_WORD = 40
_LAST_SURE = 0xFFFF  # characters beyond it are words to one database and not to the other
# Sorani letters that Arabic lacks, and the endings of Sorani nouns as `fold` leaves them.
_SORANI = frozenset("ڕڵێۆژگپچڤ")
_SORANI_ENDINGS = ("هكانيان", "هكان", "هكهي", "هكه", "يهكان", "انه", "يك", "ێك", "ان", "ي")
_ENGLISH_ENDINGS = (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("s", ""))
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text as search keeps it: *words* and *stems*, parted by blanks; the third word has the third stem."""

    words: str
    stems: str

    @property
    def size(self) -> int:
        """How many words there are."""
        return self.words.count(" ") + 1 if self.words else 0


def prepare(text: str) -> Prepared:
    """Return *text* as search keeps it; at most the first MOST_WORDS words of it."""
    pairs = [pair for token in tokens(text)[:MOST_WORDS] if (pair := keys(token))[0]]
    return Prepared(" ".join(word for word, _ in pairs), " ".join(root for _, root in pairs))


def keys(token: Token) -> tuple[str, str]:
    """Return the word and the stem of *token* as search keeps them: letters and digits alone; "" for what has none."""
    word = _plain(token.word)
    if word.isascii():
        return word, _english(word)
    if not _SORANI.isdisjoint(word):
        return word, _sorani(word)
    return word, _plain(token.stem) or word


def key_of(word: str) -> tuple[str, str]:
    """Return the word and the stem of a single word, as `prepare` would."""
    found = tokens(word)
    return keys(found[0]) if found else ("", "")


def stem_of(word: str) -> str:
    """Return the stem of a folded *word*."""
    return keys(Token(0, 0, word, stem(word)))[1]


def _plain(key: str) -> str:
    if key.isalnum() and len(key) <= LONGEST_WORD and max(key) <= chr(_LAST_SURE):
        return key
    sure = (letter if ord(letter) <= _LAST_SURE else f"{ord(letter):x}" for letter in key if letter.isalnum())
    return "".join(sure)[:LONGEST_WORD]


def _english(word: str) -> str:
    for ending, instead in _ENGLISH_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST and not word.endswith("ss"):
            return word[: -len(ending)] + instead
    return word


def _sorani(word: str) -> str:
    for ending in _SORANI_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word
