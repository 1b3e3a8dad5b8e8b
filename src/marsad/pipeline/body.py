"""Choose among a page's blocks those that are its article. Knows blocks and lines, and nothing of outlets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from marsad.pipeline.blocks import HEADINGS, Block, blocks, is_content
from marsad.pipeline.furniture import ASIDE, PLAIN, TAIL, is_menu, is_prose, line_kind
from marsad.pipeline.published import is_bare_date
from marsad.text.fold import fold

# A container loses this share of a paragraph's weight for each level between them: the smallest box that holds the
# article wins over the page around it, and a parent wins over two boxes with half an article each. Set on own pages.
_DECAY = 0.75
_SHORT_BODY = 250
_TRAILING_NUMBER = re.compile(r"[\s:.-]*\d{1,2}$")
_TERMINAL = re.compile(r"[.!؟?:؛…»”\"')\]]\s*$")


def _weight(block: Block) -> float:
    """Return how much *block* speaks for the box it stands in being the article; links speak against it."""
    if block.link_density > 0.5:
        return -0.5 * min(len(block.text), 200)
    if block.tag in HEADINGS or line_kind(block.text) != PLAIN:
        return 0.0
    return float(min(len(block.text), 1000)) if is_prose(block.text) else 0.0


def choose_container(page: Sequence[Block]) -> Any | None:
    """Return the element whose blocks are most like an article, or None where no block is prose."""
    score: dict[Any, float] = {}
    prose = 0.0
    for block in page:
        weight = _weight(block)
        if not weight:
            continue
        prose += max(weight, 0.0)
        element, share = block.element, weight
        while element is not None:
            score[element] = score.get(element, 0.0) + share
            # Only praise fades with distance: links in a far corner of a box still make it less of an article.
            share = share * _DECAY if share > 0 else share
            element = element.getparent()
    if not prose:
        return None
    named = [element for element in score if is_content(element) and score[element] > 0.4 * prose]
    return max(named or score, key=lambda element: score[element])


def _stands_in(element: Any, container: Any) -> bool:
    return element is container or any(parent is container for parent in element.iterancestors())


def is_headline(block: Block, title_key: str) -> bool:
    """Tell whether *block* repeats the page's title, as a heading or numbered by a template."""
    if not title_key:
        return False
    key = fold(block.text)
    return key == title_key or (block.tag in HEADINGS and _TRAILING_NUMBER.sub("", key) == title_key)


def _after_headline(page: Sequence[Block], title_key: str) -> Sequence[Block]:
    """Return the blocks behind the headline, or all where it is missing or most of the prose stands before it."""
    for number, block in enumerate(page):
        is_cut = block.tag == "h1" and len(block.text) > 15 and title_key.startswith(fold(block.text))
        if is_cut or is_headline(block, title_key):
            before = sum(len(other.text) for other in page[:number] if _weight(other) > 0)
            after = sum(len(other.text) for other in page[number:] if _weight(other) > 0)
            return page[number:] if after > before else page
    return page


def _is_wanted(block: Block, title_key: str) -> bool:
    if is_headline(block, title_key) or is_menu(block.raw.replace("\n", " ") if "\n" not in block.raw.strip() else block.text):
        return False
    if block.link_density > 0.8 and not is_prose(block.text):
        return False
    return line_kind(block.text) == PLAIN


def select(page: Sequence[Block], title: str | None) -> tuple[str, ...]:
    """Return the lines of the article among *page*, the blocks of one container, without the headline itself."""
    title_key = fold(title or "")
    run = _after_headline(page, title_key)
    remaining = [0] * (len(run) + 1)
    for number in range(len(run) - 1, -1, -1):
        remaining[number] = remaining[number + 1] + (len(run[number].text) if _weight(run[number]) > 0 else 0)
    kept: list[Block] = []
    in_list = False
    for number, block in enumerate(run):
        kind = line_kind(block.text)
        if kind == TAIL and remaining[0] - remaining[number] > remaining[number]:
            break
        # A table of contents or «read also» takes the list or headline under it along.
        in_list = kind in (ASIDE, TAIL) or (in_list and not is_prose(block.text) and block.tag in ("li", "h3", "h4", "a"))
        if not in_list and _is_wanted(block, title_key):
            # The date line under the headline is read by `published` and is no part of the text.
            is_dated = not any(_weight(other) > 0 for other in kept[-1:]) and is_bare_date(block.text)
            kept.extend(() if is_dated else (block,))
    return tuple(block.text for block in _trim(kept))


def _trim(kept: list[Block]) -> list[Block]:
    """Drop headline-like lines behind the last sentence, and unfinished fragments before the first that are no dateline."""
    end = len(kept)
    while end and not is_prose(kept[end - 1].text) and not _is_closing(kept[end - 1]):
        end -= 1
    return kept[:end] or kept


def _is_closing(block: Block) -> bool:
    """Tell whether a short last block still belongs to the article: it is long or ends like a sentence."""
    long_enough = len(block.text.split()) >= 10 if block.tag == "p" else False
    is_text = block.tag in ("p", "li", "td", "blockquote") and block.link_density < 0.5
    return is_text and (long_enough or bool(_TERMINAL.search(block.text)))


def read_body(root: Any, title: str | None) -> str:
    """Return the article under *root*, one line a paragraph; "" where there is no text at all.

    Boxes are first dropped by the names their template gives them; where little is left, the names lied and are ignored.
    """
    best = ""
    for by_hints in (True, False):
        page = tuple(blocks(root, by_hints))
        container = choose_container(page)
        inside = page if container is None else tuple(block for block in page if _stands_in(block.element, container))
        text = "\n".join(select(inside, title))
        if len(text) > 2 * len(best):
            best = text
        if len(best) >= _SHORT_BODY:
            break
    return best
