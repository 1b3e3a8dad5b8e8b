"""Weigh the boxes of a cut page: which holds the article, where its paragraphs are at home, which are nothing but links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from marsad.pipeline.blocks import Block, CutPage
from marsad.pipeline.furniture import PLAIN, is_prose, line_kind
from marsad.pipeline.hints import HEADINGS

# A box loses this share of a paragraph's weight for each level between them: the smallest box that holds the article
# wins over the page around it, and a parent wins over two boxes with half an article each. Set on own pages.
_DECAY = 0.75
_MOST_PRAISE = 1000
_LONGEST_LINK = 200
_LONG_QUESTION, _SHARE_OF_QUESTION = 14, 0.25
# A box named as the article is it where it has this share of the page's prose.
_SHARE_OF_NAMED = 0.4
# A box without a sentence of its own is a list of links where links have this share of its letters.
_SHARE_OF_LINKS = 0.6


def weigh(block: Block) -> float:
    """Return how much *block* speaks for the box it stands in being the article; links speak against it."""
    if block.link_density > 0.5:
        return -0.5 * min(len(block.text), _LONGEST_LINK)
    if block.tag in HEADINGS or not is_prose(block.text) or line_kind(block.text) != PLAIN:
        return 0.0
    # A short question is a headline, or a poll's, as often as it is a sentence.
    share = _SHARE_OF_QUESTION if block.text.endswith(("؟", "?", "!")) and len(block.text.split()) < _LONG_QUESTION else 1.0
    return share * min(len(block.text), _MOST_PRAISE)


@dataclass(frozen=True)
class Weighed:
    """The blocks of a page that are read, with their weights, and sums over its boxes. Every sum is linear in the page."""

    page: CutPage
    kept: tuple[Block, ...]
    weights: tuple[float, ...]

    def sums(self, values: Sequence[float]) -> list[float]:
        """Return, for each box, the sum of *values* (one a kept block) of the blocks inside it, at any depth."""
        total = [0.0] * len(self.page.boxes)
        for block, value in zip(self.kept, values, strict=True):
            total[block.place] += value
        for number in range(len(total) - 1, 0, -1):
            total[self.page.boxes[number].parent] += total[number]
        return total

    @cached_property
    def counts(self) -> list[float]:
        """Return how many kept blocks each box holds."""
        return self.sums([1.0] * len(self.kept))

    def home(self, block: Block) -> int:
        """Return the number of the box in which *block* is one line among others: two paragraphs of an article share theirs."""
        number = block.place
        while number and self.counts[number] <= 1:
            number = self.page.boxes[number].parent
        return number

    def choose_box(self) -> int | None:
        """Return the number of the box whose blocks are most like an article, or None where no block is prose."""
        boxes = self.page.boxes
        prose = [max(weight, 0.0) for weight in self.weights]
        if not any(prose):
            return None
        praise = [0.0] * len(boxes)
        for block, weight in zip(self.kept, prose, strict=True):
            praise[block.place] += weight
        for number in range(len(boxes) - 1, 0, -1):
            # Only praise fades with distance: links in a far corner of a box still make it less of an article. A box
            # around a single block is that paragraph's own wrapping, and no level.
            praise[boxes[number].parent] += praise[number] * (_DECAY if self.counts[number] > 1 else 1.0)
        blame = self.sums([min(weight, 0.0) for weight in self.weights])
        score = [good + bad for good, bad in zip(praise, blame, strict=True)]
        least = _SHARE_OF_NAMED * sum(prose)
        named = [number for number, box in enumerate(boxes) if box.is_content and score[number] > least]
        # One paragraph is the box of the article only where the page has no second.
        several = [number for number, count in enumerate(self.counts) if count > 1] if sum(map(bool, prose)) > 1 else []
        best = max(named or several or range(len(score)), key=score.__getitem__)
        return best if score[best] > 0 else max(range(len(score)), key=score.__getitem__)

    def link_boxes(self, best: int) -> frozenset[int]:
        """Return the boxes inside *best* that are lists of links with their heading, and all boxes in them."""
        linked = self.sums([float(min(block.linked, len(block.text))) for block in self.kept])
        size = self.sums([float(len(block.text)) for block in self.kept])
        prose = self.sums([max(weight, 0.0) for weight in self.weights])
        found: set[int] = set()
        for number in range(best + 1, self.page.ends[best]):
            is_list = self.counts[number] > 1 and not prose[number] and linked[number] > _SHARE_OF_LINKS * size[number]
            if is_list or self.page.boxes[number].parent in found:
                found.add(number)
        return frozenset(found)

    def twins(self, best: int) -> tuple[int, ...]:
        """Return *best* and the boxes beside it that continue it: of the same tag and class, all text and no link or heading."""
        boxes = self.page.boxes
        tag, name = boxes[best].tag, boxes[best].element.get("class")
        if not name:
            return (best,)
        beside = [
            number
            for number, box in enumerate(boxes)
            if box.parent == boxes[best].parent and box.tag == tag and number > best and box.element.get("class") == name
        ]
        if not beside:
            return (best,)
        prose = self.sums([max(weight, 0.0) for weight in self.weights])
        strange = self.sums([float(block.tag in HEADINGS or block.link_density > 0.5) for block in self.kept])
        return (best, *(number for number in beside if prose[number] and not strange[number]))
