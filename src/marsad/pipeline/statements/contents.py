"""Find where what was said begins and where it ends. Knows words and marks, not speakers."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.pipeline.statements import attribution_words as lexicon
from marsad.pipeline.statements.clause_words import Word

WINDOW = 40
QUOTES = '«“"”»'
_OPENING, _CLOSING = "«“(", "»”)"
_OPENS_QUOTE = '«“"”'
_CLOSES = frozenset('"”»“″')
_TRAILING = " \t\n\u00a0.،,؛:!…"
_FEWEST_QUOTED_WORDS = 4
_SHORTEST_OPEN = 3
_LONGEST_QUOTATION = 2000
_NEAR = 24
_MOST_NAMES_QUOTED = 4  # two names in quotation marks


def find_complement(words: Sequence[Word], first: int) -> int | None:
    """Return the number of the أن or إن from word *first* on that opens what was said, or None.

    A second verb of saying ends the search.
    """
    window = words[first : first + WINDOW]
    if lexicon.COMPLEMENTS.isdisjoint([word.key for word in window]):
        return None
    for number, word in enumerate(window, first):
        if word.key in lexicon.COMPLEMENTS:
            before = words[number - 1].key
            is_proviso = before == "علي" and words[number - 1].is_break
            is_given_name = word.key == "بان" and number + 1 < len(words) and words[number + 1].key == "كي"
            if before not in lexicon.NOT_BEFORE_THAT and not is_proviso and not is_given_name:
                return number
        elif number > first and (
            word.key in lexicon.PARTICIPLES
            or (
                word.bare in lexicon.CLEAR and (word.is_break or word.key != word.bare or words[number - 1].key in ("حيث", "حين"))
            )
        ):
            return None
    return None


def find_marked(text: str, words: Sequence[Word], first: int, stop: int) -> int | None:
    """Return the number of the first word behind a colon or inside quotation marks, between *first* and *stop*."""
    tried = 0
    for number in range(first, min(stop, len(words), first + _NEAR)):
        gap = words[number].gap
        if gap == " ":
            continue
        bare = gap.rstrip()
        if bare.rstrip(_OPENS_QUOTE).rstrip().endswith(":") and len(bare) - len(bare.rstrip(_OPENS_QUOTE)) <= 1:
            return number
        if bare.endswith(tuple(_OPENS_QUOTE)):
            if _is_long_quote(words, number) and _is_opening(text, words, first, number):
                return number
            tried += 1
            if tried == _MOST_NAMES_QUOTED:
                return None
    return None


def _is_opening(text: str, words: Sequence[Word], first: int, number: int) -> bool:
    """Tell whether the quotation mark before word *number* opens: a straight one does where it is the odd one out."""
    mark = words[number].gap.rstrip()[-1:]
    return mark != '"' or text.count(mark, words[first - 1].end, words[number].start) % 2 == 1


def _is_long_quote(words: Sequence[Word], number: int) -> bool:
    """Tell whether the quotation that opens before word *number* is words said and no name in quotation marks."""
    if number + _FEWEST_QUOTED_WORDS > len(words):
        return False
    return all(word.gap == " " or _CLOSES.isdisjoint(word.gap) for word in words[number + 1 : number + _FEWEST_QUOTED_WORDS])


def content_end(text: str, words: Sequence[Word], first: int, sentence_end: int) -> tuple[int, int]:
    """Return (number of the word behind the content that begins at word *first*, offset of the content's end).

    It ends with the sentence, or before a clause that leaves what was said: «، فيما…», «، مشيرا إلى…», «وأضاف…».
    """
    depth, pending = 0, None
    start = words[first].start
    for number in range(first + 1, len(words)):
        word = words[number]
        gap = word.gap
        if gap == " " and word.key[0] != "و":
            continue  # most words: nothing to see
        if len(gap) > 1:
            depth += sum(map(gap.count, _OPENING)) - sum(map(gap.count, _CLOSING))
        if depth > 0 or not _leaves(words, number):
            continue
        here = (number, trim_end(text, start, words[number].start))
        if pending is None and words[number].key in lexicon.CONTINUED:
            pending = here
        else:
            return _longer_half(start, pending, here)
    return _longer_half(start, pending, (len(words), trim_end(text, start, sentence_end)))


def _longer_half(start: int, pending: tuple[int, int] | None, here: tuple[int, int]) -> tuple[int, int]:
    """Return *here*, the end behind «، وأن…», where that adds no more than stood before; else *pending*, the end before it."""
    if pending is None or here[1] - pending[1] <= pending[1] - start:
        return here
    return pending


def _leaves(words: Sequence[Word], number: int) -> bool:
    word = words[number]
    is_joined = word.key[0] == "و"
    if is_joined and word.bare in lexicon.CLEAR:
        return True
    if len(word.gap) < 2:
        return False
    if "//" in word.gap:
        return True
    if "،" not in word.gap and "," not in word.gap:
        return False
    if word.key in lexicon.CUTS or word.key in lexicon.CONTINUED or (is_joined and word.bare in lexicon.PARTICIPLES):
        return True
    if word.key in lexicon.TOLD_AFTER and any(mark in word.gap for mark in '»”"'):
        return True  # «"…"، يقول النائب»
    if word.key in lexicon.WITHOUT_OBJECT:
        return True  # «…، قال الوزير إن…»
    if word.key[0] == "ف" and len(word.key) >= 6 and word.bare.endswith("ت"):
        return True
    # «، وتضم…», «، ويجري…», «، والمياه…»: a new clause of the document's own.
    return is_joined and len(word.key) >= 4 and word.key[1] in "يت" and word.key[-1] not in "هاي"


def trim_end(text: str, start: int, end: int) -> int:
    """Return *end* without the spaces and points before it."""
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    return end


def quotation_end(text: str, start: int, end: int, sentence_end: int, is_marked: bool) -> tuple[int, bool]:
    """Return where content *start*..*end* ends where it is, or holds, a quotation, and whether it is one as a whole.

    A quotation right before *start* (only where *is_marked* is it one that opens) ends the content where it closes, also
    sentences later in the paragraph. One that opens inside and is open at *end* carries the content to its close.
    """
    opening = start - 1
    while opening >= 0 and text[opening] in " \u00a0" and start - opening < 3:
        opening -= 1
    if is_marked and opening >= 0 and text[opening] in _OPENS_QUOTE:
        closing = _closing_mark(text, opening, _paragraph_end(text, sentence_end))
        if closing is None:
            return end, True
        rest = text[closing + 1 : closing + 6].lstrip()
        goes_on = rest.startswith("و") and rest[1:].lstrip()[:1] in tuple(_OPENS_QUOTE)
        return (max(end, closing) if goes_on else trim_end(text, start, closing)), True
    inside = text[start:end]
    opening = inside.rfind('"') if inside.count('"') % 2 else inside.rfind("«") if inside.count("«") > inside.count("»") else -1
    if opening < 0 or (len(inside) - opening < _SHORTEST_OPEN and not inside[opening + 1 :].strip()):
        return end, False
    closing = _closing_mark(text, start + opening, _paragraph_end(text, sentence_end))
    return (end, False) if closing is None or closing < end else (closing + 1, False)


def _closing_mark(text: str, opening: int, limit: int) -> int | None:
    """Return where the quotation that opens at *opening* closes before *limit*, or None. Only «» may hold others of its kind."""
    mark = text[opening]
    if mark != "«":
        closers = '"' if mark == '"' else '”“"'
        places = [place for closer in closers if (place := text.find(closer, opening + 1, limit)) >= 0]
        return min(places, default=None)
    depth, place = 1, opening
    while depth:
        closing = text.find("»", place + 1, limit)
        if closing < 0:
            return None
        depth += text.count("«", place + 1, closing) - 1
        place = closing
    return place


def _paragraph_end(text: str, start: int) -> int:
    """Return where the paragraph around *start* ends, at most _LONGEST_QUOTATION away."""
    limit = min(len(text), start + _LONGEST_QUOTATION)
    found = text.find("\n", start, limit)
    return limit if found < 0 else found
