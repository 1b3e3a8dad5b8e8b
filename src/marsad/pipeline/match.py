"""Lay a page beside the promises it may bear on: words first, an encoder only where words met, then one score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from marsad.domain.reading import RUNGS, Match, PromiseText, Reading
from marsad.pipeline.matching.encoder import Encoder, Vectors
from marsad.pipeline.matching.fuse import AT_DESK, SHOWN, SUGGESTED, Signals, evidence, is_astray, reasons, score
from marsad.pipeline.matching.passages import FEWEST_WORDS, MOST_PASSAGES, Passage, passages
from marsad.pipeline.matching.places import countries, hints, home_share, is_demonym
from marsad.pipeline.matching.rivals import is_of_a_twin, overshadowed, twins
from marsad.pipeline.matching.stance import rung, stance
from marsad.pipeline.matching.term import days_told, nearest_outside
from marsad.pipeline.matching.terms import Hits, PromiseIndex, together
from marsad.pipeline.step import Step
from marsad.text.fold import fold
from marsad.text.tokens import Token, tokens

_TITLES = "حكومة ثم رئيس مجلس الوزراء السيد الدكتور برئاسة محمد أحمد علي حسن حسين مصطفى عبد عادل"
_NOT_LEADERS = frozenset(map(fold, _TITLES.split()))  # titles, and first names that half the country bears


FOCUS_PASSAGES = 5


@dataclass(frozen=True, slots=True)
class _Promise:
    """A promise made ready: where it is at home, whom its government is named after."""

    text: PromiseText
    country: str
    expected: frozenset[str]
    leaders: frozenset[str]  # folded names that say "this government"
    doubtful: frozenset[str]  # those of them that are also a people's name: السوداني


@dataclass(frozen=True, slots=True)
class _Read:
    """A page cut up for matching."""

    reading: Reading
    head: tuple[Token, ...]
    found: tuple[Token, ...]
    cut: tuple[Passage, ...]
    days: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Weighed:
    """What speaks for one promise on a page: the sentence that says most of it, and the words of the sentences beside that."""

    number: int
    signals: Signals
    best: Passage
    beside: tuple[Token, ...]


class Matcher:
    """All promises made ready for matching; give it to the step `match` as its tool."""

    def __init__(self, promises: Sequence[PromiseText], encoder: Encoder | None) -> None:
        """Index *promises* and encode each once; without an encoder, words alone decide."""
        self._promises = tuple(_prepare(promise) for promise in promises)
        self._index = PromiseIndex(promises)
        self._twins = twins(promises, self._index)
        self._encoder = encoder
        wanted = [f"{promise.title}. {promise.text}".strip() for promise in promises]
        self._vectors: Vectors | None = encoder.encode(wanted) if encoder is not None else None

    def matches(self, reading: Reading) -> tuple[Match, ...]:
        """Return the promises that *reading* may bear on, best first, none below SHOWN."""
        weighed = ((one, score(one.signals)) for one in self._weigh(reading))
        made = [self._match(one, reading, value) for one, value in weighed if value >= SHOWN]
        return tuple(sorted(made, key=lambda match: (-match.score, match.promise_id)))

    def _weigh(self, reading: Reading) -> tuple[_Weighed, ...]:
        """Return for each candidate promise what speaks for it in *reading*."""
        head, found = tokens(reading.title or ""), tokens(reading.text)
        page = _Read(reading, head, found, passages(reading.title, head, reading.text, found), days_told(reading))
        if not any(passage.end for passage in page.cut):  # a headline alone has no sentence to show a monitor
            return ()
        chosen = self._index.candidates(together(passage.bag for passage in page.cut))
        shares = {number: [self._index.hits(number, passage.bag) for passage in page.cut] for number in chosen}
        likeness = self._likeness(page.cut, shares)
        alone = [self._alone(number, page, shares[number], likeness) for number in chosen]
        strength = {one.number: evidence(one.signals) for one in alone}
        gaps = overshadowed(strength, [one.number for one in alone if not is_astray(one.signals)])
        return tuple(replace(one, signals=replace(one.signals, overshadowed=gaps[one.number])) for one in alone)

    def _likeness(self, cut: Sequence[Passage], shares: dict[int, list[Hits]]) -> dict[int, Vectors]:
        """Return for each passage worth encoding its likeness to every promise."""
        if self._encoder is None or self._vectors is None or not shares:
            return {}
        value = {
            place: max(hits[place].telling for hits in shares.values()) + passage.is_head
            for place, passage in enumerate(cut)
            if len(passage.found) >= FEWEST_WORDS
        }
        picked = sorted(sorted(value, key=lambda place: (-value[place], place))[:MOST_PASSAGES])
        rows = self._encoder.encode([cut[place].text for place in picked])
        return dict(zip(picked, rows @ self._vectors.T, strict=True))

    def _alone(self, number: int, page: _Read, hits: list[Hits], likeness: dict[int, Vectors]) -> _Weighed:
        promise = self._promises[number]
        near = _focus(page.cut, hits)
        whole = self._index.hits(number, together(page.cut[place].bag for place in near))
        alike = {place: float(row[number]) for place, row in likeness.items()}
        worth = {place: hits[place].telling + 2 * alike.get(place, 0.0) for place in range(len(page.cut))}
        best = max((place for place in worth if page.cut[place].end), key=lambda place: (worth[place], -place))
        home, is_leader_named = _setting(promise, page, near)
        signals = Signals(
            title_share=whole.title_share,
            passage_share=max(share.title_share for share in hits),
            telling=whole.telling,
            words=whole.words,
            likeness=max(alike.values(), default=0.0) if self._encoder is not None else None,
            home=home,
            is_leader_named=is_leader_named,
            months_outside=nearest_outside(promise.text.period, page.reading, page.days),
            head=self._index.hits(number, together(passage.bag for passage in page.cut if passage.is_head)).telling,
            is_firm=whole.is_firm,
            is_of_a_twin=is_of_a_twin(promise.text.period, self._twins[number], page.days),
        )
        sides = (page.cut[place] for place in (best - 1, best + 1) if 0 <= place < len(page.cut))
        return _Weighed(number, signals, page.cut[best], tuple(token for side in sides for token in side.found))

    def _match(self, one: _Weighed, reading: Reading, value: float) -> Match:
        promise, best, head = self._promises[one.number].text, one.best, tokens(reading.title or "")
        days = sum(best.start <= date.start < best.end for date in reading.dates)
        return Match(
            promise_id=promise.id,
            score=round(value, 4),
            is_suggested=value > SUGGESTED,
            stance=stance(best.found, self._index.stems(one.number), head, days, one.beside),
            rung=max(rung(best.found), rung(head), key=RUNGS.index),
            start=best.start,
            end=best.end,
            reasons=reasons(one.signals, promise.country),
        )


def _prepare(promise: PromiseText) -> _Promise:
    country = fold(promise.country)
    named = frozenset(countries(tokens(f"{promise.title} {promise.text} {' '.join(promise.terms)}"))) - {country}
    leaders = frozenset(token.word for token in tokens(promise.government)) - _NOT_LEADERS
    doubtful = frozenset(word for word in leaders if is_demonym(word, country))
    return _Promise(promise, country, named, leaders - doubtful, doubtful)


def _focus(cut: Sequence[Passage], hits: Sequence[Hits]) -> tuple[int, ...]:
    """Return the places of the headline and of the neighbouring sentences that share most with a promise.

    A long page meets half the words of every promise somewhere: only those that stand together are weighed.
    """
    body = [place for place, passage in enumerate(cut) if passage.end]
    sums = [sum(hits[place].telling for place in body[first : first + FOCUS_PASSAGES]) for first in range(len(body))]
    first = max(range(len(sums)), key=lambda start: (sums[start], -start), default=0)
    titles = [place for place, passage in enumerate(cut) if not passage.end]
    return (*titles, *body[first : first + FOCUS_PASSAGES])


def _setting(promise: _Promise, page: _Read, near: Sequence[int]) -> tuple[float | None, bool]:
    """Return how far *page* is set in the promise's country, and whether it names the head of that government.

    The headline, the lead and the sentences *near* tell; only where they name no country the whole page does.
    """
    if not promise.country:
        return None, False
    close = [token for place, passage in enumerate(page.cut) if passage.is_head or place in near for token in passage.found]
    found = close if countries(close, promise.doubtful) else [*page.head, *page.found]
    named, words = countries(found, promise.doubtful), frozenset(token.word for token in found)
    is_leader_named = bool(words & promise.leaders)
    for word in sorted(words & promise.doubtful):
        # السوداني is the prime minister where no other word of the page speaks of Sudan.
        if not any(named[country] for country in countries(tokens(word))):
            is_leader_named = True
    if is_leader_named:
        named[promise.country] += 2
    signs = hints(found, urlsplit(page.reading.url or "").hostname or page.reading.outlet or "")
    return home_share(promise.country, named, signs, promise.expected), is_leader_named


def at_desk(matches: Sequence[Match]) -> tuple[Match, ...]:
    """Return those of *matches* that are worth laying before a person."""
    return tuple(match for match in matches if match.score >= AT_DESK)


def build_matcher(promises: Sequence[PromiseText], encoder: Encoder | None) -> Matcher:
    """Return a `Matcher` for *promises*: the tool called "matcher"."""
    return Matcher(promises, encoder)


def run(reading: Reading, matcher: Matcher) -> Iterator[Reading]:
    """Yield *reading* with its matches."""
    yield replace(reading, matches=matcher.matches(reading))


STEP = Step("match", "2", run, tool="matcher")
