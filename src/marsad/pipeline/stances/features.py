"""What is known of a page and a promise when a stance is judged: named numbers, each of which a person can read and check."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from marsad.domain.reading import PromiseText
from marsad.pipeline.matching import stance as rules
from marsad.pipeline.matching.lexicon import root
from marsad.pipeline.stances.promise_words import PromiseWords, numbers, promise_words
from marsad.pipeline.stances.question import JUDGED, Sentence, StancePage, StanceQuestion
from marsad.pipeline.stances.sign_words import NEGATIONS, moves, officials
from marsad.pipeline.stances.signs import AGAINST, FOR, KINDS, POLAR, TALK, Sign
from marsad.text.tokens import Token, stem

BESIDE = 2  # sentences on either side of the passage that are asked too
_MOST_OF_A_KIND = 2
_REACH = 14  # words between a sign and the promise's words past which it speaks of something else
_CLOSE = 5
_BESIDE, _TOGETHER = 2, 3  # words: so near a sign is the promise's own; so near another it belongs to the same
_MOST_SHARED = 4
_LONG_SENTENCE = 40
_SPEAKERS = ("official", "party", "agency", "expert", "anonymous")
_ZONES = ("here", "head", "any")  # the deciding sentence; the headline; both with the first sentence and those beside
_NEGATION_REACH = 3
_DAYS_OF_A_MOVE = 2
_DAY = stem("موعد")
_Word = TypeVar("_Word", str, tuple[str, str])

_SHARES = ("share.here", "share.head", "share.page", "share.passage", "pairs.here", "pairs.page", "telling.page")
_FIGURES = ("figures.asked", "figures.here", "figures.page", "figures.other")
_OTHERS = (
    *(
        "negated.promise",
        "negated.here",
        "negated.head",
        "negated.apart",
        "place",
        "is_first",
        "length",
        "question",
        "official",
        "says",
    ),
    *("likeness", "is_likeness_known", "moved"),
)
NAMES: tuple[str, ...] = (
    *(f"rule.{stance}" for stance in JUDGED),
    *(f"nearest.{group}" for group in ("against", "for", "talk", "none")),
    *(f"nearest_in_head.{group}" for group in ("against", "for", "talk", "none")),
    *(f"close.{group}" for group in ("against", "for", "talk")),
    *(f"{zone}.{kind}" for zone in _ZONES for kind in KINDS),
    *(f"speaker.{kind}" for kind in _SPEAKERS),
    *_SHARES,
    *_FIGURES,
    *_OTHERS,
)
_PLACE = {name: place for place, name in enumerate(NAMES)}


@dataclass(frozen=True, slots=True)
class Seen:
    """The features of one question in the order of NAMES, the sentences and the signs they were read from."""

    values: tuple[float, ...]
    here: Sentence
    head: Sentence
    near: tuple[Sentence, ...]
    words: PromiseWords
    told: tuple[tuple[str, Sign], ...]  # (zone, sign), those at work: zones "here", "head", "near"


def look(asked: StanceQuestion) -> Seen:
    """Return what is known for *asked*. Raises ValueError where the page has no sentence."""
    page, words = asked.page, promise_words(asked.promise)
    place = passage_place(page, asked.start)
    chosen = page.sentences[place]
    here = deciding(page, place, words)
    near = tuple(side for side in around(page, place) if side is not here)
    values = [0.0] * len(NAMES)
    told: list[tuple[str, Sign]] = []

    def put(name: str, value: float) -> None:
        values[_PLACE[name]] = value

    put(f"rule.{_rule(page, place, words)}", 1.0)
    group, close = nearest(here, words)
    put(f"nearest.{group}", 1.0)
    put(f"nearest_in_head.{nearest(page.head, words)[0]}", 1.0)
    for name, times in close.items():
        put(f"close.{name}", float(times))
    beside = (*((page.sentences[0],) if page.sentences[0] not in (here, *near) else ()), *near)
    for zone, parts in (("here", (here,)), ("head", (page.head,)), ("near", beside)):
        for sign in (sign for part in parts for sign in (own_signs(part, words) if part is here else part.signs)):
            if sign.kind == "setback" and sign.word.stem in words.own:
                continue  # «إيقاف حرق الغاز» is kept by an إيقاف
            for name in ("any",) if zone == "near" else (zone, "any"):
                number = _PLACE[f"{name}.{sign.kind}"]
                values[number] = min(values[number] + 1.0, _MOST_OF_A_KIND)
            told.append((zone, sign))
    for kind in speakers(page, here):
        put(f"speaker.{kind}", 1.0)
    for name, value in _shares(page, here, chosen, words):
        put(name, value)
    for name, value in _others(asked, here, words):
        put(name, value)
    return Seen(tuple(values), here, page.head, near, words, tuple(told))


def passage_place(page: StancePage, start: int) -> int:
    """Return which sentence of *page* holds the character *start*; the first where none does."""
    if not page.sentences:
        raise ValueError("a page without a sentence takes no stance")
    return next((n for n, part in enumerate(page.sentences) if part.start <= start < part.end), 0)


def nearest_sentence(page: StancePage, promise: PromiseText) -> Sentence:
    """Return the sentence of *page* that shares most with *promise*, the first of equals: the passage where nobody chose one."""
    words = promise_words(promise)
    return max(page.sentences, key=lambda part: (_shared(part, words), -part.start))


def _shared(part: Sentence, words: PromiseWords) -> float:
    return len(words.telling & part.stems) + 0.5 * len(words.titular & part.stems)


def around(page: StancePage, place: int) -> tuple[Sentence, ...]:
    """Return the sentence at *place* and those within BESIDE of it."""
    return page.sentences[max(0, place - BESIDE) : place + BESIDE + 1]


def deciding(page: StancePage, place: int, words: PromiseWords) -> Sentence:
    """Return the sentence that decides: the passage itself, or one beside it that shares as much and says what came of it."""
    chosen = page.sentences[place]
    return max(around(page, place), key=lambda part: (_decisive(page, part, words) + 0.3 * (part is chosen), -part.start))


def _decisive(page: StancePage, part: Sentence, words: PromiseWords) -> float:
    """Return how likely *part* decides; weights from which sentences people quoted in the starting set, rounded."""
    kinds = frozenset(sign.kind for sign in part.signs)
    return (
        0.5 * min(len(words.telling & part.stems), _MOST_SHARED)
        + 1.3 * _share(words.titular, part.stems)
        + 0.3 * min(len(words.pairs & part.pairs), _MOST_SHARED)
        + 0.5 * (not kinds.isdisjoint(POLAR))
        + 0.4 * ("contrast" in kinds)
        + 0.05 * min(len(part.found), _LONG_SENTENCE)
        - 1.1 * part.start / max(len(page.text), 1)
    )


def _rule(page: StancePage, place: int, words: PromiseWords) -> str:
    chosen = page.sentences[place]
    days = sum(chosen.start <= date.start < chosen.end for date in page.dates)
    sides = [token for side in (place - 1, place + 1) if 0 <= side < len(page.sentences) for token in page.sentences[side].found]
    return rules.stance(chosen.found, words.own, page.head.found, days, sides)


def nearest(part: Sentence, words: PromiseWords) -> tuple[str, dict[str, int]]:
    """Return the group of the sign nearest to the promise's words in *part*, and how many of each group stand close to them.

    Groups are "against", "for" and "talk"; the nearest is "none" where no sign is within reach.
    """
    anchors = [place for place, token in enumerate(part.found) if token.stem in words.telling]
    best, close = (_REACH + 1, "none"), dict.fromkeys(("against", "for", "talk"), 0)
    for sign in part.signs:
        group = "against" if sign.kind in AGAINST else "for" if sign.kind in FOR else "talk" if sign.kind in TALK else ""
        if not group or (sign.kind == "setback" and sign.word.stem in words.own):
            continue
        away = min((abs(sign.place - anchor) for anchor in anchors), default=_REACH)
        best = min(best, (away, group))
        close[group] = min(close[group] + (away <= _CLOSE), _MOST_OF_A_KIND)
    return best[1], close


def own_signs(part: Sentence, words: PromiseWords) -> Sequence[Sign]:
    """Return the signs of *part* but those far from the promise's words where others stand beside them.

    A scorecard tells of several promises in one breath: what stands at the far end speaks of another.
    """
    anchors = [place for place, token in enumerate(part.found) if token.stem in words.telling]
    away = {sign: min(abs(sign.place - anchor) for anchor in anchors) for sign in part.signs if sign.kind in POLAR and anchors}
    nearest_away = min(away.values(), default=_BESIDE + 1)
    if nearest_away > _BESIDE:
        return part.signs
    return [sign for sign in part.signs if away.get(sign, 0) <= nearest_away + _TOGETHER]


def speakers(page: StancePage, here: Sentence) -> frozenset[str]:
    """Return the kinds of source that *page* has saying something in the sentence *here*."""
    return frozenset(claim.source_kind for claim in page.claims if claim.start < here.end and claim.end > here.start) - {""}


def _shares(page: StancePage, here: Sentence, chosen: Sentence, words: PromiseWords) -> Iterable[tuple[str, float]]:
    titular, title_pairs, asked = words.titular, words.pairs, words.numbers
    yield "share.here", _share(titular, here.stems)
    yield "share.head", _share(titular, page.head.stems)
    yield "share.page", _share(titular, page.stems)
    yield "share.passage", _share(titular, chosen.stems)
    yield "telling.page", _share(words.telling, page.stems)
    yield "pairs.here", _share(title_pairs, here.pairs)
    yield "pairs.page", _share(title_pairs, page.pairs)
    if asked:
        told = frozenset(numbers(here.found))
        yield "figures.asked", 1.0
        yield "figures.here", _share(asked, told)
        yield "figures.page", _share(asked, page.stems)
        yield "figures.other", float(bool(told) and not told & asked)


def _share(wanted: frozenset[_Word], held: frozenset[_Word]) -> float:
    return len(wanted & held) / len(wanted) if wanted else 0.0


def _others(asked: StanceQuestion, here: Sentence, words: PromiseWords) -> Iterable[tuple[str, float]]:
    page = asked.page
    is_negated = _is_negated_beside(here.found, words)
    yield "negated.promise", float(words.is_negated)
    yield "negated.here", float(is_negated)
    yield "negated.head", float(_is_negated_beside(page.head.found, words))
    yield "negated.apart", float(is_negated != words.is_negated)
    yield "place", here.start / max(len(page.text), 1)
    yield "is_first", float(here is page.sentences[0])
    yield "question", float("؟" in page.text[here.start : here.end])
    yield "official", float(not officials().isdisjoint(here.stems))
    yield "says", float(any(sign.kind == "outsider" for sign in here.signs))
    yield "moved", float(is_moved(page, here) or is_moved(page, page.head))
    yield "likeness", asked.likeness or 0.0
    yield "is_likeness_known", float(asked.likeness is not None)


def is_moved(page: StancePage, part: Sentence) -> bool:
    """Return whether *part* moves a day to another: by a word of moving and two days, or by one beside a new day."""
    moving, new = moves()
    if not part.stems.isdisjoint(moving):
        days = sum(part.start <= date.start < part.end for date in page.dates)
        if days >= _DAYS_OF_A_MOVE:
            return True
    return any(
        token.stem == _DAY and not new.isdisjoint(other.stem for other in part.found[place + 1 : place + 3])
        for place, token in enumerate(part.found)
    )


def _is_negated_beside(found: Sequence[Token], words: PromiseWords) -> bool:
    """Return whether a negation stands before one of the promise's telling words."""
    for place, token in enumerate(found):
        bare = token.word[1:] if token.word.startswith(("و", "ف")) else token.word
        if bare in NEGATIONS or token.word in NEGATIONS:
            ahead = found[place + 1 : place + 1 + _NEGATION_REACH]
            if any(other.stem in words.telling or root(other.stem) in words.roots for other in ahead):
                return True
    return False
