"""Words for numbers, standard and spoken: what each is worth and how it may stand beside others."""

from __future__ import annotations

ONES: dict[str, float] = {}
TEENS: dict[str, float] = {}
TENS: dict[str, float] = {}
HUNDREDS: dict[str, float] = {}
SCALES: dict[str, float] = {}
PAIRS: dict[str, float] = {}
PARTS = {"نصف": 1 / 2, "ربع": 1 / 4, "ثلث": 1 / 3} | dict.fromkeys(("ثلثي", "ثلثا", "ثلثين", "ثلثان"), 2 / 3)
PLURAL_PARTS = {"ارباع": 4.0, "اخماس": 5.0, "اسداس": 6.0, "اسباع": 7.0, "اعشار": 10.0}

_ONES = {
    0: "صفر", 1: "واحد واحدا واحده احد احدي", 2: "اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي اتنين",
    3: "ثلاث ثلاثه ثلاثا تلات تلاته", 4: "اربع اربعه اربعا", 5: "خمس خمسه خمسا", 6: "ست سته ستا", 7: "سبع سبعه سبعا",
    8: "ثمان ثماني ثمانيه ثمانيا تمانيه تماني تمن تمنيه", 9: "تسع تسعه تسعا", 10: "عشر عشره",
}  # fmt: skip
_SPOKEN_TEENS = {
    11: "حداشر احداشر", 12: "اتناشر اطناشر اثناشر", 13: "تلتاشر تلاتاشر ثلطعش", 14: "اربعتاشر", 15: "خمستاشر", 16: "ستاشر ستطعش",
    17: "سبعتاشر", 18: "تمنتاشر", 19: "تسعتاشر",
}  # fmt: skip
_TENS_STEMS = {20: "عشر", 30: "ثلاث تلات", 40: "اربع", 50: "خمس", 60: "ست", 70: "سبع", 80: "ثمان تمان", 90: "تسع"}
_HUNDRED_STEMS = {3: "ثلاث ثلث تلت تلات", 4: "اربع ربع", 5: "خمس", 6: "ست", 7: "سبع", 8: "ثمان ثماني تمن", 9: "تسع"}
_SCALES = {
    1e3: "الف الاف", 1e6: "مليون ملايين", 1e9: "مليار مليارات بليون بلايين", 1e12: "تريليون تريليونات ترليون ترليونات تريلون",
}  # fmt: skip
_PAIRS = {
    2e2: "مايتان مايتين ميتان ميتين متين مايتا مايتي ميتا ميتي", 2e3: "الفان الفين الفي", 2e6: "مليونان مليونين مليوني مليونا",
    2e9: "ملياران مليارين ملياري مليارا بليونين", 2e12: "تريليونان تريليونين تريليوني ترليونين ترليوني",
}  # fmt: skip

for _number, _words in _ONES.items():
    ONES |= dict.fromkeys(_words.split(), float(_number))
for _number, _words in _SPOKEN_TEENS.items():
    TEENS |= dict.fromkeys(_words.split(), float(_number))
for _number, _words in _TENS_STEMS.items():
    TENS |= dict.fromkeys((stem + ending for stem in _words.split() for ending in ("ين", "ون")), float(_number))
HUNDREDS |= dict.fromkeys(("مايه", "ميه", "ماءه"), 100.0)
for _number, _words in _HUNDRED_STEMS.items():
    HUNDREDS |= dict.fromkeys((stem + hundred for stem in _words.split() for hundred in ("مايه", "ميه")), _number * 100.0)
for _scale, _words in _SCALES.items():
    SCALES |= dict.fromkeys(_words.split(), _scale)
for _pair, _words in _PAIRS.items():
    PAIRS |= dict.fromkeys(_words.split(), _pair)

# "Forty-one million" carries the ending that also makes "two million" before a noun: one scale after a number, a pair without.
AFTER_NUMBER = {"الفا": 1e3, "مليونا": 1e6, "مليارا": 1e9, "بليونا": 1e9, "تريليونا": 1e12, "ترليونا": 1e12}
PAIRS |= {"الفا": 2e3}
# Alone before a noun these count nothing: "one of the ministers", "each of two …" in the construct state.
ALONE_EMPTY = frozenset({"احد", "احدي", "اثنا", "اثني", "اثنتا", "اثنتي"})

# "Hundreds", "tens of thousands": the least that the word can mean is its own size; and "a few", which is three to nine.
VAGUE = {"عشرات": 10.0, "ميات": 100.0, "الوف": 1e3} | {word: worth for word, worth in SCALES.items() if word not in ONES}
for _single in ("الف", "مليون", "مليار", "بليون", "تريليون", "ترليون", "تريلون"):
    VAGUE.pop(_single)
FEW, FEWEST, MOST_OF_FEW = frozenset({"بضع", "بضعه"}), 3.0, 9.0

NUMBER_WORDS: frozenset[str] = frozenset().union(ONES, TEENS, TENS, HUNDREDS, SCALES, PAIRS, AFTER_NUMBER)


def _openings() -> dict[str, int]:
    """Return every word that may open a number, and how many letters of particles are joined before it."""
    known: dict[str, int] = {}
    bare = NUMBER_WORDS | VAGUE.keys() | PARTS.keys() | FEW
    for joined in ("", "و", "ف", "ب", "ل", "وب", "ول", "فب", "ال", "وال", "بال", "لل", "فال", "وبال"):
        for word in bare:
            if len(word) >= 3 or not joined:
                known.setdefault(joined + word, len(joined))
    for word in ("لسته", "لمايه", "لميه", "بالمايه", "بالميه", "بالماءه"):  # "six", "water", "percent"
        known.pop(word)
    return known


OPENINGS = _openings()
