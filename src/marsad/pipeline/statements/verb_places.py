"""Tell whether a word that may be a verb of saying is one where it stands, and says something of itself."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.pipeline.statements import attribution_words as lexicon
from marsad.pipeline.statements.clause_words import Word
from marsad.pipeline.statements.contents import find_complement

# Further in, an imperfect is mostly a relative clause («رجل يرجح أنه قيادي»).
_DEEPEST_IMPERFECT = 8
_NEAREST_THAT = 10
_NEAREST_SPEECH = 6


def is_main_clause(words: Sequence[Word], number: int) -> bool:
    """Tell whether a verb behind word *number* says something of itself: not «الذي قال…» nor «لم يقل…», but «كما قال إن…»."""
    word = words[number]
    if word.bare == "كما":
        return (number == 0 or word.is_break) and words[number + 1].key not in lexicon.RELAYING
    if word.key == "حيث":
        return word.is_break  # «، حيث قال إن…»
    if word.key == "حين":
        return number > 0 and words[number - 1].bare == "في"  # «في حين أكد أن…»
    return word.key not in lexicon.RELATIVES and word.bare not in lexicon.NEGATIONS


def opens_clause(words: Sequence[Word], number: int) -> bool:
    """Tell whether the verb at word *number* opens its clause: first, behind a mark, behind «قد», or joined near the start."""
    word = words[number]
    return (
        number == 0
        or word.is_break
        or words[number - 1].key in ("قد", "كما", "وكما")
        or (word.key not in lexicon.KNOWN and number < 3)
    )


def is_none_inside(words: Sequence[Word], number: int, verb: str) -> bool:
    """Tell whether *verb*, word *number*, which opens no clause, is a noun («رغم رفض…») or tells of a relative clause."""
    if verb in lexicon.AMBIGUOUS or verb in lexicon.ALSO_NOUNS:
        if words[number - 1].key in lexicon.BEFORE_NOUNS:
            return True
        return verb in lexicon.AMBIGUOUS and not (verb in lexicon.REOPENING and _leads_to_that(words, number))
    if verb not in lexicon.IMPERFECT or number <= _DEEPEST_IMPERFECT:
        return False
    return not (_leads_to_speech(words, number) or _is_told_by_title(words, number))


def _leads_to_that(words: Sequence[Word], number: int) -> bool:
    complement = find_complement(words, number + 1)
    return complement is not None and complement - number <= _NEAREST_THAT


def _leads_to_speech(words: Sequence[Word], number: int) -> bool:
    """Tell whether a colon stands behind the verb at word *number*, or near it with a quotation: «… ويقول: «نبدأ غدا»»."""
    for place in range(number + 1, min(len(words), number + _NEAREST_SPEECH)):
        gap = words[place].gap
        if ":" in gap:
            return place == number + 1 or any(mark in gap for mark in '"«“')
    return False


def _is_told_by_title(words: Sequence[Word], number: int) -> bool:
    """Tell whether somebody with a title speaks by the imperfect at word *number*: «وعن أسعار السوق الآن يقول مدير البورصة:»."""
    first = number + 1
    if first >= len(words) or words[first].key.removeprefix("ال") not in lexicon.TITLES:
        return False
    near = range(first + 1, min(len(words), first + _NEAREST_THAT))
    return any(":" in words[place].gap for place in near) or _leads_to_that(words, number)
