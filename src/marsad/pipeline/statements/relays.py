"""Read who passed on what was said: «نقلت الوكالة عن…», «نقلا عن…», «في بيان نقلته…», «قال للقناة…»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from marsad.pipeline.statements import attribution_words as lexicon
from marsad.pipeline.statements.clause_words import Word
from marsad.pipeline.statements.contents import WINDOW, find_complement, find_marked
from marsad.pipeline.statements.speakers import Speaker, read_after, read_before

_REACH = 24
_FEWEST_WITHHELD = 4
_NEAR = 14
_MOST_OUTLET_WORDS = 4
_FROM = ("عن", "عنه", "عنها", "عنهم")
_OPENED = ('"', "«", "“", '("', "(«", "(“")
_OUTLET_STOPS = lexicon.NAME_STOPS | lexicon.TIME | lexicon.IMPERFECT | {"في", "مع", "من"}
_MARKS = str.maketrans("", "", '"«»“”()')


def clean(name: str) -> str:
    """Return *name* without quotation marks and brackets."""
    return " ".join(name.translate(_MARKS).split())


@dataclass(frozen=True, slots=True)
class Said:
    """One attribution in a sentence: the numbers of its verb and of the first word said, and who speaks through whom."""

    verb: int
    first: int
    speaker: Speaker | None
    is_quoted: bool = False
    via: tuple[str, ...] = ()


def read_relayed(text: str, words: Sequence[Word], number: int, last: Speaker | None) -> Said | None:
    """Read «نقلت رويترز عن مسؤول قوله إن…» at word *number*: the speaker stands behind عن, or before the verb, or is *last*."""
    if number + 1 < len(words) and words[number + 1].key in lexicon.RELAYING:
        return None
    complement = find_complement(words, number + 1)
    stop = complement if complement is not None else min(len(words), number + WINDOW)
    mark = find_marked(text, words, number + 1, stop)
    first = complement if mark is None else mark
    if first is None:
        first = next((k for k in range(number + 3, stop) if words[k - 1].key in lexicon.SPEECH_NOUNS), None)
    if first is None:
        return None
    place = next((k for k in range(number + 1, min(first, number + _NEAR)) if words[k].key in _FROM), None)
    relay, _end = read_after(text, words, number + 1, first if place is None else place)
    if place is None:
        # «ونقلت الوكالة أن…»: the relay speaks for itself.
        return None if relay is None or complement is None else Said(number, complement, relay)
    speaker = read_after(text, words, place + 1, first)[0] if words[place].key == "عن" else None
    if speaker is None:
        speaker = (read_before(text, words, number) if number else None) or last
    via = (clean(relay.name),) if relay is not None else ()
    return Said(number, first, speaker, mark is not None, via)


def find_origin(text: str, words: Sequence[Word], first: int, stop: int) -> Speaker | None:
    """Return who stands behind «نقلا عن» between words *first* and *stop*: the one who spoke, where another published it."""
    for number in range(first, min(stop, first + _NEAR, len(words) - 2)):
        if words[number].key == "نقلا" and words[number + 1].key == "عن":
            return read_after(text, words, number + 2, stop)[0]
    return None


def find_outlets(text: str, words: Sequence[Word], first: int, stop: int) -> tuple[str, ...]:
    """Return who, between words *first* and *stop*, is said to have been told the words or to have passed them on."""
    found: list[str] = []
    for number in range(first, min(stop, first + _REACH, len(words) - 1)):
        word = words[number]
        if (
            word.key in lexicon.HANDED_ON
            or (words[number - 1].key == "كما" and number and word.key in lexicon.RELAYING)
            or word.key == "ل"
        ):
            name = _outlet(text, words, number + 1, stop, 0)
        elif word.key in lexicon.TO_OUTLET and word.key not in lexicon.TOLD_NOBODY:
            name = _outlet(text, words, number, stop, 1)
        else:
            continue
        if name and name not in found:
            found.append(name)
    return tuple(found)


def _outlet(text: str, words: Sequence[Word], first: int, stop: int, cut: int) -> str:
    """Return the outlet that word *first* begins to name, without *cut* joined letters; "" where it is the reader's own."""
    stop = min(stop, len(words))
    while first < stop and words[first].key in ("عليه", "عليها", "منه", "منها", "نسخه"):
        first += 1
    if first >= stop or words[first].key.endswith("نا"):
        return ""
    last = first + 1
    while last < min(stop, first + _MOST_OUTLET_WORDS):
        key = words[last].key
        if words[last].gap.strip() in _OPENED:
            # «وكالة "بغداد اليوم"», but «وكالة الأنباء العراقية "واع"».
            last = _quoted_end(words, last, stop) if last == first + 1 else last
            break
        if words[last].is_break or key.isdigit() or key in _OUTLET_STOPS:
            break
        last += 1
    if last == first + 1 and words[first].key in lexicon.OWN_OUTLETS:
        return ""
    written = text[words[first].start : words[last - 1].end]
    if cut:
        # «للجزيرة» is ل and الجزيرة.
        written = "ا" + written[1:] if written.startswith("لل") else written[1:]
    return clean(written)


def _quoted_end(words: Sequence[Word], number: int, stop: int) -> int:
    """Return the number of the word behind the quotation that opens before word *number*."""
    near = range(number + 1, min(stop, number + _MOST_OUTLET_WORDS + 1))
    return next((k for k in near if any(mark in words[k].gap for mark in '"»”')), min(stop, number + _MOST_OUTLET_WORDS))


def is_nameless(words: Sequence[Word], first: int, stop: int) -> bool:
    """Tell whether it is said between words *first* and *stop* that the speaker keeps his name to himself."""
    if stop - first < _FEWEST_WITHHELD:
        return False
    keys = {word.key for word in words[first : min(stop, first + _REACH)]}
    return not keys.isdisjoint(lexicon.NAMELESS) and not keys.isdisjoint(lexicon.WITHHELD)
