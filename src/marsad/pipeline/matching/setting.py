"""Tell whether a page is set in the country of a promise and names the head of its government; read once for all promises."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from marsad.domain.reading import PromiseText, Reading
from marsad.pipeline.matching.passages import Passage
from marsad.pipeline.matching.places import countries, hints, home_share, is_demonym
from marsad.text.fold import fold
from marsad.text.tokens import Token, tokens

_TITLES = "حكومة ثم رئيس مجلس الوزراء السيد الدكتور برئاسة محمد أحمد علي حسن حسين مصطفى عبد عادل"
_NOT_LEADERS = frozenset(map(fold, _TITLES.split()))  # titles, and first names that half the country bears


@dataclass(frozen=True, slots=True)
class Home:
    """Where a promise is at home, and whom its government is named after; all folded."""

    country: str
    expected: frozenset[str]  # other countries that the promise itself names
    leaders: frozenset[str]  # names that say "this government"
    doubtful: frozenset[str]  # those of them that are also a people's name: السوداني


def home_of(promise: PromiseText) -> Home:
    """Return where *promise* is at home."""
    country = fold(promise.country)
    named = frozenset(countries(tokens(f"{promise.title} {promise.text} {' '.join(promise.terms)}"))) - {country}
    leaders = frozenset(token.word for token in tokens(promise.government)) - _NOT_LEADERS
    doubtful = frozenset(word for word in leaders if is_demonym(word, country))
    return Home(country, named, leaders - doubtful, doubtful)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a stretch of a page tells of where it is set."""

    named: Counter[str]
    words: frozenset[str]
    signs: Counter[str]


class PageSetting:
    """Where one page is set. What is read of it for one promise is kept for the next that it may bear on."""

    def __init__(self, reading: Reading, cut: Sequence[Passage]) -> None:
        """Take the passages of *reading*; nothing is read yet."""
        self._host = urlsplit(reading.url or "").hostname or reading.outlet or ""
        self._cut = cut
        self._heads = frozenset(place for place, passage in enumerate(cut) if passage.is_head)
        self._words: frozenset[str] | None = None
        self._known: dict[tuple[tuple[int, ...], frozenset[str]], _Told] = {}

    def of(self, home: Home, near: Sequence[int]) -> tuple[float | None, bool]:
        """Return how far the page is set in the country of *home*, and whether it names the head of that government.

        The headline, the lead and the sentences *near* tell; only where they name no country the whole page does.
        """
        if not home.country:
            return None, False
        told = self._told(tuple(sorted(self._heads.union(near))), home.doubtful)
        if not told.named:
            told = self._told(tuple(range(len(self._cut))), home.doubtful)
        named, is_leader_named = told.named, not told.words.isdisjoint(home.leaders)
        for word in sorted(told.words & home.doubtful):
            # السوداني is the prime minister where no other word of the page speaks of Sudan.
            if not any(named[country] for country in countries(tokens(word))):
                is_leader_named = True
        if is_leader_named:
            named = named + Counter({home.country: 2})
        return home_share(home.country, named, told.signs, home.expected), is_leader_named

    def _told(self, places: tuple[int, ...], but_not: frozenset[str]) -> _Told:
        if self._words is None:
            self._words = frozenset([token.word for passage in self._cut for token in passage.found])
        key = places, but_not & self._words
        if key not in self._known:
            found: list[Token] = [token for place in places for token in self._cut[place].found]
            words = frozenset([token.word for token in found])
            self._known[key] = _Told(countries(found, but_not), words, hints(found, self._host))
        return self._known[key]
