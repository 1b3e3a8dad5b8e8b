"""Find the words between quotation marks whose speaker is named, to see whether another page gives them to somebody else."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from marsad.domain.reading import Reading
from marsad.pipeline.conflicts import words
from marsad.pipeline.conflicts.point_maker import speaker_terms
from marsad.pipeline.conflicts.points import Point, Quoted, Sentence
from marsad.text.tokens import tokens

SAME_WORDS = 8  # words in a row by which a quotation is known again


def find_quotations(reading: Reading, cut: tuple[Sentence, ...]) -> Iterator[Quoted]:
    """Yield what *reading* quotes of speakers that are known, or are named by what they are."""
    starts = [sentence.start for sentence in cut]
    nobody: frozenset[str] = frozenset()
    for claim in reading.claims:
        if not claim.is_quoted or claim.speaker_start is None or claim.speaker_end is None or claim.is_anonymous:
            continue
        said = [token.word for token in tokens(claim.speaker or "")]
        if not claim.speaker_id and (not said or said[0] not in words.ROLES):
            continue
        number, runs = bisect_right(starts, claim.speaker_start) - 1, _runs(reading.text[claim.start : claim.end])
        if number < 0 or not runs or claim.speaker_start >= claim.speaker_end or said[0] in words.OUTLETS:
            continue
        voice = Point(claim.speaker_start, claim.speaker_end, number, {}, nobody, False, False, frozenset(), nobody)
        yield Quoted(voice, runs, speaker_terms(claim), frozenset(said), claim.speaker_id)


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    """Return the runs of words in *text* by which the same words are known again."""
    stems = [token.stem for token in tokens(text)]
    return frozenset(tuple(stems[at : at + SAME_WORDS]) for at in range(len(stems) - SAME_WORDS + 1))
