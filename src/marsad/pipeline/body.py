"""Choose among a page's blocks those that are its article. Knows blocks and lines, and nothing of outlets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from marsad.pipeline.blocks import Block, CutPage, cut_page, kept_blocks, unwanted_scopes
from marsad.pipeline.furniture import ASIDE, PLAIN, TAIL, is_menu, is_prose, line_kind
from marsad.pipeline.hints import HEADINGS
from marsad.pipeline.keys import line_key
from marsad.pipeline.published import is_bare_date
from marsad.text.fold import fold

# A container loses this share of a paragraph's weight for each level between them: the smallest box that holds the
# article wins over the page around it, and a parent wins over two boxes with half an article each. Set on own pages.
_DECAY = 0.75
_LONGEST_TITLE = 600
_DATE_LINES = 8
_TRAILING_NUMBER = re.compile(r"[\s:.-]*\d{1,2}$")
_TERMINAL = re.compile(r"[.!؟?:؛…»”\"')\]]\s*$")


def _weight(block: Block) -> float:
    """Return how much *block* speaks for the box it stands in being the article; links speak against it."""
    if block.link_density > 0.5:
        return -0.5 * min(len(block.text), 200)
    if block.tag in HEADINGS or not is_prose(block.text) or line_kind(block.text) != PLAIN:
        return 0.0
    return float(min(len(block.text), 1000))


def choose_box(page: CutPage, kept: Sequence[Block]) -> int | None:
    """Return the number of the box whose blocks are most like an article, or None where no block is prose. Linear in the page."""
    praise, blame = [0.0] * len(page.boxes), [0.0] * len(page.boxes)
    prose = 0.0
    for block in kept:
        weight = _weight(block)
        if weight > 0:
            prose += weight
            praise[block.place] += weight
        else:
            blame[block.place] += weight
    if not prose:
        return None
    for number in range(len(page.boxes) - 1, 0, -1):
        parent = page.boxes[number].parent
        # Only praise fades with distance: links in a far corner of a box still make it less of an article.
        praise[parent] += praise[number] * _DECAY
        blame[parent] += blame[number]
    score = [good + bad for good, bad in zip(praise, blame, strict=True)]
    named = [number for number, box in enumerate(page.boxes) if box.is_content and score[number] > 0.4 * prose]
    return max(named or range(len(score)), key=score.__getitem__)


def is_headline(block: Block, title_key: str) -> bool:
    """Tell whether *block* repeats the page's title, as a heading or numbered by a template."""
    if not title_key or len(block.text) > _LONGEST_TITLE:
        return False
    key = line_key(block.text)
    return key == title_key or (block.tag in HEADINGS and _TRAILING_NUMBER.sub("", key) == title_key)


def _after_headline(page: Sequence[Block], title_key: str) -> Sequence[Block]:
    """Return the blocks behind the headline, or all where it is missing or most of the prose stands before it."""
    for number, block in enumerate(page):
        is_cut = block.tag == "h1" and len(block.text) > 15 and title_key.startswith(line_key(block.text[:_LONGEST_TITLE]))
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
    title_key = fold((title or "")[:_LONGEST_TITLE])
    run = _after_headline(page, title_key)
    weights = [_weight(block) for block in run]
    remaining = [0] * (len(run) + 1)
    for number in range(len(run) - 1, -1, -1):
        remaining[number] = remaining[number + 1] + (len(run[number].text) if weights[number] > 0 else 0)
    kept: list[Block] = []
    in_list = False
    lines_before = 0
    for number, block in enumerate(run):
        kind = line_kind(block.text)
        if kind == TAIL and remaining[0] - remaining[number] > remaining[number]:
            break
        # A table of contents or «read also» takes the list or headline under it along.
        in_list = kind in (ASIDE, TAIL) or (in_list and not is_prose(block.text) and block.tag in ("li", "h3", "h4", "a"))
        if in_list or not _is_wanted(block, title_key):
            continue
        # The date line under the headline is read by `published` and is no part of the text.
        lines_before += 1
        if lines_before > _DATE_LINES or (kept and _weight(kept[-1]) > 0) or not is_bare_date(block.text):
            kept.append(block)
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
    return is_text and (long_enough or bool(_TERMINAL.search(block.text[-40:])))


def read_body(root: Any, title: str | None) -> str:
    """Return the article under *root*, one line a paragraph; "" where there is no text at all.

    Boxes are first dropped by the names their template gives them; where no prose is left, the names lied and are ignored.
    """
    return body_of(cut_page(root), title)


def body_of(page: CutPage, title: str | None) -> str:
    """Return the article of *page* as `read_body` does, for who has cut the page already."""
    kept = kept_blocks(page, unwanted_scopes(page, [_weight(block) for block in page.blocks]))
    text = _read(page, kept, title)
    if not any(is_prose(line) for line in text.split("\n")):
        text = max(text, _read(page, page.blocks, title), key=len)
    return text


def _read(page: CutPage, kept: Sequence[Block], title: str | None) -> str:
    """Return the lines of the article among *kept*, blocks of *page*."""
    best = choose_box(page, kept)
    if best is not None:
        kept = [block for block in kept if best <= block.place < page.ends[best]]
    return "\n".join(select(kept, title))
