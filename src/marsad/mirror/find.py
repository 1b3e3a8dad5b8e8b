"""The index of a search without a server: small scripts, of which a reader loads those that hold the words that are asked.

Words are folded and stemmed by `text.search.prepare`; `mirror-search.js` does the same to a question, with the table of folding
from here. A shard holds stems with the promises that bear them, a chunk the titles and words of a few promises.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from marsad.store.queries.mirror import Findable
from marsad.text.fold_table import KEYS, MARKS, SEATS
from marsad.text.search.prepare import prepare
from marsad.text.search.words import ASKING
from marsad.text.tokens import STOP_WORDS

FOLDER = "search/index"
SHARD_BYTES = 20_000  # about; a shard is no larger than its most frequent stem makes it
_MOST_SHARDS = 1024
CHUNK = 4  # promises
_SHOWN = 1_200  # characters of a promise's texts that are shown
_LONGEST_SHOWN = 240  # of one text
_PLACES = "ABC"  # in the title, in the verdict or the promise's own words, in a quote or a reply
IDLE = ASKING | {joined + word for joined in ("", "و", "ف") for word in STOP_WORDS}
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class IndexFile:
    """A script of the index: its place in the folder and its text."""

    file: str
    text: str


def make_index(found: Iterable[Findable]) -> Iterator[IndexFile]:
    """Yield the files of the index of what can be *found*, each a call of `marsadCopy`."""
    postings: dict[str, list[tuple[int, str]]] = defaultdict(list)
    verdicts: dict[tuple[str, str, str], int] = {}
    rows: list[list[object]] = []
    count = 0
    for number, promise in enumerate(found):
        count += 1
        for stem, place in sorted(_places(promise).items()):
            postings[stem].append((number, place))
        words = (promise.verdict_ar, promise.verdict_en, promise.verdict_ckb)
        verdict = verdicts.setdefault(words, len(verdicts)) if promise.verdict_ar else -1
        rows.append([promise.key, promise.title_ar, promise.title_en, verdict, _shown(promise)])
        if len(rows) == CHUNK:
            yield _chunk(number // CHUNK, rows)
            rows = []
    if rows:
        yield _chunk((count - 1) // CHUNK, rows)
    packed = {stem: _pack(places) for stem, places in postings.items()}
    shards = _shards(sum(len(stem.encode()) + len(places) + 6 for stem, places in packed.items()))
    parted: list[dict[str, str]] = [{} for _ in range(shards)]
    for stem in sorted(packed):
        parted[shard_of(stem, shards)][stem] = packed[stem]
    for number, shard in enumerate(parted):
        yield IndexFile(f"{FOLDER}/words-{number}.js", _call("words", number, shard))
    about = {
        "promises": count,
        "shards": shards,
        "chunk": CHUNK,
        "verdicts": list(verdicts),
        "folds": KEYS,
        "marks": MARKS,
        "seats": SEATS,
        "idle": " ".join(sorted(IDLE)),
    }
    yield IndexFile(f"{FOLDER}/about.js", _call("about", about))


def shard_of(stem: str, shards: int) -> int:
    """Return the shard of *stem*, as `mirror-search.js` reckons it."""
    code = 0
    for letter in stem:
        code = (code * 31 + ord(letter)) & 0xFFFFFFFF
    return code % shards


def _places(promise: Findable) -> dict[str, str]:
    """Return for each stem the best place where it stands."""
    best: dict[str, str] = {}
    for place, texts in zip(_PLACES, ((promise.title_ar, promise.title_en), promise.texts, promise.said), strict=True):
        for text in texts:
            prepared = prepare(text)
            for word, stem in zip(prepared.words.split(), prepared.stems.split(), strict=True):
                if word not in IDLE:
                    best.setdefault(stem, place)
    return best


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


def _pack(places: list[tuple[int, str]]) -> str:
    """Return *places* as steps from one promise to the next, to the base 36, each with its place: 0A1C."""
    before, steps = 0, []
    for number, place in places:
        steps.append(_base_36(number - before) + place)
        before = number
    return "".join(steps)


def _base_36(number: int) -> str:
    digits = _DIGITS[number % 36]
    while number := number // 36:
        digits = _DIGITS[number % 36] + digits
    return digits


def _chunk(number: int, rows: list[list[object]]) -> IndexFile:
    return IndexFile(f"{FOLDER}/promises-{number}.js", _call("promises", number, rows))


def _call(name: str, *told: object) -> str:
    written = (json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in told)
    # Two signs that JSON takes in a text and older scripts do not.
    return f"marsadCopy.{name}({','.join(written)});\n".replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
