"""Take the entries of a live blog out of its page, in the order of the page, each with its clock. Dates nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from marsad.pipeline.page.blocks import blocks, squeeze
from marsad.pipeline.page.furniture import PLAIN, line_kind
from marsad.pipeline.page.stated_body import paragraphs
from marsad.pipeline.page.structured import LIVE_BLOG, Thing, kinds_of, text_in

_MARKS = ("LiveBlog", "liveBlog", "liveblog", "live-blog", "live_blog", "live-update", "live-post", "live-entry", "live-coverage")
_ENTRY = re.compile(
    r"(?<![a-z])live[-_]?(?:blog)?[-_]{0,2}(?:entry|post|update|item|event|card|entries__item|message)(?![a-z])", re.IGNORECASE
)
_HOUR = re.compile(r"^\W{0,3}[\d٠-٩]{1,2}\s?:\s?[\d٠-٩]{2}\b.{0,30}$|^منذ \S{1,12}(?: \S{1,12})?$")
_FEWEST, _MOST = 2, 1000
_LONGEST_CLOCK = 60


def is_live(markup: str) -> bool:
    """Tell whether *markup* may hold a live blog; cheap enough to be asked of every page."""
    return any(mark in markup for mark in _MARKS)


def _boxes(root: Any) -> list[Any]:
    """Return the elements that are entries: marked as such, else by class; outermost only, and never just one."""
    marked = [element for element in root.iter("article", "div", "li", "section") if _is_marked(element)]
    named = marked or [box for box in root.iter("article", "div", "li", "section") if _ENTRY.search(box.get("class") or "")]
    chosen: list[Any] = []
    held: set[Any] = set()
    for box in named:
        if box not in held and len(chosen) < _MOST:
            chosen.append(box)
            held.update(box.iter())
    return chosen if len(chosen) >= _FEWEST else []


def _is_marked(element: Any) -> bool:
    return "liveblogupdate" in (element.get("itemprop") or "").lower()


def _entry_text(box: Any) -> str:
    """Return the words of one entry, a line a paragraph, its clock first where it shows one."""
    lines: list[str] = []
    for block in blocks(box):
        is_hour = len(block.text) <= _LONGEST_CLOCK and _HOUR.match(block.text)
        kind = line_kind(block.text)
        if (is_hour and not lines) or (kind == PLAIN and not is_hour):
            lines.append(block.text)
    return "\n".join(lines) if any(not _HOUR.match(line) for line in lines) else ""


def take_entries(root: Any) -> tuple[str, ...]:
    """Return the texts of the entries under *root* and take them out of it, so that their clocks speak for nothing else."""
    boxes = _boxes(root)
    texts = [_entry_text(box) for box in boxes]
    if sum(map(bool, texts)) < _FEWEST:
        return ()
    for box in boxes:
        parent = box.getparent()
        if parent is not None:
            parent.remove(box)
    return tuple(filter(None, texts))


def stated_entries(article: Thing) -> tuple[str, ...]:
    """Return the entries that structured data gives of a live blog, each opened by its moment as stated."""
    if LIVE_BLOG not in kinds_of(article):
        return ()
    updates = article.get("liveBlogUpdate")
    return tuple(filter(None, map(_stated, updates[:_MOST]))) if isinstance(updates, list) else ()


def _stated(update: object) -> str:
    return "\n".join(_stated_lines(update)) if isinstance(update, dict) else ""


def _stated_lines(update: Thing) -> Iterator[str]:
    words = [squeeze(text_in(update, "headline")), *paragraphs(update.get("articleBody"))]
    words = [line for number, line in enumerate(words) if line and line not in words[:number]]
    moment = text_in(update, "datePublished")[:16].replace("T", " ")
    if words and moment:
        yield moment
    yield from words
