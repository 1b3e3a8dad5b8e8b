"""Read who speaks: the noun phrase before or after a verb of saying. Words come in as a sentence's words with their gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from marsad.pipeline.statements import attribution_words as lexicon
from marsad.pipeline.statements.clause_words import Word
from marsad.pipeline.statements.verbal_nouns import is_verbal_noun

_MOST_WORDS = 14
_FARTHEST_OPENING = 60
_SHORTEST_OWNED = 5
_COUNTRY_ENDINGS = ("يا", "كا", "سا")
_MOST_APPOSED = 5
_QUOTES = frozenset('"«“»”')
_NOT_NAMES = "في من الي علي عن مع ب ل الا بيد منذ خلال بعد قبل عبر بين ضمن هذا هذه ذلك تلك هو هي اي ان قد كان كانت وكان وكانت"
NOT_NAMES = frozenset(_NOT_NAMES.split())
# A phrase that opens with one of these tells what was spoken of, or when.
_OPENS_CIRCUMSTANCE = "حول بشان بخصوص ردا تعليقا وسط لدي عند نحو اثناء عقب قبيل بعيد اثر حيال ازاء بسبب رغم جميعا كذلك معا"
_CIRCUMSTANCES = frozenset(_OPENS_CIRCUMSTANCE.split())
_STOPS = lexicon.NAME_STOPS | lexicon.CLEAR | lexicon.IMPERFECT
_BARE_STOPS = lexicon.CLEAR | lexicon.RELATIVES


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, as written, and where in the text."""

    name: str
    start: int
    end: int
    is_anonymous: bool


def opens_object(text: str, words: Sequence[Word], number: int) -> bool:
    """Tell whether word *number* is a verbal noun that opens an object, and no part of a name («لجنة إدارة الأزمات»)."""
    word = words[number]
    if not is_verbal_noun(text[word.start : word.end], word.key):
        return False
    if not number:
        return True
    before = words[number - 1]
    heads = (before.key, before.bare, before.key.removeprefix("ل"))
    if before.key in lexicon.WITHHELD:
        return False  # «مسؤول طلب عدم نشر اسمه»
    return before.key not in NOT_NAMES and lexicon.SPEAKING_NOUNS.isdisjoint(heads)


def _is_one_of(word: Word, nouns: frozenset[str]) -> bool:
    """Tell whether *word* is one of *nouns*, with or without an article or a joining «و»; of وزير the «و» is no joining one."""
    return not nouns.isdisjoint((word.key, word.bare, word.key.removeprefix("ال"), word.bare.removeprefix("ال")))


def _is_ali(text: str, word: Word) -> bool:
    """Tell whether a word with the key of على is the name علي, by its last letter."""
    return word.key == "علي" and text[word.start : word.end].endswith("ي")


def _is_no_name(text: str, word: Word) -> bool:
    return (word.key in NOT_NAMES or word.bare in NOT_NAMES) and not _is_ali(text, word)


def _named(text: str, words: Sequence[Word]) -> Speaker | None:
    """Return the speaker that *words* name, or None where they name nobody."""
    while words and _is_no_name(text, words[-1]):
        words = words[:-1]
    if (
        not words
        or _is_no_name(text, words[0])
        or words[0].bare in _CIRCUMSTANCES
        or words[0].key.isdigit()
        or words[0].bare in lexicon.TIME
    ):
        return None
    if all(len(word.key) < 2 for word in words):
        return None
    words, cut = _body_behind(text, words)
    start, end = words[0].start + cut, words[-1].end
    if text[start - 1 : start] in _QUOTES:
        closes = text[end : end + 1] in _QUOTES
        start, end = start - (closes or any(mark in text[start:end] for mark in '"»”')), end + closes
    elif text[end : end + 1] in _QUOTES and (
        text.count('"', start, end) % 2 == 1 or any(mark in text[start:end] for mark in "«“")
    ):
        end += 1
    return Speaker(text[start:end], start, end, _is_unnamed(words))


def _body_behind(text: str, words: Sequence[Word]) -> tuple[Sequence[Word], int]:
    """Return the words of the body whose document *words* name («بيان لوزارة النفط») and how much of the first to cut off.

    Where they name no document, or one of nobody's, they come back whole.
    """
    if len(words) < 2 or not _is_one_of(words[0], lexicon.DOCUMENTS):
        return words, 0
    heads = words[1].key
    if heads in lexicon.ISSUED and len(words) > 3 and words[2].key == "عن":
        return words[3:], 0
    if heads in lexicon.ISSUED_BY:
        return (words[2:], 0) if len(words) > 2 else (words, 0)
    if heads[0] == "ل" and heads[1:] in lexicon.SPEAKING_NOUNS and text[words[1].start] == "ل":
        return words[1:], 1
    return (words[1:], 0) if heads.removeprefix("ال") in lexicon.BODIES else (words, 0)


def _is_unnamed(words: Sequence[Word]) -> bool:
    """Tell whether *words* name a source without a name: «مصدر أمني», «مسؤول كبير في الوزارة», not «مسؤول الملف علي حسن»."""
    head = words[0].key
    if head.removeprefix("ال") in lexicon.SOURCES:
        return True
    if head not in lexicon.UNNAMED:
        return False
    if len(words) == 1:
        return True
    second = words[1].key
    if second not in NOT_NAMES and second not in lexicon.RANKS and not second.endswith(("ي", "يه", "يون", "يين", "ان", "ين")):
        return False
    # A definite word and two more without an article end in a name: «قيادي في التيار صلاح حسن».
    tail = [word.key for word in words[-3:]]
    ends_in_name = (
        len(words) > 4 and tail[0].startswith("ال") and not any(key.startswith("ال") or key in NOT_NAMES for key in tail[1:])
    )
    return not ends_in_name


def _ends_name(text: str, words: Sequence[Word], number: int) -> bool:
    """Tell whether a speaker's name ends before word *number*."""
    word = words[number]
    if word.key == "صباح" and number + 1 < len(words) and words[number + 1].key not in lexicon.TIME:
        return False  # a given name, and no morning
    if word.key in _STOPS or word.bare in _BARE_STOPS or word.key.isdigit():
        return not _is_ali(text, word)
    if word.key not in ("في", "من") and word.key not in lexicon.CHARGED:
        return False
    following = words[number + 1].key if number + 1 < len(words) else ""
    if word.key == "من":
        return following in lexicon.ON_HIS_PART
    if word.key == "في":
        if len(following) >= _SHORTEST_OWNED and following.endswith(("ها", "هم")) and not following.startswith("ال"):
            return True  # «في اعتذارها»
        return following in lexicon.OCCASIONS or following in lexicon.TIME or following[:1].isdigit()
    # «اللجنة المكلفة بملف…», but «المتحدث باسم…».
    return following[:1] in ("ب", "ل") or following in NOT_NAMES


def read_after(text: str, words: Sequence[Word], first: int, stop: int, opens: bool = False) -> tuple[Speaker | None, int]:
    """Return the speaker named from word *first* and the number of the word behind the name, at most *stop*.

    («وقال المتحدث باسم الوزارة في بيان إن…»: «المتحدث باسم الوزارة».) Where *opens*, punctuation may stand before the name.
    """
    stop = min(stop, len(words))
    while first < stop and words[first].key in lexicon.TO_WHOM:
        first += 1  # «قال له الوزير»
    number = first
    while number < min(stop, first + _MOST_WORDS):
        if number > first and words[number].is_break:
            number = _apposed(text, words, first, number, stop)
            break
        if number == first and not opens and any(mark in words[number].gap for mark in "،,:("):
            break
        if (
            number == first + 1
            and words[number].key in lexicon.ISSUED
            and words[first].bare.removeprefix("ال") in lexicon.DOCUMENTS
        ):
            number += 2  # «بيان صادر عن الوزارة»
            continue
        if _ends_name(text, words, number) or (number > first and opens_object(text, words, number)):
            break
        if number == first + 2 and _is_past_indefinite(words, first):
            break
        number += 1
    number = min(number, stop)
    return _named(text, words[first:number]), number


def _is_past_indefinite(words: Sequence[Word], first: int) -> bool:
    """Tell whether the third word from *first* is no part of the name: «وصف مستشار حكومي الاتفاق بأنه…»."""
    head, adjective, third = (words[first + k].key for k in range(3))
    is_indefinite = head in lexicon.SPEAKING_NOUNS and adjective.endswith(("ي", "يه")) and not adjective.startswith("ال")
    return is_indefinite and len(adjective) > 4 and third.startswith("ال")


def _apposed(text: str, words: Sequence[Word], first: int, number: int, stop: int) -> int:
    """Return the number of the word behind a name set between commas after its title: «وزير النفط، حيان عبد الغني، أن…»."""
    if not any(mark in words[number].gap for mark in "،,") or not _is_one_of(words[first], lexicon.TITLES):
        return number
    behind = number + 1
    while behind < min(stop, len(words) - 1) and not words[behind].is_break and behind - number <= _MOST_APPOSED:
        behind += 1
    name = words[number:behind]
    if behind > stop or behind >= len(words) or len(name) > _MOST_APPOSED or not any(mark in words[behind].gap for mark in "،,"):
        return number
    is_definite = name[0].key.startswith("ال") and name[0].key not in lexicon.HONORIFICS
    if len(name) == 1 or is_definite or any(_is_no_name(text, word) for word in name):
        return number
    if any(_ends_name(text, words, place) or opens_object(text, words, place) for place in range(number, behind)):
        return number
    return number if any(word.key in lexicon.TIME or word.bare in lexicon.SPEAKING_NOUNS for word in name) else behind


def read_before(text: str, words: Sequence[Word], verb: int) -> Speaker | None:
    """Return the speaker named before word *verb* in its clause. («المصدر أشار إلى أن…», «وزارة النفط، اليوم، أعلنت…»)"""
    first = verb
    while first > 0 and verb - first < _MOST_WORDS + 6:
        if words[first].is_break and first != verb:
            if first == verb - 1 and words[first].key == "قد":
                return _read_opening(text, words, first)  # «وكان مكتب الرئيس، في بيان، قد نفى…»
            break
        if first == verb and words[first].is_break:
            return _read_opening(text, words, verb)
        if words[first - 1].key in lexicon.CONNECTIVES:
            break
        first -= 1
    return _read_chunk(text, words, first, verb)


def _read_opening(text: str, words: Sequence[Word], verb: int) -> Speaker | None:
    """Return the speaker where a parenthesis parts him from his verb: the words that open the sentence."""
    if verb > _FARTHEST_OPENING:
        return None
    first = 0
    while first < verb and (words[first].key in lexicon.CONNECTIVES or words[first].key in NOT_NAMES):
        first += 1
    return _read_chunk(text, words, first, verb)


def _read_chunk(text: str, words: Sequence[Word], first: int, verb: int) -> Speaker | None:
    while first < verb and words[first].bare in ("كان", "كانت", "قد", "لكن", "اما"):
        first += 1
    speaker, _end = read_after(text, words, first, verb, opens=True)
    if speaker is None or first >= verb:
        return None
    word = words[first]
    if word.key != word.bare and word.bare.endswith("ت") and not word.bare.endswith("ات") and len(word.bare) > 3:
        return None  # «ونشرت الهيئة أرقاما توضح أن…»: a clause and no name
    if word.bare in lexicon.CONNECTIVES:
        return None
    # A joining «و» is no part of the name, but many names begin with one: only «وو» and «وال» are sure.
    if word.key.startswith(("وو", "وال")) and word.bare != word.key and text[word.start] == "و":
        return Speaker(text[word.start + 1 : speaker.end], word.start + 1, speaker.end, speaker.is_anonymous)
    return speaker


def read_subject(text: str, words: Sequence[Word]) -> Speaker | None:
    """Return the subject of a sentence that opens with it, or with a feminine verb and a definite noun phrase."""
    if not words:
        return None
    first = words[0]
    if _is_one_of(first, lexicon.SPEAKING_NOUNS):
        return read_after(text, words, 0, min(len(words), _MOST_WORDS), opens=True)[0]
    if first.key in lexicon.ACTS or first.bare in lexicon.ACTS:
        return _read_actor(text, words)
    if len(first.key) < 4 or not first.key.endswith("ت") or len(words) < 2 or _is_no_name(text, words[1]):
        return None
    number, has_article = 1, False
    while number < min(len(words), _MOST_WORDS):
        is_definite = words[number].bare.startswith("ال")
        # Behind a feminine subject an adjective ends in ة; what does not is the object («أدانت السويد الحكم»).
        is_object = has_article and words[number].key.startswith("ال") and words[number].key[-1] not in "هي"
        is_object = is_object and words[number - 1].bare.startswith("ال")
        if number > 1 and (words[number].is_break or (has_article and not is_definite) or is_object):
            break
        if number > 1 and _ends_name(text, words, number):
            break
        has_article = has_article or is_definite
        number += 1
    # A plural of things («تجددت الاشتباكات») speaks no word.
    return _named(text, words[1:number]) if has_article and not words[1].key.endswith("ات") else None


def _read_actor(text: str, words: Sequence[Word]) -> Speaker | None:
    """Return who does what the masculine verb that opens *words* tells: «استقبل وزير النفط وفدا…»."""
    if len(words) < 2 or not _is_one_of(words[1], lexicon.TITLES | lexicon.HONORIFICS):
        return None
    number = 2
    while number < min(len(words), _MOST_WORDS):
        word = words[number]
        if word.is_break or _is_no_name(text, word) or _ends_name(text, words, number) or opens_object(text, words, number):
            break
        is_indefinite = word.key.endswith("ا") and not word.key.startswith("ال") and len(word.key) > 3
        is_indefinite = is_indefinite and not word.key.endswith(_COUNTRY_ENDINGS)
        if is_indefinite or word.key.startswith(("بال", "لل")) or (number > 3 and _is_one_of(word, lexicon.TITLES)):
            break
        number += 1
    return _named(text, words[1:number])
