"""Find the words of a text that may open a piece of a date, so that the heavy patterns are tried there and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, islice
from operator import itemgetter

# Arabic letters are asked for before Unicode's tables, which are slower.
_WORD = re.compile(r"[ء-ي\w]+")
_WHOLE = itemgetter(0)
_MOST_WORDS, _LONGEST, _BLOCK = 1 << 15, 24, 4096


class Openings(dict[str, tuple[int, ...]]):
    """Which of the patterns a word opens, by their numbers; asked once a word, since the same words fill every page.

    A word opens a pattern that matches the whole of it. What is known is forgotten when it grows past a bound, so that no
    text fills the memory.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        """Compile *patterns*, one for each kind of piece."""
        super().__init__()
        self._patterns = tuple(re.compile(pattern, re.I) for pattern in patterns)

    def __missing__(self, word: str) -> tuple[int, ...]:
        """Return the numbers of the patterns that *word* opens, and remember them."""
        found = tuple(number for number, pattern in enumerate(self._patterns) if pattern.fullmatch(word))
        if len(word) <= _LONGEST:
            if len(self) >= _MOST_WORDS:
                self.clear()
            self[word] = found
        return found

    def places(self, text: str) -> tuple[list[int], ...]:
        """Return for each pattern the offsets in *text* of the words that open it."""
        places: tuple[list[int], ...] = tuple([] for _ in self._patterns)
        words = _WORD.finditer(text)
        while block := list(islice(words, _BLOCK)):
            for word in compress(block, map(self.__getitem__, map(_WHOLE, block))):
                for number in self[word[0]]:
                    places[number].append(word.start())
        return places


def matches_at(pattern: re.Pattern[str], text: str, starts: Sequence[int]) -> Iterator[re.Match[str]]:
    """Yield the matches of *pattern* that begin at one of *starts* (ascending), none overlapping another."""
    position = 0
    for start in starts:
        if start >= position:
            found = pattern.match(text, start)
            if found is not None:
                position = found.end()
                yield found
