"""A text cut into words for reading names in it: what stands before and after a name, and which countries the text speaks of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from marsad.text.names import words as lexicon
from marsad.text.names.entry import Name
from marsad.text.names.spelling import Words, words_of

HOME = "country-iraq"
# The region has ministries and a parliament of its own, and is no other country.
REGION = "region-kurdistan"
_WIDEST_GAP = 3
_DEFINITE = ("ال", "وال", "بال", "فال", "كال", "لل", "ولل")
_NO_NOUNS = frozenset(
    words_of("اليوم الآن الذين اللذين اللواتي الاثنين الأحد الثلاثاء الأربعاء الخميس الجمعة السبت الماضي المقبل")
)
_QUOTES = " \n\t_\"'«»“”()"
_LOOSE = " \n\t_"


@dataclass(frozen=True, slots=True)
class Form:
    """A spelling of one name or, where it is not sure, of several. *sureness* is sure, common, ambiguous or told.

    The first *known_alone* of *names* are known by it without their whole name.
    """

    words: Words
    sureness: str
    names: tuple[Name, ...]
    known_alone: int = 0


@dataclass(frozen=True, slots=True)
class Sighting:
    """A form where it stands: offsets in the text, its first and last word, the letters joined before, and whom it means."""

    start: int
    end: int
    first: int
    last: int
    skip: int
    form: Form
    name: Name | None = None
    is_abroad: bool = False


class Scene:
    """The words of one smooth text, with what the gazetteer knows of countries."""

    def __init__(
        self,
        plain: str,
        marks: Sequence[re.Match[str]],
        words: Sequence[str],
        people: Mapping[str, str],
        by_id: Mapping[str, Name],
    ) -> None:
        self.plain, self.marks, self.words, self.people, self.by_id = plain, marks, words, people, by_id

    def match(self, form: Words, number: int) -> int | None:
        """Return the number of the last word of *form* where it begins at word *number*, or None where it does not."""
        words, at = self.words, number
        for expected in form[1:]:
            at += 1
            if at >= len(words):
                return None
            if words[at] != expected:
                if words[at] != "و" or at + 1 >= len(words) or "و" + words[at + 1] != expected or not self._is_joined(at):
                    return None
                at += 1
            if not self._is_joined(at):
                return None
        return at

    def gap(self, number: int) -> str:
        """Return what stands between word *number* and the one before it."""
        if not 0 < number < len(self.words):
            return "\n\n"
        return self.plain[self.marks[number - 1].end() : self.marks[number].start()]

    def _is_joined(self, number: int) -> bool:
        gap = self.gap(number)
        return gap == " " or (len(gap) <= _WIDEST_GAP and not gap.strip(_LOOSE) and gap.count("\n") < 2)

    def is_near(self, number: int) -> bool:
        """Say whether word *number* follows the one before it in the same clause."""
        gap = self.gap(number)
        return gap == " " or (len(gap) <= _WIDEST_GAP and not gap.strip(_QUOTES) and "\n" not in gap)

    def before(self, seen: Sighting) -> str:
        """Return the word before in the same clause; a particle joined to the name counts as a word. "" where there is none."""
        if seen.skip:
            joined = self.words[seen.first][: seen.skip]
            return "ل" if joined.endswith("ل") else joined[-1]
        return self.words[seen.first - 1] if self.is_near(seen.first) else ""

    def after(self, seen: Sighting) -> str:
        """Return the word after in the same clause, or ""."""
        return self.words[seen.last + 1] if self.is_near(seen.last + 1) else ""

    def follows(self, seen: Sighting, phrases: tuple[str, ...]) -> bool:
        """Say whether one of *phrases* stands right before, with or without a particle joined to it."""
        if not phrases or seen.skip or not seen.first:
            return False
        known, last = _phrases(phrases), self.words[seen.first - 1]
        for phrase in (*known.get((last, -1), ()), *known.get((last[1:], -1), ())):
            first = seen.first - len(phrase)
            if first < 0 or not all(self.is_near(number) for number in range(first + 1, seen.first + 1)):
                continue
            found = tuple(self.words[first : seen.first])
            if found[1:] == phrase[1:] and phrase[0] in (found[0], found[0][1:]):
                return True
        return False

    def precedes(self, seen: Sighting, phrases: tuple[str, ...]) -> bool:
        """Say whether one of *phrases* stands right after."""
        at = seen.last + 1
        if not phrases or at >= len(self.words):
            return False
        return any(
            tuple(self.words[at : at + len(phrase)]) == phrase and all(map(self.is_near, range(at, at + len(phrase))))
            for phrase in _phrases(phrases).get((self.words[at], 0), ())
        )

    def country_of(self, name: Name) -> str:
        """Return the country or region that *name* belongs to: the home country where it says nothing else."""
        while name.kind != "country" and name.id != REGION and name.of:
            name = self.by_id[name.of]
        return name.id if name.kind == "country" or name.id == REGION else "" if name.kind == "foreign" else HOME

    def count_countries(self, seen: Sequence[Sighting], about: Words, is_cue: Callable[[Sighting], bool]) -> Counter[str]:
        """Return how often the text and the words *about* it speak of each country: by places, people, and what *is_cue*."""
        found: Counter[str] = Counter()
        covered: set[int] = set()
        for sighting in seen:
            covered.update(range(sighting.first, sighting.last + 1))
            if is_cue(sighting):
                country = self.country_of(sighting.form.names[0])
                # A place that opens the text is its dateline.
                found[country] += 2 if sighting.first == 0 and country != HOME else 1
        found.update(self.people[word] for number, word in enumerate(self.words) if word in self.people and number not in covered)
        found.update(self.people[word] for word in about if word in self.people)
        return found


@cache
def _phrases(phrases: tuple[str, ...]) -> dict[tuple[str, int], tuple[Words, ...]]:
    """Return the words of *phrases* by their first word (and 0) and their last (and -1)."""
    found: dict[tuple[str, int], tuple[Words, ...]] = {}
    for words in filter(None, map(words_of, phrases)):
        for at in (0, -1):
            found[words[at], at] = (*found.get((words[at], at), ()), words)
    return found


def is_definite(word: str) -> bool:
    """Say whether *word* is a noun with its article, which an adjective would follow: "the army, Sudanese"."""
    return word.startswith(_DEFINITE) and len(word) > 4 and word not in _NO_NOUNS and word not in lexicon.VERBS


def is_masculine(word: str) -> bool:
    """Say whether a masculine adjective could follow the noun *word*, by its ending."""
    return not word.endswith(("ه", "ات", "ون", "ين"))


def is_feminine_verb(word: str) -> bool:
    """Say whether *word* is what a ministry says or does, in the feminine."""
    bare = word[1:] if word[:1] in ("و", "ف") and len(word) > 3 else word
    return bare in lexicon.FEMININE


def is_verb(word: str) -> bool:
    """Say whether *word* is a verb of a statesman's: one of the known, or an imperfect by its form."""
    bare = word[1:] if word[:1] in ("و", "ف") and len(word) > 3 and word not in lexicon.VERBS else word
    if bare in lexicon.VERBS:
        return True
    stem = bare.removeprefix("س") if bare.startswith("سي") else bare
    return stem.startswith("ي") and len(stem) >= 4 and stem not in lexicon.NOT_IMPERFECT and stem not in lexicon.GIVEN
