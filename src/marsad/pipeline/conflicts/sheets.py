"""Read a page into a sheet of what it asserts: its sentences, its topic, its days, and the points in them."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from marsad.domain.edtf import EdtfError, first_day, last_day
from marsad.domain.reading import Reading
from marsad.pipeline.conflicts import happenings, words
from marsad.pipeline.conflicts.agents import find_agents
from marsad.pipeline.conflicts.causes import find_causes
from marsad.pipeline.conflicts.context import bare, term_of, worth
from marsad.pipeline.conflicts.denials import find_denials
from marsad.pipeline.conflicts.extents import find_degrees
from marsad.pipeline.conflicts.point_maker import PointMaker
from marsad.pipeline.conflicts.points import Context, Sentence, Sheet
from marsad.pipeline.conflicts.quotations import find_quotations
from marsad.text.tokens import Token, sentences, tokens

_NUMBER_WORTH = 0.8
_LONGEST_SENTENCE = 120  # words; a longer stretch without a full stop is a table or furniture, and is cut
_FULL_DAY = 10  # characters of an EDTF day


def sheet(reading: Reading, story: str = "", known: Mapping[str, int] | None = None) -> Sheet:
    """Return what *reading* asserts. *known* says how often the batch has each stem, to tell a written-on ل from a letter."""
    known = known or {}
    found = tokens(reading.text)
    cut = _sentences(reading, found, known)
    since, until = _written(reading, cut)
    maker = PointMaker(reading, cut)
    made = Sheet(
        id=reading.id,
        story=story or reading.story or reading.id,
        text=reading.text,
        since=since,
        until=until,
        sentences=cut,
        topic=_topic(reading, cut, known),
        surfaces=_surfaces(reading.text, cut),
        dates=reading.dates,
        amounts=maker.amounts(),
        days=maker.days(),
        events=maker.events(),
        agents=tuple(find_agents(reading.text, cut)),
        quoted=tuple(find_quotations(reading, cut)),
        causes=tuple(find_causes(cut)),
        denials=tuple(find_denials(cut, _speakers(reading, found))),
        speakers=maker.speakers(),
        voices=maker.voices(),
    )
    return replace(made, degrees=tuple(find_degrees(made)))


def topic(reading: Reading, known: Mapping[str, int]) -> Context:
    """Return what *reading* is about, without what it asserts: far less work than its whole sheet."""
    return _topic(reading, _sentences(reading, tokens(reading.text), known), known)


def _sentences(reading: Reading, found: tuple[Token, ...], known: Mapping[str, int]) -> tuple[Sentence, ...]:
    starts = [token.start for token in found]
    taken = _covered(reading)
    numbers = {amount.start: f"#{amount.value:g}" for amount in reading.amounts}  # the same numbers stand in the same story
    cut = []
    for start, end in sentences(reading.text):
        inside = found[bisect_left(starts, start) : bisect_left(starts, end)]
        for first in range(0, len(inside), _LONGEST_SENTENCE):
            piece = inside[first : first + _LONGEST_SENTENCE]
            opens = start if first == 0 else piece[0].start
            closes = end if first + _LONGEST_SENTENCE >= len(inside) else piece[-1].end
            worths = tuple(_worth(token, taken, numbers) for token in piece)
            terms = tuple(
                (numbers.get(token.start) or _term(token, known)) if amount else ""
                for token, amount in zip(piece, worths, strict=True)
            )
            is_plan = any(words.is_plan(token.word) for token in piece)
            is_change = any((token.word in words.CHANGES) for token in piece)
            cut.append(Sentence(opens, closes, piece, terms, worths, is_plan, is_change, _named(piece, terms)))
    return tuple(cut)


def _worth(token: Token, taken: list[tuple[int, int]], numbers: Mapping[int, str]) -> float:
    if _is_in(taken, token):
        return 0.0
    return _NUMBER_WORTH if token.start in numbers else worth(token)


def _term(token: Token, known: Mapping[str, int]) -> str:
    """Return the key of *token*: what happens in it where it is a word for that, so that توقيع meets وقع."""
    family = happenings.family(token.word)
    return happenings.family_term(family) if family else term_of(bare(token.stem, known))


def _named(piece: tuple[Token, ...], terms: tuple[str, ...]) -> Mapping[str, frozenset[str]]:
    """Return by the noun what in *piece* bears a name: جسر → حرية."""
    named: dict[str, frozenset[str]] = {}
    for at in range(len(piece) - 1):
        if piece[at].word in words.BEARERS and piece[at + 1].word.startswith("ال") and terms[at + 1]:
            noun = term_of(piece[at].stem)
            named[noun] = named.get(noun, frozenset()) | {terms[at + 1]}
    return named


def _speakers(reading: Reading, found: tuple[Token, ...]) -> frozenset[int]:
    """Return where the words stand that name a speaker."""
    starts = [token.start for token in found]
    spans = ((claim.speaker_start, claim.speaker_end) for claim in reading.claims)
    known = ((start, end) for start, end in spans if start is not None and end is not None)
    return frozenset(start for first, last in known for start in starts[bisect_left(starts, first) : bisect_left(starts, last)])


def _covered(reading: Reading) -> list[tuple[int, int]]:
    """Return the spans of the dates, in order: their words tell nothing else."""
    return sorted((date.start, date.end) for date in reading.dates)


def _is_in(spans: list[tuple[int, int]], token: Token) -> bool:
    place = bisect_right(spans, (token.start, 1 << 60)) - 1
    return place >= 0 and token.start < spans[place][1]


def _topic(reading: Reading, cut: tuple[Sentence, ...], known: Mapping[str, int]) -> Context:
    """Return the terms of the whole page, title twice; a term said often counts somewhat more."""
    times: Counter[str] = Counter()
    weights: dict[str, float] = {}
    for sentence in cut:
        for term, amount in zip(sentence.terms, sentence.worths, strict=True):
            if term:
                times[term] += 1
                weights[term] = max(amount, weights.get(term, 0.0))
    for token in tokens(reading.title or ""):
        if amount := worth(token):
            term = _term(token, known)
            times[term] += 2
            weights[term] = max(amount, weights.get(term, 0.0))
    return {term: weights[term] * min(2.0, 1.0 + 0.25 * (count - 1)) for term, count in times.items()}


def _surfaces(text: str, cut: tuple[Sentence, ...]) -> Mapping[str, str]:
    """Return for each term how the page first writes it."""
    surfaces: dict[str, str] = {}
    for sentence in cut:
        for term, token in zip(sentence.terms, sentence.found, strict=True):
            if term:
                surfaces.setdefault(term, text[token.start : token.end])
    return surfaces


def _written(reading: Reading, cut: tuple[Sentence, ...]) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and last day on which the page can have been written.

    A page without a day was written after the days that it tells of as past.
    """
    if reading.published:
        try:
            return first_day(reading.published), last_day(reading.published)
        except EdtfError:
            pass
    past = []
    for date in reading.dates:
        if date.value is None or date.is_doubtful or "/" in date.value or len(date.value.split("T")[0]) != _FULL_DAY:
            continue
        place = bisect_right([sentence.start for sentence in cut], date.start) - 1
        if place >= 0 and not cut[place].is_plan:
            try:
                past.append(first_day(date.value))
            except EdtfError:
                continue
    return max(past, default=None), None
