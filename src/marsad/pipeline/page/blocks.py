"""Parse a page and yield its blocks of text in reading order, with or without what its template names as furniture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from marsad.pipeline.page.cut import Block, cut_page, squeeze
from marsad.pipeline.page.scopes import kept_blocks, unwanted_scopes

__all__ = ["LONGEST_PAGE", "Block", "blocks", "parse", "squeeze"]

LONGEST_PAGE = 20_000_000


def parse(markup: str) -> Any | None:
    """Return the root element of *markup*, however broken, or None where there is none."""
    parser = etree.HTMLParser(encoding="utf-8", recover=True, remove_comments=True, remove_pis=True, huge_tree=True)
    clean = markup.replace("\x00", "").encode("utf-8", "replace")
    if not clean.strip():
        return None
    try:
        return etree.fromstring(clean, parser)
    except etree.XMLSyntaxError:
        return None


def blocks(root: Any, by_hints: bool = True) -> Iterator[Block]:
    """Yield the blocks of text under *root* in reading order. Paragraphs split by <br> are blocks of the same element.

    *by_hints* leaves out boxes that their template names as furniture, whatever they hold but a headline or the body.
    """
    page = cut_page(root)
    yield from kept_blocks(page, unwanted_scopes(page, [0.0] * len(page.blocks))) if by_hints else page.blocks
