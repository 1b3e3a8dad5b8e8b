"""The pairs of the code, Arabic beside English, found by walking it; and the patterns under which their Kurdish stands."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, product
from pathlib import Path

import marsad

HOME = Path(marsad.__file__).parent
FILLED = "\x00"  # what an f-string fills in
_NUMBERS = r"\d{4}-\d\d-\d\d|\d+(?:[.,]\d+)*"
_QUOTED = re.compile("“[^”]*”(?:, “[^”]*”)*")
_PARTS = re.compile(rf"{_QUOTED.pattern}|{FILLED}|{_NUMBERS}")
_LETTERS, _ARABIC, _KURDISH = re.compile("[A-Za-z\u0621-\u064a]"), re.compile("[\u0621-\u064a]"), re.compile("[ەێۆڕڵیک]")


@dataclass(frozen=True, slots=True)
class Pair:
    """What the code tells in two languages: where it stands, and what the English fills in outside of quotation marks."""

    place: str
    line: int
    ar: str
    en: str
    bare: tuple[str, ...]

    @property
    def pattern(self) -> str:
        """The English as the catalogues have it."""
        return pattern_of(self.en)


def pattern_of(english: str) -> str:
    """Return *english* with {} for what it fills in, quotes and counts, as a catalogue's key without its numbers."""
    return _PARTS.sub("{}", english)


def pairs_of(path: Path) -> Iterator[Pair]:
    """Yield the pairs that the file *path* tells; not those with their Kurdish beside them."""
    place = str(path.relative_to(HOME))
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for told in _told(node, is_english_first=place.startswith("api/")):
            for at, (one, other) in enumerate(pairwise(told)):
                third = told[at + 2] if at + 2 < len(told) else None
                for (first, _), (second, bare) in _both(one, other):
                    if _is_arabic(first) and _is_english(second) and not _is_kurdish(third):
                        yield Pair(place, other.lineno, first, second, bare)


def _told(node: ast.AST, *, is_english_first: bool) -> Iterator[list[ast.expr]]:
    """Yield the texts that stand beside each other: in a tuple, in a call, under the names `ar` and `en`."""
    beside = node.elts if isinstance(node, ast.Tuple | ast.List) else node.args if isinstance(node, ast.Call) else []
    yield [*reversed(beside)] if is_english_first else beside
    if isinstance(node, ast.Call):
        named = {one.arg: one.value for one in node.keywords if one.arg}
        for name, value in named.items():
            if re.fullmatch(r"(?:.*_)?ar", name) and (other := f"{name[:-2]}en") in named:
                yield [value, named[other]]


def _both(one: ast.expr, other: ast.expr) -> Iterator[tuple[tuple[str, tuple[str, ...]], tuple[str, tuple[str, ...]]]]:
    left, right = list(texts_of(one)), list(texts_of(other))
    yield from zip(left, right, strict=True) if len(left) == len(right) else product(left, right)


def texts_of(node: ast.expr) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each text that *node* may be, and what it fills in outside of quotation marks."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value, ()
    elif isinstance(node, ast.JoinedStr):
        yield _filled(node)
    elif isinstance(node, ast.IfExp):
        yield from texts_of(node.body)
        yield from texts_of(node.orelse)


def _filled(node: ast.JoinedStr) -> tuple[str, tuple[str, ...]]:
    text, bare = "", []
    for part in node.values:
        if isinstance(part, ast.Constant):
            text += str(part.value)
        elif isinstance(part, ast.FormattedValue):
            asked = ast.unparse(part.value)
            is_list = "“" in asked  # a list of quotations, put together on the spot
            text += f"“{FILLED}”" if is_list else FILLED
            if not is_list and text.count("“") == text.count("”"):
                bare.append(asked)
    return text, tuple(bare)


def _is_arabic(text: str) -> bool:
    letters = "".join(_LETTERS.findall(text))
    return bool(_ARABIC.match(letters)) or len(_ARABIC.findall(letters)) * 2 > len(letters)


def _is_english(text: str) -> bool:
    letters = "".join(_LETTERS.findall(text))
    return bool(letters) and not _is_arabic(text)


def _is_kurdish(node: ast.expr | None) -> bool:
    return node is not None and ("ckb" in ast.unparse(node) or any(_KURDISH.search(text) for text, _ in texts_of(node)))
