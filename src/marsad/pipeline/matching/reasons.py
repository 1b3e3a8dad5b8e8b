"""Say in Arabic and in English why a page was laid beside a promise, and what speaks against it: for the monitor who reads it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from marsad.pipeline.matching.fuse import ELSEWHERE, Signals, is_astray
from marsad.pipeline.matching.lexicon import USUAL_WEIGHT, root, weight
from marsad.pipeline.matching.term import is_within
from marsad.text.tokens import Token, stem, tokens

Pair = tuple[str, str]  # one reason, in Arabic and in English
MOST = 6
MOST_AGAINST = 3
MOST_IN_HEADLINE = 3
MOST_WORDS = 4
NEARER = 1.5  # a gap worth telling a person of
NEAR_IN_MEANING = 0.45
CROWDED = 0.1  # mean density of the promises that come next on a page from which they are told of
AS_MUCH = 0.8  # of the promise's own density
LONGEST_TITLE = 60
_WORDS_KNOWN = 50_000


@dataclass(frozen=True, slots=True)
class _Known:
    """What is kept of a promise's word; *root* is the stem where it has no root."""

    stem: str
    root: str
    weight: float


@dataclass(frozen=True, slots=True)
class Headline:
    """The words of a headline as it writes them, by stem and by root."""

    stems: Mapping[str, str] = field(default_factory=dict)
    roots: Mapping[str, str] = field(default_factory=dict)

    def written(self, word: str) -> str:
        """Return the headline's own form of *word*, "" where it stands not there."""
        known = _known(word)
        return "" if known is None else self.stems.get(known.stem) or self.roots.get(known.root, "")


@dataclass(frozen=True, slots=True)
class Around:
    """What is told to a person beside the signals: names in the promise's own spelling, "" where there are none.

    *period* is EDTF "start/end" of the government's term, *days* those of the page; *leader* is the head of government as
    named on the page, *rival* the title of the promise it is nearer to, *twin* the government that promised the like.
    """

    country: str = ""
    period: str = ""
    days: tuple[str, ...] = ()
    headline: Headline = field(default_factory=Headline)
    leader: str = ""
    rival: str = ""
    twin: str = ""


def headline(title: str, head: Sequence[Token]) -> Headline:
    """Return the words of *title*, whose tokens are *head*; of two of one stem the first is told."""
    stems: dict[str, str] = {}
    roots: dict[str, str] = {}
    for token in head:
        written = _bare(title[token.start : token.end], token)
        stems.setdefault(token.stem, written)
        if strong := root(token.stem):
            roots.setdefault(strong, written)
    return Headline(stems, roots)


def reasons(signals: Signals, around: Around) -> tuple[Pair, ...]:
    """Return why a page was laid beside a promise and what speaks against it, most telling first, at most MOST.

    What speaks against comes first where it settles the matter.
    """
    against = tuple(_against(signals, around))[:MOST_AGAINST]
    speaking = tuple(_speaking(signals, around))[: MOST - len(against)]
    return (*against, *speaking) if is_astray(signals) else (*speaking, *against)


def _speaking(signals: Signals, around: Around) -> Iterable[Pair]:
    telling = _telling(signals.words)
    titled = {word: written for word in telling if (written := around.headline.written(word))}
    if titled:
        above = tuple(dict.fromkeys(titled.values()))[:MOST_IN_HEADLINE]
        yield f"في العنوان: {_listed_ar(above)}", f"in the headline: {_listed_en(above)}"
    below = tuple(word for word in telling if word not in titled)[:MOST_WORDS]
    if below:
        also_ar, also_en = ("أيضا ", "also ") if titled else ("", "")
        yield f"يذكر {also_ar}{_listed_ar(below)}", f"{also_en}mentions {_listed_en(below)}"
    if signals.is_leader_named:
        ar, en = (f" («{around.leader}»)", f" (“{around.leader}”)") if around.leader else ("", "")
        yield f"يسمي رئيس الحكومة{ar}", f"names the head of government{en}"
    if signals.likeness is not None and signals.likeness >= NEAR_IN_MEANING:
        yield "معناه قريب من نص الوعد", "close in meaning to the promise"
    if around.country and signals.home is not None and signals.home >= ELSEWHERE:
        yield f"يدور في {around.country}", f"set in the promise’s country (“{around.country}”)"
    if signals.months_outside == 0 and not signals.is_of_a_twin:
        yield _in_time(around)


def _in_time(around: Around) -> Pair:
    if any(is_within(around.period, day) for day in around.days):
        return "تاريخه ضمن ولاية الحكومة", "dated within the government’s term"
    if _is_before(around):
        return "تاريخه قبيل ولاية الحكومة", "dated shortly before the government’s term"
    return "تاريخه بعد ولاية الحكومة بقليل", "dated not long after the government’s term"


def _against(signals: Signals, around: Around) -> Iterable[Pair]:
    if signals.home is not None and signals.home < ELSEWHERE:
        where = f"غير {around.country}" if around.country else "بلد آخر"
        yield _against_it(f"يدور في {where}", "set in another country than the promise’s")
    if signals.is_of_a_twin:
        ar, en = (f"«{around.twin}»", f"“{around.twin}”") if around.twin else ("حكومة أخرى", "another government")
        yield _against_it(f"تاريخه في ولاية {ar}، ولها وعد مثله", f"dated in the term of {en}, which promised the like")
    elif signals.months_outside:
        yield _against_it(*_out_of_time(around))
    if signals.overshadowed >= NEARER:
        ar, en = (f"وعد «{around.rival}»", f"the promise “{around.rival}”") if around.rival else ("وعد آخر", "another promise")
        yield _against_it(f"أقرب إلى {ar}", f"nearer to {en}")
    if not signals.is_firm:
        yield _against_it("لا يشارك الوعد إلا كلمات عامة", "shares only general words with the promise")
    if signals.crowd >= max(CROWDED, AS_MUCH * signals.density):
        yield _against_it("يتناول وعودا كثيرة بالقدر نفسه", "touches many other promises as much")


def _against_it(ar: str, en: str) -> Pair:
    return f"يضعفه: {ar}", f"against it: {en}"


def _out_of_time(around: Around) -> Pair:
    if not around.days:  # a page that names no day but years
        return "تاريخه خارج ولاية الحكومة", "dated outside the government’s term"
    if _is_before(around):
        return "تاريخه قبل ولاية الحكومة", "dated before the government’s term"
    return "تاريخه بعد ولاية الحكومة بأكثر من سنة", "dated more than a year after the government’s term"


def _is_before(around: Around) -> bool:
    """Return whether the last day of the page is earlier than the term: both are EDTF, so that letters order them."""
    start = around.period.partition("/")[0]
    return bool(start) and max(around.days, default=start)[: len(start)] < start


def _telling(words: Sequence[str]) -> tuple[str, ...]:
    """Return those of *words* that tell most, one a root: no words of any news where others are left, else the first of all."""
    kept: dict[str, tuple[str, float]] = {}
    for word in words:
        if (known := _known(word)) is not None:
            kept.setdefault(known.root, (word, known.weight))
    firm = tuple(word for word, amount in kept.values() if amount > USUAL_WEIGHT)
    return firm or tuple(word for word, amount in kept.values() if amount == USUAL_WEIGHT) or tuple(words[:2])


def _bare(word: str, token: Token) -> str:
    """Return *word* without the conjunction written onto it: «والنفق» is told as «النفق»."""
    bare = word[1:]
    return bare if word.startswith("و") and stem(bare) == token.stem else word


@lru_cache(maxsize=_WORDS_KNOWN)
def _known(word: str) -> _Known | None:
    return next((_Known(token.stem, root(token.stem) or token.stem, weight(token)) for token in tokens(word)), None)


def _listed_ar(words: Iterable[str]) -> str:
    return "، ".join(f"«{word}»" for word in words)


def _listed_en(words: Iterable[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)


def shortened(title: str) -> str:
    """Return *title*, cut after a word where it is longer than LONGEST_TITLE."""
    if len(title) <= LONGEST_TITLE:
        return title
    cut = title[: LONGEST_TITLE + 1].rsplit(None, 1)[0]
    return f"{cut[:LONGEST_TITLE]}…"
