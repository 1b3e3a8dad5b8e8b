"""Find the credits that a page gives outside its text: source lines, bylines, structured data. Pictures' credits do not count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

from lxml import etree

from marsad.pipeline.page.agency_names import NAMES, PATTERN, SHORT_NAMES, is_agency, name_of_agency
from marsad.pipeline.page.blocks import squeeze
from marsad.pipeline.page.credits import LABEL, LONGEST_LABEL, chain, credits_in
from marsad.pipeline.page.metadata import Metadata
from marsad.pipeline.page.structured import names_in, text_in
from marsad.text.fold import fold

_BYLINE = re.compile(r"author|byline|source|credit|writer|agency|masdar", re.IGNORECASE)
_PICTURES = re.compile(r"caption|photo|image|figure|related|comment|sidebar|media|footer|copyright|widget", re.IGNORECASE)
_MOST_BYLINES, _MOST_LABELS, _MOST_PARTS = 40, 200, 6


def page_credits(metadata: Metadata, root: Any, markup: str) -> tuple[str, ...]:
    """Return the credits that a page gives outside its text: source lines, bylines, and structured data.

    A byline counts where it names a known agency: most bylines name people. Credits of pictures do not count.
    """
    found: list[str] = []
    if "المصدر" in markup or "نقلا" in markup or "نقلًا" in markup:
        for element, text in islice(_labels(root), _MOST_LABELS):
            line = _around(element, text)
            if LABEL.match(fold(line)):
                found += [name for _tier, name in credits_in(line)]
    for element in islice(_bylines(root), _MOST_BYLINES):
        line = squeeze(element.get("content") or "".join(islice(element.itertext(), 2 * _MOST_PARTS)))
        if 0 < len(line) <= LONGEST_LABEL and not _is_of_picture(element):
            found += _known(line)
    article = metadata.article
    stated = [text_in(article, "creditText"), *names_in(article.get("sourceOrganization")), *names_in(article.get("author"))]
    stated += [
        metadata.first(name) or "" for name in ("author", "article:author", "dc.source", "source", "dc.creator", "news_source")
    ]
    for line in stated:
        found += _known(line) if 0 < len(line) <= LONGEST_LABEL else ()
    return chain(found)


def _bylines(root: Any) -> Iterator[Any]:
    """Yield the elements that their template names as author, source or credit."""
    for element in root.iter(
        "span", "div", "p", "a", "li", "address", "cite", "b", "strong", "em", "small", "td", "h4", "h5", "h6", "meta"
    ):
        attributes = element.attrib
        if not attributes:
            continue
        names = attributes.get("class") or attributes.get("itemprop") or attributes.get("rel")
        if names and _BYLINE.search(names):
            yield element


def _labels(root: Any) -> Iterator[tuple[Any, str]]:
    """Yield each short text that may be a source line, and the element it stands in."""
    for element in root.iter(etree.Element):
        for text, is_inside in ((element.text, True), (element.tail, False)):
            if text and len(text) <= LONGEST_LABEL and ("مصدر" in text or "نقلا" in text or "نقلًا" in text):
                yield (element if is_inside else element.getparent()), text


def _around(element: Any, text: str) -> str:
    """Return the line that *text* in *element* stands in: with the name beside a label in an element of its own."""
    if element is None or _is_of_picture(element):
        return ""
    line = squeeze("".join(islice(element.itertext(), 2 * _MOST_PARTS)) if len(element) <= _MOST_PARTS else text)
    above = element.getparent()
    label = LABEL.match(fold(line))
    if above is not None and label and not fold(line)[label.end() :].strip(" :/|-"):
        wider = squeeze(" ".join(islice(above.itertext(), 2 * _MOST_PARTS))) if len(above) <= _MOST_PARTS else ""
        line = wider if len(line) <= len(wider) <= LONGEST_LABEL else line
    return line if len(line) <= LONGEST_LABEL else ""


# An outlet signs its pages with the same few names.
@lru_cache(maxsize=1024)
def _known(line: str) -> tuple[str, ...]:
    """Return the known agencies that a byline names, wherever they stand in it; wires where it says so."""
    key = fold(line)
    names = [NAMES[match["name"]] for match in PATTERN.finditer(key) if match["name"] not in SHORT_NAMES or len(key) <= 40]
    named = [name for _tier, name in credits_in(line)]
    whole = name_of_agency(line)
    return tuple(dict.fromkeys((*names, *named, *([whole] if is_agency(whole) else []))))


def _is_of_picture(element: Any) -> bool:
    for level, box in enumerate((element, *element.iterancestors())):
        if level > 5 or box.tag in ("body", "article", "main"):
            return False
        if box.tag in ("figure", "figcaption", "aside", "nav", "footer", "script", "style", "noscript"):
            return True
        if _PICTURES.search(f"{box.get('class') or ''} {box.get('id') or ''}"):
            return box.find(".//h1") is None
    return False
