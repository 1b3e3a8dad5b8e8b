"""The words that say what is to be done by a day, cut so that a person can read them alone."""

from __future__ import annotations

from bisect import bisect_left

from marsad.domain.edtf import EdtfError, first_day, last_day
from marsad.domain.reading import Reading
from marsad.pipeline.milestones import words
from marsad.pipeline.milestones.days import Ahead, ahead_value
from marsad.pipeline.milestones.judge import Verdict
from marsad.pipeline.milestones.scene import LEFT, Scene
from marsad.text.align import level

LONGEST_QUOTE = 700  # characters; a longer stretch without a full stop is cut around the day
_BLANK = " \t\n،,:؛;.-–—«»\"“”'()[]…"
STOPS = "،؛:؟\n«»"
_FEWEST = 2
_POINTS_BACK = ("ذلك", "هذا", "تلك", "هذه")
_INSTEAD = ("بدلا", "بدل", "عوضا")


def clause_before(text: str, scene: Scene, at: int, day_start: int, begins: int) -> tuple[int, int]:
    """Return the span that says what is done, for a word of doing (*at*) before the day; *begins*: where the statement does."""
    end_at = max(scene.tie.at, at + 1)
    end = scene.found[end_at - 1].end
    end = min(end, day_start) if scene.found[end_at - 1].start < day_start else day_start
    first = _opening(text, scene, at, begins)
    if end_at - first < _FEWEST or any(token.word in _POINTS_BACK for token in scene.found[at:end_at][:3]):
        first = min(first, _first_at(scene, begins))
    while first < at and scene.found[first].word in words.THAT:
        first += 1
    return _trim(text, scene.found[first].start, end) or (scene.found[at].start, scene.found[at].end)


def _opening(text: str, scene: Scene, at: int, begins: int) -> int:
    """Return the word at which the clause of the word *at* begins: after the last «أن», else after the last stop."""
    lowest = max(scene.left, _first_at(scene, begins))
    if _stands_alone(scene, at):
        return at
    for place in range(at - 1, lowest - 1, -1):
        if scene.found[place].word in words.THAT:
            return min(at, place + 1)
    for place in range(at - 1, lowest - 1, -1):
        between = text[scene.found[place].end : scene.found[place + 1].start]
        if any(stop in between for stop in STOPS):
            return min(at, place + 1)
    return min(at, lowest)


def _stands_alone(scene: Scene, at: int) -> bool:
    """Return whether the clause may begin with the noun at *at*: «إنهاء حرق الغاز», not «إنجازها», «الخروج», «لإغلاق»."""
    word = scene.found[at].word
    return word in words.DOING_NOUNS | words.POSTPONED and scene.tie.at - at > _FEWEST


def _first_at(scene: Scene, begins: int) -> int:
    place = bisect_left([token.start for token in scene.found], begins)
    return max(0, min(place, scene.place - 1), scene.place - LEFT)


def clause_of_phase(text: str, scene: Scene, sentence_end: int) -> tuple[int, int]:
    """Return the span that names a phase and tells of it: «الأولى من أيلول حتى آذار وتخص بغداد»."""
    at = max(scene.left, scene.tie.at - 1)
    if scene.after >= scene.right:
        return scene.found[at].start, max(scene.found[at].end, scene.found[scene.after - 1].end)
    return scene.found[at].start, clause_behind(text, scene, scene.after, sentence_end)[1]


def clause_behind(text: str, scene: Scene, at: int, sentence_end: int) -> tuple[int, int]:
    """Return the span that says what is done, for a word of doing (*at*) behind the day: up to the next stop.

    Where that word only points back («إلى 30 تموز لإغلاقها»), the span begins before the day.
    """
    if scene.found[at].word.endswith(("ها", "هم")) and scene.tie.at - scene.left > _FEWEST:
        return scene.found[scene.left].start, scene.found[at].end
    first = scene.found[scene.after].start
    last = min(sentence_end, scene.found[scene.right - 1].end)
    for place in range(scene.after, scene.right - 1):
        between = text[scene.found[place].end : scene.found[place + 1].start]
        if any(stop in between for stop in STOPS) and place - scene.after >= _FEWEST:
            last = scene.found[place].end
            break
    return _trim(text, first, last) or (first, last)


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    words_there = text[start:end]
    first, last = end - len(words_there.lstrip(_BLANK)), start + len(words_there.rstrip(_BLANK))
    return (first, last) if first < last else None


def sentence_around(sentence: tuple[int, int], what: tuple[int, int], day: tuple[int, int], scene: Scene) -> tuple[int, int]:
    """Return the sentence, or of a very long one the words around the day."""
    start, end = sentence
    if end - start > LONGEST_QUOTE:
        start, end = max(start, scene.found[0].start), min(end, scene.found[-1].end)
    return min(start, what[0], day[0]), max(end, what[1], day[1])


def replaced_day(reading: Reading, scene: Scene, day: Ahead, verdict: Verdict) -> str:
    """Return the day of which *day* takes the place: «من أيلول إلى كانون», «بدلا من أيلول»; "" where none is told."""
    first, last = scene.found[0].start, scene.found[-1].end
    for mention in reading.dates[bisect_left(reading.dates, first, key=lambda one: one.start) :][:12]:
        if mention.start >= last:
            break
        if mention.value is None or mention.start == day.start or not _is_single(mention.value):
            continue
        before = [token.word for token in scene.found if token.end <= mention.start][-3:]
        instead = any(word in _INSTEAD for word in before)
        moved_from = verdict.is_postponement and mention.end <= day.start and before[-1:] in (["من"], ["ومن"])
        if instead or moved_from:
            known = first_day(reading.published or "")
            return ahead_value(mention, level(reading.text[mention.start : mention.end]), known) or mention.value.split("T")[0]
    return ""


def _is_single(value: str) -> bool:
    try:
        last_day(value)
    except EdtfError:
        return False
    return "/" not in value
