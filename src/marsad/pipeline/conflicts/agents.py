"""Find in a sentence who does what it tells: the company that won, the minister who dismissed, the group that attacked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from marsad.pipeline.conflicts import happenings, words
from marsad.pipeline.conflicts.context import folded_words, term_of
from marsad.pipeline.conflicts.points import Agent, Sentence
from marsad.text.fold import fold
from marsad.text.tokens import Token, is_stop_word, stem

# By the first word of its name one knows of what sort a doer is: only two of one sort are held against each other.
_HEADS = {
    "company": "شركة ائتلاف",
    "group": "كتائب تنظيم حركة فصيل سرايا عصائب لواء جماعة ميليشيا ميليشيات",
    "cabinet": "حكومة",
    "authority": """
رئيس رئيسة وزير وزيرة وزارة محافظ مجلس هيئة مديرية لجنة محكمة مفوضية جهاز قيادة ديوان أمانة مدير مديرة قائد نائب قائممقام بنك مصرف
بلدية دائرة سلطة
""",
}
_PEOPLES = """
تركية مصرية صينية إماراتية إيرانية سعودية كورية فرنسية إيطالية ألمانية أمريكية أميركية بريطانية روسية هندية أردنية عراقية كويتية
قطرية يابانية إسبانية نرويجية هولندية لبنانية سويدية نمساوية باكستانية ماليزية
"""
PEOPLES = frozenset(term_of(stem(word)) for word in _PEOPLES.split())
_CABINET = frozenset((fold("رئيس"), fold("مجلس")))
_MINISTERS = fold("الوزراء")
# What one doer alone does: two of these for one act cannot both be true.
_ALONE = frozenset({"award", "sign", "carry out", "attack", "arrest", "appoint", "chair", "order", "cancel"})
_OF_COMPANIES = frozenset({"award", "sign", "carry out"})
# After these the sentence goes on to say what was done: قرر إعفاء, صوت على إقالة, أعلنت مسؤوليتها عن قصف.
_LIGHT = folded_words("قرر قررت أصدر أصدرت صوت صوتت نفذ نفذت ألقى ألقت أعلن أعلنت تبنى تبنت أمر أمرت أوعز أوعزت وجه وجهت")
_CLAIMS, _CLAIMED = folded_words("أعلن أعلنت"), folded_words("مسؤوليتها مسؤوليته مسؤولية")
# To order these is not to do them; whoever orders a dismissal dismisses.
_ORDERS, _BY_HAND = folded_words("أمر أمرت أوعز أوعزت وجه وجهت قرر قررت أصدر أصدرت"), frozenset({"arrest1", "attack1"})
_MEN = folded_words("قوة قوات مفرزة مفارز عناصر فرق فريق")
_BY = {("من", "قبل"), ("من", "جانب"), ("علي", "يد"), ("بامر", "من"), ("بقرار", "من"), ("بايعاز", "من")}
_OPENS = folded_words("أن إن بأن أنه")
_PAUSES = frozenset('،,.؛;:()[]«»"“”-–—\n')
_LONGEST_NAME, _LONGEST, _TO_ACT, _BETWEEN, _BY_REACH, _COMPANY_REACH = 5, 60, 12, 3, 10, 14
_SHORTEST = 3
_PLAN_REACH = 6


@dataclass(frozen=True, slots=True)
class _Name:
    """A doer's name: the words first..last of a sentence, and its sort."""

    first: int
    last: int
    sort: str


@cache
def _heads() -> Mapping[str, str]:
    return {fold(word): sort for sort, listed in _HEADS.items() for word in listed.split()}


@lru_cache(maxsize=100_000)
def _head(word: str) -> str:
    """Return the folded *word* as it is listed among the heads, without article, joined letter or ending; "" for others."""
    for joined in ("", "و", "ف", "ب", "ل", "وال", "ال", "بال", "لل"):
        rest = word.removeprefix(joined)
        for end in ("", "ها", "ه", "هم"):
            bare = rest.removesuffix(end)
            if len(bare) >= _SHORTEST and bare in _heads():
                return bare
    return ""


def find_agents(text: str, cut: Sequence[Sentence]) -> Iterator[Agent]:
    """Yield for each act of *text* that one doer alone does who does it."""
    for number, sentence in enumerate(cut):
        keys = [token.word for token in sentence.found]
        if len(keys) > _LONGEST or any(words.is_doubt(key) for key in keys):
            continue
        names = {name.first: name for name in _names(text, sentence.found, keys)}
        seen: set[str] = set()
        for act, name in _doings(text, sentence.found, keys, names):
            if act not in seen:
                seen.add(act)
                yield _agent(sentence, number, act, name)


def _names(text: str, found: Sequence[Token], keys: Sequence[str]) -> Iterator[_Name]:
    at = 0
    while at < len(keys):
        head = _head(keys[at])
        if not head:
            at += 1
            continue
        last = at
        while last + 1 < len(keys) and last - at < _LONGEST_NAME and _goes_on(text, found, keys, last):
            last += 1
        sort = "cabinet" if head in _CABINET and last > at and keys[at + 1] == _MINISTERS else _heads()[head]
        yield _Name(at, last, sort)
        at = last + 1


def _goes_on(text: str, found: Sequence[Token], keys: Sequence[str], at: int) -> bool:
    """Return whether the name that holds the word *at* goes on with the next one."""
    word = keys[at + 1]
    if not _PAUSES.isdisjoint(text[found[at].end : found[at + 1].start]) or any(map(str.isdigit, word)):
        return False
    if is_stop_word(word) or happenings.family(word) is not None or words.is_future(word):
        return False
    if term_of(stem(keys[at])) in PEOPLES:
        return False  # «شركة صينية | مشروع مدينة»
    return not _head(word) or not (keys[at].startswith("ال") or not _head(keys[at]))


def _is_planned(keys: Sequence[str], name: _Name) -> bool:
    """Return whether what is said of *name* is still to come."""
    after = [key for key in keys[name.last + 1 : name.last + 2] if not key.startswith("و")]
    return any(words.is_plan(key) for key in (*keys[max(0, name.first - _PLAN_REACH) : name.first], *after))


def _doings(text: str, found: Sequence[Token], keys: Sequence[str], names: Mapping[int, _Name]) -> Iterator[tuple[str, _Name]]:
    for at, key in enumerate(keys):
        family = happenings.family(key)
        act = f"{family[0]}{family[1]}" if family and family[0] in _ALONE else ""
        if key in _LIGHT:
            name = names.get(at + 1) or _before(text, found, keys, names, at)
            if name is not None and (key not in _CLAIMS or not _CLAIMED.isdisjoint(keys[at : name.last + 3])):
                done = _acts(keys, name.last + 1 if name.first > at else at)
                yield from ((f"order {one}" if key in _ORDERS and one in _BY_HAND else one, name) for one in done)
        if not act:
            continue
        assert family is not None
        if family[0] in _OF_COMPANIES:
            near = [name for first, name in names.items() if name.sort == "company" and abs(first - at) <= _COMPANY_REACH]
            if len(near) == 1:
                yield "contract", near[0]
            continue
        if not happenings.is_noun(key) or family[0] == "chair":
            name = (
                names.get(at + 1)
                or _whose_men(keys, names, at + 1)
                or (None if happenings.is_noun(key) else _before(text, found, keys, names, at))
            )
            if name is not None:
                yield act, name
        for place in range(at + 1, min(len(keys) - 2, at + _BY_REACH)):
            if (keys[place], keys[place + 1]) in _BY and (name := names.get(place + 2)):
                yield act, name


def _whose_men(keys: Sequence[str], names: Mapping[int, _Name], at: int) -> _Name | None:
    """Return whose force is named at the word *at*: «قوة من جهاز الأمن الوطني»."""
    return names.get(at + 2) if keys[at : at + 1] and keys[at] in _MEN and keys[at + 1 : at + 2] == ["من"] else None


def _acts(keys: Sequence[str], since: int) -> Iterator[str]:
    for key in keys[since : since + _TO_ACT]:
        family = happenings.family(key)
        if family and family[0] in _ALONE - _OF_COMPANIES - {"order"}:
            yield f"{family[0]}{family[1]}"
            return


def _before(text: str, found: Sequence[Token], keys: Sequence[str], names: Mapping[int, _Name], at: int) -> _Name | None:
    """Return the name that opens the clause of the verb *at*: «أن تنظيم داعش هو من نفذ»; None where another word does."""
    for name in names.values():
        if not 0 < at - name.last <= _BETWEEN or name.last >= at:
            continue
        if name.first == 0 or keys[name.first - 1] in _OPENS:
            return name
        if not _PAUSES.isdisjoint(text[found[name.first - 1].end : found[name.first].start]):
            return name
    return None


def _agent(sentence: Sentence, number: int, act: str, name: _Name) -> Agent:
    said = range(name.first, name.last + 1)
    terms = frozenset(term_of(stem(sentence.found[at].word)) for at in said if not _head(sentence.found[at].word))
    about = {term: worth for term, worth in zip(sentence.terms, sentence.worths, strict=True) if term}
    nobody: frozenset[str] = frozenset()
    return Agent(
        start=sentence.found[name.first].start,
        end=sentence.found[name.last].end,
        sentence=number,
        about=about,
        speaker=nobody,
        is_plan=_is_planned([token.word for token in sentence.found], name),
        is_change=sentence.is_change,
        ordinals=frozenset(),
        names=nobody,
        act=act,
        sort=name.sort,
        head=_head(sentence.found[name.first].word),
        is_definite=sentence.found[name.first].word.startswith("ال"),
        terms=terms,
    )
