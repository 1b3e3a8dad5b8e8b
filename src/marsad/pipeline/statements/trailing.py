"""Read an attribution that stands behind, or inside, what was said: «…، بحسب الهيئة», «…، كما قال الوزير», «"…"، يقول النائب»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from marsad.pipeline.statements import attribution_words as lexicon
from marsad.pipeline.statements.clause_words import Word
from marsad.pipeline.statements.relays import clean
from marsad.pipeline.statements.source_kinds import source_kind
from marsad.pipeline.statements.speakers import Speaker, read_after
from marsad.pipeline.statements.verbal_nouns import is_verbal_noun

_MOST_WORDS = 16
_WAYS_OF_SAYING = ("قول", "تعبير", "وصف", "اعتقاد", "تاكيد", "راي")


@dataclass(frozen=True, slots=True)
class Trail:
    """Who a trailing phrase attributes to, through whom, the number of the word behind it, and whether it ends the sentence."""

    speaker: Speaker
    via: tuple[str, ...]
    after: int
    is_last: bool


def read_trail(text: str, words: Sequence[Word], number: int) -> Trail | None:
    """Return what the phrase that opens at word *number* attributes, or None where it names no source.

    («بحسب القانون» names none.) Without a comma before it, it must say itself that somebody spoke, and end the sentence.
    """
    key, first = words[number].key, number + 1
    if first >= len(words):
        return None
    if key in lexicon.ACCORDING:
        found = _according(text, words, number)
    elif key in ("كما", "علي") and words[number].is_break:
        found = _as_said(text, words, number)
    elif key == "نقلا" and words[first].key == "عن":
        found = _named(text, words, first + 1)
    else:
        return None
    if found is None:
        return None
    speaker, via, after = found
    after = _skip_circumstance(words, after)
    is_last = after >= len(words)
    is_closed = is_last or any(mark in words[after].gap for mark in "،,)؛")
    is_apart = number == 0 or words[number].is_break
    # «…، بحسب الوكالة التي أعلنت…»
    is_closed = is_closed or (is_apart and number > 0 and words[after].key in ("الذي", "التي", "الذين"))
    if not is_closed or (not is_apart and not (is_last and _is_sure(words, number, speaker))):
        return None
    return Trail(speaker, via, after, is_last)


def read_told(text: str, words: Sequence[Word], number: int) -> Trail | None:
    """Return who speaks in «"…"، يقول النائب»: a verb behind a closed quotation, its subject, and the end of the clause."""
    gap = words[number].gap
    is_behind_quote = any(mark in gap for mark in '"»”')
    if not is_behind_quote and not (words[number].is_break and words[number].key in lexicon.IMPERFECT):
        return None
    found = _named(text, words, number + 1)
    if found is None:
        return None
    speaker, _via, after = found
    after = _skip_circumstance(words, after)
    is_last = after >= len(words)
    if not is_last and not (is_behind_quote and words[after].is_break and ":" not in words[after].gap):
        return None
    return Trail(speaker, (), after, is_last)


def _is_sure(words: Sequence[Word], number: int, speaker: Speaker) -> bool:
    following = words[number + 1].key
    return (
        following in ("ما", "لما")
        or words[number].key in lexicon.AS_WHAT
        or source_kind(speaker.name, speaker.is_anonymous) != ""
    )


def _according(text: str, words: Sequence[Word], number: int) -> tuple[Speaker, tuple[str, ...], int] | None:
    key, first = words[number].key, number + 1
    if key in lexicon.AS_WHAT:
        return _told_by(text, words, first)
    if words[first].key in ("ما", "لما"):
        return _told_by(text, words, first + 1)
    if words[first].key in ("ل", "الي", *_WAYS_OF_SAYING) and first + 1 < len(words):
        first += 1
    return _named(text, words, first, has_lam=key in lexicon.LAM_AFTER)


def _as_said(text: str, words: Sequence[Word], number: int) -> tuple[Speaker, tuple[str, ...], int] | None:
    """Read «كما قال الوزير», «على حد قول النائب», «على ما أفادت الهيئة»."""
    first = number + 1
    if words[number].key == "كما":
        return _told_by(text, words, first)
    if words[first].key == "ما":
        return _told_by(text, words, first + 1)
    if words[first].key == "حد" and first + 1 < len(words) and words[first + 1].key in _WAYS_OF_SAYING:
        return _named(text, words, first + 2)
    return None


def _told_by(text: str, words: Sequence[Word], verb: int) -> tuple[Speaker, tuple[str, ...], int] | None:
    """Read «أعلنت الهيئة», «نقلته الوكالة عن الوزير» from the verb on."""
    if verb + 1 >= len(words) or words[verb].key not in lexicon.PASSED_ON:
        return None
    first = verb + 1
    while first < len(words) and words[first].key in ("به", "عنه", "اليه", "له", "في"):
        first += 1
    found = _named(text, words, first)
    if found is None or found[2] >= len(words) or words[found[2]].key != "عن":
        return found
    origin = _named(text, words, found[2] + 1)
    return found if origin is None else (origin[0], (clean(found[0].name), *origin[1]), origin[2])


def _named(text: str, words: Sequence[Word], first: int, has_lam: bool = False) -> tuple[Speaker, tuple[str, ...], int] | None:
    if first >= len(words) or (words[first].is_break and any(mark in words[first].gap for mark in "،,:")):
        return None
    key = words[first].key
    plain = "ال" + key[2:] if key.startswith("لل") else key[1:] if has_lam and key.startswith("ل") else key
    # «كما أقر البدء بالعمل»: what was agreed, and nobody.
    bare = plain.removeprefix("ال")
    if plain in lexicon.NO_SOURCES or is_verbal_noun(bare, bare):
        return None
    speaker, after = read_after(text, words, first, len(words), opens=True)
    if speaker is None:
        return None
    start = words[first].start
    if has_lam and speaker.start == start and text[start : start + 1] == "ل":
        cut = start + (2 if key.startswith("لل") else 1)
        speaker = read_again(text, words, first, after, cut)
    return speaker, (), after


def read_again(text: str, words: Sequence[Word], first: int, after: int, start: int) -> Speaker:
    """Return the speaker of words *first*..*after* whose first word begins at *start*, behind a joined ل."""
    lead = words[first]
    key = lead.key[start - lead.start :]
    lead = lead._replace(start=start, key=key, bare=key)
    speaker, _end = read_after(text, [lead, *words[first + 1 : after]], 0, after - first, opens=True)
    return speaker or Speaker(text[start : words[after - 1].end], start, words[after - 1].end, False)


def _skip_circumstance(words: Sequence[Word], number: int) -> int:
    """Return the number of the word behind the time, the outlet or the occasion that stands at word *number*."""
    while number < len(words) and not words[number].is_break:
        key = words[number].key
        following = words[number + 1].key if number + 1 < len(words) else ""
        if (key == "في" and following in lexicon.OCCASIONS) or key in lexicon.TO_OUTLET or key == "خلال":
            return next((k for k in range(number + 1, min(len(words), number + _MOST_WORDS)) if words[k].is_break), len(words))
        if key not in lexicon.TIME and not key.isdigit():
            break
        number += 1
    return number
