"""Turn a text into numbers: a key for each word, which says of what kind the word is, and a key for each run of three words.

Keys come from the folded words by BLAKE2, so that they are the same on every machine and may be kept in a table.
"""

from __future__ import annotations

import hashlib

import numpy as np
from numpy.typing import NDArray

from marsad.pipeline.statements.attribution_words import DIRECT, IMPERFECT, SAYING
from marsad.text.fold import fold
from marsad.text.number_words import ONES, TEENS, TENS
from marsad.text.tokens import is_stop_word, tokens

Keys = NDArray[np.uint64]

# A key's two lowest bits say of what kind the word is, the sixteen above them how it is spelt at the least: words that differ
# only in vowels, doubled letters or joined ones («أميركي» and «الأمريكي») have these bits in common.
CONTENT, COMMON, FACT, HEAD = 0, 1, 2, 3
KIND = 0b11
_SPELLING = 0xFFFF << 2
RUN_WORDS = 3

_WEEKDAYS = ("الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه", "السبت", "الاحد")
# Only names of one word that mean nothing else, each beside its names in other countries.
_MONTHS = (
    "يناير جانفي", "فبراير شباط فيفري", "اذار", "ابريل نيسان افريل", "مايو ايار", "يونيو حزيران يونيه", "يوليو تموز جويليه يوليه",
    "اغسطس غشت", "سبتمبر ايلول شتنبر", "اكتوبر", "نوفمبر نونبر", "ديسمبر دجنبر",
)  # fmt: skip
_HIJRI_MONTHS = "محرم صفر رجب شعبان رمضان شوال"
# Behind these stands a name: «وزارة النفط», «محافظة ميسان», «نادي الزوراء».
_HEADS = """
وزارة وزير جمهورية دولة مملكة سلطنة ولاية إقليم محافظة محافظ مدينة قضاء ناحية بلدة منطقة نادي فريق منتخب
شركة مصرف بنك مطار ميناء جامعة مستشفى حقل مصفى مصفاة محطة سد ملعب مديرية دائرة هيئة أمانة بلدية
"""
_FEWEST_COUNTED = 3  # «واحد», «اثنين» are pronouns, articles and a weekday besides


def _facts() -> dict[str, str]:
    """Return the words that say a number or a day, and one spelling for all that say the same."""
    facts = {name: name for name in _WEEKDAYS}
    for number, names in enumerate(_MONTHS, 1):
        facts |= dict.fromkeys(names.split(), f"month {number}")
    facts |= {name: name for name in _HIJRI_MONTHS.split()}
    counted = {word: worth for words in (ONES, TEENS, TENS) for word, worth in words.items() if worth >= _FEWEST_COUNTED}
    numbers = {word: str(int(worth)) for word, worth in counted.items()}
    return facts | numbers | {f"و{word}": number for word, number in numbers.items()}


_FACTS = _facts()
_HEAD_KEYS = frozenset(map(fold, _HEADS.split()))
_SAID = DIRECT | SAYING | IMPERFECT
_CUT_AT = np.frombuffer(bytes.fromhex("9e3779b97f4a7c15c2b2ae3d27d4eb4f165667b19e3779f9"), dtype=">u8").astype(np.uint64)
_MOST_KNOWN = 400_000


def _parts(word: str) -> list[str]:
    """Return *word* itself; where it holds digits, the numbers in it: «63ر54» and «54.63» are the same two."""
    if not any(map(str.isdigit, word)):
        return [_FACTS.get(word, word)]
    return "".join(letter if letter.isdigit() else " " for letter in word).split()


def _kind(part: str, word: str) -> int:
    if part.isdigit() or word in _FACTS:
        return FACT
    bare = word[1:] if word[0] in "وف" and len(word) > 3 else word
    if word in _HEAD_KEYS or bare in _HEAD_KEYS:
        return HEAD
    return COMMON if is_stop_word(word) or bare in _SAID else CONTENT


def _skeleton(stem: str) -> str:
    """Return the consonants of *stem*, a doubled one once, without what may be joined before."""
    bare = stem[1:] if stem[0] in "وفبلك" and len(stem) > 3 else stem
    bones = "".join(letter for letter in bare if letter not in "اويهةى") or bare
    return "".join(letter for place, letter in enumerate(bones) if not place or bones[place - 1] != letter)


def key_of(text: str) -> int:
    """Return the 64-bit key of *text*."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _word_key(part: str, word: str, stem: str) -> int:
    kind = _kind(part, word)
    spelling = 0 if kind == FACT else key_of(_skeleton(stem)) & _SPELLING
    return (key_of(part) & ~(KIND | _SPELLING)) | spelling | kind


class _Known(dict[str, bytes]):
    """The keys of the words of what stands between two blanks, one after the other; each is worked out once."""

    def __missing__(self, piece: str) -> bytes:
        keys = b"".join(
            _word_key(part, token.word, token.stem).to_bytes(8, "little")
            for token in tokens(piece)
            for part in _parts(token.word)
        )
        if len(self) >= _MOST_KNOWN:
            self.clear()
        if len(piece) <= 40:
            self[piece] = keys
        return keys


_known = _Known()


def word_keys(text: str) -> Keys:
    """Return the keys of the words of *text*, in order."""
    return np.frombuffer(b"".join(map(_known.__getitem__, text.split())), dtype="<u8").astype(np.uint64, copy=False)


WEEKDAYS = np.sort(np.array([_word_key(day, day, day) for day in _WEEKDAYS], dtype=np.uint64))


def is_spelt_alike(left: int, right: int) -> bool:
    """Return whether two words' keys may be two spellings of one word."""
    return (left ^ right) & _SPELLING == 0


def kinds(words: Keys) -> Keys:
    """Return of what kind each of *words* is: CONTENT, COMMON (of speech and grammar), FACT (a number or day) or HEAD."""
    return words & np.uint64(KIND)


def run_keys(words: Keys) -> Keys:
    """Return the keys of the runs of RUN_WORDS words, sorted and each once; of all the words together where they are fewer."""
    if len(words) == 0:
        return words
    if len(words) < RUN_WORDS:
        runs = np.array([np.bitwise_xor.reduce(words * _CUT_AT[: len(words)])], dtype=np.uint64)
    else:
        runs = words[:-2] * _CUT_AT[0] + words[1:-1] * _CUT_AT[1] + words[2:] * _CUT_AT[2]
    for shift in (31, 29):
        runs = (runs ^ (runs >> np.uint64(shift))) * _CUT_AT[0]
    runs ^= runs >> np.uint64(32)
    runs.sort()
    first = np.empty(len(runs), dtype=bool)
    first[0] = True
    np.not_equal(runs[1:], runs[:-1], out=first[1:])
    return runs[first]
