"""The index of a search without a server: small scripts, of which a reader loads those that hold what is asked for.

Words are folded and stemmed by `text.search.prepare`; `mirror-words.js` does the same to a question, with the table of folding
from here. There are stems with the promises that bear them; two words that stand together with the promises in which they do, by
a number; words with those that begin or end like them, for slips; the titles and words of a few promises.
"""

from __future__ import annotations

import json
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from marsad.store.queries.mirror import Findable
from marsad.text.fold_table import KEYS, MARKS, SEATS
from marsad.text.search.prepare import prepare
from marsad.text.search.spelling import SHORTEST, head, tail
from marsad.text.search.words import IDLE

FOLDER = "search/index"
SHARD_BYTES = 20_000  # about; a shard is no larger than its most frequent stem makes it
_MOST_SHARDS = 4096
_MOST_LIKES = 400  # words of one beginning or end, the usual ones: a script of them stays small
CHUNK = 4  # promises
_SHOWN = 1_200  # characters of a promise's texts that are shown
_LONGEST_SHOWN = 240  # of one text
_PLACES = "ABC"  # in the title, in the verdict or the promise's own words, in a quote or a reply
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_OFFSET, _PRIME = 0x811C9DC5, 0x01000193


@dataclass(frozen=True, slots=True)
class IndexFile:
    """A script of the index: its place in the folder and its text."""

    file: str
    text: str


def make_index(found: Iterable[Findable]) -> Iterator[IndexFile]:
    """Yield the files of the index of what can be *found*, each a call of `marsadCopy`. Memory holds the index, not the texts."""
    stems = _Postings()
    pairs = _Pairs()
    often: Counter[str] = Counter()
    verdicts: dict[tuple[str, str, str], int] = {}
    rows: list[list[object]] = []
    count = 0
    for number, promise in enumerate(found):
        count += 1
        read = _read(promise)
        for stem, place in sorted(read.stems.items()):
            stems.add(stem, number, place)
        pairs.add(number, read.pairs)
        often.update(read.words)
        told = (promise.verdict_ar, promise.verdict_en, promise.verdict_ckb)
        verdict = verdicts.setdefault(told, len(verdicts)) if promise.verdict_ar else -1
        rows.append([promise.key, promise.title_ar, promise.title_en, verdict, _shown(promise)])
        if len(rows) == CHUNK:
            yield _script("promises", number // CHUNK, rows)
            rows = []
    if rows:
        yield _script("promises", (count - 1) // CHUNK, rows)
    shards = {}
    for name, packed in (("words", stems.packed()), ("likes", _likes(often))):
        shards[name] = _shards(sum(len(key.encode()) + len(row.encode()) + 6 for key, row in packed.items()))
        yield from _parted(name, packed, shards[name])
    shards["pairs"] = _shards(pairs.size)
    for number in range(shards["pairs"]):
        yield _script("pairs", number, pairs.shard(number, shards["pairs"]))
    about = {
        "promises": count,
        **shards,
        "chunk": CHUNK,
        "verdicts": list(verdicts),
        "folds": KEYS,
        "marks": MARKS,
        "seats": SEATS,
        "idle": " ".join(sorted(IDLE)),
    }
    yield IndexFile(f"{FOLDER}/about.js", _call("about", about))


@lru_cache(2**17)
def number_of(text: str) -> int:
    """Return a number of 32 bits for *text*, as `mirror-words.js` reckons it: FNV-1a over its letters, none beyond U+FFFF."""
    code = _OFFSET
    for letter in text:
        code = ((code ^ ord(letter)) * _PRIME) & 0xFFFFFFFF
    return code


@dataclass(frozen=True, slots=True)
class _Read:
    """What a promise bears: stems with the best place where each stands, numbers of pairs, words that a slip may be of."""

    stems: Mapping[str, str]
    pairs: frozenset[int]
    words: frozenset[str]


def _read(promise: Findable) -> _Read:
    best: dict[str, str] = {}
    pairs: set[int] = set()
    known: set[str] = set()
    for place, texts in zip(_PLACES, ((promise.title_ar, promise.title_en), promise.texts, promise.said), strict=True):
        for text in texts:
            prepared = prepare(text)
            words = prepared.words.split()
            pairs.update(number_of(f"{left} {right}") for left, right in pairwise(words))
            for word, stem in zip(words, prepared.stems.split(), strict=True):
                if word not in IDLE:
                    best.setdefault(stem, place)
                    known.add(word)
    return _Read(best, frozenset(pairs), frozenset(word for word in known if len(word) >= SHORTEST and not word.isdigit()))


class _Postings:
    """For each key the promises that bear it, as steps from one to the next to the base 36, each with its place: 0A1C."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}
        self._steps: dict[str, bytearray] = {}

    def add(self, key: str, number: int, place: str) -> None:
        step = number - self._last.get(key, 0)
        self._steps.setdefault(key, bytearray()).extend(f"{_base_36(step)}{place}".encode())
        self._last[key] = number

    def packed(self) -> dict[str, str]:
        return {key: self._steps[key].decode() for key in sorted(self._steps)}


class _Pairs:
    """Numbers of two words that stand together, with the promises in which they do: 8 bytes each, in parts that sort quickly."""

    def __init__(self) -> None:
        self._parts = [array("Q") for _ in range(_MOST_SHARDS)]

    def add(self, number: int, pairs: Iterable[int]) -> None:
        for pair in pairs:
            self._parts[pair % _MOST_SHARDS].append(pair << 32 | number)

    @property
    def size(self) -> int:
        """About how many bytes the scripts have in all."""
        return sum(len(part) * 3 + len({row >> 32 for row in part}) * 12 for part in self._parts)

    def shard(self, number: int, shards: int) -> dict[str, str]:
        """Return the pairs of one shard: promises as steps to the base 36, parted by commas."""
        rows = sorted(row for part in self._parts[number::shards] for row in part)
        steps: dict[str, list[str]] = defaultdict(list)
        before, last = -1, 0
        for row in rows:
            pair, promise = row >> 32, row & 0xFFFFFFFF
            steps[_base_36(pair)].append(_base_36(promise - last if pair == before else promise))
            before, last = pair, promise
        return {key: ",".join(found) for key, found in steps.items()}


def _likes(often: Mapping[str, int]) -> dict[str, str]:
    """Return the usual words of each beginning ("abc-") and end ("-abc"), with how many promises bear them."""
    alike: dict[str, list[str]] = defaultdict(list)
    for word in sorted(often, key=lambda word: (-often[word], word)):
        for key in (f"{head(word)}-", f"-{tail(word)}"):
            if len(alike[key]) < _MOST_LIKES:
                alike[key].append(f"{word}:{_base_36(often[word])}")
    return {key: " ".join(alike[key]) for key in sorted(alike)}


def _parted(name: str, packed: Mapping[str, str], shards: int) -> Iterator[IndexFile]:
    parted: list[dict[str, str]] = [{} for _ in range(shards)]
    for key, row in packed.items():
        parted[number_of(key) % shards][key] = row
    for number, shard in enumerate(parted):
        yield _script(name, number, shard)


def _shown(promise: Findable) -> list[str]:
    shown, left = [], _SHOWN
    for text in (*promise.texts, *promise.said):
        told = " ".join(text.split())
        told = told if len(told) <= _LONGEST_SHOWN else told[:_LONGEST_SHOWN].rsplit(" ", 1)[0] + " …"
        if len(told) > left:
            break
        shown.append(told)
        left -= len(told)
    return shown


def _shards(size: int) -> int:
    shards = 1
    while shards < _MOST_SHARDS and size > shards * SHARD_BYTES:
        shards *= 2
    return shards


def _base_36(number: int) -> str:
    digits = _DIGITS[number % 36]
    while number := number // 36:
        digits = _DIGITS[number % 36] + digits
    return digits


def _script(name: str, number: int, told: object) -> IndexFile:
    return IndexFile(f"{FOLDER}/{name}-{number}.js", _call(name, number, told))


def _call(name: str, *told: object) -> str:
    written = (json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in told)
    # Two signs that JSON takes in a text and older scripts do not.
    return f"marsadCopy.{name}({','.join(written)});\n".replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
