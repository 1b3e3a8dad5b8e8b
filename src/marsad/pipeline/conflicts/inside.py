"""Where one page contradicts itself: a part above its whole, a date on another weekday, one voice set against another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cache

from marsad.domain.conflict import Conflict
from marsad.domain.reading import DateMention
from marsad.pipeline.conflicts import happenings, words
from marsad.pipeline.conflicts.context import likeness, term_of
from marsad.pipeline.conflicts.counts import PERSON, is_generic, is_money
from marsad.pipeline.conflicts.pair import Pair, words_of
from marsad.pipeline.conflicts.points import AmountPoint, Point, Sentence, Sheet
from marsad.pipeline.conflicts.reasons import contrast_reasons, part_reasons, weekday_reasons
from marsad.text.dates.days import weekday_number
from marsad.text.fold import fold
from marsad.text.tokens import stem, tokens

_AMONG = ("بينهم", "بينها", "منهم", "منها", "من بينهم", "من بينها", "من ضمنهم", "ضمنهم")
_PEOPLE = """
عامل عاملا موظف موظفا طالب طالبا مواطن نازح نازحا لاجئ لاجئا مهاجر حاج حاجا معتمر مسافر مسافرا راكب راكبا مريض مريضا
مرشح مرشحا نائب نائبا ناخب معلم معلما طبيب طبيبا مهندس مشارك مشاركا متطوع متطوعا سجين معتقل معتقلا أسير طفل طفلا رجل
امرأة زائر مستفيد جندي قتيل جريح
"""
_LEAST_WHOLE = 10
_LINK = 30  # characters from a whole to its first part
_FULL_DAY = 10
_CERTAIN, _FAIR = 0.9, 0.5
LEAST_SHARED = 0.3  # what the words that two voices share must weigh
TURNED_SHARED = 0.25
_TURNING = frozenset(turn.split()[0] for turn in words.TURNS)
DENIED_SHARED = 1.5


def inside_conflicts(pair: Pair) -> Iterator[Conflict]:
    """Yield how the page of *pair* contradicts itself; nothing where the pair is of two pages."""
    if pair.left.id == pair.right.id:
        yield from _parts(pair)
        yield from _weekdays(pair)
        yield from _voices(pair)
        yield from _turns(pair)


def _parts(pair: Pair) -> Iterator[Conflict]:
    """Yield wholes that are smaller than a part of theirs, or than the parts listed together."""
    of = pair.left
    for place, whole in enumerate(of.amounts):
        parts = list(_parts_of(of, whole, of.amounts[place + 1 :]))
        if not parts or whole.count.value < _LEAST_WHOLE or not all(_may_be_part(whole, part) for part in parts):
            continue
        over = next((part for part in parts if part.count.low > whole.count.high), None)
        if over is None and sum(part.count.low for part in parts) > whole.count.high:
            over = max(parts, key=lambda part: part.count.value)
        if over is not None:
            said = words_of(of, whole), words_of(of, over)
            yield pair.conflict("amount", whole, over, said, part_reasons(said, is_sum=len(parts) > 1), _CERTAIN, ())


def _parts_of(of: Sheet, whole: AmountPoint, after: Sequence[AmountPoint]) -> Iterator[AmountPoint]:
    end = whole.end
    for number, part in enumerate(after):
        between = fold(of.text[end : part.start]).strip(" (،")
        if part.sentence != whole.sentence or part.start - end > _LINK:
            return
        if not (between.endswith(_AMONG) and "كل" not in between.split() if number == 0 else between == "و"):
            return
        yield part
        end = part.end


def _may_be_part(whole: AmountPoint, part: AmountPoint) -> bool:
    """Return whether the one can be counted among the other: the same things, or some people among people."""
    if is_generic(part.count) or is_generic(whole.count):
        return whole.count.unit == part.count.unit and is_money(whole.count)
    return whole.count.unit in ("", part.count.unit, PERSON) or whole.count.unit in _people()


@cache
def _people() -> frozenset[str]:
    return frozenset(term_of(stem(word)) for word in _PEOPLE.split())


def _weekdays(pair: Pair) -> Iterator[Conflict]:
    """Yield dates written with a weekday on which they do not fall."""
    of = pair.left
    for date in of.dates:
        named = _weekday(of, date)
        if named is None or date.value is None:
            continue
        try:
            day = dt.date.fromisoformat(date.value.split("T")[0])
        except ValueError:
            continue
        if named[0] == day.weekday():
            continue
        point = _point(of, date.start, date.end)
        name = point and of.text[named[1] : named[2]]
        if point and name:
            yield pair.conflict(
                "day", point, point, (name, day.isoformat()), weekday_reasons(name, words_of(of, point), day), _CERTAIN, ()
            )


def _weekday(of: Sheet, date: DateMention) -> tuple[int, int, int] | None:
    """Return the weekday named in a date whose day, month and year all stand there, and where; None where one is missing."""
    value = (date.value or "").split("T")[0]
    said = of.text[date.start : date.end]
    if len(value) != _FULL_DAY or value[:4] not in fold(said):
        return None
    found = tokens(said)
    for place, token in enumerate(found):
        if any(one.word == "يوم" for one in found[place + 1 :]):
            continue  # «أمس الاثنين يوم السادس من شباط»: two days
        if place and said[token.end :].lstrip().startswith((",", "،")):
            continue  # «أمس الأحد، 25/12/2017»: the day of the telling and another date
        try:
            return weekday_number(token.word), date.start + token.start, date.start + token.end
        except KeyError:
            continue
    return None


def _point(of: Sheet, start: int, end: int) -> Point | None:
    for number, sentence in enumerate(of.sentences):
        if sentence.start <= start < sentence.end:
            return Point(start, end, number, {}, frozenset(), False, False, frozenset(), frozenset())
    return None


def _voices(pair: Pair) -> Iterator[Conflict]:
    """Yield a sentence that sets one speaker's words against those of another in the sentence before."""
    of = pair.left
    for number in range(1, len(of.sentences)):
        before, here = of.sentences[number - 1], of.sentences[number]
        first, second = of.speakers.get(number - 1), of.speakers.get(number)
        sign = words.contrast(" ".join(token.word for token in here.found[:4]))
        is_denied = _denies(before, here) or _denies(here, before)
        if not first or not second or first & second or not (sign or is_denied):
            continue
        alike = likeness(_told(before), _told(here), pair.rarity)
        families = {happenings.family(token.word) for token in here.found} & {
            happenings.family(token.word) for token in before.found
        } - {None}
        if alike.weight < (LEAST_SHARED if sign and families else DENIED_SHARED):
            continue
        kind = "happened" if is_denied or not families else "extent"
        left, right = _whole(before, number - 1), _whole(here, number)
        yield pair.conflict(kind, left, right, ("", ""), contrast_reasons(sign), min(1.0, _FAIR + alike.share / 2), alike.terms)


def _denies(one: Sentence, other: Sentence) -> bool:
    """Return whether *one* denies and *other* affirms; a sentence that negates too rather explains the denial."""
    return any(token.word in words.DENIALS for token in one.found) and not any(
        words.is_doubt(token.word) for token in other.found
    )


def _turns(pair: Pair) -> Iterator[Conflict]:
    """Yield a sentence in which one denies what another, after «لكن» or «غير أن», expects or affirms of the same thing."""
    of = pair.left
    for number, sentence in enumerate(of.sentences):
        keys = [token.word for token in sentence.found]
        for place in range(1, len(keys) - 1):
            if keys[place].removeprefix("و") not in _TURNING:
                continue
            width = next((len(turn.split()) for turn in words.TURNS if _is_turn(keys, place, turn)), 0)
            if not width:
                continue
            left, right = _piece(sentence, number, 0, place), _piece(sentence, number, place + width, len(keys))
            if left is None or right is None or not _is_other_voice(of, left, right):
                continue
            if any(key in words.NEGATIONS for key in keys[:place]) == any(
                key in words.NEGATIONS for key in keys[place + width :]
            ):
                continue
            alike = likeness(left.about, right.about, pair.rarity)
            if alike.weight >= TURNED_SHARED:
                sign = " ".join(keys[place : place + width])
                yield pair.conflict("happened", left, right, ("", ""), contrast_reasons(sign), _FAIR, alike.terms)
                break


def _is_turn(keys: Sequence[str], place: int, turn: str) -> bool:
    said = " ".join(keys[place : place + len(turn.split())])
    return said in (turn, f"و{turn}")


def _piece(sentence: Sentence, number: int, first: int, last: int) -> Point | None:
    if first >= last:
        return None
    start, end = sentence.found[first].start, sentence.found[last - 1].end
    about = {term: worth for term, worth in zip(sentence.terms[first:last], sentence.worths[first:last], strict=True) if term}
    return Point(start, end, number, about, frozenset(), False, False, frozenset(), frozenset())


def _is_other_voice(of: Sheet, left: Point, right: Point) -> bool:
    """Return whether each of two pieces has a speaker of its own."""
    one = [voice for start, voice in of.voices if left.start <= start < left.end]
    other = [voice for start, voice in of.voices if right.start <= start < right.end]
    return bool(one and other) and not any(voice & later for voice in one for later in other)


def _told(sentence: Sentence) -> dict[str, float]:
    return {term: worth for term, worth in zip(sentence.terms, sentence.worths, strict=True) if term}


def _whole(sentence: Sentence, number: int) -> Point:
    return Point(sentence.start, sentence.end, number, {}, frozenset(), False, False, frozenset(), frozenset())
