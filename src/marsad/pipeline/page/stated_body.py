"""Read the article's text that structured data gives, for pages whose HTML holds none of it or only its beginning."""

from __future__ import annotations

import html
import re

from marsad.pipeline.page.blocks import blocks, parse, squeeze
from marsad.pipeline.page.furniture import furniture_spans, text_lines
from marsad.pipeline.page.structured import Thing
from marsad.text.fold import fold

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_LONGEST = 2_000_000
# The stated text stands in for the page's own only where that is clearly less: a lead before «اقرأ المزيد», say.
_CLEARLY_LESS = 0.5
_FEWEST_CHARACTERS = 80


def paragraphs(value: object) -> list[str]:
    """Return the paragraphs of *value*, a text in structured data: markup and entities are undone, white space is squeezed."""
    if not isinstance(value, str):
        return []
    text = value[:_LONGEST]
    if "&" in text:
        text = html.unescape(text)
    if _TAG.search(text):
        root = parse(text)
        return [block.text for block in blocks(root)] if root is not None else []
    return [line for line in (squeeze(html.unescape(line)) for line in re.split(r"[\r\n\u2028\u2029]+", text)) if line]


def stated_body(article: Thing, title: str | None) -> str:
    """Return the body that *article* states, without furniture and headline, one line a paragraph; "" where it is none."""
    lines = paragraphs(article.get("articleBody"))
    text = "\n".join(lines)
    unwanted = set(furniture_spans(text)) if len(lines) > 1 else set()
    key = fold(title or "")
    kept = [line.text for line in text_lines(text) if (line.start, line.end) not in unwanted and fold(line.text) != key]
    found = "\n".join(kept)
    return found if len(found) >= _FEWEST_CHARACTERS else ""


def fuller(body: str, stated: str) -> str:
    """Return *body*, the page's own, unless *stated* is clearly more than it."""
    return stated if len(body) < _CLEARLY_LESS * len(stated) else body
