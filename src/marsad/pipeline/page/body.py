"""Choose among a page's blocks those that are its article. Knows blocks and lines, and nothing of outlets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from marsad.pipeline.page.boxes import Weighed, weigh
from marsad.pipeline.page.cut import JOINT, Block, CutPage, cut_page
from marsad.pipeline.page.furniture import ASIDE, PLAIN, TAIL, is_comment_form, is_menu, is_prose, line_kind
from marsad.pipeline.page.hints import HEADINGS
from marsad.pipeline.page.inline_asides import without_asides
from marsad.pipeline.page.published import is_bare_date
from marsad.pipeline.page.scopes import kept_blocks, unwanted_scopes
from marsad.text.fold import fold

_LONGEST_TITLE = 600
_LONGEST_NUMBER = 16
_LONGEST_LEAD = 800
_LONGEST_LINK = 200
_LONGEST_HEADLINE_WORDS = 20
_DATE_LINES = 8
_FEWEST_LAST_WORDS = 4
_TRAILING_NUMBER = re.compile(r"[\s:.-]*\d{1,2}$")
_TERMINAL = re.compile(r"[.!؟?:؛…»”\"')\]]\s*$")
# «شفق نيوز – بغداد», «بغداد/ واع», «المعلومة / خاص..», «بغداد (رويترز)»: what may stand above the first sentence.
_DATELINE = re.compile(r"[^/|–—:()-]{2,40}\s*[/|–—(-][^:]{2,60}$")
_STOPS = (".", ":", "،", "..")
_ROWS = frozenset({"li", "td", "th", "dt", "dd"})
_LIST_TAGS = frozenset({"li", "h2", "h3", "h4", "h5", "h6", "a", "dt", "dd"})


def is_headline(block: Block, title_key: str) -> bool:
    """Tell whether *block* repeats the page's title, as a heading or numbered by a template."""
    # Marks and a number may make the line longer than its key; a shorter one is not the title.
    if not title_key or not len(title_key) <= len(block.text) <= 2 * len(title_key) + _LONGEST_NUMBER:
        return False
    key = fold(block.text)
    return key == title_key or (block.tag in HEADINGS and _TRAILING_NUMBER.sub("", key) == title_key)


def _headline_place(run: Sequence[Block], title_key: str) -> int | None:
    """Return where in *run* the headline stands: the title, or its beginning in a first-level heading; None where nowhere."""
    for number, block in enumerate(run):
        is_cut = (
            block.tag == "h1"
            and len(block.text) > 15
            and (not title_key or title_key.startswith(fold(block.text[:_LONGEST_TITLE])))
        )
        if is_cut or is_headline(block, title_key):
            return number
    return None


def _after_headline(run: Sequence[Block], title_key: str, weighed: Weighed) -> Sequence[Block]:
    """Return the blocks behind the headline, or all where it is missing or most of the prose stands before it."""
    number = _headline_place(run, title_key)
    if not number:
        return run
    before = sum(len(other.text) for other in run[:number] if weighed.weight(other) > 0)
    after = sum(len(other.text) for other in run[number:] if weighed.weight(other) > 0)
    return run[number:] if after > before else run


def _is_wanted(block: Block, title_key: str) -> bool:
    if is_headline(block, title_key) or is_menu(block.raw.replace("\n", " ") if "\n" not in block.raw.strip() else block.text):
        return False
    if block.link_density > 0.8 and (not is_prose(block.text) or (block.link_density > 0.95 and len(block.text) < _LONGEST_LINK)):
        return False
    if line_kind(block.text) != PLAIN:
        return False
    # «2 min read» and «share» written side by side, without a space, are each known by themselves.
    if JOINT not in block.raw or is_prose(block.text):
        return True
    return all(line_kind(item) == PLAIN for item in block.raw.split(JOINT) if item.strip())


class _Selection:
    """Keep the lines of the article among the blocks of its box: drop furniture, stop at a tail, trim both ends."""

    def __init__(self, weighed: Weighed, run: Sequence[Block], title_key: str) -> None:
        self.weighed = weighed
        self.run = run
        self.title_key = title_key
        self.weights = [weighed.weight(block) for block in run]
        self.homes = [weighed.home(block) for block in run]
        share: dict[int, float] = {}
        for home, weight in zip(self.homes, self.weights, strict=True):
            share[home] = share.get(home, 0.0) + max(weight, 0.0)
        self.main = max(share, key=share.__getitem__, default=0)
        self.places: dict[int, int] | None = None

    def is_end(self, line: str, before: int, after: int, main_before: int, main_after: int) -> bool:
        """Tell whether the tail marker *line* ends the article: letters of prose *before* and *after* it, and its own of these.

        It does where the article's own paragraphs do not go on behind it, however long the comments there are.
        """
        if main_after:
            return before > (main_after / 2 if is_comment_form(line) else max(after, 4 * main_after))
        return before > after or main_before > 0

    def keep(self) -> list[int]:
        """Return the numbers of the blocks of the article, before its ends are trimmed."""
        size = [len(block.text) if weight > 0 else 0 for block, weight in zip(self.run, self.weights, strict=True)]
        total, behind, main_after = sum(size), 0, [0] * (len(size) + 1)
        for number in range(len(size) - 1, -1, -1):
            main_after[number] = main_after[number + 1] + (size[number] if self.homes[number] == self.main else 0)
        kept: list[int] = []
        aside = lines = 0
        for number, block in enumerate(self.run):
            kind = line_kind(block.text)
            if kind == TAIL and self.is_end(
                block.text, behind, total - behind, main_after[0] - main_after[number], main_after[number]
            ):
                break
            behind += size[number]
            if kind in (ASIDE, TAIL):
                # A label takes the list or the headline under it along; with the headline on its own line, nothing more.
                aside = 2 if len(block.text.split()) <= 4 or kind == TAIL else 0
                continue
            if aside == 2 and self._is_parted(number):
                aside = 0
            if aside and self._is_under_label(block, aside):
                aside = 1 if block.tag in _LIST_TAGS else 0
                continue
            aside = 0
            if not _is_wanted(block, self.title_key):
                continue
            lines += 1
            # The date line under the headline or a lead is read by `published` and is no part of the text.
            is_inside = bool(kept) and self.weights[kept[-1]] > 0 and self._setting(kept[-1]) == self._setting(number)
            if lines > _DATE_LINES or is_inside or not is_bare_date(block.text):
                kept.append(number)
        return kept

    def _is_parted(self, number: int) -> bool:
        """Tell whether something was left out between the line at *number* and the one before: the label above had its list."""
        if self.places is None:
            self.places = {id(block): place for place, block in enumerate(self.weighed.page.blocks)}
        this, before = (self.places.get(id(self.run[place])) for place in (number, number - 1))
        return this is not None and before is not None and this - before > 1

    def _is_under_label(self, block: Block, aside: int) -> bool:
        if is_prose(block.text) and block.link_density < 0.5:
            # A headline may be long or ask; it hardly ever ends in a full stop.
            return aside == 2 and len(block.text.split()) <= _LONGEST_HEADLINE_WORDS and not block.text.endswith(_STOPS)
        if block.tag in _LIST_TAGS or aside < 2:
            return block.tag in _LIST_TAGS
        return len(block.text.split()) <= _LONGEST_HEADLINE_WORDS and not block.text.endswith(_STOPS)

    def trim(self, kept: list[int]) -> list[int]:
        """Drop headline-like lines outside the article's first and last sentence that are not set like its paragraphs."""
        prose = [place for place, number in enumerate(kept) if self.weights[number] > 0 or is_prose(self.run[number].text)]
        if not prose:
            return kept
        first, last = prose[0], prose[-1]
        settings = {self._setting(number) for number in kept if self.weights[number] > 0}
        head = [number for number in kept[:first] if self._setting(number) in settings or _DATELINE.match(self.run[number].text)]
        announced = self._announced(kept)
        end = len(kept)
        while end > last + 1 and not self._is_closing(kept[end - 1], settings, announced[end - 1]):
            end -= 1
        return head + kept[first:end]

    def _setting(self, number: int) -> tuple[int, str, str]:
        """Return how a line is set: in which box, as what element, and by which class where it is no <p>."""
        block = self.run[number]
        return self.homes[number], block.tag, "" if block.tag == "p" else block.element.get("class") or ""

    def _is_closing(self, number: int, settings: set[tuple[int, str, str]], is_announced: bool) -> bool:
        """Tell whether a short last line still belongs to the article."""
        block = self.run[number]
        if block.link_density >= 0.5:
            return False
        if block.tag in ("p", "li", "td", "th", "blockquote") and _TERMINAL.search(block.text[-8:]):
            return True
        if self._setting(number) in settings:
            return is_announced or len(block.text.split()) >= _FEWEST_LAST_WORDS
        return is_announced and block.tag in _ROWS

    def _announced(self, kept: list[int]) -> list[bool]:
        """Tell, for each line kept, whether the list or table it stands in follows a line that ends with a colon."""
        announced: list[bool] = []
        for place, number in enumerate(kept):
            above = self.run[kept[place - 1]] if place else None
            is_alike = above is not None and (
                self._setting(number) == self._setting(kept[place - 1])
                if announced[-1] and above.tag not in _ROWS
                else above.tag in _ROWS and self.run[number].tag in _ROWS
            )
            announced.append(announced[-1] if is_alike else above is not None and above.text.endswith(":"))
        return announced


def read_body(root: Any, title: str | None) -> str:
    """Return the article under *root*, one line a paragraph; "" where there is no text at all.

    Boxes are first dropped by the names their template gives them; where no prose is left, the names lied and are ignored.
    """
    return body_of(cut_page(root), title)


def body_of(page: CutPage, title: str | None) -> str:
    """Return the article of *page* as `read_body` does, for who has cut the page already."""
    title_key = fold((title or "")[:_LONGEST_TITLE])
    weights = [weigh(block) for block in page.blocks]
    titled = frozenset(block.scope for block in page.blocks if block.scope and not block.linked and is_headline(block, title_key))
    unwanted = unwanted_scopes(page, weights, titled)
    known = {id(block): weight for block, weight in zip(page.blocks, weights, strict=True)}
    kept = [without_asides(block) if block.linked else block for block in kept_blocks(page, unwanted)]
    # A block that was cut down is another, and weighed anew.
    weighed = Weighed(page, kept, [known[id(block)] if id(block) in known else weigh(block) for block in kept])
    bare = weighed.without_teasers(lambda block: is_headline(block, title_key))
    text = _read(bare, title_key)
    if (unwanted or bare is not weighed) and not any(is_prose(line) for line in text.split("\n")):
        text = max(text, _read(Weighed(page, page.blocks, weights), title_key), key=len)
    return text


def _read(weighed: Weighed, title_key: str) -> str:
    """Return the lines of the article among the blocks kept of a page."""
    page, kept = weighed.page, weighed.kept
    best = weighed.choose_box(weighed.section_of(_headline_place(kept, title_key)))
    run = kept
    if best is not None:
        links = weighed.link_boxes(best)
        wanted = bytearray(len(page.boxes))
        for number in weighed.twins(best):
            wanted[number : page.ends[number]] = b"\1" * (page.ends[number] - number)
        inside = [number for number, block in enumerate(kept) if wanted[block.place] and block.place not in links]
        run = _after_headline([kept[number] for number in inside], title_key, weighed)
        run = (*_lead(kept[: inside[0]] if inside else kept, title_key, weighed), *run)
    selection = _Selection(weighed, run, title_key)
    return "\n".join(run[number].text for number in selection.trim(selection.keep()))


def _lead(above: Sequence[Block], title_key: str, weighed: Weighed) -> tuple[Block, ...]:
    """Return the sentences between the headline and the box of the article, which *above* precedes: a lead set apart."""
    headline = _headline_place(above, title_key)
    if headline is None:
        return ()
    lead = tuple(block for block in above[headline + 1 :] if weighed.weight(block) > 0)
    return lead if sum(len(block.text) for block in lead) <= _LONGEST_LEAD else ()
