"""Read how many days, months or years are counted: digits, or words from one to a hundred."""

from __future__ import annotations

from marsad.text.dates.words_pattern import words_pattern

_ONES = {
    "واحد": 1, "اثنان": 2, "اثنين": 2, "اثنتان": 2, "اثنتين": 2,
    "ثلاث": 3, "اربع": 4, "خمس": 5, "ست": 6, "سبع": 7, "ثماني": 8, "ثمان": 8, "تسع": 9,
}  # fmt: skip
_TENS = {"عشر": 20, "ثلاث": 30, "اربع": 40, "خمس": 50, "ست": 60, "سبع": 70, "ثمان": 80, "تسع": 90}


def _counts() -> dict[str, int]:
    ones = {word + ending: number for word, number in _ONES.items() for ending in ("", "ه")}
    tens = {word + ending: number for word, number in _TENS.items() for ending in ("ين", "ون")}
    known = {**ones, "عشر": 10, "عشره": 10, "احد عشر": 11, "احدي عشره": 11, "اثني عشر": 12, "اثنا عشر": 12, "اثنتي عشره": 12}
    for word, number in ones.items():
        if number > 2:
            known[f"{word} عشر"] = known[f"{word} عشره"] = 10 + number
        for ten, more in tens.items():
            known[f"{word} و{ten}"] = known[f"{word} وال{ten}"] = number + more
    return {**known, **tens, "مايه": 100, "ميه": 100}


_COUNTS = _counts()

# Regular expressions, without named groups, of a count in smooth text (`marsad.text.align`) and of its first word.
COUNT = rf"(?:\d{{1,3}}(?!\d)|{words_pattern(_COUNTS)}(?!\w))"
COUNT_OPENING = rf"(?:\d{{1,3}}|{words_pattern(word.split()[0] for word in _COUNTS)})"


def number_of(count: str) -> int:
    """Return the number of *count*, as `COUNT` matched it. Raise KeyError for what is none."""
    return int(count) if count.isdecimal() else _COUNTS[" ".join(count.split())]
