"""Happenings that cannot both hold: done and not done, gone and still there, the whole and only a part."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.domain.conflict import Conflict
from marsad.pipeline.conflicts import happenings
from marsad.pipeline.conflicts.context import Likeness
from marsad.pipeline.conflicts.pair import Pair, words_of
from marsad.pipeline.conflicts.points import EventPoint, Sheet
from marsad.pipeline.conflicts.reasons import extent_reasons, happened_reasons
from marsad.text.fold import fold
from marsad.text.tokens import Token

LEAST_TOPIC = 0.2
LEAST_AROUND = 0.3
LEAST_WEIGHT = 0.9
LEAST_TERMS = 2
LEAST_PHRASES = 2
CLOSE_TOPIC, NAMED_TOPIC = 0.22, 0.12
_LEAVE = "leave"
_DONE_REACH = 4
_SET_BESIDE = ("بعد", "قبل", "عقب", "اثر", "منذ")
_FOR_GOOD = ("خال", "خاليا", "خاليه", "خلو")


def event_conflicts(pair: Pair) -> Iterator[Conflict]:
    """Yield what of two pages cannot both have happened, or not to the same extent."""
    if pair.left.id == pair.right.id or (pair.topic.share < LEAST_TOPIC and not _is_close(pair)):
        return
    for left in pair.left.events:
        for right in pair.right.events:
            if left.family[0] != right.family[0] or left.is_plan != right.is_plan or pair.are_of_different_things(left, right):
                continue
            kind = _kind(pair, left, right)
            if not kind:
                continue
            alike = pair.around(left, right)
            if not _is_same(pair, left, right, alike) or _is_answered(pair, left, right, alike):
                continue
            said = words_of(pair.left, left), words_of(pair.right, right)
            shared = tuple(word for term in alike.terms[:3] if (word := pair.left.surfaces.get(term)))
            reasons = (happened_reasons if kind == "happened" else extent_reasons)(said, shared)
            score = (alike.share + pair.topic.share) / 2
            yield pair.conflict(kind, left, right, (_value(left), _value(right)), reasons, score, alike.terms)


def _is_close(pair: Pair) -> bool:
    """Return whether two pages tell of one matter: they are alike, or somewhat so and share names of two words."""
    return pair.topic.share >= CLOSE_TOPIC or (pair.topic.share >= NAMED_TOPIC and pair.matter >= CLOSE_TOPIC)


def _is_same(pair: Pair, left: EventPoint, right: EventPoint, alike: Likeness) -> bool:
    """Return whether two happenings are of one thing: their words agree, or they share a name or what the pages are about."""
    if alike.share >= LEAST_AROUND and alike.weight >= LEAST_WEIGHT and len(alike.terms) >= LEAST_TERMS:
        return True
    if not _is_close(pair):
        return False
    if left.extent == "part" or right.extent == "part":
        return _times(pair.left, left.object) > 1 and _times(pair.right, left.object) > 1
    return left.family[0] == _LEAVE and len(left.phrases & right.phrases) >= LEAST_PHRASES


def _times(of: Sheet, term: str) -> int:
    return sum(sentence.terms.count(term) for sentence in of.sentences)


def _value(point: EventPoint) -> str:
    return ("no" if point.is_undone else "yes") + (f", {point.extent}" if point.extent else "")


def _kind(pair: Pair, left: EventPoint, right: EventPoint) -> str:
    """Return "happened" or "extent" where two happenings of one family disagree, and time does not explain it; else ""."""
    for one, other, of, theirs in ((left, right, pair.left, pair.right), (right, left, pair.right, pair.left)):
        if _is_happening_denied(pair, one, other, of, theirs):
            return "happened"
        if _is_whole_and_part(one, other) and not pair.is_later(of, theirs):
            return "extent"
    return ""


def _is_happening_denied(pair: Pair, one: EventPoint, other: EventPoint, of: Sheet, theirs: Sheet) -> bool:
    """Return whether *other* denies *one*, which is told as done, and was not written before it."""
    if one.is_undone or not one.is_asserted:
        return False
    if one.family == other.family:
        return (
            one.is_plain
            and other.is_undone
            and _is_one_thing(one, other)
            and (pair.is_of_one_time if one.is_plan else not pair.is_later(of, theirs))
        )
    if other.is_undone or one.family[1] < 0:
        return False
    if one.family[0] == _LEAVE:
        return _is_for_good(of, one) and not _is_named_only(theirs, other) and not one.is_plan and not pair.is_later(of, theirs)
    if _is_named_only(of, one) or _is_named_only(theirs, other) or not (pair.is_dated and pair.days_apart == 0):
        return False
    return _is_one_thing(one, other)


def _is_named_only(of: Sheet, point: EventPoint) -> bool:
    """Return whether the words only name what happens: of a stop and a resumption named together both were."""
    found = of.sentences[point.sentence].found
    before = [token.word for token in found if token.start < point.start][-_DONE_REACH:]
    if before and before[-1] in _SET_BESIDE:
        return True  # «بعد توقفها»
    return happenings.is_noun(fold(of.text[point.start : point.end])) and not any(word in happenings.DONE for word in before)


def _is_one_thing(one: EventPoint, other: EventPoint) -> bool:
    """Return whether both happen to one thing; it may stand before the verb: العمل توقف, توقف العمل."""
    return bool(one.object and other.about.get(one.object)) or bool(other.object and one.about.get(other.object))


def _is_for_good(of: Sheet, point: EventPoint) -> bool:
    """Return whether nobody was left: خال من, or all of them left."""
    if point.extent == "all" and not _is_free(of, point):
        return True
    return _is_free(of, point) and any(one.word == "من" for one in _after(of, point))


def _is_free(of: Sheet, point: EventPoint) -> bool:
    return fold(of.text[point.start : point.end]).removeprefix("و") in _FOR_GOOD


def _after(of: Sheet, point: EventPoint) -> list[Token]:
    return [token for token in of.sentences[point.sentence].found if token.start >= point.end][:2]


def _is_whole_and_part(one: EventPoint, other: EventPoint) -> bool:
    if not happenings.has_parts(one.family) or not (one.is_asserted and other.is_asserted):
        return False
    if one.is_undone or other.is_undone or one.family != other.family or other.extent != "part" or one.extent == "part":
        return False
    return bool(one.object) and one.object == other.object


def _is_answered(pair: Pair, left: EventPoint, right: EventPoint, alike: Likeness) -> bool:
    """Return whether one page says of what fits better the same as the other does."""
    if left.extent == "part" or right.extent == "part":
        return False
    for point in pair.right.events:
        if point is not right and _agree(point, left) and pair.around(left, point).share > alike.share:
            return True
    return any(
        point is not left and _agree(point, right) and pair.around(point, right).share > alike.share for point in pair.left.events
    )


def _agree(one: EventPoint, other: EventPoint) -> bool:
    return (
        one.family == other.family
        and one.is_undone == other.is_undone
        and one.extent == other.extent
        and one.is_plan == other.is_plan
    )
