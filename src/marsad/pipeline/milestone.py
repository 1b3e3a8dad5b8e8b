"""Find the days that a page sets for something to be done. Pure; needs the page's days and claims, and its day of publication."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from marsad.domain.edtf import first_day, last_day
from marsad.domain.milestone import Milestone
from marsad.domain.reading import Claim, Reading
from marsad.pipeline.milestones import words
from marsad.pipeline.milestones.actions import action_at
from marsad.pipeline.milestones.connectors import Connector, connector
from marsad.pipeline.milestones.days import Ahead, before, days_ahead
from marsad.pipeline.milestones.judge import Verdict, judge
from marsad.pipeline.milestones.phases import phase_of
from marsad.pipeline.milestones.scene import LEFT, RIGHT, Scene
from marsad.pipeline.milestones.wording import STOPS, clause_before, clause_behind, clause_of_phase, replaced_day, sentence_around
from marsad.text.align import level
from marsad.text.tokens import Token, sentences, tokens

_SOON = 2  # days after the page: what is so near is news of an event, unless the words bind it
_WEEKDAY = re.compile(r"الاثنين|الثلاثاء|الاربعاء|الخميس|الجمعه|السبت|الاحد")
_YEAR = 4  # characters of an EDTF year
_SHORT = 3  # words between two days that share what is said before the first


def find_milestones(reading: Reading) -> tuple[Milestone, ...]:
    """Return the days ahead that *reading* sets for something to be done, in order. Offsets point into its text. Never raises.

    A day that had passed when the page was published is none, nor is any on a page whose day is not known.
    """
    ahead = days_ahead(reading)
    if not ahead:
        return ()
    found = tokens(reading.text)
    starts = [token.start for token in found]
    spans = sentences(reading.text)
    opens = [start for start, _ in spans]
    told = sorted((mention.start, mention.end) for mention in reading.dates)
    voices = sorted(reading.claims, key=lambda claim: claim.start)
    made: list[Milestone] = []
    borrowed: Verdict | None = None
    for number, day in enumerate(ahead):
        start, end = spans[bisect_right(opens, day.start) - 1]
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        inside = found[
            max(first, bisect_left(starts, day.start) - 3 * LEFT) : min(last, bisect_left(starts, day.end) + 3 * RIGHT)
        ]
        if not inside:
            continue
        earlier = _end_before(told, ahead, number, start)
        later = next((one for one, _ in told[bisect_left(told, (day.end, 0)) : bisect_left(told, (day.end, 0)) + 1]), end)
        scene = _scene(reading, day, inside, earlier, min(later, end), (start, end), ahead[number - 1].end if number else 0)
        verdict = judge(scene)
        is_borrowed = False
        if verdict is None and borrowed is not None and made and _goes_with(scene, made[-1], day):
            verdict, is_borrowed = borrowed, True
        borrowed = verdict
        if verdict is not None:
            made.extend(_milestone(reading, day, scene, verdict, (start, end), voices, made[-1] if is_borrowed else None))
    return tuple(made)


def _end_before(told: Sequence[tuple[int, int]], ahead: Sequence[Ahead], number: int, start: int) -> int:
    """Return where the last day before this one ends within the sentence that begins at *start*, or *start*."""
    here = ahead[number].start
    place = bisect_left(told, (here, 0)) - 1
    ends = [told[place][1]] if place >= 0 and told[place][1] <= here else []
    if number and ahead[number - 1].end <= here:
        ends.append(ahead[number - 1].end)
    return max([start, *ends])


def _scene(
    reading: Reading, day: Ahead, inside: Sequence[Token], earlier: int, later: int, sentence: tuple[int, int], since: int
) -> Scene:
    starts = [token.start for token in inside]
    reach = bisect_left(starts, since)
    place = bisect_left(starts, day.start)
    after = bisect_left(starts, day.end)
    left = max(bisect_left(starts, earlier), place - LEFT)
    for at in range(place - 1, left - 1, -1):
        if inside[at].word in words.CONTRASTS:
            left = at + 1
            break
    right = min(bisect_left(starts, later), after + RIGHT)
    for at in range(after, right):
        if inside[at].word in words.CONTRASTS:
            right = at
            break
    has_weekday = _WEEKDAY.search(level(reading.text[day.start : day.end])) is not None
    written = first_day(reading.published or "")
    gap = (first_day(day.value) - written).days
    is_near = gap <= _SOON and (last_day(day.value) - written).days <= _SOON
    tie = connector(inside, place, day.start, is_span=day.is_span)
    if tie.kind == "old" and "/" in day.value and _names_phase(inside, tie.at):
        tie = Connector("phase", tie.at)
    clause = next((at for at in range(max(1, after), right) if _is_apart(reading.text, inside, at)), right)
    start, end = sentence
    ending = reading.text[max(start, end - 8) : end]
    return Scene(
        inside,
        left,
        place,
        after,
        right,
        tie,
        is_near,
        "/" in day.value,
        day.is_guess,
        len(day.value) == _YEAR,
        has_weekday,
        " " not in reading.text[day.start : day.end],
        ending,
        clause,
        reach,
    )


def _names_phase(inside: Sequence[Token], at: int) -> bool:
    near = [token.word for token in inside[max(0, at - 4) : at]]
    return any(word in words.ORDINALS for word in near[-2:]) or any(words.is_one_of(word, words.PHASES) for word in near)


def _is_apart(text: str, inside: Sequence[Token], at: int) -> bool:
    """Return whether a stop stands between the word at *at* and the one before it."""
    return any(stop in STOPS for stop in text[inside[at - 1].end : inside[at].start])


def _goes_with(scene: Scene, previous: Milestone, day: Ahead) -> bool:
    """Return whether the day stands beside the one before it: «من بغداد في أيلول ومن أربيل في كانون»."""
    between = scene.found[scene.left : scene.tie.at]
    if previous.day_end > day.start or scene.tie.kind in ("none", "old") or not previous.start <= day.start < previous.end:
        return False
    if any(action_at(scene.found, at) for at in range(scene.left, scene.tie.at)):
        return False  # something else is said of this day: «وتستمر حتى»
    return len(between) <= _SHORT and bool(between) and between[0].word.startswith(("و", "او", "ف", "ثم"))


def _milestone(
    reading: Reading,
    day: Ahead,
    scene: Scene,
    verdict: Verdict,
    sentence: tuple[int, int],
    voices: Sequence[Claim],
    beside: Milestone | None,
) -> Iterator[Milestone]:
    """Yield the milestone that *verdict* makes of *day*, unless «قبل» moves it before the page."""
    value = day.value
    if scene.tie.kind == "before" and verdict.sense != "not_before" and _is_bare_before(reading.text, day):
        value = before(day.value)
        if last_day(value) <= first_day(reading.published or ""):
            return
    claim = _voice(voices, day.start)
    begins = max(sentence[0], claim.start if claim else 0)
    if beside is not None:
        what = (beside.what_start, beside.what_end)
    elif scene.tie.kind == "phase":
        what = clause_of_phase(reading.text, scene, sentence[1])
    elif verdict.is_before_day:
        what = clause_before(reading.text, scene, verdict.at, day.start, begins)
    else:
        what = clause_behind(reading.text, scene, verdict.at, sentence[1])
    start, end = sentence_around(sentence, what, (day.start, day.end), scene)
    near = scene.found[scene.left].start if scene.left < len(scene.found) else start
    yield Milestone(
        start,
        end,
        day.start,
        day.end,
        *what,
        value,
        verdict.sense,
        verdict.certainty,
        (claim.speaker or "") if claim else "",
        claim.speaker_id if claim else "",
        verdict.is_postponement,
        replaced_day(reading, scene, day, verdict),
        _phase(reading.text, scene, what) or phase_of(reading.text[min(what[0], near) : day.end]),
    )


def _phase(text: str, scene: Scene, what: tuple[int, int]) -> str:
    told = text[what[0] : what[1]]
    return phase_of(told) or (phase_of(f"المرحلة {told.removeprefix('و')}") if scene.tie.kind == "phase" else "")


def _is_bare_before(text: str, day: Ahead) -> bool:
    """Return whether «قبل» stands before the time itself and not before its end."""
    return (
        not text[day.start : day.end].lstrip("ال").startswith(("نهاي", "أواخر", "اواخر", "ختام", "انتهاء", "حلول", "قبل", "قبيل"))
    )


def _voice(voices: Sequence[Claim], place: int) -> Claim | None:
    """Return the innermost claim in which the character at *place* stands."""
    at = bisect_right(voices, place, key=lambda claim: claim.start)
    for claim in reversed(voices[max(0, at - 20) : at]):
        if claim.start <= place < claim.end:
            return claim
    return None
