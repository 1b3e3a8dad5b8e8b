"""The signs that a page bears on a promise, and what they amount to."""

from __future__ import annotations

from dataclasses import dataclass

SHOWN = 0.005  # below it a promise is not listed at all
ENOUGH_TELLING = 4.0  # shared words past this weight say no more
ENOUGH_HEAD = 3.0
ENOUGH_HOME = 0.6
UNKNOWN_HOME = 0.45  # a page that names no country: nearer to home than to elsewhere
FAR_OUTSIDE_MONTHS = 12
FAR_BEHIND = 4.0  # a promise so far behind the page's best is no farther behind than that
ELSEWHERE = 0.35  # a page less at home than this is set in another country
USUAL_LIKENESS = 0.22  # stands in where no encoder read the page


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
    head: float = 0.0  # weight of the words shared with the headline and the first sentence
    is_of_a_twin: bool = False  # its day falls in the term of another government that promised the like
    is_firm: bool = True  # one of the words names a subject of its own
    density: float = 0.0  # of the promise's words on the whole page, 0 to 1
    pairs: float = 0.0  # of its neighbouring words, how many stand together on the page
    crowd: float = 0.0  # mean density of the promises that come next on the page
    is_placed: bool = True  # the promise is tied to a country
    overshadowed: float = 0.0  # by how much `evidence` is stronger for another promise


def evidence(signals: Signals) -> float:
    """Return how much of the promise stands on the page: what promises that meet on one page are compared by."""
    return 2 * signals.title_share + 2 * signals.passage_share + min(signals.telling, 5.0) + signals.head


def is_astray(signals: Signals) -> bool:
    """Return whether the page speaks of another country, of years outside the term, or of another government's like promise."""
    is_elsewhere = signals.home is not None and signals.home < ELSEWHERE
    return is_elsewhere or (signals.months_outside or 0) >= FAR_OUTSIDE_MONTHS or signals.is_of_a_twin
