"""Find the statements of many pages that cannot both hold. Needs all pages at once: no step. Never looks at every pair."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from marsad.domain.conflict import Conflict
from marsad.domain.reading import Reading
from marsad.pipeline.conflicts.amounts import amount_conflicts
from marsad.pipeline.conflicts.background import Background
from marsad.pipeline.conflicts.causes import cause_conflicts
from marsad.pipeline.conflicts.context import Rarity
from marsad.pipeline.conflicts.days import day_conflicts
from marsad.pipeline.conflicts.denials import denial_conflicts
from marsad.pipeline.conflicts.events import event_conflicts
from marsad.pipeline.conflicts.extents import extent_conflicts
from marsad.pipeline.conflicts.inside import inside_conflicts
from marsad.pipeline.conflicts.pair import Pair
from marsad.pipeline.conflicts.points import Sheet
from marsad.pipeline.conflicts.shares import share_conflicts
from marsad.pipeline.conflicts.sheets import sheet
from marsad.pipeline.conflicts.who import who_conflicts
from marsad.text.tokens import tokens

MOST_OF_A_STORY = 2  # copies of one text say the same: of each story so many pages are held against others
TELLING_TERMS = 24  # the rarest terms of a page, by which it meets others
MOST_SHARERS = 60  # a term that more pages have among their rarest tells too little
LEAST_MET = 2  # rare terms that two pages must share
MOST_PARTNERS = 30  # pages that one page is held against, those with the most rare terms in common first
MOST_A_STATEMENT = 3  # pages that one statement is shown against: whoever else says the same adds nothing
_SHORT = 2
RULES = (
    amount_conflicts,
    share_conflicts,
    day_conflicts,
    event_conflicts,
    denial_conflicts,
    cause_conflicts,
    extent_conflicts,
    who_conflicts,
    inside_conflicts,
)


def conflicts(left: Sheet, right: Sheet, rarity: Rarity | None = None) -> tuple[Conflict, ...]:
    """Return how two pages contradict each other, or how one does itself where both are the same page.

    Raises ValueError where two pages are copies of one story: they are one source.
    """
    if left.id != right.id and left.story == right.story:
        raise ValueError(f"{left.id} and {right.id} are copies of one story")
    pair = Pair(left, right, rarity or Rarity([left.topic, right.topic]))
    return tuple(found for rule in RULES for found in rule(pair))


def find_conflicts(readings: Iterable[Reading], other: Background | None = None) -> tuple[Conflict, ...]:
    """Return the conflicts between and within *readings*, whose stories are known; the most telling first.

    *other* says how rare words are in other news: among the pages of one matter its own words are on every page and tell nothing.
    """
    other = other or Background()
    kept = tuple(readings)
    known = Counter(other.stems)
    known.update(token.stem for reading in kept for token in tokens(reading.text))
    sheets = _some_of_each_story(sheet(reading, known=known) for reading in kept)
    rarity = Rarity((one.topic for one in sheets), other.spread, other.pages)
    found: list[Conflict] = []
    for one in sheets:
        found.extend(conflicts(one, one, rarity))
    for left, right in _partners(sheets, rarity):
        found.extend(conflicts(left, right, rarity))
    return _thinned(found)


def _some_of_each_story(sheets: Iterable[Sheet]) -> list[Sheet]:
    seen: Counter[str] = Counter()
    kept = []
    for one in sorted(sheets, key=lambda one: one.id):
        seen[one.story] += 1
        if seen[one.story] <= MOST_OF_A_STORY:
            kept.append(one)
    return kept


def _partners(sheets: Sequence[Sheet], rarity: Rarity) -> Iterator[tuple[Sheet, Sheet]]:
    """Yield the pairs of pages that share rare terms, each once."""
    telling = [_telling(one, rarity) for one in sheets]
    postings: defaultdict[str, list[int]] = defaultdict(list)
    for number, terms in enumerate(telling):
        for term in terms:
            postings[term].append(number)
    chosen: set[tuple[int, int]] = set()
    for number, terms in enumerate(telling):
        met: defaultdict[int, list[float]] = defaultdict(list)
        for term in terms:
            sharers = postings[term]
            if len(sharers) <= MOST_SHARERS:
                for other in sharers:
                    met[other].append(rarity.of(term))
        best = sorted((-sum(shared), other) for other, shared in met.items() if len(shared) >= LEAST_MET)
        partners = [other for _, other in best if sheets[other].story != sheets[number].story][:MOST_PARTNERS]
        chosen.update((min(number, other), max(number, other)) for other in partners)
    for left, right in sorted(chosen):
        yield sheets[left], sheets[right]


def _telling(one: Sheet, rarity: Rarity) -> list[str]:
    ranked = sorted((-amount * rarity.of(term), term) for term, amount in one.topic.items() if len(term) > _SHORT)
    return [term for _, term in ranked[:TELLING_TERMS]]


def _thinned(found: Sequence[Conflict]) -> tuple[Conflict, ...]:
    shown: Counter[tuple[str, int, str]] = Counter()
    pairs: set[tuple[object, ...]] = set()
    kept = []
    for one in sorted(found, key=lambda one: (-one.score, one.a, one.b, one.kind, one.left.start, one.right.start)):
        sides = [(side.page_id, side.start, one.kind) for side in (one.left, one.right)]
        key = (one.a, one.b, one.kind, one.left.start, one.right.start)
        if key in pairs or any(shown[side] >= MOST_A_STATEMENT for side in sides):
            continue
        pairs.add(key)
        shown.update(sides)
        kept.append(one)
    return tuple(kept)
