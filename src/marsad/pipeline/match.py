"""Lay a page beside the promises it may bear on: words first, an encoder only where words met, then one score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from marsad.domain.reading import RUNGS, Match, PromiseText, Reading
from marsad.pipeline.matching.encoder import Encoder, Vectors
from marsad.pipeline.matching.fuse import SHOWN, Signals, evidence, is_astray
from marsad.pipeline.matching.meeting import Words, words_of
from marsad.pipeline.matching.model import MatchModel
from marsad.pipeline.matching.passages import FEWEST_WORDS, MOST_PASSAGES, Passage, passages
from marsad.pipeline.matching.rarity import Rarity
from marsad.pipeline.matching.rivals import crowds, is_of_a_twin, overshadowed, twins
from marsad.pipeline.matching.setting import PageSetting, home_of
from marsad.pipeline.matching.teller import PageTold, Teller
from marsad.pipeline.matching.term import days_told, nearest_outside
from marsad.pipeline.matching.terms import PromiseIndex
from marsad.pipeline.stances.judge import StanceJudge
from marsad.pipeline.stances.question import StancePage, StanceQuestion, page_of
from marsad.pipeline.step import Step
from marsad.text.tokens import tokens

FOCUS_PASSAGES = 5
UNJUDGED = "discusses"  # of a match below the desk: nobody asked what its page does to the promise
CLOSE = 0.7  # a likeness as high as any: what is not suggested even so needs no encoder
LIKELY = 0.5  # where nothing is ever suggested, meaning still tells what is likelier than not


@dataclass(frozen=True, slots=True)
class _Read:
    """A page cut up for matching; what is found out of it for one promise serves the next."""

    reading: Reading
    cut: tuple[Passage, ...]
    words: Words
    heads: tuple[int, ...]  # the places of the headline and the lead
    setting: PageSetting
    days: tuple[str, ...]
    outside: dict[str, int | None] = field(default_factory=dict)  # by term of government


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
        self._promises = tuple(promises)
        self._homes = tuple(home_of(promise) for promise in promises)
        self._index = PromiseIndex(promises, rarity)
        self._twins = twins(promises, self._index)
        self._teller = Teller(promises, self._twins)
        self._encoder = encoder
        wanted = [f"{promise.title}. {promise.text}".strip() for promise in promises]
        self._vectors: Vectors | None = encoder.encode(wanted) if encoder is not None else None

    def matches(self, reading: Reading) -> tuple[Match, ...]:
        """Return the promises that *reading* may bear on, best first, none below SHOWN."""
        weighed = self.weigh(reading)
        scored = [(one, value) for one in weighed if (value := round(self.model.score(one.signals), 4)) >= SHOWN]
        made = [self._listed(one, value) for one, value in scored if value < self.model.at_desk]
        laid = [(one, value) for one, value in scored if value >= self.model.at_desk]
        if laid:
            page = page_of(reading, ((part.start, part.end, part.found) for part in weighed[0].cut if part.end))
            told = PageTold(reading, [part.found for part in weighed[0].cut], {one.number: one.signals for one in weighed})
            made += [self._judged(one, page, told, value) for one, value in laid]
        return tuple(sorted(made, key=lambda match: (-match.score, match.promise_id)))

    def weigh(self, reading: Reading) -> tuple[Weighed, ...]:
        """Return what speaks for each candidate promise in *reading*: words for all, meaning where it can tip the scale."""
        page = _page(reading)
        if not any(passage.end for passage in page.cut):  # a headline alone has no sentence to show a monitor
            return ()
        alone = [self._alone(number, page) for number in self._index.candidates(page.words)]
        strength = {one.number: evidence(one.signals) for one in alone}
        gaps = overshadowed(strength, [one.number for one in alone if not is_astray(one.signals)])
        others = crowds({one.number: one.signals.density for one in alone})
        weighed = tuple(
            replace(one, signals=replace(one.signals, overshadowed=gaps[one.number], crowd=others[one.number])) for one in alone
        )
        return self._with_meaning(weighed, page)

    def _alone(self, number: int, page: _Read) -> Weighed:
        promise, meeting = self._promises[number], self._index.meeting(number, page.words)
        told, passage_share = meeting.by_passage()
        telling = [0.0] * len(page.cut)
        for place, amount in told.items():
            telling[place] = amount
        heads = [place for place in page.heads if place in told]
        near = _focus(page.cut, telling)
        whole = meeting.hits(near)
        home, is_leader_named = page.setting.of(self._homes[number], near)
        if promise.period not in page.outside:
            page.outside[promise.period] = nearest_outside(promise.period, page.reading, page.days)
        signals = Signals(
            title_share=whole.title_share,
            passage_share=passage_share,
            telling=whole.telling,
            words=whole.words,
            likeness=None,
            home=home,
            is_leader_named=is_leader_named,
            months_outside=page.outside[promise.period],
            head=meeting.hits(heads).telling if len(heads) > 1 else sum(told[place] for place in heads),
            is_firm=whole.is_firm,
            is_placed=bool(promise.country),
            density=meeting.density(page.words.starts[-1]),
            pairs=meeting.pairs(near),
            is_of_a_twin=is_of_a_twin(promise.period, self._twins[number], page.days),
        )
        return Weighed(number, page.cut, tuple(telling), signals)

    def _with_meaning(self, weighed: tuple[Weighed, ...], page: _Read) -> tuple[Weighed, ...]:
        """Return *weighed* with the likeness of meaning, where that can bring any of them to be suggested; else as it is.

        Only the passages that say most of such promises are encoded: reading a page costs an encoder a hundred times what
        words cost.
        """
        if self._encoder is None or self._vectors is None:
            return weighed
        bar = min(self.model.suggested, LIKELY)
        open_ones = [one for one in weighed if self.model.score(replace(one.signals, likeness=CLOSE)) >= bar]
        value = {
            place: max(one.telling[place] for one in open_ones) + passage.is_head
            for place, passage in enumerate(page.cut)
            if open_ones and len(passage.found) >= FEWEST_WORDS
        }
        picked = sorted(sorted(value, key=lambda place: (-value[place], place))[:MOST_PASSAGES])
        if not picked:
            return weighed
        near = self._vectors[[one.number for one in weighed]]  # of these alone: their number does not grow with the promises
        rows = self._encoder.encode([page.cut[place].text for place in picked]) @ near.T
        return tuple(
            replace(
                one,
                signals=replace(one.signals, likeness=float(rows[:, column].max())),
                alike={place: float(rows[row, column]) for row, place in enumerate(picked)},
            )
            for column, one in enumerate(weighed)
        )

    def _listed(self, one: Weighed, value: float) -> Match:
        """Return a match that no person will see: where it stands, and neither stance nor reasons."""
        best = one.cut[one.best]
        return Match(
            promise_id=self._promises[one.number].id,
            score=value,
            is_suggested=False,
            stance=UNJUDGED,
            rung=RUNGS[0],
            start=best.start,
            end=best.end,
        )

    def _judged(self, one: Weighed, page: StancePage, told: PageTold, value: float) -> Match:
        """Return a match for the desk, with what the page does to the promise and why it was laid beside it."""
        listed = self._listed(one, value)
        likeness = one.alike.get(one.best)
        asked = StanceQuestion(page, self._promises[one.number], listed.start, listed.end, likeness)
        judged = self._judge.judge(asked, is_for_desk=True)
        return replace(
            listed,
            is_suggested=self.model.is_suggested(value, one.signals),
            stance=judged.stance,
            rung=judged.rung,
            reasons=self._teller.reasons(one.number, told),
            quote_start=judged.start,
            quote_end=judged.end,
            chances=tuple(round(chance, 4) for chance in judged.chances),
            stance_reasons=tuple((reason.ar, reason.en) for reason in judged.reasons),
            stance_version=judged.version,
        )


def _page(reading: Reading) -> _Read:
    cut = passages(reading.title, tokens(reading.title or ""), reading.text, tokens(reading.text))
    words = words_of(passage.found for passage in cut)
    heads = tuple(place for place, passage in enumerate(cut) if passage.is_head)
    return _Read(reading, cut, words, heads, PageSetting(reading, cut), days_told(reading))


def _focus(cut: Sequence[Passage], telling: Sequence[float]) -> tuple[int, ...]:
    """Return the places of the headline and of the neighbouring sentences that share most with a promise.

    A long page meets half the words of every promise somewhere: only those that stand together are weighed.
    """
    titles = () if cut[0].end else (0,)  # the headline comes first
    body = range(len(titles), len(cut))
    ends = range(body.start + FOCUS_PASSAGES - 1, body.stop)
    starts = [body.start, *(end - FOCUS_PASSAGES + 1 for end in ends if telling[end])]  # no other holds more than one before it
    sums = [sum(telling[first : first + FOCUS_PASSAGES]) for first in starts]
    best = starts[sums.index(max(sums))] - body.start
    return (*titles, *body[best : best + FOCUS_PASSAGES])


def at_desk(matches: Sequence[Match], model: MatchModel) -> tuple[Match, ...]:
    """Return those of *matches*, scored by *model*, that are worth laying before a person."""
    return tuple(match for match in matches if match.score >= model.at_desk)


def run(reading: Reading, matcher: Matcher) -> Iterator[Reading]:
    """Yield *reading* with its matches."""
    yield replace(reading, matches=matcher.matches(reading))


STEP = Step("match", "5", run, tool="matcher")
