"""Turn the signs that a page bears on a promise into one score from 0 to 1, and say which scores are worth a person's time."""

from __future__ import annotations

import math
from dataclasses import dataclass

SHOWN = 0.005  # below it a promise is not listed at all
SUGGESTED = 0.45  # above it a match goes to the desk

# A logistic regression over eight promises and 89 pages (docs/decisions tells how), six signs and no more, so that it
# carries over: left out one at a time, each promise is ranked as well by weights fitted on the other seven.
TITLE, PASSAGE, TELLING, LIKENESS, HOME, OUTSIDE, BASE = 4.8, 5.1, 6.2, 5.2, 6.3, -1.6, -10.9
ENOUGH_TELLING = 5.0  # shared words past this weight say no more
ENOUGH_HOME = 0.6
UNKNOWN_HOME = 0.45  # a page that names no country: nearer to home than to elsewhere
FAR_OUTSIDE_MONTHS = 12
ELSEWHERE = 0.35  # a page less at home than this is set in another country
USUAL_LIKENESS = 0.3  # stands in where no encoder read the page


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known of one page and one promise. Shares and likenesses lie between 0 and 1."""

    title_share: float  # of the promise's title words, how many stand on the page
    passage_share: float  # the same for the best single sentence
    telling: float  # weight of all words shared
    words: tuple[str, ...]  # those words as the promise writes them, most telling first
    likeness: float | None  # of meaning, best sentence; None without an encoder
    home: float | None  # how far the page is set in the promise's country; None where nothing tells
    is_leader_named: bool
    months_outside: int | None  # of the government's term; None where not known


def score(signals: Signals) -> float:
    """Return how likely it is, from 0 to 1, that the page bears on the promise.

    A page set in another country, or years outside the term, may share every word: it stays below SUGGESTED.
    """
    home = UNKNOWN_HOME if signals.home is None else min(signals.home, ENOUGH_HOME)
    logit = (
        BASE
        + TITLE * signals.title_share
        + PASSAGE * signals.passage_share
        + TELLING * min(signals.telling, ENOUGH_TELLING) / ENOUGH_TELLING
        + LIKENESS * (USUAL_LIKENESS if signals.likeness is None else signals.likeness)
        + HOME * home / ENOUGH_HOME
        + OUTSIDE * min(signals.months_outside or 0, FAR_OUTSIDE_MONTHS) / FAR_OUTSIDE_MONTHS
    )
    is_astray = (signals.home is not None and signals.home < ELSEWHERE) or (signals.months_outside or 0) >= FAR_OUTSIDE_MONTHS
    return (SUGGESTED if is_astray else 1.0) / (1 + math.exp(-logit))


def reasons(signals: Signals, country: str) -> tuple[str, ...]:
    """Return, in Arabic and for a reader, why a page was laid beside a promise, and what speaks against it."""
    said = []
    if signals.words:
        said.append("يذكر: " + "، ".join(signals.words[:4]))
    if signals.is_leader_named:
        said.append("يسمي رئيس الحكومة")
    if country and signals.home is not None:
        said.append(f"يدور في {country}" if signals.home >= ELSEWHERE else f"يدور في غير {country}")
    if signals.months_outside is not None:
        said.append("تاريخه ضمن ولاية الحكومة أو ما يليها" if signals.months_outside == 0 else "تاريخه خارج ولاية الحكومة")
    if signals.likeness is not None and signals.likeness >= 0.45:
        said.append("معناه قريب من نص الوعد")
    return tuple(said)
