"""Words that a reader may have meant: those a slip of the finger away, by where they would stand in a list of known words."""

from __future__ import annotations

from collections.abc import Iterable

SHORTEST = 4  # of a word that is mended: a slip in three letters may be any word
_ENDS = 3
_TWO_SLIPS = 7  # letters of a word that may hold two


def head(word: str) -> str:
    """Return the beginning of *word* under which its likes are kept."""
    return word[:_ENDS]


def tail(word: str) -> str:
    """Return the end of *word* under which its likes are kept."""
    return word[-_ENDS:]


def slips(left: str, right: str, most: int) -> int:
    """Return how many letters must be put in, left out, changed or swapped to make *right* of *left*; most + 1 for more."""
    if abs(len(left) - len(right)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for number, letter in enumerate(left, 1):
        earlier, before, row = before, row, [number]
        for place, other in enumerate(right, 1):
            cost = min(before[place] + 1, row[-1] + 1, before[place - 1] + (letter != other))
            if number > 1 and place > 1 and letter == right[place - 2] and left[number - 2] == other:
                cost = min(cost, earlier[place - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def most_slips(word: str) -> int:
    """Return how many slips *word* may hold."""
    return 2 if len(word) >= _TWO_SLIPS else 1


def nearest(word: str, known: Iterable[tuple[str, int]], most: int = 3) -> tuple[str, ...]:
    """Return those of *known* (words with how often they stand) that *word* may mean: fewest slips first, then the usual ones."""
    allowed = most_slips(word)
    found = sorted(
        (count, -often, other) for other, often in known if other != word and (count := slips(word, other, allowed)) <= allowed
    )
    return tuple(other for count, _, other in found if count == found[0][0])[:most] if found else ()


def split(word: str) -> tuple[tuple[str, str], ...]:
    """Return how *word* may be two that were run together: before an «ال» within it, and after a short word that asks."""
    cuts = [place for place in range(3, len(word) - 3) if word[place : place + 2] == "ال"]
    return tuple((word[:place], word[place:]) for place in cuts)
