"""Weigh the boxes of a cut page: which holds the article, where its paragraphs are at home, which are nothing but links."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from marsad.pipeline.page.cut import Block, CutPage
from marsad.pipeline.page.furniture import PLAIN, TAIL, is_prose, line_kind
from marsad.pipeline.page.hints import HEADINGS

# A box loses this share of a paragraph's weight for each level between them: the smallest box that holds the article
# wins over the page around it, and a parent wins over two boxes with half an article each. Set on own pages.
_DECAY = 0.6
_MOST_PRAISE = 1000
# However many links stand among them, some of what paragraphs say for their box is left.
_MOST_BLAME = 0.7
_LONGEST_LINK = 200
_LONG_QUESTION, _SHARE_OF_QUESTION = 14, 0.25
# A box named as the article is it where it has this share of the page's prose.
_SHARE_OF_NAMED = 0.4
# A card of the latest news: a linked headline, a sentence, perhaps a date and a category; never alone.
_SHARE_OF_HEADLINE, _SHORTEST_HEADLINE = 0.9, 12
_MOST_IN_TEASER, _FEWEST_TEASERS = 4, 2
# A box without a sentence of its own is a list of links where links have this share of its letters.
_SHARE_OF_LINKS = 0.6
_SHARE_OF_TWIN = 0.5
_FEWEST_ANNOUNCING, _FEWEST_SENTENCES = 9, 2


def weigh(block: Block) -> float:
    """Return how much *block* speaks for the box it stands in being the article; links speak against it."""
    if block.link_density > 0.5:
        return -0.5 * min(len(block.text), _LONGEST_LINK)
    if block.tag in HEADINGS or not (is_prose(block.text) or _announces(block.text)) or line_kind(block.text) != PLAIN:
        return 0.0
    # A short question is a headline, or a poll's, as often as it is a sentence.
    share = _SHARE_OF_QUESTION if block.text.endswith(("؟", "?", "!")) and len(block.text.split()) < _LONG_QUESTION else 1.0
    return share * min(len(block.text), _MOST_PRAISE)


def _announces(text: str) -> bool:
    """Tell whether *text* is a sentence that ends in a colon: «أصدرت النقابة بيانا … جاء فيه:»."""
    return text.endswith(":") and len(text.split()) >= _FEWEST_ANNOUNCING


class Weighed:
    """The blocks of a page that are read, with their weights, and sums over its boxes, each linear in the page."""

    def __init__(self, page: CutPage, kept: Sequence[Block], weights: Sequence[float]) -> None:
        """Sum up, for each box, the blocks inside it at any depth."""
        size = len(page.boxes)
        self.page, self.kept = page, kept
        self.weight_of = {id(block): weight for block, weight in zip(kept, weights, strict=True)}
        self.counts, self.prose, self.blame = [0] * size, [0.0] * size, [0.0] * size
        self.linked, self.letters, self.strange = [0] * size, [0] * size, [0] * size
        for block, weight in zip(kept, weights, strict=True):
            place = block.place
            self.counts[place] += 1
            self.letters[place] += len(block.text)
            if block.linked:
                self.linked[place] += min(block.linked, len(block.text))
            if weight > 0:
                self.prose[place] += weight
            elif weight < 0:
                self.blame[place] += weight
            if block.tag in HEADINGS or weight < 0:
                self.strange[place] += 1
        self.praise = list(self.prose)
        boxes = page.boxes
        for number in range(size - 1, 0, -1):
            if not self.counts[number]:
                continue
            parent = boxes[number].parent
            # Only praise fades with distance: links in a far corner of a box still make it less of an article. A box
            # around a single block is that paragraph's own wrapping, and no level.
            self.praise[parent] += self.praise[number] * (_DECAY if self.counts[number] > 1 else 1.0)
            self.counts[parent] += self.counts[number]
            self.prose[parent] += self.prose[number]
            # A list of links is left out of the article wherever it stands, and blames no box around it.
            if not self._is_list(number):
                self.blame[parent] += self.blame[number]
            self.linked[parent] += self.linked[number]
            self.letters[parent] += self.letters[number]
            self.strange[parent] += self.strange[number]

    def _is_list(self, number: int) -> bool:
        """Tell whether the box at *number* is a list of links with its heading."""
        mostly_linked = self.linked[number] > _SHARE_OF_LINKS * self.letters[number]
        return mostly_linked and self.counts[number] > 1 and not self.prose[number]

    def weight(self, block: Block) -> float:
        """Return the weight of a kept *block*."""
        return self.weight_of[id(block)]

    def home(self, block: Block) -> int:
        """Return the number of the box in which *block* is one line among others: two paragraphs of an article share theirs."""
        number = block.place
        while number and self.counts[number] <= 1:
            number = self.page.boxes[number].parent
        return number

    def section_of(self, headline: int | None) -> int:
        """Return the box of the section that the kept block number *headline* opens, or 0 where its end is not certain.

        It is the smallest box that holds the headline and a sentence behind it, where it holds two or is marked as the article,
        and where another section under its own heading stands next: comments, related news, a word about the site.
        """
        first = next((at for at in range((headline or 0) + 1, len(self.kept)) if self.weight(self.kept[at]) > 0), None)
        if headline is None or first is None:
            return 0
        ends, boxes = self.page.ends, self.page.boxes
        box, sentence = self.kept[headline].place, self.kept[first].place
        while box and not box <= sentence < ends[box]:
            box = boxes[box].parent
        behind = next((block for block in self.kept[first:] if not box <= block.place < ends[box]), None)
        is_tail = behind is not None and line_kind(behind.text) == TAIL
        if not box or behind is None or not (behind.tag in HEADINGS or is_tail):
            return 0
        inside = sum(self.weight(block) > 0 for block in self.kept if box <= block.place < ends[box])
        if inside < _FEWEST_SENTENCES and not is_tail and boxes[box].tag != "article" and not boxes[box].is_content:
            return 0
        is_elsewhere = any(
            other.is_content and self.prose[number] and not (box <= number < ends[box] or number <= box < ends[number])
            for number, other in enumerate(boxes)
        )
        return 0 if is_elsewhere else box

    def choose_box(self, section: int = 0) -> int | None:
        """Return the number of the box whose blocks are most like an article, or None where no block is prose.

        Only boxes in the one numbered *section* are asked.
        """
        if not self.prose or not self.prose[section]:
            return None
        score = [good + max(bad, -_MOST_BLAME * good) for good, bad in zip(self.praise, self.blame, strict=True)]
        asked = range(section, self.page.ends[section] if section else len(score))
        least = _SHARE_OF_NAMED * self.prose[section]
        candidates = [number for number in asked if self.page.boxes[number].is_content and score[number] > least]
        # A paragraph is the box of the article only where no box around it deserves it: its neighbours may be short.
        several = candidates or [number for number in asked if self.counts[number] > 1 and score[number] > 0]
        return max(several or asked, key=score.__getitem__)

    def link_boxes(self, best: int) -> frozenset[int]:
        """Return the boxes inside *best* that are lists of links with their heading, and all boxes in them."""
        if not self.linked[best]:
            return frozenset()
        found: set[int] = set()
        for number in range(best + 1, self.page.ends[best]):
            if self._is_list(number) or self.page.boxes[number].parent in found:
                found.add(number)
        return frozenset(found)

    def without_teasers(self, is_headline: Callable[[Block], bool]) -> Weighed:
        """Return the page without its cards: boxes set alike side by side, each with a linked headline and a sentence at most.

        *is_headline* tells the page's own headline, which blogs link to itself.
        """
        linked, prose = [0] * len(self.counts), [0] * len(self.counts)
        for block in self.kept:
            linked[block.place] += block.link_density > _SHARE_OF_HEADLINE and len(block.text) > _SHORTEST_HEADLINE
            prose[block.place] += self.weight(block) > 0
        if sum(linked) < _FEWEST_TEASERS:
            return self
        # The page's own headline makes no box around it a card.
        for block in self.kept:
            prose[block.place] += _MOST_IN_TEASER if is_headline(block) else 0
        boxes = self.page.boxes
        for number in range(len(boxes) - 1, 0, -1):
            linked[boxes[number].parent] += linked[number]
            prose[boxes[number].parent] += prose[number]
        alike: dict[tuple[int, str, str | None], list[int]] = {}
        for number in range(1, len(boxes)):
            if linked[number] == 1 and prose[number] == 1 and 1 < self.counts[number] <= _MOST_IN_TEASER:
                box = boxes[number]
                alike.setdefault((box.parent, box.tag, box.element.get("class")), []).append(number)
        dropped = {number for cards in alike.values() if len(cards) >= _FEWEST_TEASERS for number in cards}
        if not dropped:
            return self
        for number in range(1, len(boxes)):
            if boxes[number].parent in dropped:
                dropped.add(number)
        kept = [block for block in self.kept if block.place not in dropped]
        return Weighed(self.page, kept, [self.weight(block) for block in kept])

    def twins(self, best: int) -> tuple[int, ...]:
        """Return *best* and the boxes beside it that continue it: set like it, mostly sentences, no link or heading."""
        boxes = self.page.boxes
        tag, name = boxes[best].tag, boxes[best].element.get("class")
        beside = [
            number
            for number, box in enumerate(boxes)
            if box.parent == boxes[best].parent and box.tag == tag and number > best and box.element.get("class") == name
        ]
        if not beside:
            return (best,)
        return (
            best,
            *(
                number
                for number in beside
                if self.prose[number] > _SHARE_OF_TWIN * self.letters[number] and not self.strange[number]
            ),
        )
