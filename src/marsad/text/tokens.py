"""Cut Arabic text into words, stems and sentences. Offsets always point into the text as it was given."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from marsad.text.fold import fold

_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0300-\u036f\u200c\u200d\u0640"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")
_SENTENCE_END = re.compile(r"\n+|[.!?؟…]+[\"'”’»)\]]*(?=\s|$)|؛")
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


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text: where it stands, its key and its stem."""

    start: int
    end: int
    word: str
    stem: str


def tokens(text: str) -> tuple[Token, ...]:
    """Return the words and numbers of *text* in order; punctuation is left out."""
    found = []
    for match in _WORD.finditer(text):
        word, root = _keys(match.group())
        if word:
            found.append(Token(match.start(), match.end(), word, root))
    return tuple(found)


@lru_cache(maxsize=200_000)
def _keys(word: str) -> tuple[str, str]:
    return fold(word), stem(word)


def stem(word: str) -> str:
    """Return the light stem of *word* (raw or folded), itself a folded key; a word too short to cut comes back folded."""
    bare = fold(word.replace("ة", "\ufffc")).replace("\ufffc", "ة")
    if bare.startswith("و") and len(bare) - 1 >= _SHORTEST_AFTER_WAW and not bare.startswith(_PREFIXES):
        bare = bare[1:]
    for prefix in _PREFIXES:
        if bare.startswith(prefix) and len(bare) - len(prefix) >= _SHORTEST_STEM:
            bare = bare[len(prefix) :]
            break
    for suffix in _SUFFIXES:
        if bare.endswith(suffix) and len(bare) - len(suffix) >= _SHORTEST_STEM:
            bare = bare[: -len(suffix)]
    return fold(bare)


def is_stop_word(word: str) -> bool:
    """Return whether *word* (folded) carries no subject of its own, with or without a joined و or ف."""
    return word in STOP_WORDS or (word[:1] in ("و", "ف") and word[1:] in STOP_WORDS)


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
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def stems(text: str) -> tuple[str, ...]:
    """Return the stems of *text* in order, without stop words: what two texts are compared by."""
    return tuple(token.stem for token in tokens(text) if not is_stop_word(token.word))


def search_key(text: str) -> str:
    """Return *text* prepared for a word index: its folded words, each followed by its stem where that differs.

    Prepare the documents and the questions with it alike; SQLite's `unicode61` and PostgreSQL's `simple` then agree.
    """
    parts = []
    for token in tokens(text):
        if is_stop_word(token.word):
            continue
        parts.append(token.word)
        if token.stem != token.word:
            parts.append(token.stem)
    return " ".join(parts)
