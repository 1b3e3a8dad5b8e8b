"""Read attributions that name their source first and without a verb of saying: «بحسب البيان، …», «وجاء في التقرير أن…»."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.pipeline.statements import attribution_words as lexicon
from marsad.pipeline.statements.clause_words import Word
from marsad.pipeline.statements.contents import WINDOW, find_complement, find_marked
from marsad.pipeline.statements.relays import Said
from marsad.pipeline.statements.speakers import Speaker, read_after
from marsad.pipeline.statements.trailing import read_trail

_RELATIVES = frozenset(("الذي", "التي", "الذين"))
_NEAR = 3
_LEADS_ON = ("فان", "فقد")


def read_according(text: str, words: Sequence[Word]) -> Said | None:
    """Read «وبحسب البيان، فإن…», which opens the sentence: the speaker stands behind the preposition, the content behind him."""
    if len(words) < 2 or words[1].key in lexicon.NO_SOURCES:
        return None
    trail = read_trail(text, words, 0)
    if trail is not None and not trail.is_last:
        speaker: Speaker | None = trail.speaker
        via, after = trail.via, trail.after
    else:
        speaker, after = read_after(text, words, 2 if words[1].key in ("ل", "ما") else 1, len(words))
        via = ()
    # «وبحسب البيان، الذي نشر أمس، فإن…»
    reach = WINDOW if after < len(words) and words[after].bare in _RELATIVES else _NEAR
    led_on = next((k for k in range(after, min(len(words), after + reach)) if words[k].key in _LEADS_ON), None)
    if led_on is None and reach == WINDOW:
        return None
    after = after if led_on is None else led_on
    return None if speaker is None or after >= len(words) else Said(0, after, speaker, via=via)


def read_appeared(text: str, words: Sequence[Word], number: int) -> Said | None:
    """Read «وجاء في بيان الوزارة أن…» at word *number*: the document speaks, or the body behind it."""
    first = number + 1
    if first >= len(words) or words[first].key != "في":
        return None
    complement = find_complement(words, first)
    stop = complement if complement is not None else min(len(words), first + WINDOW)
    mark = find_marked(text, words, first, stop)
    start = complement if mark is None else mark
    speaker = read_after(text, words, first + 1, start)[0] if start is not None else None
    return None if start is None or speaker is None else Said(number, start, speaker, is_quoted=mark is not None)
