"""Days that cannot both hold: of one deadline or one event, unless a later page may have moved it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from math import fsum

from marsad.domain.conflict import Conflict
from marsad.domain.edtf import EdtfError, first_day, last_day
from marsad.pipeline.conflicts import words
from marsad.pipeline.conflicts.pair import Pair, words_of
from marsad.pipeline.conflicts.points import DayPoint, Sheet
from marsad.pipeline.conflicts.reasons import day_reasons

LEAST_TOPIC = 0.2
LEAST_AROUND = 0.34
LEAST_WEIGHT = 0.55
PAST_AROUND = 0.45  # of a day gone by: any news tells of many things that were
PAST_WEIGHT = 1.2
UNDATED_AROUND = 0.45
RARE, CLOSE_BY = 0.5, 0.7
BARE = 0.8  # what the words around a deadline weigh at most where it is the deadline of all that the page is about
BARE_TOPIC = 0.35
TOLD_ALIKE = 0.6  # of a day gone by where no word for a happening is shared, but a name of two words is
PLAN_MATTER, PLANNED_WITHIN = (0.3, 0.2), 7  # the second where what happens on the day is shared too
REVISED_AFTER = 31  # days between two pages after which another day is taken for a new one
SLIP_DAYS = 2  # nobody moves a deadline by a day or two: the papers' words differ
OWN_DAYS = 1  # a day so near to the page's own is that of the report


def day_conflicts(pair: Pair) -> Iterator[Conflict]:
    """Yield the days of two pages that cannot both hold."""
    if pair.left.id == pair.right.id or pair.topic.share < LEAST_TOPIC:
        return
    for left in pair.left.days:
        for right in pair.right.days:
            if not _are_apart(left, right) or left.is_plan != right.is_plan or pair.are_of_different_things(left, right):
                continue
            if left.is_reckoned and right.is_reckoned:
                continue  # «في غضون أسبوعين» said on two days
            alike = pair.around(left, right)
            is_told = alike.share >= TOLD_ALIKE and not (left.is_reckoned or right.is_reckoned)
            if not is_told and (_is_own(pair.left, left) or _is_own(pair.right, right)):
                continue
            is_bare = _is_bare(pair, left, right)
            if not (is_bare or _is_same(pair, left, right, alike.share, alike.weight)) or _may_be_moved(
                pair, left, right, alike.share
            ):
                continue
            if _knows(pair.left, right) or _knows(pair.right, left):
                continue
            said = words_of(pair.left, left), words_of(pair.right, right)
            terms = pair.topic.terms if is_bare else alike.terms
            shared = tuple(word for term in terms[:3] if (word := pair.left.surfaces.get(term)))
            score = (pair.topic.share if is_bare else alike.share) / 2 + pair.topic.share / 2
            yield pair.conflict("day", left, right, (left.value, right.value), day_reasons(said, shared), score, terms)


def span(value: str) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day of an EDTF *value*; None for what is no date."""
    try:
        return first_day(value), last_day(value)
    except EdtfError:
        return None


def _are_apart(left: DayPoint, right: DayPoint) -> bool:
    one, other = span(left.value), span(right.value)
    if not (left.has_year and right.has_year) and left.value[4:] == right.value[4:]:
        return False  # the year was reckoned, once to the one side and once to the other
    return one is not None and other is not None and (one[1] < other[0] or other[1] < one[0])


def _is_own(of: Sheet, point: DayPoint) -> bool:
    """Return whether *point* is the day on which the page was written, or the day before or after it."""
    days = span(point.value)
    if days is None or of.since is None or of.until is None or days[0] != days[1]:
        return False
    return of.since - dt.timedelta(OWN_DAYS) <= days[0] <= of.until + dt.timedelta(OWN_DAYS) and of.since == of.until


def _is_bare(pair: Pair, left: DayPoint, right: DayPoint) -> bool:
    """Return whether both are deadlines, and one stands so alone that it must be that of the page's matter."""
    if not (left.is_deadline and right.is_deadline and pair.topic.share >= BARE_TOPIC):
        return False
    return any(fsum(sorted(point.about.values())) <= BARE for point in (left, right))


def _is_same(pair: Pair, left: DayPoint, right: DayPoint, share: float, weight: float) -> bool:
    if left.is_proposed and right.is_proposed:
        return share >= LEAST_AROUND and weight >= LEAST_WEIGHT
    is_ahead = left.is_plan or (left.is_deadline and right.is_deadline)
    if _is_one_deadline(pair, left, right) or _is_only_plan(pair, left, right):
        return True
    if is_ahead:
        if not (left.happenings & right.happenings or (left.is_deadline and right.is_deadline)):
            return False
        return share >= LEAST_AROUND and weight >= LEAST_WEIGHT
    if len(left.value) != len(right.value):
        return False
    if (
        share >= TOLD_ALIKE
        and not (left.is_reckoned or right.is_reckoned)
        and weight >= PAST_WEIGHT
        and pair.share_a_phrase(left, right)
    ):
        return True
    if not left.happenings & right.happenings:
        return False
    return share >= PAST_AROUND and weight >= PAST_WEIGHT


def _is_only_plan(pair: Pair, left: DayPoint, right: DayPoint) -> bool:
    """Return whether two pages of one matter each name but one day to come, both beside the same name of two words."""
    least = PLAN_MATTER[bool(left.happenings & right.happenings)]
    if not (left.is_plan and right.is_plan) or pair.matter < least or pair.days_apart is None:
        return False
    if pair.days_apart > PLANNED_WITHIN or not pair.share_a_phrase(left, right):
        return False
    return all(sum(point.is_plan for point in of.days) == 1 for of in (pair.left, pair.right))


def _is_one_deadline(pair: Pair, left: DayPoint, right: DayPoint) -> bool:
    """Return whether two pages of one matter set a day, month or year for a thing that both name close by, and few others do."""
    if not (left.is_deadline and right.is_deadline) or len(left.value) != len(right.value) or pair.topic.share < BARE_TOPIC:
        return False
    close = (term for term, worth in left.about.items() if worth >= CLOSE_BY and right.about.get(term, 0.0) >= CLOSE_BY)
    return any(pair.rarity.of(term) >= RARE for term in close)


def _may_be_moved(pair: Pair, left: DayPoint, right: DayPoint, share: float) -> bool:
    """Return whether the later page may tell of a new day: a revision over time is no conflict."""
    if left.is_proposed and right.is_proposed:
        return False  # two accounts of one proposal
    if left.is_moved or right.is_moved:
        return True
    one, other = span(left.value), span(right.value)
    assert one is not None
    assert other is not None
    gap = max((other[0] - one[1]).days, (one[0] - other[1]).days)
    if gap <= SLIP_DAYS or _stands_firm(pair):
        return False
    apart = pair.days_apart
    if apart is None:
        return not (_is_one_deadline(pair, left, right) or (left.is_deadline and right.is_deadline and share >= UNDATED_AROUND))
    return apart > REVISED_AFTER


def _stands_firm(pair: Pair) -> bool:
    """Return whether the later page says that the day was not moved."""
    later = pair.right if pair.is_later(pair.right, pair.left) else pair.left
    return any(
        _says_not_moved(sentence.found[at - 1].word, sentence.found[at].word)
        for sentence in later.sentences
        for at in range(1, len(sentence.found))
    )


def _says_not_moved(before: str, word: str) -> bool:
    return (before in words.NEGATIONS) and (word in words.MOVES)


def _knows(of: Sheet, point: DayPoint) -> bool:
    """Return whether the page *of* names the day of *point* too: then it tells of both."""
    days = span(point.value)
    spans = (span(date.value.split("T")[0]) for date in of.dates if date.value)
    return days is not None and any(other and other[0] <= days[1] and days[0] <= other[1] for other in spans)
