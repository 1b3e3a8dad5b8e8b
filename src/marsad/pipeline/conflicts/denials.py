"""What one page denies in so many words and another tells as done: «نفت الوزارة تعرض المصفى لهجوم»."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

from marsad.domain.conflict import Conflict
from marsad.pipeline.conflicts import happenings, words
from marsad.pipeline.conflicts.context import Likeness, likeness
from marsad.pipeline.conflicts.pair import Pair
from marsad.pipeline.conflicts.points import Point, Sentence, Sheet
from marsad.pipeline.conflicts.reasons import denial_reasons

LEAST_MATTER = 0.17
LEAST_WEIGHT = 1.1  # what the words that a denial and a telling share must weigh
LEAST_COVERED = 0.4  # the part of what is denied that the telling must hold
UNNAMED_COVERED = 0.6  # the same, where both share no name of two words
WHOLE_WEIGHT, WHOLE_COVERED = 0.7, 0.75  # the same, where the telling holds nearly all of it
LEAST_TERMS = 2
ANSWERED_WITHIN = 7  # days from the telling to its denial
_CONTENT = 16  # words after a denial that may say what is denied
_LONGEST = 60  # words; a longer sentence is furniture
_SUBJECT = 8  # words after a denial that may say who denies
_CHARGE_REACH = 3
_SCORE = 0.4
_NEVER = ("لم", "ولم")


def denial_conflicts(pair: Pair) -> Iterator[Conflict]:
    """Yield for each denial of one page what of the other says the denied most plainly."""
    if pair.left.id == pair.right.id or (not pair.left.denials and not pair.right.denials):
        return
    if pair.matter < LEAST_MATTER or (pair.days_apart or 0) > ANSWERED_WITHIN:
        return
    for of, theirs, is_left in ((pair.left, pair.right, True), (pair.right, pair.left, False)):
        if theirs.since and of.until and pair.is_later(theirs, of):
            continue  # not yet when it was denied
        for denial in of.denials:
            best = _best_told(pair, theirs, denial)
            if best is None:
                continue
            told, alike = best
            sides = (denial, told) if is_left else (told, denial)
            if alike.weight < _whole(pair, denial) * UNNAMED_COVERED and not pair.share_a_phrase(*sides):
                continue
            shared = tuple(word for term in alike.terms[:3] if (word := pair.left.surfaces.get(term)))
            score = _SCORE + alike.share / 4 + pair.topic.share / 4
            values = ("no", "yes") if is_left else ("yes", "no")
            yield pair.conflict("happened", *sides, values, denial_reasons(shared, is_first=is_left), score, alike.terms)


def _best_told(pair: Pair, of: Sheet, denial: Point) -> tuple[Point, Likeness] | None:
    """Return what of the page *of* tells most plainly what *denial* denies, and how alike the two are; None for nothing."""
    best: tuple[Point, Likeness] | None = None
    for number, sentence in enumerate(of.sentences):
        alike = _alike(pair, sentence, denial)
        if alike is not None and (best is None or alike.weight > best[1].weight):
            best = told_point(sentence, number, sentence.start, sentence.end), alike
    return best


def _alike(pair: Pair, sentence: Sentence, denial: Point) -> Likeness | None:
    """Return how alike *sentence* is to what *denial* denies; None where it does not tell that as done."""
    told = told_terms(sentence)
    if next(iter(denial.about)) not in told or len(sentence.found) > _LONGEST:
        return None  # of the same man: he was not arrested, he is charged
    if any(words.is_doubt(token.word) for token in sentence.found) or sentence.is_plan:
        return None
    alike = likeness(denial.about, told, pair.rarity)
    whole = _whole(pair, denial)
    is_held = alike.weight >= max(LEAST_WEIGHT, whole * LEAST_COVERED)
    is_whole = alike.weight >= max(WHOLE_WEIGHT, whole * WHOLE_COVERED)
    is_enough = (is_held or is_whole) and len(alike.terms) >= LEAST_TERMS
    return alike if is_enough else None


def _whole(pair: Pair, denial: Point) -> float:
    """Return what all the words of *denial* weigh."""
    return fsum(sorted(worth * pair.rarity.of(term) for term, worth in denial.about.items()))


def told_terms(sentence: Sentence) -> dict[str, float]:
    """Return the terms of *sentence* with what each is worth."""
    return {term: worth for term, worth in zip(sentence.terms, sentence.worths, strict=True) if term}


def told_point(sentence: Sentence, number: int, start: int, end: int) -> Point:
    """Return the words at start..end as a point, about which stands all that their sentence tells."""
    unmarked: frozenset[str] = frozenset()
    about = told_terms(sentence)
    return Point(start, end, number, about, unmarked, sentence.is_plan, sentence.is_change, frozenset(), unmarked)


def find_denials(cut: tuple[Sentence, ...], spoken: frozenset[int]) -> Iterator[Point]:
    """Yield what the sentences of a page deny; *spoken* are the starts of words that name a speaker."""
    for number, sentence in enumerate(cut):
        keys = [token.word for token in sentence.found]
        opens = next((at + 1 for at in range(len(keys)) if _is_denial(keys, at)), 0)
        if not opens or len(keys) > _LONGEST:
            continue
        said, is_never = opens, keys[opens - 1] in _NEVER
        reach = range(opens, opens if is_never else min(len(keys), opens + _SUBJECT))
        opens = next((at for at in reach if _is_denied(keys[at])), opens)
        closes = next((at for at in range(opens, len(keys)) if keys[at] in words.COUNTERS), len(keys))
        closes = min(closes, opens + _CONTENT)
        about = {
            sentence.terms[at]: sentence.worths[at]
            for at in range(opens, closes)
            if sentence.terms[at]
            and keys[at] not in words.RUMOURS
            and (opens > said or is_never or sentence.found[at].start not in spoken)
        }
        if len(about) >= LEAST_TERMS and words.CHARGES.isdisjoint(keys[opens : opens + _CHARGE_REACH]):
            end = sentence.found[closes - 1].end
            yield Point(sentence.found[said - 1].start, end, number, about, frozenset(), False, False, frozenset(), frozenset())


def _is_denied(word: str) -> bool:
    """Return whether *word* can only begin what is denied, not name who denies it."""
    return word in words.RUMOURS or happenings.family(word) is not None


def _is_denial(keys: list[str], at: int) -> bool:
    if keys[at] in words.DENIALS:
        return at == 0 or keys[at - 1] not in words.NEGATIONS
    if at == 0 and keys[at] in _NEVER:
        return len(keys) > 1 and keys[1] not in words.STILL
    return keys[at] in ("صحه", "اساس") and at > 0 and keys[at - 1] in ("لا", "عدم", "ان")
