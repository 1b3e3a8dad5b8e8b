"""Find the plain object of a verb of saying: «أعلنت الوزارة، اليوم، انقطاع الغاز», «نفى النائب ما تردد عن…»."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.pipeline.statements import attribution_words as lexicon
from marsad.pipeline.statements.clause_words import Word
from marsad.pipeline.statements.contents import WINDOW, find_complement
from marsad.pipeline.statements.speakers import NOT_NAMES, opens_object, read_before
from marsad.pipeline.statements.verbal_nouns import is_verbal_noun

CIRCUMSTANCES = frozenset(("من", "في", "خلال", "عبر"))
_LONGEST_CIRCUMSTANCE = 12
_LONGEST_NAME = 6
_THAT_FOLLOWS = (lexicon.WITHOUT_OBJECT | lexicon.DIRECT | {"ذكر", "ذكرت"}) - lexicon.DENYING - {"رفض", "رفضت", "رفضوا"}
_DEFINITE_FIFTH = 7
# Alone these are part of a name or an office: «الأمين العام», «نائب الرئيس الأول».
_NO_TIME = frozenset(("العام", "الاول", "الثاني"))
_RELATIVE = frozenset(("عنه", "عنها", "به", "بها", "اليه", "اليها"))


def find_object(text: str, words: Sequence[Word], number: int, verb: str, stop: int) -> int | None:
    """Return the number of the first word of what *verb*, word *number*, has for an object without أن, before *stop*, or None."""
    if number + 1 < len(words) and words[number + 1].key in _RELATIVE:
        return None  # «عودة نازحين أعلنت عنها الوزارة»: a relative clause
    near = min(stop, number + WINDOW)
    preposition = lexicon.PREPOSITION.get(verb)
    plain = _plain_object(text, words, number, verb, stop) if verb in lexicon.DIRECT else None
    if verb in lexicon.DENYING:
        denied = next((place for place in range(number + 1, near) if words[place].key in lexicon.DENIED), None)
        return plain if denied is None or (plain is not None and plain < denied) else denied
    if preposition is not None:
        for place in range(number + 1, min(stop if plain is None else plain, number + WINDOW) - 1):
            if words[place].key == preposition and words[place + 1].key not in lexicon.TIME:
                if preposition == "عن" and words[place - 1].key in lexicon.NOT_BEFORE_ABOUT:
                    continue
                return place + 1
    if plain is None and verb in lexicon.WITH_BA:
        return next((place for place in range(number + 1, near) if _is_joined_object(text, words[place])), None)
    return plain


def _is_joined_object(text: str, word: Word) -> bool:
    """Tell whether *word* is a verbal noun behind a joined ب: «بارتفاع», «بالإفراج»."""
    cut = 3 if word.key.startswith("بال") else 1
    if word.key[0] != "ب" or len(word.key) <= cut + 2:
        return False
    if word.key.startswith("بالت") and len(word.key) == _DEFINITE_FIFTH:
        return True  # «بالتدخل», «بالتوقف»
    return is_verbal_noun(text[word.start + cut : word.end], word.key[cut:])


def _plain_object(text: str, words: Sequence[Word], number: int, verb: str, stop: int) -> int | None:
    """Return the number of the first word of an object without a preposition, behind the subject and the time."""
    place = skip_time(words, number + 1)
    if place > number + 1 or follows_subject(text, words, number, verb):
        return _behind_circumstance(text, words, place, stop) if place < stop else None
    for place in range(number + 1, min(stop, number + WINDOW)):
        after_time = skip_time(words, place)
        if place > number + 1 and after_time > place and _is_time(words[place:after_time]):
            is_parted = after_time < len(words) and (words[place].is_break or words[after_time].gap.isspace())
            return after_time if is_parted and after_time < stop else None
        if opens_object(text, words, place):
            return place
        if place > number + 1 and (words[place].is_break or words[place].key in ("التي", "الذي", "الذين")):
            return None
    return None


def _behind_circumstance(text: str, words: Sequence[Word], place: int, stop: int) -> int:
    """Return the number of the word that opens the object behind a circumstance at word *place*, or *place* where none does.

    («أعلنت في بيان لها عن رفع الحصار», «أعلن في التاسع من الشهر استعادة المدينة».)
    """
    if words[place].key not in CIRCUMSTANCES:
        return place
    for number in range(place + 1, min(stop - 1, place + _LONGEST_CIRCUMSTANCE)):
        if words[number].key == "عن":
            return number + 1
        if opens_object(text, words, number):
            return number
    return place


def _is_time(words: Sequence[Word]) -> bool:
    """Tell whether *words*, numbers and words of time, name a time and are no part of a name or a count («لواء 80»)."""
    return any(word.key not in _NO_TIME and not word.key.isdigit() for word in words)


def skip_time(words: Sequence[Word], number: int) -> int:
    """Return the number of the first word from *number* on that names no time, at most a window away."""
    last = min(len(words), number + WINDOW)
    while number < last:
        if words[number].key == "في" and number + 2 < last and words[number + 1].key == "وقت":
            number += 3  # «في وقت سابق من اليوم»
            number += words[number].key == "من" and number + 1 < last and words[number + 1].key in lexicon.TIME
        elif words[number].key in lexicon.TIME or words[number].key.isdigit():
            number += 1
        else:
            break
    return number


def follows_subject(text: str, words: Sequence[Word], number: int, verb: str) -> bool:
    """Tell whether the subject stands before *verb*, word *number*: it is not joined and does not open its clause."""
    word = words[number]
    if number == 0 or verb != word.key:
        return False
    if words[number - 1].key == "قد":
        return number >= 3
    if word.is_break or words[number - 1].bare in lexicon.CONNECTIVES or _precedes_subject(text, words, number, verb):
        return False
    return read_before(text, words, number) is not None


def _precedes_subject(text: str, words: Sequence[Word], number: int, verb: str) -> bool:
    """Tell whether the noun right behind *verb*, word *number*, must be who speaks: «حريق في المصفاة قال الوزير إن…»."""
    first = number + 1
    if first >= len(words) or words[first].gap != " " or verb in lexicon.WITH_PERSON:
        return False
    key = words[first].key
    if key.removeprefix("ال") in lexicon.SPEAKING_NOUNS:
        return True
    if verb not in _THAT_FOLLOWS or key in NOT_NAMES or key in lexicon.NAME_STOPS or key in lexicon.TO_WHOM:
        return False
    is_adverb = key.endswith("ا") and not key.endswith(("يا", "كا", "سا"))
    if is_adverb or opens_object(text, words, first):
        return False
    complement = find_complement(words, first)
    return complement is not None and complement - first <= _LONGEST_NAME and key[0] not in "بل"
