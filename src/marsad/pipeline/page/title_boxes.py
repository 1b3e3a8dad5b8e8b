"""Find the headline in a page without first-level headings: the element that its template calls a title."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from marsad.pipeline.page.blocks import squeeze
from marsad.text.fold import fold

_TITLE = re.compile(r"(?:title|headline)(?:$|[\s_-])", re.IGNORECASE)
_OTHERS = re.compile(
    r"site|logo|widget|block|section|related|menu|side|box|comment|latest|most|page-?title-?bar|sub", re.IGNORECASE
)
_FEWEST_WORDS, _MOST_WORDS, _LONGEST = 4, 30, 300
_MOST_ELEMENTS, _MOST_NAMED, _MOST_TEXTS = 20_000, 200, 20


def called_title(root: Any, declared: str) -> str | None:
    """Return the text of the first unlinked element called a title, or None; *declared* itself where one says just that."""
    if root is None:
        return None
    key, first = fold(declared), None
    elements = root.iter("h2", "h3", "h4", "td", "th", "div", "span", "p", "b", "strong", "font", "label")
    named = (element for element in islice(elements, _MOST_ELEMENTS) if _is_called_title(element))
    for element in islice(named, _MOST_NAMED):
        if _is_linked(element):
            continue
        text = squeeze("".join(islice(element.itertext(), _MOST_TEXTS)))[: _LONGEST + 1]
        if key and fold(text) == key:
            return text
        if first is None and _FEWEST_WORDS <= len(text.split()) <= _MOST_WORDS and len(text) <= _LONGEST:
            first = text
    return first


def _is_called_title(element: Any) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return bool(_TITLE.search(names)) and not _OTHERS.search(names)


def _is_linked(element: Any) -> bool:
    return element.find(".//a") is not None or next(element.iterancestors("a"), None) is not None
