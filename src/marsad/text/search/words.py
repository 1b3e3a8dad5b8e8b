"""Words that search treats in their own way: those that only ask, and words of one meaning (`data/search/words.yml`)."""

from __future__ import annotations

from functools import cache

import yaml

from marsad.shipped import SHIPPED
from marsad.text.fold import fold
from marsad.text.search.prepare import key_of
from marsad.text.tokens import STOP_WORDS

# What a question is put with, written and spoken; and nouns that name what is asked for and seldom stand in the answer.
_ASKING = """
ما ماذا ماهو ماهي ماهى ماهم من متى أين كيف كم لماذا هل أي أية لمن بماذا فيما مما مم بم بكم فيم عم لم علام وما ومن
مين ليش شنو شنوه وين شلون شكد شقد منو شوكت يمته إيمتى فين ليه إزاي أيش وش شو چم
الذي التي اللتي اللي الي هي هو هم هى اسم معنى عرف تعريف يسمى تسمى عدد نوع أذكر اذكر عدّد
the a an of in on at to for and or is are was were be by with from as it its this that what when where who why how which
did does do
"""
ASKING = frozenset(key_of(word)[0] for word in _ASKING.split())
IDLE = ASKING | {joined + word for joined in ("", "و", "ف") for word in STOP_WORDS}  # words that find nothing, folded
_WHEN = frozenset(map(fold, ["متى", "تاريخ", "شوكت", "يمته", "إيمتى", "when"]))
_HOW_MANY = frozenset(map(fold, ["كم", "بكم", "وكم", "عدد", "نسبة", "مساحة", "شكد", "شقد", "چم"]))
_WHERE = frozenset(map(fold, ["أين", "وين", "فين", "مكان", "موقع", "يقع", "تقع", "where"]))
_WHAT = frozenset(map(fold, ["ما", "من", "ماهو", "ماهي", "ماهى", "منو", "شنو", "عرف", "تعريف", "what", "who"]))
_PLACES = """
شمال جنوب شرق غرب مدينة محافظة قرية عاصمة تقع يقع منطقة حدود ولاية إقليم قارة بحر نهر جبل بلدة قضاء ناحية
"""
PLACES = frozenset(key_of(word)[1] for word in _PLACES.split())
_DEFINED_WORDS = 3  # «ما هو سد الموصل؟» asks what something is; a longer question asks something of it


def is_idle(word: str) -> bool:
    """Return whether *word* (folded) finds nothing: it stands in every text, or only asks."""
    return word in IDLE


def asks_for(words: tuple[str, ...], telling: int) -> frozenset[str]:
    """Return what a question in *words* (folded) wants: "day", "number", "place", "meaning"; *telling* of them find something."""
    wants = {
        "day": not _WHEN.isdisjoint(words),
        "number": not _HOW_MANY.isdisjoint(words),
        "place": not _WHERE.isdisjoint(words),
        "meaning": bool(words) and words[0] in _WHAT and telling <= _DEFINED_WORDS,
    }
    return frozenset(name for name, is_so in wants.items() if is_so)


@cache
def near_words() -> dict[str, frozenset[str]]:
    """Return, for each stem, those of written words that mean nearly the same; of a spoken word, those of the written one."""
    told = yaml.safe_load((SHIPPED / "search" / "words.yml").read_text(encoding="utf-8"))
    near: dict[str, set[str]] = {}
    for written, *spoken in told["dialect"]:
        for word in spoken:
            near.setdefault(key_of(word)[1], set()).add(key_of(written)[1])
    for line in told["alike"]:
        stems = {key_of(word)[1] for word in line}
        for stem in stems:
            near.setdefault(stem, set()).update(stems - {stem})
    return {stem: frozenset(others - {stem}) for stem, others in near.items()}
