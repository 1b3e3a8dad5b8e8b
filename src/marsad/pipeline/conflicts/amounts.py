"""Amounts that cannot both hold: of one thing, on one day, neither a part of the other, neither the other's past or future."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.domain.conflict import Conflict
from marsad.pipeline.conflicts import happenings, words
from marsad.pipeline.conflicts.context import Likeness, likeness, term_of
from marsad.pipeline.conflicts.counts import PERCENT, Count, is_apart, is_generic, is_slip
from marsad.pipeline.conflicts.pair import Pair, words_of
from marsad.pipeline.conflicts.points import AmountPoint, Sheet
from marsad.pipeline.conflicts.reasons import amount_reasons
from marsad.text.tokens import stem

LEAST_TOPIC = 0.16  # cosine of two pages below which they tell of different things
LEAST_MATTER = 0.2  # the same, with the names that both give
LEAST_AROUND = 0.33  # cosine of the words around two amounts below which they count different things
LEAST_WEIGHT = 0.55  # what those shared words must weigh together
FAR_APART = 0.7  # the same, for numbers more than twofold apart
CLOSE_TOPIC = 0.45
APART = 0.6  # the same, where both have telling words close by that the other page has nowhere
RARE = 0.6
NAMELESS = 0.75  # the same, where they share no name besides
LEAST_TERMS = 2
LEAST_TOGETHER = 0.58  # both cosines together
EASE = 0.12  # by how much less may do for a slip of the pen, one speaker's words, or the only such numbers of both pages
NAMED, ONLY_ONE, TOLD_TODAY = 0.15, 0.15, 0.05  # the same, where both sentences give a name of two words
MEASURED = 0.1  # the same, where both are said to be the cost, or both the capacity
NAMED_MATTER = 0.2
ALONE, ALONE_TOGETHER = (0.2, 1.0), 0.48
MEASURED_WEIGHT, MEASURED_TOGETHER = 0.75, 0.42
FAR_EASE = 0.24  # the most of it for numbers far apart
FAR = 2.0
HALVES_SLACK = 0.15
_STAGES = frozenset(term_of(stem(word)) for word in ("مرحلة", "دفعة", "وجبة", "صفحة", "جولة"))
LEVEL_DAYS = 1
_COUNTED_ONCE = frozenset(term_of(stem(word)) for word in ("تعداد", "انتخابات", "استطلاع", "نتائج", "استفتاء"))
_SMALL = 10


def amount_conflicts(pair: Pair) -> Iterator[Conflict]:
    """Yield the amounts of two pages, or of one page, that cannot both hold."""
    is_one_page = pair.left.id == pair.right.id
    if not pair.is_of_one_time or (pair.topic.share < LEAST_TOPIC and pair.matter < LEAST_MATTER):
        return
    for left in pair.left.amounts:
        for right in pair.right.amounts:
            if is_one_page and left.sentence >= right.sentence:
                continue
            if (
                not left.count.unit
                or left.count.key != right.count.key
                or not is_apart(left.count, right.count)
                or not _comparable(pair, left, right)
            ):
                continue
            alike = pair.around(left, right)
            if not _is_enough(pair, left, right, alike):
                continue
            if is_one_page:
                if not _is_one_act(left, right):
                    continue
            elif _is_known(pair, left, right, alike):
                continue
            score = (alike.share + pair.topic.share) / 2
            said = words_of(pair.left, left), words_of(pair.right, right)
            yield pair.conflict("amount", left, right, said, amount_reasons(said, alike_words(pair, alike)), score, alike.terms)


def alike_words(pair: Pair, alike: Likeness) -> tuple[str, ...]:
    """Return the shared words as the left page writes them, most telling first."""
    return tuple(word for term in alike.terms[:3] if (word := pair.left.surfaces.get(term)))


def _comparable(pair: Pair, left: AmountPoint, right: AmountPoint) -> bool:
    if left.is_change or right.is_change or pair.are_of_different_things(left, right) or _are_halves(left, right):
        return False
    if (
        _stages(left) != _stages(right)
        or left.is_part != right.is_part
        or (left.is_so_far, left.is_past) != (right.is_so_far, right.is_past)
    ):
        return False
    if left.period != right.period and ((left.period and right.period) or not _is_near(left.count, right.count)):
        return False
    if left.is_plan != right.is_plan and not (_is_property(pair.left, left) or _is_property(pair.right, right)):
        return False
    if _is_toll(pair.left, left) or _is_toll(pair.right, right):
        return pair.share_a_name(left, right) and _fell(pair, left, right)
    is_of_one_day = pair.is_dated and pair.days_apart is not None and pair.days_apart <= _level_days(pair)
    return is_of_one_day or not (_is_level(pair.left, left) or _is_level(pair.right, right))


def _level_days(pair: Pair) -> int:
    """Return how far apart pages may be whose percentages are compared: what was counted once does not move overnight."""
    return LEVEL_DAYS if any(term in pair.topic.terms for term in _COUNTED_ONCE) else 0


def _stages(point: AmountPoint) -> frozenset[str]:
    """Return which stages a number is of: of the first stage and of the whole are two numbers."""
    return frozenset(stage for noun, stage in point.ordinals if noun in _STAGES)


def _are_halves(left: AmountPoint, right: AmountPoint) -> bool:
    """Return whether two percentages make a whole: 70% in towns and 30% in villages."""
    return left.count.unit == right.count.unit == PERCENT and abs(left.count.value + right.count.value - 100) < HALVES_SLACK


def _is_property(of: Sheet, point: AmountPoint) -> bool:
    """Return whether what speaks of the future beside *point* tells what a thing will be, not what will become of it."""
    found = of.sentences[point.sentence].found
    ahead = [token.word for token in found if words.is_plan(token.word)]
    return len(ahead) == 1 and ahead[0] in words.PROPERTIES


def _is_level(of: Sheet, point: AmountPoint) -> bool:
    """Return whether an amount moves from day to day, so that two of unknown days prove nothing."""
    return point.count.unit == PERCENT or any((token.word in words.LEVELS) for token in of.sentences[point.sentence].found)


def _is_toll(of: Sheet, point: AmountPoint) -> bool:
    return any((token.word in words.TOLLS) for token in of.sentences[point.sentence].found)


def _fell(pair: Pair, left: AmountPoint, right: AmountPoint) -> bool:
    """Return whether the later page counts fewer: a toll that rises is a revision, one that falls is not."""
    if pair.is_later(pair.left, pair.right):
        return left.count.high < right.count.low
    return pair.is_later(pair.right, pair.left) and right.count.high < left.count.low


def _is_enough(pair: Pair, left: AmountPoint, right: AmountPoint, alike: Likeness) -> bool:
    is_same_voice, is_penslip = pair.same_speaker(left, right), is_slip(left.count, right.count)
    ease = _ease(pair, left, right, is_close=is_same_voice or is_penslip)
    least = LEAST_AROUND
    if not is_penslip and not is_same_voice and _are_nameless(pair, left, right):
        least = NAMELESS
    elif not _is_near(left.count, right.count) and not is_penslip:
        least = FAR_APART
    elif (
        max(left.count.value, right.count.value) < _SMALL
        or (is_generic(left.count) and not is_same_voice)
        or (_has_own(pair, left, pair.right) and _has_own(pair, right, pair.left))
    ):
        least = APART
    if _is_named_alone(pair, left, right, alike):
        return True
    enough = alike.share >= least - ease and alike.weight >= LEAST_WEIGHT - ease
    return enough and len(alike.terms) >= LEAST_TERMS and alike.share + pair.topic.share >= LEAST_TOGETHER - ease


def _are_nameless(pair: Pair, left: AmountPoint, right: AmountPoint) -> bool:
    """Return whether two pages share no name, and each has words of its own beside its number: two papers on two like things."""
    if pair.left.id == pair.right.id or pair.share_a_phrase(left, right):
        return False
    return _has_own(pair, left, pair.right) and _has_own(pair, right, pair.left)


def _is_named_alone(pair: Pair, left: AmountPoint, right: AmountPoint, alike: Likeness) -> bool:
    """Return whether both name one thing, each with but one such number, and the pages as a whole are alike besides."""
    if pair.left.id == pair.right.id or not _is_only_one(pair, left, right) or not pair.share_a_phrase(left, right):
        return False
    least, weight = ALONE
    if left.measures & right.measures:  # two costs of one thing, however far apart
        return alike.weight >= MEASURED_WEIGHT and alike.share + pair.matter >= MEASURED_TOGETHER
    is_alike = alike.share >= least and alike.weight >= weight
    return _is_near(left.count, right.count) and is_alike and alike.share + pair.matter >= ALONE_TOGETHER


def _ease(pair: Pair, left: AmountPoint, right: AmountPoint, *, is_close: bool) -> float:
    """Return by how much less the words around two numbers need agree, for what else says that they count one thing."""
    if pair.left.id == pair.right.id:
        return EASE if is_close else 0.0
    is_only_one = _is_only_one(pair, left, right)
    ease = EASE if is_close or (is_only_one and pair.topic.share >= CLOSE_TOPIC) else 0.0
    if not pair.share_a_phrase(left, right):
        return ease
    ease += MEASURED if left.measures & right.measures else 0.0
    ease = max(ease, ONLY_ONE if is_only_one and pair.matter >= NAMED_MATTER else 0.0) + NAMED
    ease += TOLD_TODAY if pair.is_dated and pair.days_apart == 0 else 0.0
    return ease if _is_near(left.count, right.count) else min(ease, FAR_EASE)


def _is_only_one(pair: Pair, left: AmountPoint, right: AmountPoint) -> bool:
    """Return whether two pages each give but one number of these things."""
    return all(sum(point.count.key == left.count.key for point in of.amounts) == 1 for of in (pair.left, pair.right))


def _is_near(left: Count, right: Count) -> bool:
    """Return whether two numbers lie as near as two tellings of one number do; far ones mostly count different things."""
    one, other = sorted((abs(left.value), abs(right.value)))
    return other <= one * FAR


def _has_own(pair: Pair, point: AmountPoint, other: Sheet) -> bool:
    """Return whether close to *point* stands a telling word that the page *other* has nowhere: maybe it is another's number."""
    return any(
        amount >= 1.0 and not term.startswith("#") and pair.rarity.of(term) >= RARE and term not in other.topic
        for term, amount in point.about.items()
    )


def _is_known(pair: Pair, left: AmountPoint, right: AmountPoint, alike: Likeness) -> bool:
    """Return whether one page states both amounts, of different things, or tells the other's of something that fits better."""
    return _tells_both(pair, pair.right, left, right, alike) or _tells_both(pair, pair.left, right, left, alike)


def _tells_both(pair: Pair, of: Sheet, own: AmountPoint, theirs: AmountPoint, alike: Likeness) -> bool:
    for point in of.amounts:
        if point is theirs or point.count.key != own.count.key:
            continue
        if not is_apart(point.count, own.count):
            if not _contradict(pair, of, point, theirs):
                return True
        elif likeness(point.about, own.about, pair.rarity).share > alike.share:
            return True
    return False


def _is_one_act(left: AmountPoint, right: AmountPoint) -> bool:
    """Return whether two amounts of one page are of one act: the same happening, with the same other number beside it."""
    if is_generic(left.count):
        return False
    shared = left.about.keys() & right.about.keys()
    return any(term.startswith("#") for term in shared) and any(happenings.is_single_term(term) for term in shared)


def _contradict(pair: Pair, of: Sheet, one: AmountPoint, other: AmountPoint) -> bool:
    """Return whether a page contradicts itself by two amounts: whoever gives one of them then conflicts with the other."""
    alone = Pair(of, of, pair.rarity)
    if one.sentence == other.sentence or not _comparable(alone, one, other):
        return False
    return _is_one_act(one, other) and _is_enough(alone, one, other, alone.around(one, other))
