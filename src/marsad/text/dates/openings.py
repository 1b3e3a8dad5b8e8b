"""Find the words of a text that may open a piece of a date, so that the heavy patterns are tried there and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, compress, count
from typing import NamedTuple

_WORD = re.compile(r"\w+")
_MOST_CHUNKS, _LONGEST, _BLOCK = 1 << 16, 32, 1 << 16


class Opening(NamedTuple):
    """What may open a piece: a whole *word*, only where its chunk holds *beside*, and *mark* at the head of a chunk.

    A chunk is what stands between spaces. Each is a pattern; an empty one asks for nothing.
    """

    word: str
    beside: str = ""
    mark: str = ""


class Openings(dict[str, tuple[tuple[int, int], ...]]):
    """Which of the patterns the words of a chunk open, as (number of the pattern, offset in the chunk).

    A word opens a pattern that matches the whole of it. A chunk is looked into once, since the same ones fill every page;
    what is known is forgotten when it grows past a bound, so that no text fills the memory.
    """

    def __init__(self, openings: Iterable[str | Opening]) -> None:
        """Compile *openings*, one for each kind of piece; a pattern alone is that of the word."""
        super().__init__()
        told = [Opening(opening) if isinstance(opening, str) else opening for opening in openings]
        self._patterns = tuple(re.compile(opening.word, re.I) for opening in told)
        self._beside = {number: re.compile(opening.beside) for number, opening in enumerate(told) if opening.beside}
        self._marks = tuple((number, re.compile(opening.mark)) for number, opening in enumerate(told) if opening.mark)
        self._words: dict[str, tuple[int, ...]] = {}
        self._any = re.compile("|".join(f"(?:{pattern.pattern})" for pattern in self._patterns), re.I)

    def __missing__(self, chunk: str) -> tuple[tuple[int, int], ...]:
        """Return the patterns that the words of *chunk* open, and remember them."""
        alone = {number for number, beside in self._beside.items() if not beside.search(chunk)}
        opened = ((number, word.start()) for word in _WORD.finditer(chunk) for number in self._opened(word[0]))
        marks = tuple((number, 0) for number, mark in self._marks if mark.match(chunk))
        found = (*marks, *((number, offset) for number, offset in opened if number not in alone))
        if len(chunk) <= _LONGEST:
            if len(self) >= _MOST_CHUNKS:
                self.clear()
            self[chunk] = found
        return found

    def _opened(self, word: str) -> tuple[int, ...]:
        """Return the numbers of the patterns that *word* opens, and remember them."""
        found = self._words.get(word)
        if found is None:
            is_any = self._any.fullmatch(word)
            found = tuple(number for number, pattern in enumerate(self._patterns) if is_any and pattern.fullmatch(word))
            if len(word) <= _LONGEST:
                if len(self._words) >= _MOST_CHUNKS:
                    self._words.clear()
                self._words[word] = found
        return found

    def places(self, text: str) -> tuple[list[int], ...]:
        """Return for each pattern the offsets in *text* of the words that open it."""
        places: tuple[list[int], ...] = tuple([] for _ in self._patterns)
        spaced = text.replace("\n", " ")
        begin = 0
        while begin < len(spaced):
            end = spaced.find(" ", begin + _BLOCK)
            chunks = (spaced[begin:end] if end >= 0 else spaced[begin:]).split(" ")
            opened = list(map(self.__getitem__, chunks))
            for index, length in compress(zip(count(), accumulate(map(len, chunks)), strict=False), opened):
                start = begin + index + length - len(chunks[index])
                for number, offset in opened[index]:
                    places[number].append(start + offset)
            begin = end + 1 if end >= 0 else len(spaced)
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
