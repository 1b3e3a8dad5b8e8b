"""Say which entry of the gazetteer speaks: the person where known, else the office, else the body that somebody speaks for.

An unnamed source, a member, a former minister speaks for nobody: "" stands for them, and for what the gazetteer does not know.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from marsad.domain.reading import Claim
from marsad.pipeline.statements import speaker_words as lexicon
from marsad.text.names.entry import Name
from marsad.text.names.gazetteer import Gazetteer
from marsad.text.names.scene import HOME, Sighting
from marsad.text.names.spelling import words_of
from marsad.text.names.words import FORMER, QUALIFIERS, RANKS

_WORD = re.compile(r"\w+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")
_BODIES = ("ministry", "body", "party", "governorate", "foreign", "government")
_SPEAKING = (*_BODIES, "person", "office")
_SHORT_MENTION = 2
_LONGEST_PHRASE = 400
_MINISTERS = words_of("وزير وزيرة")
(_GOVERNORATE,) = words_of("محافظة")


def name_speakers(
    claims: Sequence[Claim], text: str, sightings: Sequence[Sighting], gazetteer: Gazetteer, day: str
) -> tuple[Claim, ...]:
    """Return *claims* with `speaker_id`, and with the source kind "official" where nothing said more and a state's voice speaks.

    *day* is the page's day of publication (ISO, "" where unknown): it says who held an office.
    """
    voices = _Voices(text, sightings, gazetteer, day)
    return tuple(voices.name(claim) for claim in claims)


def day_of(published: str | None) -> str:
    """Return the day of *published* (ISO), or "" where it names none."""
    found = _DAY.match(published or "")
    return found.group() if found else ""


class _Voices:
    """Those who spoke in one text so far, and what may be meant by a later, shorter mention."""

    def __init__(self, text: str, sightings: Sequence[Sighting], gazetteer: Gazetteer, day: str) -> None:
        self.text, self.gazetteer, self.day = text, gazetteer, day
        self.sightings = sightings
        self.starts = [sighting.start for sighting in sightings]
        self.heard: dict[str, str] = {}
        self.last = ""

    def name(self, claim: Claim) -> Claim:
        """Return *claim* with its speaker's id."""
        if claim.speaker is None:
            return claim
        words = words_of(claim.speaker[:_LONGEST_PHRASE])
        if claim.is_anonymous and (len(words) != 1 or words[0] not in lexicon.SPOKESMEN):
            return claim
        if claim.speaker_start is None or claim.speaker_end is None:
            id = self.heard.get(" ".join(words), "")
        else:
            id = self._resolve(claim.speaker_start, claim.speaker_end, words)
        self._hear(words, id)
        if not id:
            return claim
        is_official = not claim.source_kind and self.gazetteer.is_official(id, self.day)
        return replace(claim, speaker_id=id, source_kind="official" if is_official else claim.source_kind)

    def _hear(self, words: tuple[str, ...], id: str) -> None:
        """Remember by what shorter names the one who spoke as *words* may be called later."""
        self.last = id
        for length in (len(words), *range(1, _SHORT_MENTION + 1)):
            self.heard[" ".join(words[-length:])] = id
        for number, word in enumerate(words):
            if word in lexicon.SPOKESMEN:
                self.heard.update(dict.fromkeys(lexicon.SPOKESMEN, id))
            # «حسن خوام المتحدث باسم الوزارة» is «خوام» later on.
            if number and (word in lexicon.SPOKEN_FOR or word in _MINISTERS):
                self.heard[words[number - 1]] = id
                break

    def _resolve(self, start: int, end: int, words: tuple[str, ...]) -> str:
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        # One that begins in the phrase counts whole: the phrase may have been cut inside a long title.
        inside = self.sightings[first:last]
        speaking = [sighting for sighting in inside if sighting.name is not None and sighting.name.kind in _SPEAKING]
        if speaking:
            return self._read(start, end, speaking)
        if words and words[0] in lexicon.AGAIN:
            return self._read_again(start, end)
        heard = self.heard.get(" ".join(words), "") if len(words) <= _SHORT_MENTION else ""
        return heard or self._read_again(start, end)

    def _read(self, start: int, end: int, inside: Sequence[Sighting]) -> str:
        """Return who speaks in the phrase *start*..*end* that names those *inside*."""
        first, rest = inside[0], inside[1:]
        name = first.name
        before = words_of(self.text[start : first.start])
        roles = [word for word in before if word not in RANKS and len(word) > 1]
        if name is not None and name.kind == "person" and not roles:
            return "" if first.is_abroad else name.id
        is_for = any(word in lexicon.SPOKEN_FOR for word in roles)
        if not lexicon.FOR_HIMSELF.isdisjoint(before) or name is None or first.is_abroad:
            return self._person_among(rest, None)
        if name.kind == "person":
            return self._behind(name) if is_for else ""
        if name.kind == "office":
            if is_for:
                return self._person_among(rest, name) or name.of
            return self._office(first, rest, end, is_named=bool(roles))
        # «بغداد أعلنت» is the state, «مدير شرطة البصرة» its police; only «محافظة البصرة» is the governorate.
        if name.kind == "governorate" and not first.form.words[0].startswith(_GOVERNORATE):
            return self._person_among(rest, None)
        return self._person_among(rest, None) or name.id

    def _person_among(self, rest: Sequence[Sighting], office: Name | None) -> str:
        """Return the first person among *rest* who is not the holder of *office*, for whom the speaker would speak."""
        for sighting in rest:
            person = sighting.name
            if person is None or person.kind != "person" or sighting.is_abroad:
                continue
            if office is None or not any(held.office == office.id for held in person.holds):
                return person.id
        return ""

    def _office(self, sighting: Sighting, rest: Sequence[Sighting], end: int, is_named: bool) -> str:
        """Return the holder of the office where the phrase or the day names him, else the office; "" for one who left it."""
        office = sighting.name
        assert office is not None
        if person := self._person_among(rest, None):
            return person
        offices = [sighting, *(other for other in rest if other.name is not None and other.name.kind == "office")]
        tail = words_of(self.text[offices[-1].end : end])
        if not FORMER.isdisjoint(tail):
            return ""
        if is_named or any(word not in RANKS and word not in QUALIFIERS for word in tail):
            return office.id
        holders = (self.gazetteer.holder(other.name.id, self.day) for other in offices if other.name is not None)
        return next((holder for holder in holders if holder), office.id)

    def _behind(self, person: Name) -> str:
        """Return the body that speaks for *person* by the office held on the day: «مستشار السوداني»."""
        for held in person.holds:
            office = self.gazetteer.entry(held.office)
            if office is not None and held.covers(self.day):
                return office.of
        return ""

    def _read_again(self, start: int, end: int) -> str:
        """Return what a phrase like «الوزارة» or «المتحدث باسم الوزارة أحمد موسى» stands for, by what was named before."""
        words = words_of(self.text[start : min(end, start + _LONGEST_PHRASE)])
        if not lexicon.FOR_HIMSELF.isdisjoint(words):
            return ""
        for number, word in enumerate(words):
            if word in lexicon.AGAIN:
                nation = self.gazetteer.nation(words[number + 1]) if number + 1 < len(words) else ""
                return "" if nation not in ("", HOME) else self._antecedent(word, start, number, len(words))
        return ""

    def _antecedent(self, key: str, before: int, number: int, length: int) -> str:
        """Return the one entry that *key*, word *number* of *length*, stands for, or of several the one that spoke last."""
        named = self.antecedents
        heads = lexicon.AGAIN[key]
        ids = {id for head in heads for start, id in named.get(head, ()) if start < before}
        if len(ids) == 1:
            id = next(iter(ids))
        else:
            id = self.last if self.last in ids or self._has_office(self.last, heads) else ""
        name = self.gazetteer.entry(id)
        if name is None or name.kind != "office":
            return id
        if number:
            return name.of
        return (self.gazetteer.holder(id, self.day) if length == 1 else "") or id

    def _has_office(self, id: str, heads: tuple[str, ...]) -> bool:
        """Say whether *id* is a person with an office that begins with one of *heads*: «الوزير» after his name alone."""
        name = self.gazetteer.entry(id)
        held_on = [held.office for held in name.holds if not self.day or held.covers(self.day)] if name is not None else []
        offices = map(self.gazetteer.entry, held_on)
        return any(office is not None and words_of(office.forms[0])[0] in heads for office in offices)

    @cached_property
    def antecedents(self) -> dict[str, list[tuple[int, str]]]:
        """Where each head of a name stands first with each entry that it names; "" for what is unknown or abroad."""
        found: dict[str, list[tuple[int, str]]] = {}
        seen: set[tuple[str, str]] = set()
        for match in _WORD.finditer(self.text):
            head = lexicon.WRITTEN.get("".join(words_of(match.group())))
            if head is None:
                continue
            number = bisect_left(self.starts, match.start())
            sighting = self.sightings[number] if number < len(self.starts) and self.starts[number] < match.end() else None
            if sighting is None and head in lexicon.AGAIN:
                continue
            id = "" if sighting is None or sighting.is_abroad or sighting.name is None else sighting.name.id
            if (head, id) not in seen:
                seen.add((head, id))
                found.setdefault(head, []).append((match.start(), id))
        return found
