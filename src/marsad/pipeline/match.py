"""Lay a page beside the promises it may bear on: words first, an encoder only where words met, then one score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from marsad.domain.reading import Match, PromiseText, Reading
from marsad.pipeline.matching.encoder import Encoder, Vectors
from marsad.pipeline.matching.fuse import SHOWN, Signals, evidence, is_astray, reasons
from marsad.pipeline.matching.model import MatchModel
from marsad.pipeline.matching.passages import FEWEST_WORDS, MOST_PASSAGES, Passage, passages
from marsad.pipeline.matching.places import countries, hints, home_share, is_demonym
from marsad.pipeline.matching.rarity import Rarity
from marsad.pipeline.matching.rivals import crowds, is_of_a_twin, overshadowed, twins
from marsad.pipeline.matching.term import days_told, nearest_outside
from marsad.pipeline.matching.terms import Bag, Hits, PromiseIndex, together
from marsad.pipeline.stances.judge import StanceJudge
from marsad.pipeline.stances.question import StancePage, StanceQuestion, page_of
from marsad.pipeline.step import Step
from marsad.text.fold import fold
from marsad.text.tokens import Token, tokens

_TITLES = "حكومة ثم رئيس مجلس الوزراء السيد الدكتور برئاسة محمد أحمد علي حسن حسين مصطفى عبد عادل"
_NOT_LEADERS = frozenset(map(fold, _TITLES.split()))  # titles, and first names that half the country bears


FOCUS_PASSAGES = 5
CLOSE = 0.7  # a likeness as high as any: what stays off the desk even so needs no encoder


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
    bag: Bag
    days: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """What speaks for the promise *number* on a page: for each passage the weight of shared words, and how alike it is."""

    number: int
    cut: tuple[Passage, ...]
    telling: tuple[float, ...]
    signals: Signals
    alike: Mapping[int, float] = field(default_factory=dict)

    @property
    def best(self) -> int:
        """The place of the sentence that says most of the promise."""
        worth = {place: self.telling[place] + 2 * self.alike.get(place, 0.0) for place, one in enumerate(self.cut) if one.end}
        return max(worth, key=lambda place: (worth[place], -place))


class Matcher:
    """All promises made ready for matching; give it to the step `match` as its tool."""

    def __init__(
        self,
        promises: Sequence[PromiseText],
        encoder: Encoder | None,
        model: MatchModel,
        rarity: Rarity,
        judge: StanceJudge | None = None,
    ) -> None:
        """Index *promises*, encode each once; without an encoder words alone decide. *rarity* is that of words in the news.

        *judge* says what a page does to a promise: the small model alone unless given.
        """
        self.model = model
        self._judge = judge or StanceJudge()
        self._promises = tuple(_prepare(promise) for promise in promises)
        self._index = PromiseIndex(promises, rarity)
        self._twins = twins(promises, self._index)
        self._encoder = encoder
        wanted = [f"{promise.title}. {promise.text}".strip() for promise in promises]
        self._vectors: Vectors | None = encoder.encode(wanted) if encoder is not None else None

    def matches(self, reading: Reading) -> tuple[Match, ...]:
        """Return the promises that *reading* may bear on, best first, none below SHOWN."""
        scored = [(one, value) for one in self.weigh(reading) if (value := self.model.score(one.signals)) >= SHOWN]
        if not scored:
            return ()
        page = page_of(reading, ((part.start, part.end, part.found) for part in scored[0][0].cut if part.end))
        made = [self._match(one, page, value) for one, value in scored]
        return tuple(sorted(made, key=lambda match: (-match.score, match.promise_id)))

    def weigh(self, reading: Reading) -> tuple[Weighed, ...]:
        """Return what speaks for each candidate promise in *reading*: words for all, meaning where it can tip the scale."""
        head, found = tokens(reading.title or ""), tokens(reading.text)
        cut = passages(reading.title, head, reading.text, found)
        page = _Read(reading, head, found, cut, together(passage.bag for passage in cut), days_told(reading))
        if not any(passage.end for passage in page.cut):  # a headline alone has no sentence to show a monitor
            return ()
        alone = [self._alone(number, page) for number in self._index.candidates(page.bag)]
        strength = {one.number: evidence(one.signals) for one in alone}
        gaps = overshadowed(strength, [one.number for one in alone if not is_astray(one.signals)])
        others = crowds({one.number: one.signals.density for one in alone})
        weighed = tuple(
            replace(one, signals=replace(one.signals, overshadowed=gaps[one.number], crowd=others[one.number])) for one in alone
        )
        return self._with_meaning(weighed, page)

    def _alone(self, number: int, page: _Read) -> Weighed:
        promise = self._promises[number]
        hits = [self._index.hits(number, passage.bag) for passage in page.cut]
        near = _focus(page.cut, hits)
        whole = self._index.hits(number, together(page.cut[place].bag for place in near))
        home, is_leader_named = _setting(promise, page, near)
        signals = Signals(
            title_share=whole.title_share,
            passage_share=max(share.title_share for share in hits),
            telling=whole.telling,
            words=whole.words,
            likeness=None,
            home=home,
            is_leader_named=is_leader_named,
            months_outside=nearest_outside(promise.text.period, page.reading, page.days),
            head=self._index.hits(number, together(passage.bag for passage in page.cut if passage.is_head)).telling,
            is_firm=whole.is_firm,
            is_placed=bool(promise.text.country),
            density=self._index.density(number, page.bag, len(page.head) + len(page.found)),
            pairs=self._index.pairs(number, [token for place in near for token in page.cut[place].found]),
            is_of_a_twin=is_of_a_twin(promise.text.period, self._twins[number], page.days),
        )
        return Weighed(number, page.cut, tuple(share.telling for share in hits), signals)

    def _with_meaning(self, weighed: tuple[Weighed, ...], page: _Read) -> tuple[Weighed, ...]:
        """Return *weighed* with the likeness of meaning, where that can bring any of them to the desk; else as it is.

        Only the passages that say most of such promises are encoded: reading a page costs an encoder a hundred times what
        words cost.
        """
        if self._encoder is None or self._vectors is None:
            return weighed
        open_ones = [one for one in weighed if self.model.score(replace(one.signals, likeness=CLOSE)) >= self.model.at_desk]
        value = {
            place: max(one.telling[place] for one in open_ones) + passage.is_head
            for place, passage in enumerate(page.cut)
            if open_ones and len(passage.found) >= FEWEST_WORDS
        }
        picked = sorted(sorted(value, key=lambda place: (-value[place], place))[:MOST_PASSAGES])
        if not picked:
            return weighed
        rows = self._encoder.encode([page.cut[place].text for place in picked]) @ self._vectors.T
        return tuple(
            replace(
                one,
                signals=replace(one.signals, likeness=float(rows[:, one.number].max())),
                alike={place: float(rows[row, one.number]) for row, place in enumerate(picked)},
            )
            for one in weighed
        )

    def _match(self, one: Weighed, page: StancePage, value: float) -> Match:
        promise, best = self._promises[one.number].text, one.cut[one.best]
        asked = StanceQuestion(page, promise, best.start, best.end, one.alike.get(one.best))
        judged = self._judge.judge(asked, is_for_desk=value >= self.model.at_desk)
        return Match(
            promise_id=promise.id,
            score=round(value, 4),
            is_suggested=self.model.is_suggested(value, one.signals),
            stance=judged.stance,
            rung=judged.rung,
            start=best.start,
            end=best.end,
            reasons=reasons(one.signals, promise.country),
            quote_start=judged.start,
            quote_end=judged.end,
            chances=tuple(round(chance, 4) for chance in judged.chances),
            stance_reasons=tuple((reason.ar, reason.en) for reason in judged.reasons),
            stance_version=judged.version,
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


def at_desk(matches: Sequence[Match], model: MatchModel) -> tuple[Match, ...]:
    """Return those of *matches*, scored by *model*, that are worth laying before a person."""
    return tuple(match for match in matches if match.score >= model.at_desk)


def run(reading: Reading, matcher: Matcher) -> Iterator[Reading]:
    """Yield *reading* with its matches."""
    yield replace(reading, matches=matcher.matches(reading))


STEP = Step("match", "3", run, tool="matcher")
