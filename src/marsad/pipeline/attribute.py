"""The step that finds who said what: the words a document attributes, and to whom. Machines find; nobody is believed here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from marsad.domain.reading import Claim, Reading
from marsad.pipeline import attribution_words as lexicon
from marsad.pipeline.contents import content_end
from marsad.pipeline.furniture import furniture_spans
from marsad.pipeline.speakers import Speaker, Voices, Word, cut_words, opens_object, read_after, read_before, read_subject
from marsad.pipeline.step import Step
from marsad.text.tokens import sentences

_WINDOW = 40
# Further in, an imperfect is mostly a relative clause («رجل يرجح أنه قيادي»).
_DEEPEST_IMPERFECT = 8
_COLON = re.compile(r":\s*[\"“«]?\s*$")
_OPENING_QUOTE = re.compile(r"[\"“«”]\s*$")
_CLOSING_QUOTE = re.compile(r"[\"”»“]")
_FEWEST_CONTENT_WORDS = 2
_FEWEST_QUOTED_WORDS = 4


@dataclass(frozen=True, slots=True)
class _Said:
    """One attribution in a sentence: the numbers of its verb and of the first word said, and the speaker if named here."""

    verb: int
    first: int
    speaker: Speaker | None
    is_quoted: bool = False


class _Sentence:
    """One sentence under reading, with those who spoke before it."""

    def __init__(self, text: str, start: int, end: int, voices: Voices) -> None:
        self.text, self.end, self.voices = text, end, voices
        self.words = cut_words(text, start, end)
        self._has_claim = False
        self._said_by = self._after = 0

    def claims(self) -> Iterator[Claim]:
        """Yield the claims of the sentence in order; what lies inside a claim is not searched for others."""
        number = 0
        while number < len(self.words):
            said = self._read_at(number)
            if said is None:
                number += 1
                continue
            claim, number = self._close(said)
            if claim is not None:
                yield claim

    def _read_at(self, number: int) -> _Said | None:
        word = self.words[number]
        if number == self._after and word.is_break and word.key in lexicon.CONTINUED:
            return _Said(self._said_by, number, self.voices.last)
        if word.key in lexicon.PARTICIPLES:
            return self._read_participle(number)
        if number and self.words[number - 1].key in lexicon.RELATIVES:
            return None
        if word.bare in lexicon.RELAYING or word.key in lexicon.RELAYING:
            return self._read_relayed(number)
        if word.key in lexicon.SPEECH_NOUNS and word.key.endswith("القول"):
            return self._read_speech_noun(number)
        if word.key in lexicon.KNOWN or word.bare in lexicon.KNOWN or word.bare in lexicon.IMPERFECT:
            verb = self._verb(word)
            if verb in lexicon.AMBIGUOUS and not self._opens_clause(number):
                return None
            if verb in lexicon.IMPERFECT and number > _DEEPEST_IMPERFECT and not self._opens_clause(number):
                return None
            said = self._read_verb(number)
            if said is None:
                self._note_subject(number)
            return said
        if word.key in lexicon.ACCORDING and (number == 0 or word.is_break):
            return self._read_according(number)
        return None

    def _verb(self, word: Word) -> str:
        return word.key if word.key in lexicon.KNOWN else word.bare

    def _note_subject(self, number: int) -> None:
        """Remember the subject of a verb that brought no claim: «تحدث مسؤول إلى الصحيفة نافيا…»."""
        speaker, _end = read_after(self.text, self.words, number + 1, len(self.words))
        if speaker is not None and self._verb(self.words[number]) in lexicon.CLEAR:
            self.voices.hear(speaker, self._verb(self.words[number]))

    def _opens_clause(self, number: int) -> bool:
        word = self.words[number]
        return number == 0 or word.is_break or self.words[number - 1].key == "قد" or (word.key != word.bare and number < 3)

    def _complement(self, first: int) -> int | None:
        """Return the number of the أن or إن that opens what was said, or None; a second verb of saying ends the search."""
        for number in range(first, min(len(self.words), first + _WINDOW)):
            word = self.words[number]
            if word.key in lexicon.COMPLEMENTS:
                before = self.words[number - 1].key
                is_proviso = before == "علي" and self.words[number - 1].is_break
                if before not in lexicon.NOT_BEFORE_THAT and not is_proviso:
                    return number
            elif number > first and (word.key in lexicon.PARTICIPLES or (word.key != word.bare and word.bare in lexicon.CLEAR)):
                return None
        return None

    def _punctuated(self, first: int, stop: int) -> int | None:
        """Return the number of the first word behind a colon or inside quotation marks, between *first* and *stop*."""
        for number in range(first, min(stop, len(self.words), first + 16)):
            gap = self.words[number].gap
            if _COLON.search(gap):
                return number
            if _OPENING_QUOTE.search(gap) and self._is_opening(first, number):
                ahead = range(number + 1, min(number + _FEWEST_QUOTED_WORDS, len(self.words)))
                if len(ahead) == _FEWEST_QUOTED_WORDS - 1 and not any(_CLOSING_QUOTE.match(self.words[k].gap) for k in ahead):
                    return number
        return None

    def _is_opening(self, first: int, number: int) -> bool:
        """Tell whether the quotation mark before word *number* opens: a straight one does where it is the odd one out."""
        mark = self.words[number].gap.rstrip()[-1:]
        between = self.text[self.words[first - 1].end : self.words[number].start]
        return between.count(mark) % 2 == 1 if mark == '"' else mark not in "»"

    def _read_verb(self, number: int) -> _Said | None:
        first = number + 1
        complement = self._complement(first)
        stop = complement if complement is not None else min(len(self.words), first + _WINDOW)
        mark = self._punctuated(first, stop)
        if mark is not None:
            return _Said(number, mark, self._speaker(number, mark), is_quoted=True)
        verb = self._verb(self.words[number])
        if complement is not None:
            if verb in lexicon.IMPERFECT and complement == first and number == 0:
                return None  # «ويذكر أن…», «يشار إلى أن…»: nobody says it
            object_at = self._object(number, complement)
            if object_at is not None and object_at > first and verb not in lexicon.SAYING:
                return _Said(number, object_at, self._speaker(number, object_at))
            return _Said(number, complement, self._speaker(number, complement))
        object_at = self._object(number, stop)
        return None if object_at is None else _Said(number, object_at, self._speaker(number, object_at))

    def _object(self, number: int, stop: int) -> int | None:
        """Return the number of the first word of a verb's plain object: «أعلنت الوزارة، اليوم، انقطاع الغاز»."""
        verb = self._verb(self.words[number])
        if number + 1 < len(self.words) and self.words[number + 1].key in ("عنه", "عنها", "به", "بها", "اليه", "اليها"):
            return None  # «عودة نازحين أعلنت عنها الوزارة»: a relative clause
        preposition = lexicon.PREPOSITION.get(verb)
        plain = self._plain_object(number, stop) if verb in lexicon.DIRECT else None
        for place in range(number + 1, min(stop if plain is None else plain, number + _WINDOW) - 1):
            if self.words[place].key == preposition and self.words[place + 1].key not in lexicon.TIME:
                return place + 1
        return plain

    def _plain_object(self, number: int, stop: int) -> int | None:
        """Return the number of the first word of an object without a preposition, behind the subject and the time."""
        place = self._skip_time(number + 1)
        if place > number + 1 or self._follows_subject(number):
            return place if place < stop else None
        for place in range(number + 1, min(stop, number + _WINDOW)):
            after_time = self._skip_time(place)
            if place > number + 1 and after_time > place:
                is_parted = after_time < len(self.words) and (self.words[place].is_break or self.words[after_time].gap.isspace())
                return after_time if is_parted and after_time < stop else None
            if opens_object(self.text, self.words, place):
                return place
            if place > number + 1 and self.words[place].is_break:
                return None
        return None

    def _follows_subject(self, number: int) -> bool:
        """Tell whether the subject stands before verb *number*: it is not joined and does not open its clause."""
        word = self.words[number]
        if number == 0 or self._verb(word) != word.key:
            return False
        if self.words[number - 1].key == "قد":
            return number >= 3
        if word.is_break or self.words[number - 1].key in lexicon.CONNECTIVES:
            return False
        return read_before(self.text, self.words, number) is not None

    def _skip_time(self, number: int) -> int:
        """Return the number of the first word from *number* on that names no time."""
        while number < len(self.words):
            key = self.words[number].key
            if key not in lexicon.TIME and not key.isdigit():
                break
            number += 1
        return number

    def _speaker(self, number: int, stop: int) -> Speaker | None:
        """Return who speaks by verb *number*: named behind it, before it, or the one who spoke last."""
        if not self._follows_subject(number):
            behind, _end = read_after(self.text, self.words, number + 1, min(stop, len(self.words)))
            if behind is not None:
                return behind
        word = self.words[number]
        if self._verb(word) == word.key and number:
            before = read_before(self.text, self.words, number)
            if before is not None:
                return before
        return self._silent(number)

    def _silent(self, number: int) -> Speaker | None:
        """Return who speaks by a word without a subject of its own: a subject that opens the sentence, or who spoke last."""
        opening = read_subject(self.text, self.words[:number]) if number and not self._has_claim else None
        return opening or self.voices.answer(self._verb(self.words[number]))

    def _read_participle(self, number: int) -> _Said | None:
        """Read «مشيرا إلى أن…», said by whoever spoke last in the sentence."""
        first = number + 1
        while first < len(self.words) and self.words[first].key in ("الي", "علي", "من", "عن"):
            first += 1
        if first >= len(self.words):
            return None
        # Without a comma it may be an adjective: «إجراءات مشددة».
        leads_on = self.words[first].key in lexicon.COMPLEMENTS or opens_object(self.text, self.words, first)
        is_adverb = self.words[number].is_break or (leads_on and not self.words[number].key.endswith("ه"))
        return _Said(number, first, self._silent(number)) if is_adverb else None

    def _read_relayed(self, number: int) -> _Said | None:
        """Read «نقلت رويترز عن مسؤول قوله إن…»: the speaker stands behind عن."""
        complement = self._complement(number + 1)
        if complement is None:
            return None
        near = range(number + 1, min(complement, number + 12))
        place = next((k for k in near if self.words[k].key in ("عن", "عنه", "عنها")), None)
        if place is None:
            return None
        if self.words[place].key != "عن":
            return _Said(number, complement, read_before(self.text, self.words, number) or self.voices.last)
        speaker, _end = read_after(self.text, self.words, place + 1, complement)
        return _Said(number, complement, speaker or self.voices.last)

    def _read_speech_noun(self, number: int) -> _Said | None:
        """Read «واكتفى بالقول إن…»: the subject opens the sentence."""
        complement = self._complement(number + 1)
        if complement is None or complement > number + 2:
            return None
        return _Said(number, complement, self._silent(number))

    def _read_according(self, number: int) -> _Said | None:
        """Read «وبحسب البيان، فإن…»: the speaker stands behind the preposition, the content behind him."""
        first = number + 1
        if number or first >= len(self.words):
            return None
        if self.words[first].key in ("ل", "ما"):
            first += 1
        speaker, after = read_after(self.text, self.words, first, len(self.words))
        after = next((k for k in range(after, min(len(self.words), after + 3)) if self.words[k].key in ("فان", "فقد")), after)
        return None if speaker is None or after >= len(self.words) else _Said(number, after, speaker)

    def _close(self, said: _Said) -> tuple[Claim | None, int]:
        """Return the claim of *said* with its end, and the number of the word to go on from."""
        after, end = content_end(self.text, self.words, said.first, self.end)
        if after - said.first < _FEWEST_CONTENT_WORDS:
            return None, max(after, said.first + 1)
        start, speaker, verb = self.words[said.first].start, said.speaker, self.words[said.verb]
        start += self.words[said.first].key in lexicon.CONTINUED
        if self.text[start - 1 : start] in set('«“"') and self.text[end - 1 : end] in set('»”"'):
            end -= 1
        is_quoted = said.is_quoted or self.text[self.words[said.first].end : end].lstrip()[:1] in set('«“"')
        claim = Claim(start, end, verb=self.text[verb.start : verb.end], is_quoted=is_quoted)
        self._has_claim, self._said_by, self._after = True, said.verb, after
        if speaker is not None:
            self.voices.hear(speaker, self._verb(verb))
            claim = replace(claim, speaker=speaker.name, speaker_start=speaker.start, speaker_end=speaker.end)
            claim = replace(claim, is_anonymous=speaker.is_anonymous)
        return claim, max(after, said.first + 1)


def find_claims(text: str, skipped: Sequence[tuple[int, int]] = ()) -> tuple[Claim, ...]:
    """Return what *text* attributes to somebody, in reading order; lines in *skipped* are not read. Time is linear."""
    unwanted = {start for start, _end in skipped}
    found: list[Claim] = []
    voices = Voices()
    for start, end in sentences(text):
        if start in unwanted:
            continue
        found.extend(_Sentence(text, start, end, voices).claims())
    return tuple(found)


def run(reading: Reading, tool: object = None) -> Iterator[Reading]:
    """Yield *reading* with its claims. Furniture is not read for claims."""
    yield replace(reading, claims=find_claims(reading.text, furniture_spans(reading.text)))


STEP = Step("attribute", "1", run)
