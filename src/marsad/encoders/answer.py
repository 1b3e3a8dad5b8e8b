"""Read what an embeddings server answered: rows in the order of the texts, or why they cannot be used. Trusts nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

MOST_DIMENSIONS = 8_192
LONGEST_COMPLAINT = 200


class BadAnswer(ValueError):
    """An answer that holds no usable vectors; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Finite rows, not yet of length one, and the model's name as the server gives it, or ""."""

    rows: NDArray[np.float32]
    model: str


def read_answer(body: bytes, texts: int, dimensions: int = 0) -> Answer:
    """Return the rows of *body* for so many *texts*; *dimensions* is what earlier answers had, 0 before the first.

    Raises BadAnswer for anything but one finite row of numbers for each text.
    """
    try:
        told = json.loads(body, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise BadAnswer(f"the answer is no JSON ({_plain(str(error))}); is this the address of an embeddings server?") from error
    if not isinstance(told, dict) or not isinstance(told.get("data"), list):
        raise BadAnswer(f"the answer holds no list of vectors: {complaint(body)}")
    rows = _in_order(told["data"], texts)
    lengths = {len(row) for row in rows}
    if len(lengths) != 1 or not 2 <= min(lengths) <= MOST_DIMENSIONS:
        raise BadAnswer(
            f"the vectors have {', '.join(map(str, sorted(lengths)[:5]))} numbers; 2 to {MOST_DIMENSIONS}, all alike, would do"
        )
    if dimensions and lengths != {dimensions}:
        raise BadAnswer(f"the vectors have {min(lengths)} numbers where earlier ones had {dimensions}: the model was changed")
    model = told.get("model")
    return Answer(_numbers(rows), _plain(model) if isinstance(model, str) else "")


def complaint(body: bytes) -> str:
    """Return what a server says of a fault, short and on one line: its message where it is JSON, else how it begins."""
    text = body[:4_000].decode("utf-8", "replace")
    try:
        told = json.loads(body[:100_000])
        error = told.get("error", told) if isinstance(told, dict) else told
        said = (error.get("message") or error.get("detail")) if isinstance(error, dict) else error
        text = said if isinstance(said, str) else text
    except (ValueError, RecursionError):
        pass
    return _plain(text) or "no word"


def _plain(text: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text[:4_000]).split())[:LONGEST_COMPLAINT]


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")


def _in_order(data: list[Any], texts: int) -> list[list[Any]]:
    """Return the vectors of *data* by their `index`, which a server may give in any order."""
    if len(data) != texts:
        raise BadAnswer(f"{len(data)} vectors came for {texts} texts")
    rows: dict[int, list[Any]] = {}
    for item in data:
        place, row = (item.get("index"), item.get("embedding")) if isinstance(item, dict) else (None, None)
        if not isinstance(place, int) or isinstance(place, bool) or not isinstance(row, list):
            raise BadAnswer("a vector came without its index or its list of numbers")
        rows[place] = row
    if set(rows) != set(range(texts)):
        raise BadAnswer(f"the vectors' indices are not 0 to {texts - 1}, each once")
    return [rows[place] for place in range(texts)]


def _numbers(rows: list[list[Any]]) -> NDArray[np.float32]:
    if any(type(value) not in (int, float) for row in rows for value in row):
        raise BadAnswer("a vector holds something that is no number")
    try:
        wide = np.asarray(rows, dtype=np.float64)
    except (OverflowError, ValueError) as error:
        raise BadAnswer(f"a vector holds a number past all bounds: {error}") from error
    longest = np.abs(wide).max(axis=1, keepdims=True)
    if not np.isfinite(longest).all() or (longest == 0).any():
        raise BadAnswer("a vector is infinite or nothing but zeros")
    return np.asarray(wide / longest, dtype=np.float32)  # by its greatest number, so that squares neither overflow nor vanish
