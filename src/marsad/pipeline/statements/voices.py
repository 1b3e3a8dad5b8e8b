"""Remember who has spoken so far in a text: for verbs without a subject, and for sources that are named shortly later on."""

from __future__ import annotations

from dataclasses import replace

from marsad.pipeline.statements import attribution_words as lexicon
from marsad.pipeline.statements.source_kinds import read_source
from marsad.pipeline.statements.speakers import Speaker
from marsad.text.fold import fold

_MOST_NAMES = 4000
_MOST_SHORT_NAMES = 3


class Voices:
    """Who has spoken so far: «وأضافت أن…» goes to the last who took a feminine verb."""

    def __init__(self) -> None:
        self.last: Speaker | None = None
        self.by_gender: dict[bool, Speaker] = {}
        self._kinds: dict[str, str] = {}

    def hear(self, speaker: Speaker, verb: str) -> None:
        """Remember that *speaker* was the subject of *verb* (a key)."""
        self.last = speaker
        if verb not in lexicon.ACCORDING:
            self.by_gender[is_feminine(verb)] = speaker

    def answer(self, verb: str) -> Speaker | None:
        """Return who is meant by *verb* where it has no subject."""
        return self.by_gender.get(is_feminine(verb), self.last)

    def settle(self, speaker: Speaker) -> Speaker:
        """Return *speaker*, unnamed where he takes up an unnamed source: «مسؤول كردي… وأضاف المسؤول»."""
        key = fold(speaker.name)
        if key in lexicon.TAKEN_UP and self.last is not None and self.last.is_anonymous and not speaker.is_anonymous:
            return replace(speaker, is_anonymous=fold(self.last.name).removeprefix("ال").startswith(key.removeprefix("ال")))
        return speaker

    def kind(self, speaker: Speaker) -> str:
        """Return what kind of source *speaker* is by his name, or by the name an earlier source had at greater length."""
        if speaker.is_anonymous:
            return "anonymous"
        kind, names = read_source(speaker.name)
        if kind:
            if len(self._kinds) < _MOST_NAMES:
                self._kinds.update(dict.fromkeys(names, kind))
        elif names and len(names) <= _MOST_SHORT_NAMES:
            kind = self._kinds.get(names[-1], "")
        return kind


def is_feminine(verb: str) -> bool:
    """Tell whether *verb* (a key) has a feminine subject."""
    return verb.endswith(("ت", "ه")) or (verb.startswith("ت") and verb in lexicon.IMPERFECT)
