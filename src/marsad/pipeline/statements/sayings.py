"""Read one sentence for what it attributes. Each verb, participle or preposition of saying has its own way of being read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from marsad.domain.reading import Claim
from marsad.pipeline.statements import attribution_words as lexicon
from marsad.pipeline.statements.clause_words import Word, cut_words
from marsad.pipeline.statements.contents import WINDOW, content_end, find_complement, find_marked, quotation_end, trim_end
from marsad.pipeline.statements.headings import read_heading
from marsad.pipeline.statements.objects import CIRCUMSTANCES, find_object, follows_subject
from marsad.pipeline.statements.relays import Said, clean, find_origin, find_outlets, is_nameless, read_relayed
from marsad.pipeline.statements.source_first import read_according, read_appeared
from marsad.pipeline.statements.speakers import Speaker, opens_object, read_after, read_before, read_subject
from marsad.pipeline.statements.trailing import Trail, read_told, read_trail
from marsad.pipeline.statements.verb_places import is_main_clause, is_none_inside, opens_clause
from marsad.pipeline.statements.voices import Voices, is_feminine

_FEWEST_CONTENT_WORDS = 2
_FEWEST_TRAILED_WORDS = 5
_LONGEST_OPENING = 14
_LEADING = ("الي", "علي", "من", "عن", "ايضا")
_LEADS = re.compile(r"[:\"«“]")
_PERSONS = lexicon.TITLES - lexicon.BODIES
_DAMMA = "\u064f"
_OPENING_QUOTES, _CLOSING_QUOTES = frozenset('«“"'), frozenset('»”"')


class Sentence:
    """One sentence under reading, with those who spoke before it.

    *claims* are those read so far; *read_to* is the offset up to which the text was read, behind the sentence's end where a
    quotation runs on over several.
    """

    def __init__(self, text: str, start: int, end: int, voices: Voices) -> None:
        self.text, self.end, self.voices = text, end, voices
        self.words = cut_words(text, start, end)
        self.claims: list[Claim] = []
        self.read_to = end
        self._said_by = self._after = 0

    def read(self) -> list[Claim]:
        """Return the claims of the sentence in order; what lies inside a claim is not searched for others."""
        words = self.words
        if not words or (words[0].bare in lexicon.OPENERS and self.text[self.end - 1] in "?؟"):
            return []
        heading = read_heading(self.text, words, self.end)
        number = 0
        if heading is not None:
            number = self._keep(Said(heading.number, heading.number, heading.speaker, heading.is_quoted, heading.via), True)
        while number < len(words):
            if not words[number].is_sign:
                number += 1
                continue
            said = self._read_at(number)
            if said is not None:
                number = self._keep(said)
                continue
            number = self._read_trail(number) or number + 1
        return self.claims

    def _read_at(self, number: int) -> Said | None:
        word = self.words[number]
        if number == self._after and word.is_break and word.key in lexicon.CONTINUED:
            return Said(self._said_by, number, self.voices.last)
        if word.key in lexicon.PARTICIPLES or (word.is_break and word.bare in lexicon.PARTICIPLES):
            return self._read_participle(number)
        if number and not is_main_clause(self.words, number - 1):
            return None
        if word.bare in lexicon.RELAYING or word.key in lexicon.RELAYING:
            return read_relayed(self.text, self.words, number, self.voices.last)
        if word.bare in lexicon.APPEARED:
            return read_appeared(self.text, self.words, number)
        if word.key.endswith("القول"):
            return self._read_speech_noun(number)
        if word.key in lexicon.KNOWN or word.bare in lexicon.KNOWN or word.bare in lexicon.IMPERFECT:
            verb = self._verb(word)
            if not opens_clause(self.words, number) and is_none_inside(self.words, number, verb):
                return None
            said = None if self._is_told_behind(number) else self._read_verb(number, verb)
            if said is None:
                self._note_subject(number, verb)
            return said
        if word.key in lexicon.ACCORDING and number == 0:
            return read_according(self.text, self.words)
        return None

    def _verb(self, word: Word) -> str:
        return word.key if word.key in lexicon.KNOWN else word.bare

    def _is_told_behind(self, number: int) -> bool:
        """Tell whether the verb only names who said the quotation before it: «"…"، يقول النائب»."""
        word = self.words[number]
        return word.key in lexicon.TOLD_AFTER and any(mark in word.gap for mark in '"»”') and self._told(number) is not None

    def _told(self, number: int) -> Trail | None:
        return read_told(self.text, self.words, number) if self.words[number].key in lexicon.TOLD_AFTER and number > 2 else None

    def _note_subject(self, number: int, verb: str) -> None:
        """Remember the subject of a verb that brought no claim: «تحدث مسؤول إلى الصحيفة نافيا…»."""
        if verb not in lexicon.CLEAR:
            return
        speaker, _end = read_after(self.text, self.words, number + 1, len(self.words))
        if speaker is not None:
            self.voices.hear(speaker, verb)

    def _read_verb(self, number: int, verb: str) -> Said | None:
        words, first = self.words, number + 1
        if self._is_passive(number) or (
            first < len(words) and words[first].key in lexicon.CLEAR and not _LEADS.search(words[first].gap)
        ):
            return None  # «وذُكر أن…»
        complement = find_complement(words, first)
        stop = complement if complement is not None else min(len(words), first + WINDOW)
        mark = find_marked(self.text, words, first, stop)
        if mark is not None and complement is not None and ":" not in words[mark].gap and words[complement].gap[:2].strip():
            mark = None if words[complement].gap.lstrip()[:1] in _CLOSING_QUOTES else mark  # «وصف "كتائب كذا" بأنها…»
        if mark is not None:
            place = (
                find_object(self.text, words, number, verb, mark) if verb in lexicon.DIRECT and ":" in words[mark].gap else None
            )
            if place is None or not opens_object(self.text, words, place):
                return self._said(number, mark, verb, is_quoted=True)
            return self._said(number, place, verb)  # «أعلن الوزير نتائج التعداد: كذا وكذا»
        if complement is None:
            place = find_object(self.text, words, number, verb, stop)
            return None if place is None else self._said(number, place, verb)
        if complement == first and self._is_impersonal(number, verb):
            return None
        # «أعلن الوزير…» has an object; «الوزير أعلن، في كلمة له، أن…» has none.
        if complement > first and verb not in lexicon.SAYING and words[first].key not in CIRCUMSTANCES:
            place = find_object(self.text, words, number, verb, complement)
            if place is not None and place > first and not self._is_circumstance(place, complement):
                return self._said(number, place, verb)
        return self._said(number, complement, verb)

    def _said(self, number: int, first: int, verb: str, is_quoted: bool = False) -> Said:
        speaker = self._speaker(number, first, verb)
        origin = find_origin(self.text, self.words, number + 1, first)
        if origin is None:
            return Said(number, first, speaker, is_quoted)
        return Said(number, first, origin, is_quoted, (clean(speaker.name),) if speaker is not None else ())

    def _is_passive(self, number: int) -> bool:
        word = self.words[number]
        raw = self.text[word.start : word.end]
        is_damma = _DAMMA in (raw[1:2], raw[2:3] if word.key != word.bare else "")
        return is_damma and word.bare not in lexicon.IMPERFECT

    def _is_impersonal(self, number: int, verb: str) -> bool:
        """Tell whether nobody says it: «ويذكر أن…», or «ويرى أن…» where nobody has spoken before."""
        if verb not in lexicon.IMPERFECT or follows_subject(self.text, self.words, number, verb):
            return False
        return verb in lexicon.IMPERSONAL or (number == 0 and self.voices.last is None)

    def _is_circumstance(self, place: int, complement: int) -> bool:
        """Tell whether what stands before أن is no object but who was told, or where: «أكد الوزير، اليوم، لوفد زائر أن…»."""
        return complement - place <= 4 and not opens_object(self.text, self.words, place)

    def _speaker(self, number: int, stop: int, verb: str) -> Speaker | None:
        """Return who speaks by *verb*, word *number*: named behind it, before it, or the one who spoke last."""
        if not follows_subject(self.text, self.words, number, verb):
            behind, _end = read_after(self.text, self.words, number + 1, min(stop, len(self.words)))
            if behind is not None and not self._is_addressed(number, verb):
                return behind
        if verb == self.words[number].key and number:
            before = read_before(self.text, self.words, number)
            if before is not None:
                return before
        return self._topic(number) or self._silent(number, verb)

    def _is_addressed(self, number: int, verb: str) -> bool:
        """Tell whether the noun behind a masculine verb is who was spoken to, by its ending: «ودعا السلطات إلى…»."""
        if verb not in lexicon.WITH_PERSON or is_feminine(verb) or verb in lexicon.IMPERFECT or self.voices.last is None:
            return False
        key = self.words[number + 1].key
        if not key.startswith("ال") or key.removeprefix("ال") in _PERSONS:
            return False
        return key.endswith(("ه", "ات", "ين"))

    def _topic(self, number: int) -> Speaker | None:
        """Return who speaks in «أما الوزير فقال إن…»."""
        words = self.words
        if words[0].bare != "اما" or not (words[number].key == f"ف{words[number].bare}" or words[number - 1].key == "فقد"):
            return None
        return read_after(self.text, words, 1, number)[0]

    def _silent(self, number: int, verb: str) -> Speaker | None:
        """Return who speaks by a word without a subject of its own: a subject that opens the sentence, or who spoke last."""
        if self.claims and verb in lexicon.PARTICIPLES:
            return self.voices.last
        opening = read_subject(self.text, self.words[: min(number, _LONGEST_OPENING)]) if number and not self.claims else None
        return opening or self.voices.answer(verb)

    def _read_participle(self, number: int) -> Said | None:
        """Read «مشيرا إلى أن…», said by whoever spoke last in the sentence."""
        first = number + 1
        while first < len(self.words) and self.words[first].gap == " " and self.words[first].key in _LEADING:
            first += 1
        if first >= len(self.words):
            return None
        word = self.words[number]
        # Without a comma it may be an adjective: «إجراءات مشددة».
        leads_on = self.words[first].key in lexicon.COMPLEMENTS or opens_object(self.text, self.words, first)
        is_marked = find_marked(self.text, self.words, number + 1, first + 1) is not None
        is_adverb = word.is_break or (leads_on and not word.key.endswith("ه")) or is_marked or ":" in self.words[first].gap
        return Said(number, first, self._silent(number, word.key), is_marked) if is_adverb else None

    def _read_speech_noun(self, number: int) -> Said | None:
        """Read «واكتفى بالقول إن…»: the subject opens the sentence."""
        complement = find_complement(self.words, number + 1)
        if complement is None or complement > number + 2:
            return None
        return Said(number, complement, self._silent(number, self.words[number].key))

    def _read_trail(self, number: int) -> int | None:
        """Read the attribution behind what was said; return the number of the word to go on from, or None where there is none."""
        words, told = self.words, self._told(number)
        trail = told or (read_trail(self.text, words, number) if number and number >= self._after else None)
        if trail is None:
            return None
        start = words[self._after].start if self._after < len(words) else self.end
        if self.claims and number == self._after:
            if told is None and trail.speaker.name.removeprefix("ال") not in lexicon.BARE_DOCUMENTS:
                last = self.claims[-1]
                via = (*trail.via, clean(trail.speaker.name))
                self.claims[-1] = replace(last, via=(*via, *(name for name in last.via if name not in via)))
            self._after = trail.after
            return trail.after
        first = self._after
        while first < number and (words[first].key in lexicon.CONNECTIVES or words[first].key in ("و", "ما", "مما")):
            first += 1
        dash = next((k for k in range(first + 1, min(first + 4, number)) if any(mark in words[k].gap for mark in "–—-")), first)
        first = dash
        if number - first < _FEWEST_TRAILED_WORDS:
            return None
        start, end = words[first].start, trim_end(self.text, words[first].start, words[number].start)
        is_quoted = self.text[start - 1 : start] in _OPENING_QUOTES and self.text[end - 1 : end] in _CLOSING_QUOTES
        if end - is_quoted <= start:
            return None
        self._add(number, start, end - is_quoted, trail.speaker, is_quoted, trail.via, False)
        self._said_by, self._after = number, trail.after
        return trail.after

    def _keep(self, said: Said, is_heading: bool = False) -> int:
        """Keep the claim of *said* with its end, if it says enough, and return the number of the word to go on from."""
        text, words = self.text, self.words
        after, clause_end = content_end(text, words, said.first, self.end)
        start, speaker = words[said.first].start, said.speaker
        start += words[said.first].key in lexicon.CONTINUED
        end, is_quotation = quotation_end(text, start, clause_end, self.end, said.is_quoted)
        if after - said.first < _FEWEST_CONTENT_WORDS or end <= start:
            return max(after, said.first + 1)
        if is_quotation and text[end - 1] in _CLOSING_QUOTES and end - 1 > start:
            end -= 1
        if end >= self.end:
            after, self.read_to = len(words), max(self.end, end)
        elif end != clause_end:
            after = next((k for k in range(said.first + 1, len(words)) if words[k].start >= end), len(words))
        lead_end = words[said.first].end
        is_quoted = said.is_quoted or is_quotation or text[lead_end : min(end, lead_end + 4)].lstrip()[:1] in _OPENING_QUOTES
        via = said.via
        if speaker is not None and not is_heading:
            lead, is_here = said.verb, speaker.start >= words[0].start
            if is_here and speaker.end < words[lead].start:
                near = range(max(self._after, lead - WINDOW), lead)
                lead = next((number for number in near if words[number].start > speaker.end), lead)
            via = (*find_outlets(text, words, lead, said.first), *via)
            if is_here and is_nameless(words, lead, said.first):
                speaker = replace(speaker, is_anonymous=True)
        self._add(said.verb, start, end, speaker, is_quoted, via, is_heading)
        self._said_by, self._after = said.verb, after
        return max(after, said.first + 1)

    def _add(
        self, verb: int, start: int, end: int, speaker: Speaker | None, is_quoted: bool, via: Sequence[str], is_heading: bool
    ) -> None:
        word = self.words[verb]
        written = "" if is_heading else self.text[word.start : word.end]
        relays = tuple(dict.fromkeys(via))
        if speaker is None:
            self.claims.append(Claim(start, end, verb=written, is_quoted=is_quoted, via=relays))
            return
        speaker = self.voices.settle(speaker)
        self.voices.hear(speaker, self._verb(word))
        kind = self.voices.kind(speaker)
        named = (speaker.name, speaker.start, speaker.end)
        self.claims.append(Claim(start, end, *named, written, is_quoted, speaker.is_anonymous, relays, kind))
