"""Cut Arabic text into words, stems and sentences. Offsets always point into the text as it was given."""

from __future__ import annotations

import re
from functools import partial
from itertools import accumulate
from typing import NamedTuple

from marsad.text.fold import fold
from marsad.text.fold_table import MARKS

# Letters that news is written with come first in the class: Python finds them there without asking what kind they are.
_LETTERS = "0-9A-Za-z\u0621-\u063a\u0641-\u064a"
_WORD = rf"[{_LETTERS}\w][{_LETTERS}{MARKS}\u0300-\u036f\u200c\u200d\w]*"
_WORDS = re.compile(_WORD)
_APART = re.compile(f"({_WORD})")
# Each end begins with a character of one class, so that Python skips to it; a run of stops is tried at its first alone.
_SENTENCE_END = re.compile(r"""[\n؛.!?؟…](?:(?<=\n)\n*+|(?<=؛)|(?<=[.!?؟…])(?<![.!?؟…][.!?؟…])[.!?؟…]*+["'”’»)\]]*+(?=\s|$))""")
_INITIAL = re.compile(r"(?:^|[\s(«\"“])(?:[^\W\d_]|\d{1,2}|ا\.د|أ\.د)$")
_LONGEST_INITIAL = 4  # with the mark before it; without a bound "1. 1. 1. …" would be read over and over

# Larkey, Ballesteros and Connell, "Light stemming for Arabic information retrieval" (2007), light10, with the joined
# forms (وبال, ولل) and the dual and plural pronouns that news text uses.
_PREFIXES = ("وبال", "وكال", "فبال", "وال", "بال", "كال", "فال", "ولل", "فلل", "ال", "لل")
_SUFFIXES = ("هما", "هم", "ها", "ان", "ات", "ون", "ين", "يه", "ية", "ه", "ة", "ي")
_SHORTEST_STEM = 2
_SHORTEST_AFTER_WAW = 3

_STOP_WORDS = """
من في على إلى الى عن مع منذ حتى خلال بعد قبل بين عند لدى ضد دون بدون حول نحو عبر ضمن وفق وفقا بحسب حسب لأجل أجل بسبب رغم
و أو ام أم بل ثم لكن لكنه لكنها غير سوى إلا الا إن أن ان إنه أنه انه إنها أنها انها إنهم أنهم بأن بان لأن لان فإن كأن إذ إذا
اذا لو لولا لما كما مما فيما بما عما ما ماذا لماذا كيف متى أين اين هل قد لقد سوف لن لم لا ليس ليست لدي لديه لديها
هو هي هم هن هما أنا نحن أنت انت هذا هذه هذان ذلك تلك هؤلاء اولئك أولئك الذي التي الذين اللذين اللتين اللواتي هنا هناك
كان كانت كانوا يكون تكون سيكون ستكون أصبح اصبح باتت بات صار ظل مازال لازال يزال تزال زال
كل بعض جميع كافة أي اي أية اية نفس نفسه نفسها ذات ذاته ذاتها أيضا ايضا فقط كذلك مثل مثلا حيث حين حينما بينما عندما كلما
به بها بهم له لها لهم فيه فيها فيهم منه منها منهم عليه عليها عليهم إليه اليه إليها اليها عنه عنها معه معها بينهم بينها
قال قالت وقال يقول تقول أضاف اضاف أضافت أكد أكدت أوضح أوضحت ذكر ذكرت أشار أشارت لفت مشيرا مؤكدا مبينا وأضاف وأكد وأوضح
وأشار وأشارت وذكر وذكرت وكان وكانت وقد وهو وهي وفي ومن وعلى وإلى وأن وإن وما ولا ولم ولن كانو وهذا وهذه التى الى وذلك وتم
تم يتم تمت سيتم اليوم أمس يوم أول اول آخر اخر أخرى اخرى احد أحد إحدى احدى
"""
STOP_WORDS = frozenset(map(fold, _STOP_WORDS.split()))
_JOINED_STOP_WORDS = STOP_WORDS | {joined + word for joined in ("و", "ف") for word in STOP_WORDS}

# What is known of a word is kept: news uses few words often. Both bounds hold it under a hundred megabytes.
_MOST_KNOWN = 200_000
_LONGEST_KNOWN = 32
_known: dict[str, tuple[str, str]] = {}


class Token(NamedTuple):
    """One word of a text: where it stands, its key and its stem. A tuple, for texts have them by the hundred thousand."""

    start: int
    end: int
    word: str
    stem: str


_as_token = partial(tuple.__new__, Token)


def tokens(text: str) -> tuple[Token, ...]:
    """Return the words and numbers of *text* in order; punctuation is left out."""
    pieces = _APART.split(_parted(text))
    places = list(accumulate(map(len, pieces)))
    keys = [_known.get(word) or _learn(word) for word in pieces[1::2]]
    words, roots = zip(*keys, strict=True) if keys else ((), ())
    found = tuple(map(_as_token, zip(places[0::2], places[1::2], words, roots, strict=False)))
    return found if all(words) else tuple(token for token in found if token.word)  # a tatweel alone is no word


def _parted(text: str) -> str:
    """Return *text* with blanks for underscores: no part of a word here, as they are of Python's."""
    return text.replace("_", " ")


def _learn(word: str) -> tuple[str, str]:
    """Return the key and the stem of *word*, and remember them."""
    key, root = fold(word), stem(word)
    # One string for equal ones is half the memory, and quicker to reach.
    key = word if key == word else key
    keys = key, key if root == key else root
    if len(word) <= _LONGEST_KNOWN:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        _known[word] = keys
    return keys


def _keys(text: str) -> list[tuple[str, str]]:
    """Return the key and the stem of each word of *text* but stop words."""
    keys = [_known.get(word) or _learn(word) for word in _WORDS.findall(_parted(text))]
    return [pair for pair in keys if pair[0] and pair[0] not in _JOINED_STOP_WORDS]


def stem(word: str) -> str:
    """Return the light stem of *word* (raw or folded), itself a folded key; a word too short to cut comes back folded."""
    # A ta marbuta stays apart from a ha until the endings are off.
    bare = "ة".join(map(fold, word.split("ة"))) if "ة" in word else fold(word)
    if bare.startswith("و") and len(bare) - 1 >= _SHORTEST_AFTER_WAW and not bare.startswith(_PREFIXES):
        bare = bare[1:]
    if bare.startswith(_PREFIXES):
        for prefix in _PREFIXES:
            if bare.startswith(prefix) and len(bare) - len(prefix) >= _SHORTEST_STEM:
                bare = bare[len(prefix) :]
                break
    if bare.endswith(_SUFFIXES):
        for suffix in _SUFFIXES:
            if bare.endswith(suffix) and len(bare) - len(suffix) >= _SHORTEST_STEM:
                bare = bare[: -len(suffix)]
    return bare.replace("ة", "ه")


def is_stop_word(word: str) -> bool:
    """Return whether *word* (folded) carries no subject of its own, with or without a joined و or ف."""
    return word in _JOINED_STOP_WORDS


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return the (start, end) of each sentence of *text*, without the white space around it.

    Lines always end a sentence; a full stop does not after an initial («د. محمد») or inside a number.
    """
    spans, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        near = max(start, match.start() - _LONGEST_INITIAL)
        if match.group() == "." and _INITIAL.search(text, near, match.start()):
            continue
        spans.append((start, match.end()))
        start = match.end()
    spans.append((start, len(text)))
    trimmed = (_trim(text, start, end) for start, end in spans)
    return tuple((start, end) for start, end in trimmed if start < end)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return end - len(words.lstrip()), start + len(words.rstrip())


def stems(text: str) -> tuple[str, ...]:
    """Return the stems of *text* in order, without stop words: what two texts are compared by."""
    return tuple(root for _, root in _keys(text))


def search_key(text: str) -> str:
    """Return *text* prepared for a word index: its folded words, each followed by its stem where that differs.

    Prepare the documents and the questions with it alike; SQLite's `unicode61` and PostgreSQL's `simple` then agree.
    """
    return " ".join(word if root == word else f"{word} {root}" for word, root in _keys(text))
