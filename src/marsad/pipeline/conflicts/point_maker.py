"""Find the points of a page in its sentences, amounts and dates: each with the words around it, who says it, and when."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from itertools import pairwise

from marsad.domain.reading import Claim, DateMention, Reading
from marsad.pipeline.conflicts import happenings, words
from marsad.pipeline.conflicts.context import term_of, worth
from marsad.pipeline.conflicts.counts import counts
from marsad.pipeline.conflicts.points import AmountPoint, Context, DayPoint, EventPoint, Sentence
from marsad.text.fold import fold
from marsad.text.tokens import Token, tokens

REACH = 14  # words to either side that may tell what an amount, a day or a happening is about
NEAR = 4
CLOSING = 7  # from the end of something to its day: «ينتهي تحديث سجل الناخبين في الثلاثين»
_FADING = ((NEAR, 1.0), (8, 0.7), (REACH, 0.4))
_TARGET = {"الي", "هو", "يوم", "في", "ليوم"}  # before the day that is asked for
_NEGATION_REACH = 2
_PLAN_REACH = 4
_EXTENT_REACH = 4
_OBJECT_REACH = 4
_MARKET_WORDS, _MARKET_SHARE = 4, 0.04  # of a page that tells of markets
_MARKET_WORDS_HERE = 2  # of such a sentence
_JOINED = 3  # letters that may be written onto a name: بالكوت
_DAY, _YEAR = 10, re.compile(r"\d{4}")
_CLOCK, _CLOCK_REACH = re.compile(r"ساع(?:ه|ات|تين|تان) و ?$"), 12  # «ساعة و14 دقيقة» are 74
_PLACES = ("city", "governorate")  # a country is named beside any of them


class PointMaker:
    """Makes the points of one page."""

    def __init__(self, reading: Reading, cut: tuple[Sentence, ...]) -> None:
        self._reading = reading
        self._cut = cut
        self._starts = [sentence.start for sentence in cut]
        self._claims = sorted(reading.claims, key=lambda claim: (claim.start, -claim.end))
        self._named = {name.start for name in reading.names if name.kind in _PLACES}
        self._spoken = {claim: speaker_terms(claim) for claim in self._claims}

    def _at(self, start: int) -> int:
        return bisect_right(self._starts, start) - 1

    def _speaker_at(self, start: int, end: int) -> frozenset[str]:
        """Return the terms of whoever said the words at start..end; of the nearest around them where several did."""
        inner = [claim for claim in self._claims if claim.start <= start and end <= claim.end and claim.speaker]
        return self._spoken[min(inner, key=lambda claim: claim.end - claim.start)] if inner else frozenset()

    def speakers(self) -> Mapping[int, frozenset[str]]:
        """Return for each sentence in which somebody speaks who does."""
        told: dict[int, frozenset[str]] = {}
        for claim in self._claims:
            if claim.speaker:
                told.setdefault(self._at(claim.start), self._spoken[claim])
        return told

    def voices(self) -> tuple[tuple[int, frozenset[str]], ...]:
        """Return where each speaker's words begin."""
        return tuple((claim.start, self._spoken[claim]) for claim in self._claims if self._spoken[claim])

    def around(self, number: int, start: int, end: int) -> Context:
        """Return the terms of sentence *number* around start..end, the nearer the heavier."""
        sentence = self._cut[number]
        starts = [token.start for token in sentence.found]
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        about: dict[str, float] = {}
        for place in range(max(0, first - REACH), min(len(starts), last + REACH)):
            if first <= place < last or not sentence.terms[place]:
                continue
            distance = first - place if place < first else place - last + 1
            fading = next(share for reach, share in _FADING if distance <= reach)
            term = sentence.terms[place]
            about[term] = max(about.get(term, 0.0), sentence.worths[place] * fading)
        return about

    def _marks(self, number: int, start: int) -> tuple[frozenset[tuple[str, str]], frozenset[str]]:
        """Return the ordinals and the names of places and bodies around *start*: what tells like things from one another."""
        sentence = self._cut[number]
        place = bisect_left([token.start for token in sentence.found], start)
        first, last = max(0, place - REACH), min(len(sentence.found), place + REACH)
        ordinals: set[tuple[str, str]] = set()
        names: set[str] = set()
        for nearby in range(first, last):
            token = sentence.found[nearby]
            if nearby > 0 and token.word in words.ORDINALS and not self._is_dated(token):
                ordinals.add((term_of(sentence.found[nearby - 1].stem), token.stem))
            if not self._named.isdisjoint(range(token.start, token.start + _JOINED)) or (
                nearby > 0 and (sentence.found[nearby - 1].word in words.NAMED)
            ):
                names.add(token.stem)
        return frozenset(ordinals), frozenset(names)

    def _is_dated(self, token: Token) -> bool:
        """Return whether *token* is part of a date: the second of كانون الثاني is no stage."""
        return any(date.start <= token.start < date.end for date in self._reading.dates)

    def _before(self, number: int, start: int, reach: int) -> list[Token]:
        sentence = self._cut[number]
        place = bisect_left([token.start for token in sentence.found], start)
        return list(sentence.found[max(0, place - reach) : place])

    def _around(self, number: int, start: int, end: int) -> list[Token]:
        """Return the words of sentence *number* that stand near start..end."""
        sentence = self._cut[number]
        starts = [token.start for token in sentence.found]
        return list(sentence.found[max(0, bisect_left(starts, start) - NEAR) : bisect_left(starts, end) + CLOSING])

    def amounts(self) -> tuple[AmountPoint, ...]:
        """Return the amounts that count something."""
        made: list[AmountPoint] = []
        found = [token for sentence in self._cut for token in sentence.found]
        if sum((token.word in words.MARKETS) for token in found) >= max(_MARKET_WORDS, len(found) * _MARKET_SHARE):
            return ()
        for count in counts(self._reading.text, self._reading.amounts):
            if _CLOCK.search(fold(self._reading.text[max(0, count.start - _CLOCK_REACH) : count.start])):
                continue
            number = self._at(count.start)
            said = tokens(self._reading.text[count.start : count.end])
            if number < 0 or any(token.word in words.UNCOUNTED for token in said):
                continue
            sentence = self._cut[number]
            if sum((token.word in words.MARKETS) for token in sentence.found) >= _MARKET_WORDS_HERE:
                continue
            near = {token.word for token in self._before(number, count.start, NEAR + 1)}
            ordinals, names = self._marks(number, count.start)
            made.append(
                AmountPoint(
                    start=count.start,
                    end=count.end,
                    sentence=number,
                    about=self.around(number, count.start, count.end),
                    speaker=self._speaker_at(count.start, count.end),
                    is_plan=sentence.is_plan,
                    is_change=any(word in words.CHANGES and word not in words.WAS for word in near),
                    is_past=any(token.word in words.WAS for token in self._before(number, count.start, REACH)),
                    ordinals=ordinals,
                    names=names,
                    count=count,
                    is_so_far=any(token.word in words.SO_FAR for token in self._around(number, count.start, count.end)),
                    measures=frozenset(name for name, listed in words.MEASURES.items() if near & listed),
                    period=_period(self._around(number, count.start, count.end)),
                    is_part=any(word in words.AMONG for word in near),
                )
            )
        return tuple(made)

    def days(self) -> tuple[DayPoint, ...]:
        """Return the days of the page that something falls on; not the day of the page itself."""
        made = []
        for date in self._reading.dates:
            number = self._at(date.start)
            if number < 0 or date.start == date.end or date.value is None or "/" in date.value:
                continue
            if date.is_doubtful and not self._is_plain(date):
                continue
            sentence = self._cut[number]
            before = [token.word for token in self._before(number, date.start, NEAR)]
            closing = [token.word for token in self._before(number, date.start, CLOSING)]
            ordinals, names = self._marks(number, date.start)
            made.append(
                DayPoint(
                    start=date.start,
                    end=date.end,
                    sentence=number,
                    about=self.around(number, date.start, date.end),
                    speaker=self._speaker_at(date.start, date.end),
                    is_plan=sentence.is_plan or self._is_ahead(date),
                    is_change=sentence.is_change,
                    ordinals=ordinals,
                    names=names,
                    value=date.value.split("T")[0],
                    is_proposed=any(token.word in words.PROPOSALS for token in sentence.found)
                    and _TARGET & set(before[-2:]) != set(),
                    is_moved=any((token.word in words.MOVES) for token in sentence.found),
                    is_deadline=any(word in words.DEADLINES for word in closing),
                    is_reckoned=any(
                        (token.word in words.RELATIVE) for token in tokens(self._reading.text[date.start : date.end])
                    ),
                    has_year=_YEAR.search(fold(self._reading.text[date.start : date.end])) is not None,
                    happenings=self._happenings(number, date.start),
                )
            )
        return tuple(made)

    def _is_ahead(self, date: DateMention) -> bool:
        """Return whether *date* lies after the day of its page: then what is told of it is still to come."""
        value, today = (date.value or "").split("T")[0], self._reading.published or ""
        return len(today) == _DAY and value > today[: len(value)]

    def _is_plain(self, date: DateMention) -> bool:
        """Return whether a doubtful date lacks but its year, and the page's own day gives it: the thirtieth of June."""
        said = self._reading.text[date.start : date.end]
        is_to_the_day = self._reading.published is not None and len(self._reading.published) >= _DAY
        return is_to_the_day and len(tokens(said)) > 1 and len(date.value or "") == _DAY and not _YEAR.search(said)

    def _happenings(self, number: int, start: int) -> frozenset[happenings.Family]:
        near = [*self._before(number, start, REACH)]
        return frozenset(found for token in near if (found := happenings.family(token.word)))

    def events(self) -> tuple[EventPoint, ...]:
        """Return the happenings of the page."""
        made = []
        for number, sentence in enumerate(self._cut):
            denied_from = len(sentence.found)
            for place, token in enumerate(sentence.found):
                if token.word in words.DENIALS:
                    denied_from = place
                family = happenings.family(token.word)
                if family is None or not happenings.is_event(family):
                    continue
                made.append(self._event(number, place, family, is_denied=denied_from < place))
        return tuple(made)

    def _event(self, number: int, place: int, family: happenings.Family, *, is_denied: bool) -> EventPoint:
        sentence = self._cut[number]
        token = sentence.found[place]
        before = sentence.found[max(0, place - _PLAN_REACH) : place]
        after = sentence.found[place + 1 : place + 1 + _EXTENT_REACH]
        is_negated = any(
            one.word in words.NEGATIONS and after_it.word not in words.STILL
            for one, after_it in pairwise((*before[-_NEGATION_REACH:], token))
        )
        ordinals, names = self._marks(number, token.start)
        return EventPoint(
            start=token.start,
            end=token.end,
            sentence=number,
            about=self.around(number, token.start, token.end),
            speaker=self._speaker_at(token.start, token.end),
            is_plan=words.is_future(token.word) or any(words.is_plan(one.word) for one in before),
            is_change=sentence.is_change,
            ordinals=ordinals,
            names=names,
            family=family,
            is_undone=is_negated or is_denied,
            is_asserted=not happenings.is_noun(token.word) or any((one.word in happenings.ASSERTING) for one in before),
            is_plain=not any(words.is_doubt(one.word) for one in sentence.found),
            extent=_extent(before[-1:], after),
            object=_object(sentence, place),
            phrases=_phrases(sentence, place),
        )


def _period(near: list[Token]) -> tuple[str, ...]:
    """Return the two words that follow «خلال», which say of what time a number is."""
    at = next((place for place, token in enumerate(near) if token.word in ("خلال", "وخلال")), len(near))
    return tuple(token.stem for token in near[at + 1 : at + 3])


def speaker_terms(claim: Claim) -> frozenset[str]:
    """Return the telling terms of who speaks in *claim*."""
    return frozenset(term_of(token.stem) for token in tokens(claim.speaker or "") if worth(token) > 0)


def _object(sentence: Sentence, place: int) -> str:
    """Return the term of what the happening at *place* happens to: of انتهاء المرحلة الأولى من المهمة that is the مهمة."""
    reach = range(place + 1, min(len(sentence.found), place + 1 + _OBJECT_REACH))
    if any((sentence.found[at].word in happenings.PARTIAL) for at in reach):
        after = next((at for at in reach if sentence.found[at].word == "من"), place)
        reach = range(after + 1, min(len(sentence.found), after + 3))
    return next(
        (sentence.terms[at] for at in reach if sentence.terms[at] and sentence.found[at].word not in happenings.TOTAL), ""
    )


def _phrases(sentence: Sentence, place: int) -> frozenset[tuple[str, str]]:
    """Return the pairs of telling words that stand together around *place*, with one word between at most: a name's words."""
    near = [term for term in sentence.terms[max(0, place - REACH) : place + REACH] if term and not term.startswith("#")]
    return frozenset((*pairwise(near), *zip(near, near[2:], strict=False)))


def _extent(before: tuple[Token, ...], after: tuple[Token, ...]) -> str:
    """Return whether the words beside a happening say that it was the whole of it, or a part."""
    told = [one.word for one in (*before, *after)]
    if any(word in happenings.PARTIAL for word in told):
        return "part"
    return "all" if any(word in happenings.TOTAL for word in told) else ""
