"""A count and a percentage of one whole that do not agree: 22 of 36 million in towns here, 62.8% in towns there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from marsad.domain.conflict import Conflict
from marsad.pipeline.conflicts import words
from marsad.pipeline.conflicts.counts import PERCENT, is_money
from marsad.pipeline.conflicts.pair import Pair, words_of
from marsad.pipeline.conflicts.points import AmountPoint, Sheet
from marsad.pipeline.conflicts.reasons import share_reasons

LARGE = 10_000  # a whole that two pages give to the last digit is the same whole
SLACK = 1.0  # percentage points by which rounding may part them
LEAST_RARE = 0.3
_NEAR = 3


def share_conflicts(pair: Pair) -> Iterator[Conflict]:
    """Yield counts on one page and percentages on the other, of one thing out of one whole, that disagree."""
    wholes = _large(pair.left) & _large(pair.right)
    if wholes and pair.left.id != pair.right.id:
        yield from _one_way(pair, wholes)
        turned = _one_way(Pair(pair.right, pair.left, pair.rarity), wholes)
        yield from (replace(found, left=found.right, right=found.left) for found in turned)


def _large(of: Sheet) -> frozenset[float]:
    counted = (point.count for point in of.amounts if point.count.unit != PERCENT and not is_money(point.count))
    return frozenset(count.value for count in counted if count.value >= LARGE and count.value % 1000)


def _one_way(pair: Pair, wholes: frozenset[float]) -> Iterator[Conflict]:
    shares = [point for point in pair.right.amounts if point.count.unit == PERCENT and not _is_growth(pair.right, point)]
    for part in pair.left.amounts:
        here = {point.count.value for point in pair.left.amounts if point.sentence == part.sentence} & wholes
        whole = min((value for value in here if value > part.count.value), default=None)
        if whole is None or part.count.unit == PERCENT or part.count.value < LARGE / 10:
            continue
        share = 100 * part.count.value / whole
        for said in shares:
            terms = _shared(pair, part, said)
            if terms and (share > said.count.high + SLACK or share < said.count.low - SLACK):
                quoted = words_of(pair.left, part), words_of(pair.right, said)
                yield pair.conflict("amount", part, said, quoted, share_reasons(quoted, share), 0.6, terms)


def _is_growth(of: Sheet, point: AmountPoint) -> bool:
    return any((token.word in words.GROWTH) for token in of.sentences[point.sentence].found)


def _shared(pair: Pair, part: AmountPoint, said: AmountPoint) -> tuple[str, ...]:
    """Return the telling words that both are counts of: those right before them, or else right after."""
    own, theirs = _counted(pair.left, part), _counted(pair.right, said)
    return tuple(sorted(term for term in own & theirs if pair.rarity.of(term) >= LEAST_RARE))


def _counted(of: Sheet, point: AmountPoint) -> frozenset[str]:
    """Return the terms of the few words before *point*, back to the number before it; where none tells, of those after."""
    sentence = of.sentences[point.sentence]
    others = [one for one in of.amounts if one.sentence == point.sentence and one is not point]
    opens = max((one.end for one in others if one.end <= point.start), default=sentence.start)
    closes = min((one.start for one in others if one.start >= point.end), default=sentence.end)
    pause = of.text.find("،", point.end, closes)
    closes = pause if pause >= 0 else closes
    told = list(zip(sentence.found, sentence.terms, strict=True))
    before = [term for token, term in told if opens <= token.start < point.start][-_NEAR:]
    after = [term for token, term in told if point.end <= token.start < closes][:_NEAR]
    return frozenset(filter(None, before)) or frozenset(filter(None, after))
