"""What is looked for in the end: each word of a question with its kin among the words that are known, and how rare they are."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from marsad.text.roots import roots
from marsad.text.search.asked import Asked, Word
from marsad.text.search.prepare import stem_of
from marsad.text.search.spelling import SHORTEST, nearest, split
from marsad.text.search.words import is_idle, near_words

# What a kin of the word that was asked for counts, beside the word itself.
_JOINED_COUNTS = 0.8  # ببغداد asked for, بغداد found
_NEAR_COUNTS = 0.4
_MENDED_COUNTS = 0.7
_MOST_MATES = 8
_JOINED_LETTERS = ("ل", "ب", "ك", "ف", "و")
_SHORTEST_JOINED = 4


@dataclass(frozen=True, slots=True)
class Term:
    """A stem that is known: in how many texts it stands, how it is mostly written, and its roots."""

    stem: str
    often: int
    word: str
    roots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """One word that is looked for with its kin: *forms* are stems and what each counts, *mates* stems of one root.

    *often* and *mates_often* tell in how many texts they stand, about; *rarity* and *mates_rarity* are the weights of finding a
    form, and of finding no more than a mate.
    """

    word: str
    written: str
    forms: tuple[tuple[str, float], ...]
    mates: tuple[str, ...]
    often: int
    rarity: float
    mates_rarity: float
    mates_often: int = 0
    mended: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A question made ready: its groups in their order, beside what it asks besides (`Asked`), and how long texts are."""

    asked: Asked
    groups: tuple[Group, ...]
    usual_size: float

    @property
    def mended(self) -> str:
        """The question as it was meant where a word of it is not known, or ""."""
        if not any(group.mended for group in self.groups):
            return ""
        return " ".join(group.mended or group.written for group in self.groups)


def rarity(often: float, texts: int) -> float:
    """Return how telling a word is that stands in *often* of *texts* (BM25's inverse document frequency)."""
    return math.log(1 + (max(texts, often) - often + 0.5) / (often + 0.5))


def kin(asked: Asked) -> tuple[frozenset[str], frozenset[str]]:
    """Return the stems and the roots that are asked of the list of known words."""
    stems = {stem for word in asked.words for stem, _ in _forms(word)}
    return frozenset(stems), frozenset(root for word in asked.words for root in roots(word.stem))


def strangers(asked: Asked, known: Mapping[str, Term]) -> tuple[Word, ...]:
    """Return the words of which no form is known: they may hold a slip."""
    unknown = (word for word in asked.words if not any(stem in known for stem, _ in _forms(word)))
    return tuple(word for word in unknown if len(word.word) >= SHORTEST and not word.word.isdigit())


def parts(word: Word) -> tuple[Word, ...]:
    """Return the two words that *word* may be, run together; of a stranger only."""
    found = next(iter(split(word.word)), ())
    return tuple(Word(part, stem_of(part), part) for part in found if not is_idle(part))


def make_plan(
    asked: Asked, known: Mapping[str, Term], likes: Mapping[str, Iterable[tuple[str, int]]], texts: int, usual_size: float
) -> Plan:
    """Return how *asked* is looked for among *texts* texts, given what is *known* and, for strangers, the words *like* them."""
    groups: list[Group] = []
    unknown = set(strangers(asked, known))
    for word in asked.words:
        if word not in unknown:
            groups.append(_group(word, _forms(word), known, texts))
            continue
        apart = parts(word)
        if apart and all(part.stem in known for part in apart):
            groups += [_group(part, ((part.stem, 1.0),), known, texts) for part in apart]
            continue
        meant = nearest(word.word, likes.get(word.word, ()))
        forms = tuple(dict.fromkeys((stem_of(other), _MENDED_COUNTS) for other in meant)) or ((word.stem, 1.0),)
        groups.append(_group(word, forms, known, texts, meant[0] if meant else ""))
    return Plan(asked, tuple(groups), usual_size)


def _forms(word: Word) -> tuple[tuple[str, float], ...]:
    """Return the stems that *word* may stand as, each with what it counts: the best count where two give one stem."""
    forms = {word.stem: 1.0}
    if word.stem.startswith(_JOINED_LETTERS) and len(word.stem) >= _SHORTEST_JOINED:
        for stem in (word.stem[1:], stem_of(word.stem[1:])):
            forms.setdefault(stem, _JOINED_COUNTS)
    for stem in tuple(forms):
        for near in sorted(near_words().get(stem, ())):
            forms.setdefault(near, _NEAR_COUNTS)
    return tuple(forms.items())


def _group(word: Word, forms: tuple[tuple[str, float], ...], known: Mapping[str, Term], texts: int, mended: str = "") -> Group:
    there = tuple((stem, counts) for stem, counts in forms if stem in known)
    own = set(roots(word.stem))
    mates = [term for term in known.values() if own.intersection(term.roots) and term.stem not in dict(forms)]
    mates = sorted(mates, key=lambda term: (-term.often, term.stem))[:_MOST_MATES]
    often = max((known[stem].often for stem, _ in there), default=0)
    beside = sum(term.often for term in mates)
    return Group(
        word.word,
        word.written,
        there,
        tuple(term.stem for term in mates),
        often,
        rarity(often or 1, texts),
        min(rarity(often or 1, texts), rarity(beside or 1, texts)),
        beside,
        mended,
    )
