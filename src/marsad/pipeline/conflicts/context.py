"""Weigh the words around two statements: whether both speak of one thing, and by which words that shows."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from marsad.pipeline.matching.lexicon import root, weight
from marsad.text.fold import fold
from marsad.text.number_words import NUMBER_WORDS
from marsad.text.tokens import Token, is_stop_word, stem

# Words of reporting and of the calendar: two statements are not about one thing because both are said on a Monday.
_OF_REPORTS = """
بحلول موعد الموعد مهلة المهلة غضون
قال قالت يقول أكد أكدت أوضح أوضحت أضاف أضافت ذكر ذكرت أشار أشارت لفت بين كشف كشفت أعلن أعلنت إعلان صرح صرحت أفاد أفادت نقل
نقلت شدد تابع نوه اعتبر رأى بيان تصريح مؤتمر صحفي وكالة وكالات قناة صحيفة موقع خبر أخبار مصدر مصادر متحدث حديث لقاء كلمة
اليوم أمس غدا صباح مساء يوم أيام أسبوع شهر أشهر سنة سنوات عام أعوام الماضي المقبل القادم الجاري الحالي السابق مطلع منتصف
نهاية أوائل أواخر بداية الأحد الإثنين الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت يناير فبراير مارس أبريل إبريل مايو
يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر كانون الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين الأول رئيس وزير
محافظ نائب مدير مسؤول نسبة عدد إجمالي معدل نحو حوالي أكثر أقل قيمة بلغ بلغت يبلغ تبلغ وصل وصلت حجم زيادة ارتفاع انخفاض
مليون مليار ألف
"""
_LEAST_SHARED_LETTERS = 4
_JOINED = ("ل", "ب", "ف", "ك", "و")
BACKGROUND = 60  # pages of other news that every batch is thought to lie among, so that of two pages a shared word still tells


@lru_cache(maxsize=1)
def _of_reports() -> frozenset[str]:
    return frozenset(stem(word) for word in _OF_REPORTS.split())


@lru_cache(maxsize=200_000)
def term_of(stemmed: str) -> str:
    """Return the key by which a word meets its kin: the strong letters of *stemmed*, or the stem where too few are left."""
    return root(stemmed) or stemmed


def bare(stemmed: str, known: Mapping[str, int]) -> str:
    """Return *stemmed* without a ل, ب, ف or ك written onto it, where the batch knows the rest better: لتشييد is تشييد."""
    rest = stemmed[1:]
    if stemmed.startswith(_JOINED) and len(rest) >= _LEAST_SHARED_LETTERS and known.get(rest, 0) >= known.get(stemmed, 0):
        return rest
    return stemmed


def worth(token: Token) -> float:
    """Return how telling *token* is among the words around a statement: 0 for numbers, reporting and the calendar."""
    if token.stem in _of_reports() or token.word in NUMBER_WORDS or any(map(str.isdigit, token.word)):
        return 0.0
    return _worth(token.word, token.stem)


@lru_cache(maxsize=200_000)
def _worth(word: str, stemmed: str) -> float:
    if is_stop_word(word) or is_stop_word(stemmed) or len(stemmed) < 2:
        return 0.0
    return weight(Token(0, 0, word, stemmed))


class Rarity:
    """How seldom each term stands in a batch of pages: 1 for one met nowhere else, near 0 for one on every page."""

    def __init__(self, pages: Iterable[Iterable[str]] = (), spread: Mapping[str, int] | None = None, others: int = 0) -> None:
        """Count in how many of *pages* each term stands; *pages* gives each page's terms.

        *spread* says in how many of *others*, pages of other news, each stands besides.
        """
        self.spread: Counter[str] = Counter(spread)
        self.pages = others
        for terms in pages:
            self.spread.update(set(terms))
            self.pages += 1
        self._all = math.log(self.pages + BACKGROUND)
        self._known: dict[str, float] = {}

    def of(self, term: str) -> float:
        """Return the rarity of *term*, from 0 to 1."""
        if term not in self._known:
            self._known[term] = math.log((self.pages + BACKGROUND) / (self.spread[term] + 1)) / self._all
        return self._known[term]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How far two contexts agree: *share* from 0 to 1, *weight* the sum over the shared terms, *terms* most telling first."""

    share: float
    weight: float
    terms: tuple[str, ...]


def likeness(left: Mapping[str, float], right: Mapping[str, float], rarity: Rarity) -> Likeness:
    """Return the likeness of two contexts, term → worth; the cosine of their worth times rarity, and what is shared."""
    if len(left) > len(right):
        left, right = right, left
    shared: list[tuple[float, str]] = []
    products = []  # summed exactly: a sum that depends on the order would take sides
    for term in left:
        if term in right:
            rare = rarity.of(term)
            products.append(left[term] * right[term] * rare * rare)
            shared.append((-min(left[term], right[term]) * rare, term))
    if not shared:
        return Likeness(0.0, 0.0, ())
    share = math.fsum(products) / math.sqrt(_size(left, rarity) * _size(right, rarity))
    shared.sort()
    return Likeness(min(1.0, share), -math.fsum(gain for gain, _ in shared), tuple(term for _, term in shared))


def _size(context: Mapping[str, float], rarity: Rarity) -> float:
    return math.fsum(sorted((worth * rarity.of(term)) ** 2 for term, worth in context.items()))


def folded_words(words: str) -> frozenset[str]:
    """Return *words* folded, each also with a joined و or ف."""
    return frozenset(joined + fold(word) for word in words.split() for joined in ("", "و", "ف"))
