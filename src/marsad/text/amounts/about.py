"""Find the words that say whose or where an amount is: right after it ("in Iraq") or right before ("the ministry's budget …")."""

from __future__ import annotations

import re
from typing import NamedTuple

from marsad.text.amounts.place_words import BODY_HEADS, PAIRS, PLACE_HEADS, PLACES, TIMES
from marsad.text.amounts.unit_words import SMALL_WORDS
from marsad.text.amounts.units import is_unit
from marsad.text.amounts.word_lists import listed

Span = tuple[int, int]


class Word(NamedTuple):
    """A word of the smooth text and where it stands."""

    word: str
    start: int
    end: int


_HEADS = PLACE_HEADS | BODY_HEADS
_NEXT = re.compile(r" {1,2}([^\W\d_]+)")
_WORDS = re.compile(r"[^\W\d_]+")
_CLAUSE_END = "\n.؛!؟?…،:\r*|"
_MOST_WORDS = 4
_LOOK_BACK = 96
# Nouns of measure: what stands after them, before a number, is whose the number is.
MEASURES = frozenset(
    listed(
        "عدد اعداد ميزانيه موازنه كلفه تكلفه قيمه سعر اسعار حصه انتاج صادرات واردات ديون ايرادات عايدات نسبه معدل "
        "احتياطي احتياطيات مساحه سكان حجم راسمال تمويل تخصيصات رواتب راتب طاقه قدره خساير ارباح عجز فايض نفقات "
        "انفاق استهلاك مخزون حصيله ثمن دين مستحقات اموال"
    )
)
MEASURE_FORMS = dict.fromkeys(("عددهم", "عددها", "عددهن"), "عدد") | {
    joined + noun: noun for noun in MEASURES for joined in ("", "و", "ف", "ب", "ل", "ال", "وال", "بال", "فال")
}
_COUNTED = frozenset({"بالغ", "بالغه", "مقدر", "مقدره"})  # «النازحين البالغ عددهم»
_COUNTS = frozenset({"عدد", "اعداد", "حصيله"})
_MEASURED = frozenset(
    listed(
        "برميل برميلا براميل طن طنا اطنان متر مترا امتار كيلومتر كيلومترا "
        "كيلومترات لتر كيلوغرام كغم غرام كم يوم يوما ايام يومين شهر "
        "اشهر شهرين سنه سنوات عام عاما اعوام عامين ساعه ساعات ساعتين دقيقه دقايق اسبوع اسابيع اسبوعين قرن قرون عقد عقود مره مرات"
    )
)
_LINKS = frozenset(
    listed(
        "بلغ بلغت يبلغ تبلغ الي وصل وصلت يصل تصل هو هي كان كانت اصبح اصبحت ارتفع ارتفعت انخفض انخفضت تراجع تراجعت "
        "زاد زادت حاليا الان اليوم تجاوز تجاوزت يتجاوز تتجاوز نحو حوالي قرابه يقدر تقدر قدر قدرت ب"
    )
)
_ADJECTIVE_ENDINGS = ("ي", "يا", "يه", "يين", "يات", "ين", "ات", "ه")
_RELATIVE = frozenset(
    {"التي", "الذي", "الذين", "اللذين", "اللتين", "اليوم", "الان", "الي", "المقبل", "المقبله", "الماضي", "الماضيه"}
)


def _word_at(text: str, position: int) -> Word | None:
    found = _NEXT.match(text, position)
    return Word(found[1], found.start(1), found.end(1)) if found else None


def _is_definite(word: str) -> bool:
    return (word.startswith("ال") and len(word) > 3) or word in PLACES


def _phrase(text: str, first: Word, skip: int, heads: frozenset[str] | None) -> Span | None:
    """Return the noun phrase that opens with *first* after *skip* letters: a place, or a construct up to its definite end.

    Unless it is a place by name it opens with one of *heads* (None: any noun will do).
    """
    word, start, end = first.word[skip:], first.start + skip, first.end
    if first.word[:skip] == "لل":
        word = "ال" + word
    bare = word.removeprefix("ال")
    if bare in TIMES or word in SMALL_WORDS or len(bare) < 2:
        return None
    following = _word_at(text, end)
    if following and f"{word} {following.word}" in PAIRS:
        return start, following.end
    if word in PLACES:
        return start, end
    if heads is not None and bare not in heads:
        return None
    last = word
    for _ in range(_MOST_WORDS - 1):
        if _is_definite(last):
            break
        if following is None or following.word in SMALL_WORDS or following.word in TIMES:
            return None
        last, end = following.word, following.end
        following = _word_at(text, end)
        if following and f"{last} {following.word}" in PAIRS:
            return start, following.end
    if not _is_definite(last):
        return None
    is_adjective = (
        following is not None
        and last.startswith("ال")
        and following.word.startswith("ال")
        and following.word not in _RELATIVE
        and following.word.endswith(_ADJECTIVE_ENDINGS)
    )
    return start, following.end if is_adjective and following else end


def about_after(text: str, position: int, unit: str, *, is_share: bool) -> Span | None:
    """Return whose or where an amount is, from the words after it: «في العراق», «لوزارة الكهرباء», «من الموازنة».

    Adjectives of the noun counted may stand between. *is_share*: a percent or part, of which "of" says the whole.
    """
    word = _word_at(text, position)
    for _ in range(2):
        if word is None or word.word in SMALL_WORDS or word.word[0] in "بلوف" or not word.word.endswith(_ADJECTIVE_ENDINGS):
            break
        word = _word_at(text, word.end)
    if word is None:
        return None
    if word.word in ("في", "داخل", "لدي", "من"):
        first = _word_at(text, word.end)
        if first is None or (word.word == "من" and not is_share and unit.split(" ")[0] in _MEASURED):
            return None
        return _phrase(text, first, 0, None if is_share and word.word == "من" else _HEADS)
    for joined in ("بال", "لل", "ب", "ل"):
        if word.word.startswith(joined) and len(word.word) - len(joined) > 2:
            return _phrase(text, word, 1 if joined == "بال" else len(joined), PLACE_HEADS if joined[0] == "ب" else _HEADS)
    return None


def words_before(text: str, start: int) -> list[Word]:
    """Return the words before *start* in its clause, with their places, at most some ten."""
    floor = max(0, start - _LOOK_BACK)
    stop = start
    while stop > floor and text[stop - 1] in ' :(«"-':
        stop -= 1
    for mark in _CLAUSE_END:
        floor = max(floor, text.rfind(mark, floor, stop) + 1)
    return [Word(found.group(), *found.span()) for found in _WORDS.finditer(text, floor, stop)]


def about_before(text: str, start: int, said: int) -> tuple[Span | None, Span | None]:
    """Return the noun counted and whose the amount is, from «عدد سكان العراق 46 مليون»: a measure, whose, a verb, a number.

    *said* words before the number tell its relation and are passed over.
    """
    words = words_before(text, start)
    words = words[: len(words) - said] if said else words
    if len(words) > 2 and words[-1].word in ("عددهم", "عددها", "عددهن") and words[-2].word.removeprefix("ال") in _COUNTED:
        return words[-3][1:], None
    while words and words[-1].word.lstrip("وسف") in _LINKS:
        words.pop()
    place = next(
        (place for place in range(len(words) - 2, max(-1, len(words) - 8), -1) if words[place].word in MEASURE_FORMS), None
    )
    if place is None:
        return None, None
    while place and words[place - 1].word in MEASURE_FORMS:
        place -= 1  # «حجم الديون الخارجية»
    measure, owner = MEASURE_FORMS[words[place].word], words[place + 1 :]
    cut = next((number for number, word in enumerate(owner) if word.word in ("في", "من", "لدي", "داخل")), len(owner))
    where = _phrase(text, owner[cut + 1], 0, _HEADS) if cut + 1 < len(owner) else None
    is_of = cut < len(owner) <= cut + 3 and owner[cut].word == "من"  # «إنتاج العراق من النفط»
    if cut < len(owner) and not is_of and (where is None or where[1] != owner[-1].end):
        return None, None  # what follows "in" is no place, or not all that stands before the number
    owner = owner[:cut]
    if not 0 < len(owner) <= _MOST_WORDS or not all(_is_name(word.word) for word in owner):
        return None, None
    if measure in _COUNTS:
        return (owner[0].start, owner[0].end), where or _owner(owner[1:], after=owner[0].word)
    return None, _owner(owner, after=words[place].word) or where


def _is_name(word: str) -> bool:
    """Tell whether *word* may stand in the name of an owner: no particle, verb, time, or word with a particle joined to it."""
    if len(word) < 2 or word in TIMES or word in _LINKS or word.lstrip("وف") in SMALL_WORDS:
        return False
    return is_unit(word, may_be_definite=True) and not word.removeprefix("ال").startswith("بالغ")


def _owner(words: list[Word], *, after: str = "") -> Span | None:
    """Return the span of a definite phrase; an adjective of the noun *after*, or indefinite words, are nobody's."""
    if not words or ("ال" in after[:3] and words[0].word.startswith("ال") and words[0].word not in PLACES):
        return None
    if words[0].word in PLACES:
        return words[0].start, words[0].end
    is_definite = any(_is_definite(word.word) for word in words)
    return (words[0].start, words[-1].end) if is_definite else None
