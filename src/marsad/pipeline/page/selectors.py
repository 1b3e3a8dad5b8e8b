"""Read the parts of a page that an outlet's own reader selects. Decides nothing: what it does not find is "" or None."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cssselect import SelectorError as CssError
from lxml.cssselect import CSSSelector
from lxml.etree import LxmlError

from marsad.domain.outlet_reader import OutletReader
from marsad.pipeline.page.blocks import blocks, squeeze
from marsad.pipeline.page.furniture import PLAIN, line_kind
from marsad.pipeline.page.published import dateline_day, is_bare_date, iso_day
from marsad.text.fold import fold

# What cssselect raises for words that are no selector, and lxml for a selector whose path it cannot compile.
_UNUSABLE = (CssError, LxmlError, SyntaxError, ValueError, NotImplementedError, RecursionError)


class SelectorError(ValueError):
    """A CSS selector that cannot be used; the message gives it and says why."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a reader found on a page: "" or None for what it does not select or what is not there."""

    body: str = ""
    title: str | None = None
    published: str | None = None


@lru_cache(maxsize=512)
def compile_selector(selector: str) -> CSSSelector:
    """Return *selector* compiled. Raises SelectorError."""
    try:
        return CSSSelector(selector, translator="html")
    except _UNUSABLE as error:
        raise SelectorError(f"{selector!r} is no CSS selector that can be used: {error}") from error


def read_parts(reader: OutletReader, root: Any) -> Parts:
    """Return what *reader* selects under *root*; the elements that it drops are taken out of the tree first."""
    title = next((text for text in map(_words, _select(root, reader.title)) if text), None)
    published = next(filter(None, map(_day, _select(root, reader.published))), None)
    for selector in reader.drop:
        for element in _select(root, selector):
            _take_out(element)
    lines: list[str] = []
    key = fold(title or "")
    for element in _outermost(_select(root, reader.body)):
        kept = (block.text for block in blocks(element, by_hints=False) if line_kind(block.text) == PLAIN)
        lines += [line for line in kept if not (key and fold(line) == key) and not is_bare_date(line)]
    return Parts("\n".join(lines), title, published)


def _select(root: Any, selector: str) -> list[Any]:
    return list(compile_selector(selector)(root)) if selector else []


def _outermost(elements: list[Any]) -> list[Any]:
    held = set(elements)
    return [element for element in elements if not any(above in held for above in element.iterancestors())]


def _take_out(element: Any) -> None:
    """Take *element* out of its tree and leave the text behind it in place."""
    above = element.getparent()
    if above is None or element.tag in ("html", "body"):
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            above.text = (above.text or "") + element.tail
    above.remove(element)


def _words(element: Any) -> str:
    return squeeze(element.get("content") or "".join(element.itertext()))


def _day(element: Any) -> str | None:
    """Return the day that *element* gives: in its machine-readable attribute, else in its words."""
    for name in ("datetime", "content", "data-date", "title"):
        if day := iso_day(element.get(name) or ""):
            return day
    words = _words(element)
    return dateline_day(words) or iso_day(words)
